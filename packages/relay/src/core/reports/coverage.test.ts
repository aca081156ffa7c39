// What report 7.11 tells beside the funnel: who was asked by whom, the early and the late, guesses, and whether ratings are read.
import { expect, test } from 'vitest';
import { dayMs, figureOf, hourMs, monday, rowsOf, table, told } from '../../test/report-scene.ts';

const throttled = { invitation: 'suppressed', excuse: 'throttled' } as const;

test('[F10] the bounds are shares with their counts, here as on the card', () => {
  const rows = rowsOf([3, { score: 5 }], [1, { score: 1 }], [6, {}]);
  for (const name of ['quality', 'card'] as const) {
    const report = told(name, rows);
    expect(figureOf(report, 'bounds_low')).toMatchObject({ kind: 'share', value: 0.3, count: 3, n: 10 });
    expect(figureOf(report, 'bounds_high')).toMatchObject({ kind: 'share', value: 0.9, count: 9, n: 10 });
  }
});

test('[F9] who ended a session as spam has asked nobody: it counts for the team, for the end and for the person', () => {
  const own = { team: 'sales', owner: 'bo' } as const;
  const spam = { ...own, endedBy: 'spam', invitation: 'suppressed', excuse: 'spam' } as const;
  const report = told('quality', rowsOf([1, { ...own, score: 5 }], [1, spam]));
  expect(table(report, 'teams')).toEqual([['sales', 2, 1, 1, '1/2', '1/1']]);
  expect(table(report, 'ended_by')).toEqual([
    ['agent', 1, 1, 1, '1/1', '1/1'],
    ['spam', 1, 0, 0, '0/1', '0/0'],
  ]);
  expect(table(report, 'coverage_by_agent')).toEqual([['bo', 2, 1, '1/2', null, null, null]]);
});

test('[F13] coverage by person is within the limits around that of all, or below them: 0.9 ± 3·√(0.09/100)', () => {
  const of = (owner: string, asked: number) =>
    [
      [asked, { owner }],
      [100 - asked, { owner, ...throttled }],
    ] as const;
  const report = told('quality', rowsOf(...of('zoe', 97), ...of('ann', 80), ...of('ben', 93), [9, throttled]));
  const limits = [expect.closeTo(0.81), expect.closeTo(0.99)];
  expect(table(report, 'coverage_by_agent')).toEqual([
    ['ann', 100, 80, '80/100', ...limits, 'below_limits'],
    ['ben', 100, 93, '93/100', ...limits, 'within_limits'],
    ['zoe', 100, 97, '97/100', ...limits, 'within_limits'],
  ]);
  expect(report.findings).toEqual([{ code: 'coverage_below', value: 1 }]);
});

test('[F13] nobody is judged by fewer than 20; and an agent is told of himself alone', () => {
  const rows = rowsOf([19, { owner: 'ann', ...throttled }], [40, { owner: 'ben' }]);
  const report = told('quality', rows, { reader: 'ann', isOwnOnly: true });
  expect(table(report, 'coverage_by_agent')).toEqual([['ann', 19, 0, '0/19', null, null, null]]);
});

test('[F10] who answered at once stands beside who was reminded first, with the difference of F4 where both are 30', () => {
  const late = { flags: ['reminded'] } as const;
  const rows = rowsOf(
    ...([
      [10, { score: 2 }],
      [30, { score: 5 }],
      [15, { score: 4, ...late }],
      [15, { score: 1, ...late }],
    ] as const),
  );
  const report = told('quality', rows);
  expect(table(report, 'early_late')).toEqual([
    ['csat', '30/40', '15/30'],
    ['dissatisfied', '10/40', '15/30'],
    ['comment', '0/40', '0/30'],
  ]);
  const early = (of: typeof report) => of.tables.find(({ id }) => id === 'early_late')?.rows[0]?.[1];
  expect(early(report)).toMatchObject({ value: 0.75, change: { difference: 0.25, is: 'higher' } });
  expect(early(told('quality', rows.slice(11)))).toMatchObject({ n: 29, change: null });
});

test('[F11] of those who were asked to guess, how many did', () => {
  const rows = rowsOf(
    [1, { guess: 4 }],
    [1, { guess: 1 }],
    [1, { guess: 'declined' }],
    [1, { guess: 'unanswered' }],
    [5, {}],
  );
  expect(figureOf(told('quality', rows), 'guessed')).toMatchObject({ count: 2, n: 4, value: 0.5, show: 'counts' });
});

test('[F14] how long ratings go unread, and low ones without anything done: who nobody has read yet is among all', () => {
  const closedAt = monday + hourMs;
  const rows = rowsOf(
    [1, { closedAt, score: 1, readAt: closedAt + 600_000, actedAt: closedAt + hourMs }],
    [1, { closedAt, score: 2, readAt: closedAt + 2 * dayMs }],
    [1, { closedAt, score: 5, readAt: closedAt + 1_200_000 }],
    [1, { closedAt, score: 5 }],
    [1, { closedAt }],
  );
  const report = told('quality', rows);
  const of = (id: string) => [figureOf(report, id).value, figureOf(report, id).n];
  expect([of('read_p50'), of('read_p90'), of('acted_p50'), of('acted_p90')]).toEqual([
    [1_200_000, 4],
    ['never', 4],
    [hourMs, 2],
    ['never', 2],
  ]);
  expect(figureOf(report, 'low_read')).toMatchObject({ formula: 'F2', count: 1, n: 2 });
  expect(figureOf(report, 'low_acted')).toMatchObject({ formula: 'F2', count: 1, n: 2 });
  const soon = told('quality', rows, { now: closedAt + dayMs - 1 });
  expect(figureOf(soon, 'low_read')).toMatchObject({ count: 0, n: 0, show: 'none' });
});

test('[F4] the period before stands beside each figure; void ones are counted in both', () => {
  const closedAt = monday - hourMs;
  const rows = rowsOf(
    [40, { closedAt, score: 5 }],
    [1, { closedAt, score: 1, flags: ['void'] }],
    [40, { score: 5 }],
    [40, {}],
    [2, { score: 1, flags: ['void'] }],
  );
  const report = told('quality', rows, { compare: true });
  expect(figureOf(report, 'response_rate')).toMatchObject({ count: 40, n: 82, before: { count: 40, n: 41 } });
  expect(figureOf(report, 'response_rate').change?.is).toBe('lower');
  expect(figureOf(report, 'voided')).toMatchObject({ value: 2, before: { value: 1 } });
  expect(figureOf(report, 'bounds_low')).toMatchObject({ value: 40 / 82, before: { count: 40, n: 41 } });
});
