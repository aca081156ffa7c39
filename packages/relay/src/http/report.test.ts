import type { Report } from '@rapport/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asked } from '../core/reports/report.ts';
import type { ReportRow } from '../core/reports/row.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { someRow } from '../test/session-rows.ts';
import { reportNames } from './report-query.ts';

const tirana = 'zone=Europe/Tirane&from=2026-10-25&to=2026-10-26';
const night = Date.UTC(2026, 9, 24, 22);

let app: TestApp;
let cookie = '';
let rows: readonly ReportRow[] = [];
let asked: Asked[] = [];
beforeEach(async () => {
  rows = [];
  asked = [];
  const memory = createMemoryStore();
  await memory.putSite({ key: 'shop', name: 'Shop', origins: [], native: false, disabled: false });
  const store: Store = {
    ...memory,
    report: async (name, q) => {
      asked.push(q);
      return memory.report(name, q);
    },
    // One by one, so that what is more than one slice is read on.
    reportRows: async (q, after) => {
      asked.push(q);
      const at = after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1;
      const row = rows[at];
      return { rows: row ? [row] : [], after: at + 1 < rows.length && row ? row.id : null };
    },
  };
  app = await startApp({ store });
  cookie = await app.as('boss', 'owner');
});
afterEach(() => app.close());

const get = (path: string, as = cookie) => app.ask('GET', path, { cookie: as });

test('every report there is answers about nothing, without a number that looks like one', async () => {
  for (const name of reportNames) {
    const answer = await get(`/v1/reports/${name}?${tirana}&compare=1`);
    expect([name, answer.status]).toEqual([name, 200]);
    const report = answer.json() as Report;
    expect(report).toMatchObject({ name, sessions: 0, voided: 0, asked: { zone: 'Europe/Tirane' } });
    // That no case is open is no lack of data.
    for (const { id, n, show, kind, value } of report.figures)
      expect([n, show, value]).toEqual([0, id === 'open_cases' ? 'compare' : 'none', kind === 'count' ? 0 : null]);
  }
});

test('a day of 25 hours is asked for by its date', async () => {
  await get(`/v1/reports/card?${tirana}&compare=1`);
  expect(asked[0]).toMatchObject({ from: night, to: night + 25 * 3_600_000, reader: 'boss', compare: true });
});

test('the last 28 local days are the preset, and the answer names what it is about', async () => {
  app.clock.now = Date.UTC(2026, 10, 2, 12);
  cookie = await app.as('boss', 'owner');
  const report = (await get('/v1/reports/times?zone=Europe/Tirane')).json() as Report;
  const to = Date.UTC(2026, 10, 2, 23);
  expect(report.asked).toEqual({ from: to - (28 * 24 + 1) * 3_600_000, to, zone: 'Europe/Tirane' });
  expect(report.openFrom).toBe(app.clock.now - 72 * 3_600_000);
});

test('[F25] a target is that of the site before that of all, as long as it is valid', async () => {
  const by = { actor: 'boss', at: 1 };
  const put = (metric: string, site: string | null, value: number, validUntil: number) =>
    app.store.putTarget({ metric, site, value, owner: 'boss', validUntil }, by);
  await put('csat', null, 0.7, app.clock.now + 1);
  await put('csat', 'shop', 0.9, app.clock.now + 1);
  await put('kept', 'shop', 0.5, app.clock.now);
  await get(`/v1/reports/card?${tirana}`);
  await get(`/v1/reports/card?${tirana}&site=shop`);
  expect(asked.map(({ targets }) => targets)).toEqual([{ csat: 0.7 }, { csat: 0.9 }]);
});

test('an agent asks for all and for himself, and for nobody else; one by one he gets his own sessions', async () => {
  const agent = await app.as('ag', 'agent');
  await app.as('bo', 'agent');
  expect((await get(`/v1/reports/times?${tirana}&agent=ag`, agent)).status).toBe(200);
  expect(asked[0]).toMatchObject({ agent: 'ag', reader: 'ag', isOwnOnly: true });
  expect(codeOf(await get(`/v1/reports/times?${tirana}&agent=bo`, agent))).toBe('forbidden');
  expect(codeOf(await get(`/v1/reports/times.csv?${tirana}&agent=bo`, agent))).toBe('forbidden');
  await get(`/v1/reports/times.csv?${tirana}`, agent);
  expect(asked.at(-1)?.agent).toBe('ag');
  const lead = await app.as('le', 'lead');
  expect((await get(`/v1/reports/times?${tirana}&agent=bo`, lead)).status).toBe(200);
  expect(asked.at(-1)).toMatchObject({ agent: 'bo', reader: 'le', isOwnOnly: false });
});

