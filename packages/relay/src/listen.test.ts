// Everything together: store on disk, core, HTTP and sockets on one real port.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './http/log.ts';
import { type Listening, type ListenOptions, listen } from './listen.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { type Ask, askAt, codeOf, cookieOf, owner } from './test/http-harness.ts';
import { openSocket, type SocketClient } from './test/socket-client.ts';

// Passwords are hashed and disks are written here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

let data = '';
let relay: Listening | null = null;
let lines: string[] = [];
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'rapport-listen-'));
  lines = [];
});
afterEach(async () => {
  await relay?.close();
  relay = null;
  await rm(data, { recursive: true });
});

async function start(o: Partial<ListenOptions> = {}): Promise<Listening & { ask: Ask; token: string }> {
  const log = createLog({ level: 'info', target: { write: (line) => void lines.push(line) } });
  relay = await listen({ port: 0, host: '127.0.0.1', data, secret: 's'.repeat(32), demo: true, log, ...o });
  return { ...relay, ask: askAt(relay.port), token: relay.setupLink?.split('#setup=')[1] ?? '' };
}

async function signIn({ ask, token }: { ask: Ask; token: string }): Promise<string> {
  return cookieOf(await ask('POST', '/v1/setup', { json: { token, ...owner } }));
}

async function ticketOf(ask: Ask, cookie: string): Promise<string> {
  return ((await ask('POST', '/v1/ticket', { cookie })).json() as { ticket: string }).ticket;
}

async function agentSocket(url: string, tok: string): Promise<SocketClient> {
  const socket = await openSocket(url);
  socket.send({ t: 'hello', v: 1, role: 'a', tok, dev: 'd', cur: {} });
  return socket;
}

async function visitorSocket(url: string): Promise<SocketClient> {
  const socket = await openSocket(url);
  socket.send({ t: 'hello', v: 1, role: 'v', k: 'demo', dev: 'd', cur: {} });
  return socket;
}

test('a request that offers another protocol, as some clients always do, is answered as any other', async () => {
  const { ask } = await start();
  const offer = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAoAAAAAIAAAAA' };
  expect((await ask('GET', '/healthz', { headers: offer })).status).toBe(200);
  expect((await ask('POST', '/v1/ticket', { headers: offer })).status).toBe(401);
});

test('a link is made until there is an owner, and only the newest one works', async () => {
  const first = await start();
  expect(first.setupLink).toBe(`${first.url}/console/#setup=${first.token}`);
  await first.close();
  const second = await start();
  expect((await second.ask('POST', '/v1/setup', { json: { ...owner, token: first.token } })).status).toBe(401);
  await signIn(second);
  await second.close();
  const third = await start();
  expect(third.setupLink).toBeNull();
});

test('the demo site is made once, and left as it was changed', async () => {
  const first = await start();
  const site = await first.store.site('demo');
  expect(site).toEqual({ key: 'demo', name: 'Acme', origins: [], native: false, disabled: false });
  await first.store.putSite({ key: 'demo', name: 'Renamed', origins: [], native: false, disabled: false });
  await first.close();
  expect(await (await start()).store.site('demo')).toMatchObject({ name: 'Renamed' });
});

test('without demo there is no site and no page', async () => {
  const { ask, store } = await start({ demo: false, store: createMemoryStore() });
  expect(await store.sites()).toEqual([]);
  expect((await ask('GET', '/demo/')).status).toBe(404);
});

test('[T5] a ticket opens one socket; the second hello with it is told to bring another', async () => {
  const it = await start();
  const ticket = await ticketOf(it.ask, await signIn(it));
  const first = await agentSocket(it.url, ticket);
  expect((await first.next('welcome')).me).toMatchObject({ role: 'a', name: 'Maria' });
  const second = await agentSocket(it.url, ticket);
  expect((await second.closed).code).toBe(4100);
});

test('[T7] signing out closes the socket that the session opened', async () => {
  const it = await start();
  const cookie = await signIn(it);
  const socket = await agentSocket(it.url, await ticketOf(it.ask, cookie));
  await socket.next('welcome');
  expect((await it.ask('DELETE', '/v1/session', { cookie })).status).toBe(204);
  expect((await socket.closed).code).toBe(4503);
});

test('[T7] an agent who is disabled by another process loses the socket', async () => {
  const it = await start({ limits: { recheckMs: 20 } });
  const socket = await agentSocket(it.url, await ticketOf(it.ask, await signIn(it)));
  await socket.next('welcome');
  const [maria] = await it.store.agents();
  if (!maria) throw new Error('no owner');
  await it.store.putAgent({ ...maria, disabled: true });
  expect((await socket.closed).code).toBe(4503);
});

