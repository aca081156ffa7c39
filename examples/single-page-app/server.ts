// Serves this directory and nothing else; every address without a dot is the one page. `node server.ts [port] [relay]`; 0 is any free port.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const [port = '8081', relay = 'http://127.0.0.1:7420'] = process.argv.slice(2);
const types = new Map([
  ['index.html', 'text/html; charset=utf-8'],
  ['app.js', 'text/javascript; charset=utf-8'],
  ['app.css', 'text/css; charset=utf-8'],
]);

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://here').pathname.slice(1);
  const name = path.includes('.') ? path : 'index.html';
  const type = types.get(name);
  if (!type) {
    response.writeHead(404).end();
    return;
  }
  const text = await readFile(new URL(name, import.meta.url), 'utf8');
  response.writeHead(200, { 'content-type': type }).end(text.replaceAll('http://127.0.0.1:7420', relay));
});

server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}\n`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
