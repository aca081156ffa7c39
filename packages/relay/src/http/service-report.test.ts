import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTally, type ServiceCounts, type ServiceQuery } from '../core/service/tally.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';

const none: ServiceCounts = createTally({ from: 0, to: 0, now: 0 }).counts({ waiting: 0, answered: 0 });
const nobody = { count: 0, n: 0, share: null, interval: null };

let app: TestApp;
let cookie = '';
let counts = none;
let asked: ServiceQuery[] = [];
beforeEach(async () => {
  counts = none;
  asked = [];
  const memory = createMemoryStore();
  await memory.putSite({ key: 'shop', name: 'Shop', origins: [], native: false, disabled: false });
  const store: Store = {
    ...memory,
    service: async (q) => {
      asked.push(q);
      return counts;
    },
  };
  app = await startApp({ store });
  cookie = await app.signIn();
});
afterEach(() => app.close());

test('of nothing there is no figure, never a zero', async () => {
  const answer = await app.ask('GET', '/v1/reports/service', { cookie });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.json()).toMatchObject({
    scope: 'all',
    ended: 0,
    waits: { live: { n: 0, never: 0, p50: null, p90: null } },
    promises: { n: 0, kept: nobody },
    runaround: { n: 0, handoffRate: nobody, oneStop: nobody, pending: 0 },
  });
});

test('[F14] [F19] [F21] figures come with what they are made of', async () => {
  counts = {
    ...none,
    ended: 5,
    live: [
      [20, 3],
      [null, 2],
    ],
    promises: { kept: 3, late: 0, never: 1, ratedKept: 1, slowAmongKept: 1 },
    byHandoffs: [1, 1, 1],
    bounced: 1,
    settled: 2,
    oneStop: 1,
  };
  expect((await app.ask('GET', '/v1/reports/service', { cookie })).json()).toMatchObject({
    waits: { live: { n: 5, never: 2, p50: 20, p90: 'never' } },
    promises: { n: 4, kept: { count: 3, n: 4, share: 0.75 }, keptButFeltSlow: { count: 1, n: 1 } },
    runaround: {
      n: 3,
      byHandoffs: [1, 1, 1],
      handoffRate: { count: 2 },
      runaroundRate: { count: 1 },
      bounceRate: { count: 1 },
      oneStop: { count: 1, n: 2 },
      pending: 1,
    },
  });
});

test('the period and the site are passed on; an owner sees all, the last 30 days are the preset', async () => {
  const { now } = app.clock;
  const { agent } = (await app.ask('GET', '/v1/session', { cookie })).json() as { agent: { id: string } };
  await app.ask('GET', '/v1/reports/service?from=1000&to=2000&site=shop', { cookie });
  await app.ask('GET', '/v1/reports/service', { cookie });
  expect(asked).toEqual([
    { from: 1000, to: 2000, now, hours: {}, site: 'shop', reader: agent.id },
    { from: now - 30 * 86_400_000, to: now, now, hours: {}, reader: agent.id },
  ]);
});

test('an agent sees what went through his own hands', async () => {
  const { agent } = (await app.ask('GET', '/v1/session', { cookie })).json() as { agent: { id: string } };
  const row = await app.store.agent(agent.id);
  if (row) await app.store.putAgent({ ...row, role: 'agent' });
  expect((await app.ask('GET', '/v1/reports/service', { cookie })).json()).toMatchObject({ scope: 'own' });
  expect(asked[0]?.agent).toBe(agent.id);
});

test('what cannot be asked is said so', async () => {
  const wrong = async (query: string) => codeOf(await app.ask('GET', `/v1/reports/service?${query}`, { cookie }));
  expect(await wrong('site=nope')).toBe('not_found');
  expect(await wrong('from=2&to=1')).toBe('invalid_field');
  expect(await wrong('from=soon')).toBe('invalid_field');
  expect(codeOf(await app.ask('GET', '/v1/reports/service'))).toBe('unauthenticated');
});
