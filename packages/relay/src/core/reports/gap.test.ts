import { expect, test } from 'vitest';
import { dayMs, figureOf, listed, monday, rowsOf, table, told } from '../../test/report-scene.ts';

const pairs = rowsOf(
  [60, { guess: 5, score: 4, team: 'a' }],
  [25, { guess: 4, score: 3, team: 'a' }],
  [5, { guess: 3, score: 5, team: 'b' }],
  [10, { guess: 1, score: 1, team: 'b' }],
  [7, { guess: 'declined', score: 1 }],
  [7, { guess: 'unanswered', score: 5 }],
  [7, { guess: 5 }],
);

test('[F11] the gap is of the same sessions: those with a guess and a rating (V20)', () => {
  const report = told('gap', pairs);
  expect(figureOf(report, 'believed')).toMatchObject({ count: 85, n: 100, show: 'compare' });
  expect(figureOf(report, 'perceived')).toMatchObject({ count: 65, n: 100 });
  const gap = figureOf(report, 'gap');
  expect(gap).toMatchObject({ kind: 'net', value: 0.2, n: 100 });
  expect(gap.interval?.map((x) => x.toFixed(4))).toEqual(['0.0961', '0.2961']);
  expect(figureOf(report, 'blind_spot')).toMatchObject({ count: 25, n: 35 });
  expect(figureOf(report, 'hidden_wins')).toMatchObject({ count: 5, n: 65 });
  expect(table(report, 'matrix')).toEqual([
    ['we_satisfied', 60, 25],
    ['we_not', 5, 10],
  ]);
  expect(report.findings).toEqual([{ code: 'staff_believe_more' }]);
});

test('[F11] a team of fewer than 30 pairs has its number only', () => {
  expect(table(told('gap', pairs), 'teams')).toEqual([
    ['a', 85, '85/85', '60/85', `${25 / 85}/85`],
    ['b', 15, null, null, null],
  ]);
});

test('[F11] under 30 pairs there is the list to read, and no gap', () => {
  const few = rowsOf([9, { guess: 5, score: 5 }], [2, { guess: 4, score: 2 }], [1, { guess: 2, score: 4 }]);
  const report = told('gap', few);
  expect(report).toMatchObject({ figures: [], tables: [], findings: [{ code: 'too_few_pairs', value: 12 }] });
  expect(listed(report, 'blind_spots')).toEqual([11, 10]);
  expect(listed(report, 'hidden_wins')).toEqual([12]);
});

test('[F11] a guess is held against nobody: of one person there is the list alone', () => {
  const own = rowsOf([40, { guess: 5, score: 2, owner: 'ben', speakers: ['ben'], guesser: 'ben' }]);
  expect(told('gap', own).figures).toHaveLength(5);
  const report = told('gap', own, { agent: 'ben' });
  expect(report).toMatchObject({ sessions: 40, figures: [], tables: [], findings: [] });
  expect(listed(report, 'blind_spots')).toHaveLength(40);
});

test('[R7] a session that the reader is still to guess is not in it for him', () => {
  const rows = rowsOf([1, { guess: 'unanswered', guesser: 'ben', score: 1 }], [2, { guess: 5, score: 1 }]);
  const asked = { now: monday + dayMs / 2 };
  expect(told('gap', rows, { ...asked, reader: 'ben' }).sessions).toBe(2);
  expect(told('gap', rows, { ...asked, reader: 'lea' }).sessions).toBe(3);
  expect(told('gap', rows, { now: monday + 2 * dayMs, reader: 'ben' }).sessions).toBe(3);
});

test('[F4] believed and perceived stand beside the week before', () => {
  const closedAt = monday - dayMs;
  const before = rowsOf([30, { guess: 5, score: 5, closedAt }], [10, { guess: 1, score: 1, closedAt }]);
  const rows = [...pairs, ...before.map((row) => ({ ...row, id: row.id + 1_000 }))];
  expect(figureOf(told('gap', rows, { compare: true }), 'perceived')).toMatchObject({
    count: 65,
    before: { count: 30, n: 40 },
    change: { is: 'not distinguishable' },
  });
});

test('what the agent noted at the end stands beside what the visitor said', () => {
  const rows = [
    ...pairs,
    ...rowsOf(
      [3, { outcome: 'yes', resolved: 'no' }],
      [2, { outcome: 'yes', resolved: 'yes' }],
      [1, { outcome: 'no' }],
    ).map((row) => ({ ...row, id: row.id + 1_000 })),
  ];
  expect(table(told('gap', rows), 'outcomes')).toEqual([
    ['yes', 2, 0, 3, 0],
    ['partly', 0, 0, 0, 0],
    ['no', 0, 0, 0, 0],
    ['unknown', 0, 0, 0, 0],
  ]);
});

test('[F11] the gap over time: four weeks from Monday to Monday at once, and of fewer than 30 pairs their number', () => {
  const weekMs = 7 * dayMs;
  const rows = rowsOf(
    [24, { guess: 5, score: 5 }],
    [12, { guess: 5, score: 2, closedAt: monday + 4 * weekMs - 1 }],
    [9, { guess: 1, score: 5, closedAt: monday + 4 * weekMs }],
    [30, { guess: 4, score: 4, closedAt: monday + 8 * weekMs }],
  );
  const report = told('gap', rows, { from: monday + 2 * dayMs, to: monday + 9 * weekMs });
  expect(report.sessions).toBe(51);
  const all = told('gap', rows, { to: monday + 9 * weekMs });
  expect(table(all, 'gap_over_time')).toEqual([
    [monday, 36, '36/36', '24/36', `${12 / 36}/36`],
    [monday + 4 * weekMs, 9, null, null, null],
    [monday + 8 * weekMs, 30, '30/30', '30/30', '0/30'],
  ]);
  expect(table(report, 'gap_over_time')[0]).toEqual([monday, 12, null, null, null]);
});

test('[F11] the gap of the period before stands beside it, and nothing is claimed of the difference', () => {
  const rows = rowsOf(
    [40, { guess: 5, score: 5, closedAt: monday - dayMs }],
    [30, { guess: 5, score: 5 }],
    [10, { guess: 5, score: 1 }],
  );
  expect(figureOf(told('gap', rows, { compare: true }), 'gap')).toMatchObject({
    ...{ value: 0.25, n: 40, change: null },
    before: { value: 0, n: 40 },
  });
});
