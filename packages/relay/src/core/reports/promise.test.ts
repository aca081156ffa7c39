import { expect, test } from 'vitest';
import { dayMs, figureOf, listed, monday, rowsOf, table, told } from '../../test/report-scene.ts';

const rows = rowsOf(
  [26, { promise: 'kept', score: 3, reasons: ['availability'], team: 'a' }],
  [4, { promise: 'kept', score: 5, reasons: ['lost_time'], team: 'a' }],
  [60, { promise: 'kept', score: 4, team: 'a' }],
  [144, { promise: 'kept', team: 'a' }],
  [20, { promise: 'late', score: 1, reasons: ['lost_time'], team: 'b' }],
  [10, { promise: 'late', score: 4, reasons: ['availability'], team: 'b' }],
  [2, { promise: 'late', score: 2, reasons: ['coldness'], team: 'b' }],
  [4, { promise: 'late', team: 'b' }],
  [30, { promise: 'never', team: 'b' }],
  [50, { promise: 'none', score: 1, reasons: ['availability'] }],
);

test('[F21] kept of those that were shown, and how many of the kept felt slow (V34)', () => {
  const report = told('promise', rows);
  expect(figureOf(report, 'kept')).toMatchObject({ count: 234, n: 300, value: 0.78 });
  expect(figureOf(report, 'late')).toMatchObject({ count: 36, n: 300 });
  expect(figureOf(report, 'never')).toMatchObject({ count: 30, n: 300 });
  // The four who are satisfied and name it say that it saved them time.
  expect(figureOf(report, 'felt_slow')).toMatchObject({ count: 26, n: 90 });
  expect(figureOf(report, 'late_fine')).toMatchObject({ count: 12, n: 32 });
});

test('[F4] whether a kept promise makes a difference is said from 30 ratings on', () => {
  const report = told('promise', rows);
  expect(table(report, 'promises')).toEqual([
    ['kept', 234, '64/90'],
    ['late', 36, '10/32'],
    ['never', 30, '0/0'],
    ['no_promise', 50, '0/50'],
  ]);
  expect(report.findings).toEqual([{ code: 'kept_more_satisfied' }]);
  expect(
    told(
      'promise',
      rows.filter(({ promise, id }) => promise !== 'late' || id % 2 === 0),
    ).findings,
  ).toEqual([]);
});

test('[F21] by team, and those whose promise was broken can be read', () => {
  const report = told('promise', rows);
  expect(table(report, 'teams')).toEqual([
    ['a', '234/234', '26/90'],
    ['b', '0/66', '0/0'],
  ]);
  expect(listed(report, 'promised')).toHaveLength(50);
  expect(
    listed(
      told('promise', rowsOf([1, { promise: 'late' }], [1, { promise: 'kept' }], [1, { promise: 'never' }])),
      'promised',
    ),
  ).toEqual([3, 1]);
});

test('[F8] better minus worse than expected, of those who were asked', () => {
  const extra = 'expect' as const;
  const asked = rowsOf(
    [6, { extra, expect: 1 }],
    [2, { extra, expect: 2 }],
    [3, { extra, expect: -2 }],
    [9, { extra, expect: 0 }],
    [30, {}],
  );
  expect(figureOf(told('promise', asked), 'expect')).toMatchObject({ kind: 'net', value: 0.25, n: 20, show: 'alone' });
});

test('[F14] [F8] how long they waited stands beside a promise, as does the period before', () => {
  const early = { closedAt: monday - dayMs, openedAt: monday - 2 * dayMs };
  const rows = rowsOf(
    [1, { ...early, repliedAt: early.openedAt + 30_000, expect: 1 }],
    [9, { promise: 'kept', expect: -1 }],
    [1, { promise: 'never', repliedAt: null }],
  );
  const report = told('promise', rows, { compare: true });
  expect(figureOf(report, 'p50')).toMatchObject({ value: 1_000, n: 10, before: { value: 30_000, n: 1 }, change: null });
  expect(figureOf(report, 'p90')).toMatchObject({ value: 1_000, n: 10 });
  expect(figureOf(told('promise', rows.slice(2)), 'p90')).toMatchObject({ value: 'never', n: 9 });
  expect(figureOf(report, 'expect')).toMatchObject({ value: -1, n: 9, before: { value: 1, n: 1 } });
});
