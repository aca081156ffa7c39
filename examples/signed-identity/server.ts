// A site whose visitors sign in: serves a page, and tells it who is signed in. `node server.ts [port] [relay]`; 0 is any free port.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { mint, type Person } from './identity.ts';

const [port = '8080', relay = 'http://127.0.0.1:7420'] = process.argv.slice(2);
const { RAPPORT_SITE: site = 'example', RAPPORT_KEY_ID: keyId = '', RAPPORT_KEY_SECRET: secret = '' } = process.env;
if (!keyId || !secret) {
  process.stderr.write('Set RAPPORT_KEY_ID and RAPPORT_KEY_SECRET: see README.md.\n');
  process.exit(1);
}

/** Whoever your own sign-in knows. There are no passwords here: an example signs in whom it is asked to. */
const people = new Map<string, Person>([
  ['ann', { id: 'c-1', name: 'Ann Smith', email: 'ann@example.com', attributes: { plan: 'gold' } }],
  ['bea', { id: 'c-2', name: 'Bea Jones', email: 'bea@example.com', attributes: { plan: 'free' } }],
]);
const sessions = new Map<string, Person>();
const types = new Map([
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/page.js', ['page.js', 'text/javascript; charset=utf-8']],
]);

const sessionOf = ({ headers }: IncomingMessage): string =>
  /(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '';

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://here');
  if (request.method === 'POST' && pathname === '/sign-in') {
    const person = people.get(String(new URL(request.url ?? '', 'http://here').searchParams.get('as')));
    const session = randomBytes(16).toString('base64url');
    if (person) sessions.set(session, person);
    response.writeHead(person ? 204 : 404, { 'set-cookie': `session=${session}; HttpOnly; SameSite=Strict; Path=/` });
    response.end();
  } else if (request.method === 'POST' && pathname === '/sign-out') {
    sessions.delete(sessionOf(request));
    response.writeHead(204).end();
  } else if (pathname === '/identity') {
    // Only to whoever is signed in, only about that person, and never kept by anything on the way.
    const person = sessions.get(sessionOf(request));
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ jwt: person ? mint(person, { site, keyId, secret }) : null }));
  } else {
    const [name, type] = types.get(pathname) ?? [];
    if (!name || !type) return void response.writeHead(404).end();
    const text = await readFile(new URL(name, import.meta.url), 'utf8');
    response.writeHead(200, { 'content-type': type });
    response.end(text.replaceAll('http://127.0.0.1:7420', relay).replaceAll('SITE_KEY', site));
  }
});

server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}\n`);
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