test.each([
  ['nothing?', 'not_found'],
  ['card?site=nope', 'not_found'],
  ['card?team=nope', 'not_found'],
  ['card?agent=nope', 'not_found'],
  ['card?from=yesterday', 'invalid_field'],
  ['card?from=1e3', 'invalid_field'],
  ['card?from=-1', 'invalid_field'],
  ['card?from=2026-10-26&to=2026-10-25', 'invalid_field'],
  ['card?zone=', 'invalid_field'],
  ['card?zone=Nowhere/City', 'invalid_field'],
  ['card?zone=UTC&from=2026-02-30', 'invalid_field'],
  ['card?from=2026-10-26&to=2026-10-26', 'invalid_field'],
  ['card?visitors=some', 'invalid_field'],
  ['card?colour=red', 'invalid_field'],
])('%s is refused: %s', async (path, code) => {
  expect(codeOf(await get(`/v1/reports/${path}`))).toBe(code);
  expect(codeOf(await get(`/v1/reports/${path.replace('?', '.csv?')}`))).toBe(code);
});

test('a team is known that a site has, or that sessions were of', async () => {
  const teams = [{ key: 'sales', name: 'Sales', hours: null }];
  const site = { key: 'shop', name: 'Shop', origins: [], native: false, disabled: false };
  await app.store.putSite({ ...site, settings: { teams } });
  expect((await get(`/v1/reports/card?${tirana}&team=sales`)).status).toBe(200);
  expect((await get(`/v1/reports/card.csv?${tirana}&team=sales`)).status).toBe(200);
  rows = [{ ...someRow({ team: 'gone' }), name: null, comment: null }];
  expect((await get(`/v1/reports/card.csv?${tirana}&team=gone`)).status).toBe(200);
});

test('who took sessions out, and which, is in the audit; what was refused is not', async () => {
  expect((await get(`/v1/reports/card.csv?${tirana}&site=shop`)).status).toBe(200);
  await get(`/v1/reports/card.csv?${tirana}&site=nope`);
  const { from, to } = { from: night, to: night + 25 * 3_600_000 };
  const data = { report: 'card', from, to, zone: 'Europe/Tirane', site: 'shop' };
  expect(await app.store.audit(10)).toMatchObject([{ at: app.clock.now, actor: 'boss', kind: 'export', data }]);
});

test('nobody reads a report who is not signed in', async () => {
  expect(codeOf(await app.ask('GET', '/v1/reports/card'))).toBe('unauthenticated');
  expect(codeOf(await app.ask('GET', '/v1/reports/card.csv'))).toBe('unauthenticated');
});

test('sessions come as CSV: one a line, times with their offset, the zone in its name, nothing that is computed', async () => {
  const closedAt = night + 30 * 60_000;
  const base = { openedAt: night, repliedAt: null, closedAt };
  rows = [
    { ...someRow({ ...base, id: 1, score: 2 }), name: '=cmd|calc', comment: 'Çmimi: "5",\nok' },
    { ...someRow({ ...base, id: 2, page: '-1', team: '@t', nps: 0 }), name: '+355', comment: '\tx' },
    { ...someRow({ ...base, id: 3, closedAt: closedAt + 24 * 3_600_000 }), name: null, comment: null },
  ];
  const answer = await get(`/v1/reports/card.csv?${tirana}`);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toBe(
    'attachment; filename="card_2026-10-25_2026-10-25_Europe-Tirane.csv"',
  );
  expect([...answer.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = answer.text.slice(1).split('\r\n');
  expect(lines).toHaveLength(rows.length + 2);
  expect(lines[0]?.split(',')).toContain('closed_at');
  expect(lines[1]).toContain(`,'=cmd|calc,`);
  expect(lines[1]).toContain(`,"Çmimi: ""5"",\nok",`);
  expect(lines[1]).toContain('2026-10-25T00:30:00+02:00');
  expect(lines[2]).toContain(`,'@t,'-1,`);
  expect(lines[2]).toContain(`,'+355,`);
  expect(lines[2]).toContain(`,"'\tx",`);
  expect(lines[3]).toContain('2026-10-25T23:30:00+01:00');
});
