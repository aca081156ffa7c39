import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { type Store, StoreFull } from '../store/store.ts';
import { codeOf, startApp } from '../test/http-harness.ts';

test('/healthz answers as long as the process does, /readyz only while it serves', async () => {
  let serving = true;
  const app = await startApp({ isServing: () => serving });
  expect((await app.ask('GET', '/healthz')).json()).toEqual({ ok: true });
  expect((await app.ask('GET', '/readyz')).json()).toEqual({ ok: true });
  serving = false;
  expect((await app.ask('GET', '/healthz')).status).toBe(200);
  const stopping = await app.ask('GET', '/readyz');
  expect([stopping.status, codeOf(stopping), stopping.headers['retry-after']]).toEqual([503, 'unavailable', '5']);
  await app.close();
});

test('[B7] a full disk makes it unready and refuses sign-ins; room again makes it ready without a restart', async () => {
  let full = false;
  const memory = createMemoryStore();
  const store: Store = {
    ...memory,
    putSecret: (row) => (full ? Promise.reject(new StoreFull('full')) : memory.putSecret(row)),
  };
  const app = await startApp({ store });
  const cookie = await app.signIn();
  expect((await app.ask('GET', '/readyz')).status).toBe(200);
  full = true;
  expect((await app.ask('GET', '/readyz')).status).toBe(200);
  app.clock.now += 5_000;
  expect((await app.ask('GET', '/readyz')).status).toBe(503);
  const ticket = await app.ask('POST', '/v1/ticket', { cookie });
  expect([ticket.status, codeOf(ticket), ticket.headers['retry-after']]).toEqual([503, 'storage_full', '30']);
  full = false;
  app.clock.now += 5_000;
  expect((await app.ask('GET', '/readyz')).status).toBe(200);
  await app.close();
});

test('a mistake of ours is a 500 that says nothing, and a log line without the message', async () => {
  const memory = createMemoryStore();
  const store: Store = { ...memory, agents: () => Promise.reject(new TypeError('canary in a message')) };
  const app = await startApp({ store });
  const answer = await app.ask('POST', '/v1/setup', {
    json: { token: await app.setupToken(), name: 'M', email: 'm@example.com', password: 'four unrelated calm words' },
  });
  expect([answer.status, codeOf(answer)]).toEqual([500, 'internal']);
  const { request_id: id } = (answer.json() as { error: { request_id: string } }).error;
  const line = app.log.find((one) => one.includes(id) && one.includes('"error"'));
  expect(line).toContain('TypeError');
  expect(answer.text + app.log.join('')).not.toContain('canary');
  await app.close();
});

test('/metrics counts sockets, commands, commits and requests by route', async () => {
  const app = await startApp();
  await app.ask('GET', '/healthz');
  await app.ask('GET', '/w/somebody@example.com');
  await app.store.commit([]);
  const answer = await app.ask('GET', '/metrics');
  expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  for (const line of [
    'rapport_sockets{role="visitor"} 1',
    'rapport_sockets{role="agent"} 2',
    'rapport_commands_total 8',
    'rapport_commits_total 5',
    'rapport_commit_seconds_count 1',
    'rapport_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1',
    'rapport_http_request_seconds_count{method="GET",route="/w/*",status="404"} 1',
  ])
    expect(answer.text.split('\n')).toContain(line);
  expect(answer.text).toMatch(/rapport_event_loop_delay_seconds\{quantile="0.99"\} [\d.e-]+/);
  expect(answer.text).not.toContain('somebody');
  await app.close();
});
