// What strangers send. Each has its documented code, changes nothing, and leaves the process as it was.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, owner, sendRaw, startApp, type TestApp } from '../test/http-harness.ts';

let app: TestApp;
let cookie = '';
beforeAll(async () => {
  app = await startApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

/** Still serves, with the same agents, and with a clean prototype. */
const unharmed = async (): Promise<void> => {
  expect((await app.ask('GET', '/healthz')).status).toBe(200);
  expect((await app.store.agents()).map(({ email }) => email)).toEqual([owner.email]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
};

const json = { 'content-type': 'application/json' };
const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, i])));

test.each([
  ['malformed JSON', '{"email":', 400, 'bad_request'],
  ['a lone word', 'hello', 400, 'bad_request'],
  ['nesting of 30,000', `{"email":${deep(30_000)},"password":"x"}`, 400, 'bad_request'],
  ['nesting of 9', `{"email":${deep(8)},"password":"x"}`, 400, 'bad_request'],
  ['65 keys', wide, 400, 'bad_request'],
  ['__proto__', '{"__proto__":{"polluted":1},"email":"a@b","password":"x"}', 400, 'bad_request'],
  ['an escaped __proto__', '{"\\u005f_proto__":{"polluted":1},"email":"a@b","password":"x"}', 400, 'bad_request'],
  [
    'constructor.prototype',
    '{"constructor":{"prototype":{"polluted":1}},"email":"a@b","password":"x"}',
    400,
    'bad_request',
  ],
  ['NUL', '{"email":"a@b\\u0000","password":"x"}', 400, 'bad_request'],
  ['a lone surrogate', '{"email":"a@b","password":"\\ud800"}', 400, 'bad_request'],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 422, 'invalid_field'],
  ['null', 'null', 422, 'invalid_field'],
  ['an array', '[]', 422, 'invalid_field'],
  ['nothing', '', 422, 'invalid_field'],
  ['an object as password', '{"email":"maria@example.com","password":{"$gt":""}}', 422, 'invalid_field'],
  ['an array as e-mail', '{"email":["maria@example.com"],"password":"x"}', 422, 'invalid_field'],
  ['a field of its own', '{"email":"maria@example.com","password":"x","role":"owner"}', 422, 'invalid_field'],
  ['64 KiB and one byte', `{"email":"a@b","password":"${'p'.repeat(65_536)}"}`, 413, 'too_large'],
  ['1 MiB', `{"email":"a@b","password":"${'p'.repeat(1_048_576)}"}`, 413, 'too_large'],
])('[B6] a sign-in with %s is refused', async (_what, body, status, code) => {
  const answer = await app.ask('POST', '/v1/session', { headers: json, body });
  expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  await unharmed();
});

test.each([
  ['text/plain', '{"email":"a@b","password":"x"}'],
  ['application/json; charset=utf-7', '{"email":"+ADw-","password":"x"}'],
  ['application/x-www-form-urlencoded', 'email=a%40b&password=x'],
  ['application/jsonp', '{}'],
  ['multipart/form-data; boundary=x', '--x--'],
  ['', '{"email":"a@b","password":"x"}'],
])('[B6] a body of type %j is refused', async (type, body) => {
  const answer = await app.ask('POST', '/v1/session', { headers: type ? { 'content-type': type } : {}, body });
  expect([answer.status, codeOf(answer)]).toEqual([415, 'media_type']);
});

test.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{ origin: 'http://127.0.0.1' }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
])('[B6] with %j nothing is changed, whatever cookie came along', async (headers) => {
  const calls = [
    app.ask('POST', '/v1/session', { json: { email: owner.email, password: owner.password }, headers }),
    app.ask('POST', '/v1/setup', { json: { ...owner, token: await app.setupToken() }, headers }),
    app.ask('POST', '/v1/ticket', { cookie, headers }),
    app.ask('DELETE', '/v1/session', { cookie, headers }),
  ];
  for (const answer of await Promise.all(calls)) {
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }
  expect((await app.ask('GET', '/v1/session', { cookie })).status).toBe(200);
});

test('our own pages may, and so may a program that sends no origin', async () => {
  const own = { origin: app.url, 'sec-fetch-site': 'same-origin' };
  expect((await app.ask('POST', '/v1/ticket', { cookie, headers: own })).status).toBe(200);
  expect((await app.ask('POST', '/v1/ticket', { cookie })).status).toBe(200);
});

test.each([
  ['/v1/nowhere', 404, 'not_found'],
  ['/w/../../../etc/passwd', 404, 'not_found'],
  ['/w/..%2f..%2f..%2fetc%2fpasswd', 404, 'not_found'],
  ['/w/%252e%252e%252fetc%252fpasswd', 404, 'not_found'],
  ['/w/..\\..\\etc\\passwd', 404, 'not_found'],
  ['/console/../../package.json', 404, 'not_found'],
  ['/console/assets/console.js.map', 404, 'not_found'],
  ['/rapport.js.br', 404, 'not_found'],
  ['/.from', 404, 'not_found'],
  ['/demo/', 404, 'not_found'],
  ['//evil.example', 404, 'not_found'],
  ['/v1/%73ession', 401, 'unauthenticated'],
  ['/w/%zz', 400, 'bad_request'],
  ['/w/%ff%fe', 400, 'bad_request'],
  ['/%', 400, 'bad_request'],
  [`/w/${'a'.repeat(8_000)}`, 404, 'not_found'],
  ['/v1/reports/csat?from=1&from=2', 401, 'unauthenticated'],
])('[B6] GET %s', async (path, status, code) => {
  const answer = await app.ask('GET', path);
  expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  expect(answer.text).not.toMatch(/node_modules|\.ts|root:|evil/);
  await unharmed();
});