test('[X3] closing says goodbye, closes with 1012, and is over when it says so', async () => {
  const it = await start();
  const socket = await visitorSocket(it.url);
  await socket.next('welcome');
  const closing = it.close();
  expect((await socket.next('bye')).why).toBe('restart');
  expect((await socket.closed).code).toBe(1012);
  await closing;
  await it.close();
  await expect(it.ask('GET', '/healthz')).rejects.toThrow();
  await expect(it.store.commit([])).rejects.toThrow();
});

test('what fails at the start leaves nothing open', async () => {
  const it = await start();
  await expect(
    listen({ port: it.port, host: '127.0.0.1', data: join(data, 'b'), secret: 's'.repeat(32) }),
  ).rejects.toThrow('EADDRINUSE');
  await expect(listen({ port: 0, host: '127.0.0.1', data: join(data, 'c'), secret: 'short' })).rejects.toThrow(
    '32 bytes',
  );
  const again = await listen({ port: 0, host: '127.0.0.1', data: join(data, 'c'), secret: 's'.repeat(32) });
  await again.close();
});

test('[T2] a whole chat and rating leaves no secret, address or word of it in the log or in the metrics', async () => {
  const it = await start();
  const cookie = await signIn(it);
  const wrong = await it.ask('POST', '/v1/session', { json: { email: owner.email, password: 'wrong-canary' } });
  expect(codeOf(wrong)).toBe('unauthenticated');
  const ticket = await ticketOf(it.ask, cookie);
  const agent = await agentSocket(it.url, ticket);
  await agent.next('welcome');
  const visitor = await visitorSocket(it.url);
  const { tok = 'no token' } = await visitor.next('welcome');

  const ask = async (by: SocketClient, frame: object): Promise<void> => {
    by.send({ t: 'cmd', c: 'c1', ...frame });
    await by.next('ack');
  };
  await ask(visitor, {
    i: 'p1',
    k: 'profile',
    d: { name: 'Vera-canary', email: 'vera-canary@example.com', page: { url: 'https://shop.example/?q=canary' } },
  });
  await ask(visitor, { i: 'v1', k: 'open', d: { text: 'Hello-canary' } });
  await ask(agent, { i: 'a1', k: 'message', d: { text: 'Answer-canary' } });
  await ask(agent, { i: 'a2', k: 'note', d: { text: 'Note-canary' } });
  await ask(agent, { i: 'a3', k: 'close', d: {} });
  const { secret } = await visitor.next('inv');
  await ask(visitor, { i: 'v2', k: 'rate', d: { n: 1, secret, score: 4, comment: 'Comment-canary' } });
  visitor.send({ t: 'canary', text: 'Frame-canary' });
  visitor.send({ t: 'cmd', i: 'v3', c: 'c1', k: 'message', d: { text: 4 } });
  await visitor.next('err');
  const metrics = await it.ask('GET', '/metrics');
  const csat = (await it.ask('GET', '/v1/reports/csat', { cookie })).json();
  expect(csat).toMatchObject({ n: 1, satisfied: 1, display: { text: '1 of 1 satisfied' } });
  await it.close();

  expect(lines.length).toBeGreaterThan(4);
  const text = lines.join('') + metrics.text;
  for (const word of [
    'canary',
    it.token,
    cookie.split('=')[1] ?? 'none',
    ticket,
    tok,
    secret,
    owner.password,
    owner.email,
  ])
    expect(text).not.toContain(word);
});

test('rates and limits can be set', async () => {
  const { ask } = await start({ requestsPerMinute: 1 });
  expect((await ask('GET', '/v1/session')).status).toBe(401);
  expect((await ask('GET', '/v1/session')).status).toBe(429);
});

test('[R12] a visitor in a browser that is signed in as staff is known as such, without the cookie giving any right; on a trial page he is a visitor', async () => {
  const started = await start();
  const cookie = await signIn(started);
  const site = await started.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  const [shop, developer] = ['https://shop.example', 'http://localhost:8080'];
  await started.store.putSite({ ...site, origins: [started.url, shop, developer] });
  for (const [origin, conv, hint] of [
    [shop, 'conv1', [{ k: 'insider', d: { by: 'session' } }]],
    [developer, 'conv2', []],
    [started.url, 'conv3', []],
  ] as const) {
    const socket = await openSocket(started.url, origin, cookie);
    socket.send({ t: 'hello', v: 1, role: 'v', k: 'demo', dev: 'd', cur: {} });
    await socket.next('welcome');
    socket.send({ t: 'cmd', i: `open-${conv}`, c: conv, k: 'open', d: { text: 'Me again' } });
    expect(await socket.answer(`open-${conv}`)).toMatchObject({ t: 'ack' });
    socket.send({ t: 'cmd', i: `note-${conv}`, c: conv, k: 'note', d: { text: 'as staff' } });
    expect(await socket.answer(`note-${conv}`)).toMatchObject({ t: 'err', code: 'forbidden' });
    expect(await started.store.events(conv, 'notes', 0, 9), origin).toMatchObject(hint);
    socket.close();
  }
});
