import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';

type Histogram = Awaited<ReturnType<Store['ratingHistogram']>>;
const none: Histogram = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };

let app: TestApp;
let cookie = '';
let histogram = none;
let asked: unknown[] = [];
beforeEach(async () => {
  histogram = none;
  asked = [];
  const memory = createMemoryStore();
  await memory.putSite({
    key: 'shop',
    name: 'Shop',
    origins: ['https://shop.example'],
    native: false,
    disabled: false,
  });
  await memory.putSite({ key: 'gone', name: 'Gone', origins: [], native: false, disabled: true });
  const store: Store = {
    ...memory,
    ratingHistogram: async (q) => {
      asked.push(q);
      return histogram;
    },
  };
  app = await startApp({ store });
  cookie = await app.signIn();
});
afterEach(() => app.close());

test('without ratings there is no number, never a zero', async () => {
  const answer = await app.ask('GET', '/v1/reports/csat', { cookie });
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.json()).toEqual({
    n: 0,
    satisfied: 0,
    dissatisfied: 0,
    histogram: none,
    share: null,
    interval: null,
    display: { text: 'No ratings yet', percent: null },
  });
});

test('few ratings are shown as a count, without a percent', async () => {
  histogram = { 1: 1, 2: 0, 3: 0, 4: 2, 5: 4 };
  expect((await app.ask('GET', '/v1/reports/csat', { cookie })).json()).toMatchObject({
    n: 7,
    satisfied: 6,
    dissatisfied: 1,
    histogram,
    display: { text: '6 of 7 satisfied', percent: null },
  });
});

test('a share comes with its interval', async () => {
  histogram = { 1: 1, 2: 0, 3: 1, 4: 3, 5: 5 };
  const report = (await app.ask('GET', '/v1/reports/csat', { cookie })).json() as {
    share: number;
    interval: [number, number];
    display: object;
  };
  expect(report).toMatchObject({ n: 10, share: 0.8, display: { text: null, percent: 80 } });
  expect(report.interval[0]).toBeCloseTo(0.4902, 4);
  expect(report.interval[1]).toBeCloseTo(0.9433, 4);
});

test('[R7] the period, the site and who reads it are passed on; the last 30 days are the preset', async () => {
  const { agent } = (await app.ask('GET', '/v1/session', { cookie })).json() as { agent: { id: string } };
  const { now } = app.clock;
  await app.ask('GET', '/v1/reports/csat?from=1000&to=2000&site=shop', { cookie });
  await app.ask('GET', '/v1/reports/csat', { cookie });
  expect(asked).toEqual([
    { from: 1000, to: 2000, site: 'shop', zone: 'UTC', now, reader: agent.id },
    { from: now - 30 * 86_400_000, to: now, zone: 'UTC', now, reader: agent.id },
  ]);
});

test('a site that is not there is said so', async () => {
  const answer = await app.ask('GET', '/v1/reports/csat?site=nope', { cookie });
  expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
});
