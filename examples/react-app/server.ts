// Bundles the application and serves it, and nothing else. `node server.ts [port] [relay]`; 0 is any free port.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { rolldown } from 'rolldown';

const [port = '8080', relay = 'http://127.0.0.1:7420'] = process.argv.slice(2);
const here = (name: string): string => new URL(name, import.meta.url).pathname;

const bundle = await rolldown({
  input: here('app.tsx'),
  platform: 'browser',
  transform: { define: { 'process.env.NODE_ENV': '"production"' }, jsx: 'react-jsx' },
});
// What the SDK loads when it is first needed is beside it, as files of their own.
const { output } = await bundle.generate({ format: 'es', minify: true, entryFileNames: 'app.js' });
const files = new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
files.set('index.html', (await readFile(here('index.html'), 'utf8')).replace('http://127.0.0.1:7420', relay));
files.set('app.css', await readFile(here('app.css'), 'utf8'));

const types: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
const server = createServer((request, response) => {
  const name = new URL(request.url ?? '/', 'http://here').pathname.slice(1) || 'index.html';
  const file = files.get(name);
  const type = types[name.split('.').at(-1) ?? ''];
  if (file === undefined || !type) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(file);
});

server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}\n`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
