// People, tokens, sites and blocked visitors on a whole relay: store on disk, HTTP and sockets on one real port.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Listening, listen } from './listen.ts';
import { type Answer, askAt, cookieOf, owner } from './test/http-harness.ts';
import { openSocket, type SocketClient } from './test/socket-client.ts';

// Passwords are hashed and disks are written here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let data = '';
let relay: Listening;
let cookie = '';
const ask = (method: string, path: string, json?: unknown, by = cookie): Promise<Answer> =>
  askAt(relay.port)(method, `/v1/${path}`, { cookie: by, ...(json === undefined ? {} : { json }) });

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'rapport-people-'));
  relay = await listen({ port: 0, host: '127.0.0.1', data, secret: 's'.repeat(32), demo: true });
  const token = relay.setupLink?.split('#setup=')[1];
  cookie = cookieOf(await ask('POST', 'setup', { token, ...owner }));
});
afterEach(async () => {
  await relay.close();
  await rm(data, { recursive: true });
});

async function agentWith(tok: string): Promise<SocketClient> {
  const socket = await openSocket(relay.url);
  socket.send({ t: 'hello', v: 1, role: 'a', tok, dev: 'd', cur: {} });
  await socket.next('welcome');
  return socket;
}

async function invited(email: string, role: string): Promise<{ id: string; cookie: string }> {
  const { agent, link } = (await ask('POST', 'agents', { email, role })).json() as {
    agent: { id: string };
    link: string;
  };
  const json = { token: link.split('#setup=')[1], name: 'Ben', password: owner.password };
  return { id: agent.id, cookie: cookieOf(await ask('POST', 'setup', json, '')) };
}

const ticketOf = async (by: string): Promise<string> =>
  ((await ask('POST', 'ticket', undefined, by)).json() as { ticket: string }).ticket;

test('[T7] an API token opens a socket, and taking it back ends that socket and no other', async () => {
  const { id, token } = (await ask('POST', 'tokens', { name: 'Bot' })).json() as { id: string; token: string };
  const [bot, person] = [await agentWith(token), await agentWith(await ticketOf(cookie))];
  expect((await ask('DELETE', `tokens/${id}`)).status).toBe(204);
  expect(await bot.closed).toMatchObject({ code: 4503 });
  person.send({ t: 'ping', n: 1 });
  expect(await person.next('pong')).toMatchObject({ n: 1 });
});

test('[T7] signing out everywhere ends what the sessions have opened, and leaves programs alone', async () => {
  const ben = await invited('ben@example.com', 'agent');
  const { token } = (await ask('POST', 'tokens', { name: 'Bot' }, ben.cookie)).json() as { token: string };
  const [bot, person] = [await agentWith(token), await agentWith(await ticketOf(ben.cookie))];
  expect((await ask('POST', `agents/${ben.id}/sign-out`)).status).toBe(204);
  expect(await person.closed).toMatchObject({ code: 4503 });
  bot.send({ t: 'ping', n: 2 });
  expect(await bot.next('pong')).toMatchObject({ n: 2 });
  expect((await ask('PUT', `agents/${ben.id}`, { disabled: true })).status).toBe(200);
  expect(await bot.closed).toMatchObject({ code: 4503 });
});

test('[Q13] who is blocked is kept out with his code, stands in the list, and is let in from there', async () => {
  const lead = await invited('lea@example.com', 'lead');
  const agent = await agentWith(await ticketOf(lead.cookie));
  const visitor = await openSocket(relay.url);
  const hello = { t: 'hello', v: 1, role: 'v', k: 'demo', dev: 'd', cur: {} };
  visitor.send(hello);
  const { me, tok } = await visitor.next('welcome');
  visitor.send({ t: 'cmd', i: 'm1', c: 'conv1', k: 'open', d: { text: 'Buy my pills' } });
  await visitor.next('ack');
  agent.send({ t: 'cmd', i: 'm2', c: 'conv1', k: 'block', d: { reason: 'Advertising', spam: 1 } });
  await agent.next('ack');
  expect(await visitor.closed).toMatchObject({ code: 4505 });
  const again = await openSocket(relay.url);
  again.send({ ...hello, tok });
  expect(await again.closed).toMatchObject({ code: 4505 });

  const list = async () =>
    ((await ask('GET', 'visitors/blocked', undefined, lead.cookie)).json() as { visitors: object[] }).visitors;
  expect(await list()).toMatchObject([
    { id: me.id, site: 'demo', reason: 'Advertising', by: { id: lead.id, name: 'Ben' } },
  ]);
  expect((await ask('POST', `visitors/${me.id}/unblock`, undefined, lead.cookie)).status).toBe(204);
  expect(await list()).toEqual([]);
  const back = await openSocket(relay.url);
  back.send({ ...hello, tok });
  await back.next('welcome');
});

test('what an owner sets is true for the next visitor, and the site knows where it was seen', async () => {
  const teams = ['Sales', 'Help'].map((name) => ({ key: name.toLowerCase(), name, hours: null }));
  expect((await ask('PUT', 'sites/demo', { settings: { teams, leadButton: 'always' } })).status).toBe(200);
  const visitor = await openSocket(relay.url);
  visitor.send({ t: 'hello', v: 1, role: 'v', k: 'demo', dev: 'd', cur: {} });
  expect((await visitor.next('welcome')).site).toMatchObject({
    key: 'demo',
    teams: teams.map(({ key, name }) => ({ key, name })),
    lead: 1,
  });
  const { sites } = (await ask('GET', 'sites')).json() as { sites: object[] };
  expect(sites).toMatchObject([{ key: 'demo', seen: { origin: relay.url, at: expect.any(Number) } }]);
});