test.each([
  ['PUT', '/v1/session', 'DELETE, GET, HEAD, POST'],
  ['GET', '/v1/ticket', 'POST'],
  ['POST', '/healthz', 'GET, HEAD'],
  ['DELETE', '/rapport.js', 'GET, HEAD'],
  ['POST', '/console/assets/x.js', 'GET, HEAD'],
  ['TRACE', '/v1/session', 'DELETE, GET, HEAD, POST'],
  ['OPTIONS', '/v1/session', 'DELETE, GET, HEAD, POST'],
])('[B6] %s %s is not a method it has', async (method, path, allow) => {
  const answer = await app.ask(method, path, { headers: { 'access-control-request-method': 'POST' } });
  expect([answer.status, codeOf(answer), answer.headers.allow]).toEqual([405, 'method', allow]);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test.each([
  ['from=1&from=2'],
  ['from=yesterday'],
  ['from=-1'],
  ['from=1e999'],
  ['site=a&site=b'],
  ['site='],
  ['filter[__proto__][x]=1'],
  ['__proto__=1'],
  ['from=10&to=5'],
])('[B6] the report with ?%s is refused', async (query) => {
  const answer = await app.ask('GET', `/v1/reports/csat?${query}`, { cookie });
  expect([answer.status, codeOf(answer)]).toEqual([422, 'invalid_field']);
  await unharmed();
});

test.each([
  ['two lengths', 'POST /v1/session HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 8\r\n\r\nabc', 400],
  [
    'a length and chunks',
    'POST /v1/session HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/sites HTTP/1.1\r\nHost: h\r\n\r\n',
    400,
  ],
  ['an unknown encoding', 'POST /v1/session HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n', 400],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n', 400],
  ['an invented method', 'HELLO / HTTP/1.1\r\nHost: h\r\n\r\n', 400],
  ['headers of 17 KiB', `GET /healthz HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(17_408)}\r\n\r\n`, 431],
])('[B6] %s is answered once and hung up on', async (_what, raw, status) => {
  const text = await sendRaw(app.port, raw);
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`]);
  await unharmed();
});

test.each([
  ['evil.example'],
  ['console@evil.example'],
  ['127.0.0.1.evil.example'],
  ['127.0.0.1@evil.example:80'],
  ['localhost.evil.example'],
  ['evil.example#127.0.0.1'],
])('[A6] a request for the host %j is not ours: 421, whatever it asks, and nothing of it repeated', async (host) => {
  for (const path of ['/', '/v1/session', '/rapport.js', '/console/', '/nowhere']) {
    const answer = await app.ask('GET', path, { headers: { host } });
    expect([answer.status, codeOf(answer), answer.headers.location]).toEqual([421, 'wrong_host', undefined]);
    expect(answer.text).not.toContain('evil');
  }
  expect((await app.ask('GET', '/healthz', { headers: { host } })).status).toBe(200);
});

test('[A6] it goes by its own name, and on this machine by any; a forwarded host changes nothing', async () => {
  const named = await startApp({ url: 'https://chat.example.com' });
  const status = async (at: TestApp, host: string): Promise<number> =>
    (await at.ask('GET', '/v1/session', { headers: { host } })).status;
  for (const host of ['chat.example.com', 'CHAT.example.com:443', 'localhost:7420', '127.0.0.1', '[::1]:99'])
    expect([host, await status(named, host)]).toEqual([host, 401]);
  for (const host of ['chat.example.com:8443', '192.0.2.7', 'chat.example'])
    expect([host, await status(named, host)]).toEqual([host, 421]);
  await named.close();
  // Nobody has said what it is called: then an address in figures is as good as any.
  for (const host of ['192.0.2.7:7420', '[2001:db8::1]']) expect([host, await status(app, host)]).toEqual([host, 401]);
  const answer = await app.ask('GET', '/', { headers: { 'x-forwarded-host': 'evil.example' } });
  expect([answer.status, answer.headers.location]).toEqual([302, '/console/']);
});

test('an address that asks too often is told when to come back', async () => {
  const busy = await startApp({ requestsPerMinute: 2 });
  for (let i = 0; i < 2; i++) expect((await busy.ask('GET', '/v1/session')).status).toBe(401);
  const refused = await busy.ask('GET', '/v1/session');
  expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([429, 'rate_limited', '60']);
  expect((await busy.ask('GET', '/healthz')).status).toBe(200);
  await busy.close();
});
