import type { Report } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { someRow } from '../../test/session-rows.ts';
import { dateStart } from './calendar.ts';
import { columnsOf, type SessionRow } from './columns.ts';
import { type Asked, reportOf } from './report.ts';

const day = 86_400_000;
const week = 7 * day;
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);
const asked: Asked = { from: monday, to: monday + 30 * week, zone: 'UTC', now: monday + 30 * week };

/** Ratings of each week: so many satisfied of so many. */
function trendOf(weeks: readonly (readonly [count: number, n: number])[], q: Partial<Asked> = {}): Report {
  let id = 0;
  const rows = weeks.flatMap(([count, n], at) =>
    Array.from({ length: n }, (_, rating): SessionRow => {
      const closedAt = monday + at * week + (rating % 7) * day + 3_600_000;
      id += 1;
      const base = { id, openedAt: closedAt, repliedAt: closedAt, closedAt };
      return someRow({ ...base, score: rating < count ? 5 : 1, invitation: 'rated' });
    }),
  );
  return reportOf(
    'trend',
    columnsOf(rows),
    { ...asked, to: monday + weeks.length * week, now: monday + weeks.length * week, ...q },
    () => [],
  );
}

const calm = (count: number): [number, number][] => Array.from({ length: count }, () => [40, 50]);
const codes = ({ findings }: Report, of: string): unknown[] =>
  findings
    .filter(({ value }) => value === of)
    .map(({ code, at }) => [code, at === undefined ? null : (at - monday) / week]);

test('[F13] weeks that are all alike have no signal', () => {
  const report = trendOf(calm(30));
  expect(codes(report, 'csat')).toEqual([['no_signal', null]]);
  expect(report.tables.find(({ id }) => id === 'weeks')?.rows).toHaveLength(30);
});

test('[F13] a bad week after the baseline is outside, of both charts', () => {
  const report = trendOf([...calm(28), [5, 50], [40, 50]]);
  expect(codes(report, 'csat')).toEqual([['outside_below', 28]]);
  expect(codes(report, 'dissatisfied')).toEqual([['outside_above', 28]]);
});

test('[F13] eight weeks in a row on one side are a signal', () => {
  const report = trendOf([...calm(26), ...Array.from({ length: 8 }, (): [number, number] => [44, 50])]);
  expect(codes(report, 'csat')).toEqual([['run_above', 26]]);
});

test('[F13] the baseline stays where it is, whatever part is looked at, and what is before it is not told', () => {
  const weeks: [number, number][] = [...calm(26), [5, 50], ...calm(5)];
  const whole = trendOf(weeks);
  const part = trendOf(weeks, { from: monday + 28 * week });
  const centre = ({ tables }: Report) => tables[0]?.rows.at(-1)?.[3];
  expect(centre(part)).toBe(centre(whole));
  expect(part.tables[0]?.rows).toHaveLength(4);
  expect(codes(whole, 'csat')).toEqual([['outside_below', 26]]);
  expect(codes(part, 'csat')).toEqual([['no_signal', null]]);
});

test('[F13] of too few ratings nothing is said', () => {
  const report = trendOf([...Array.from({ length: 10 }, (): [number, number] => [2, 3])]);
  expect(codes(report, 'csat')).toEqual([['too_few', null]]);
  expect(report.tables[0]?.rows[0]?.slice(3)).toEqual([null, null, null]);
});

test('[F13] a start with hardly any ratings does not spoil the baseline', () => {
  const report = trendOf([[1, 2], [1, 1], ...calm(20)]);
  expect(codes(report, 'csat')).toEqual([['no_signal', null]]);
  expect(report.tables[0]?.rows[0]?.[3]).toBe(0.8);
});

test('weeks begin on Mondays of the zone, also when the clocks change in them', () => {
  const zone = 'Europe/Tirane';
  const start = (date: string): number => dateStart(date, zone) ?? Number.NaN;
  // Sunday 23:30 local time, an hour after the clocks would have it as Monday.
  const closedAt = start('2026-10-26') - 30 * 60_000;
  const s = columnsOf([someRow({ openedAt: closedAt, repliedAt: closedAt, closedAt, score: 5, invitation: 'rated' })]);
  const q = { from: start('2026-10-19'), to: start('2026-11-02'), zone, now: start('2026-11-02') };
  const { tables } = reportOf('trend', s, q, () => []);
  expect(tables[0]?.rows.map(([at, n]) => [at, n])).toEqual([
    [start('2026-10-19'), 1],
    [start('2026-10-26'), 0],
  ]);
});

test('[F13] the rolling line is of 28 days and the response of those who were asked', () => {
  const { tables } = trendOf(calm(10), { from: monday + 5 * week });
  const rolling = tables.find(({ id }) => id === 'rolling')?.rows ?? [];
  expect(rolling[0]).toEqual([monday + 5 * week, 200, 0.8]);
  expect(rolling).toHaveLength(35);
  expect(tables.find(({ id }) => id === 'response')?.rows[0]?.[2]).toMatchObject({ count: 50, n: 50 });
});

test('[F4] the whole period stands beside the one before it', () => {
  const weeks: [number, number][] = [
    [40, 40],
    [30, 40],
  ];
  const report = trendOf(weeks, { from: monday + week, compare: true });
  expect(report.figures.map(({ id, count, n, before, change }) => [id, count, n, before?.count, change?.is])).toEqual([
    ['csat', 30, 40, 40, 'lower'],
    ['dissatisfied', 10, 40, 0, 'higher'],
    ['response_rate', 40, 40, 40, 'not distinguishable'],
  ]);
});
