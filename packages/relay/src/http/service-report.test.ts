import { afterEach, beforeEach, expect, test } from 'vitest';
import { columnsOf, type SessionRow } from '../core/reports/columns.ts';
import type { Asked } from '../core/reports/report.ts';
import { type ServiceReport, serviceOf } from '../core/service/report.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { someRow } from '../test/session-rows.ts';

const dayMs = 86_400_000;
const reportOf = (rows: readonly Partial<SessionRow>[]): ServiceReport =>
  serviceOf(
    columnsOf(rows.map((row, at) => someRow({ id: at + 1, repliedAt: 1_020, ...row }))),
    { from: 0, to: 30 * dayMs, zone: 'UTC', now: 30 * dayMs },
    { waiting: 0, answered: 0 },
  );
const nobody = { count: 0, n: 0, share: null, interval: null };

let app: TestApp;
let cookie = '';
let report = reportOf([]);
let asked: Asked[] = [];
beforeEach(async () => {
  report = reportOf([]);
  asked = [];
  const memory = createMemoryStore();
  await memory.putSite({ key: 'shop', name: 'Shop', origins: [], native: false, disabled: false });
  const store: Store = {
    ...memory,
    service: async (q) => {
      asked.push(q);
      return report;
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
  const lately = 29 * dayMs;
  report = reportOf([
    { promise: 'kept', score: 2, reasons: ['lost_time'] },
    { promise: 'kept', handoffs: 1 },
    { promise: 'kept', handoffs: 2, flags: ['bounced'], openedAt: lately, repliedAt: lately + 20, closedAt: lately },
    { promise: 'never', repliedAt: null },
    { repliedAt: null },
  ]);
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
    { from: 1000, to: 2000, zone: 'UTC', now, site: 'shop', reader: agent.id },
    { from: now - 30 * 86_400_000, to: now, zone: 'UTC', now, reader: agent.id },
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
