import type { Figure, Score } from '@rapport/protocol';
import { times } from '@rapport/ratings';
import { expect, test } from 'vitest';
import { someRow } from '../../test/session-rows.ts';
import { columnsOf, type SessionRow } from './columns.ts';
import { drawn } from './draw.ts';
import { type Asked, reportOf } from './report.ts';
import { waitsOf } from './waits.ts';

const day = 86_400_000;
const asked: Asked = { from: 0, to: 100 * day, zone: 'UTC', now: 100 * day };

function cardOf(rows: readonly Partial<SessionRow>[], q: Partial<Asked> = {}) {
  const s = columnsOf(rows.map((row, at) => someRow({ id: at + 1, ...row })));
  const looked: number[] = [];
  const report = reportOf('card', s, { ...asked, ...q }, (ids) => {
    looked.push(...ids);
    return [];
  });
  const figure = (id: string): Figure | undefined => report.figures.find((one) => one.id === id);
  return { report, figure, looked };
}

const rated = (score: Score): Partial<SessionRow> => ({
  score,
  invitation: 'rated',
  ratedAt: 70_000,
  firstRatedAt: 70_000,
});
const many = (count: number, row: Partial<SessionRow>): Partial<SessionRow>[] =>
  Array.from({ length: count }, () => row);

test('[F1] [F16] [F9] [F10] the card of ratings: shares, balance, response, and what silence may hide', () => {
  const rows = [
    ...many(20, rated(5)),
    ...many(5, rated(2)),
    ...many(74, {}),
    ...many(10, { invitation: 'suppressed', excuse: 'throttled' }),
  ];
  // The hundredth who was asked: what he said is void, and he was asked.
  const { report, figure } = cardOf([...rows, { ...rated(1), flags: ['void'] }]);
  expect(report).toMatchObject({ sessions: 110, voided: 1 });
  expect(figure('csat')).toMatchObject({
    count: 20,
    n: 25,
    value: 0.8,
    verdict: { target: 0.8, is: 'cannot tell yet' },
  });
  expect(figure('dissatisfied')).toMatchObject({ count: 5, n: 25 });
  expect(figure('balance')).toMatchObject({ value: 4, n: 25 });
  expect(figure('response_rate')).toMatchObject({ count: 25, n: 100 });
  expect(figure('coverage')).toMatchObject({ count: 100, n: 110 });
  expect([figure('bounds_low')?.value, figure('bounds_high')?.value]).toEqual([0.2, 0.95]);
});

test('[F14] [F21] waits and promises: who was never answered is among all', () => {
  const { figure } = cardOf([
    { promise: 'kept' },
    { promise: 'late', repliedAt: 21_000 },
    { promise: 'never', repliedAt: null },
  ]);
  expect(figure('kept')).toMatchObject({ count: 1, n: 3, show: 'counts' });
  expect([figure('p50')?.value, figure('p90')?.value, figure('p90')?.n]).toEqual([20_000, 'never', 3]);
});

test('[F19] one stop is of sessions that ended seven days ago; runaround of all that were answered', () => {
  const late = { openedAt: 99 * day, closedAt: 99 * day, repliedAt: 99 * day };
  const { figure } = cardOf([
    {},
    { handoffs: 2 },
    { resolved: 'no' },
    { nextAt: 7 * day },
    { nextAt: 7 * day + 61_000 },
    late,
    { repliedAt: null },
  ]);
  expect(figure('one_stop')).toMatchObject({ count: 2, n: 5 });
  expect(figure('runaround')).toMatchObject({ count: 1, n: 6 });
  expect(figure('resolved')).toMatchObject({ count: 0, n: 1 });
});

test('[F20] contacted in time is of the cases for which it is known', () => {
  const { figure } = cardOf([
    { caseAt: 1, contactedAt: 1 + day },
    { caseAt: 1, contactedAt: 2 + day },
    { caseAt: 1 },
    { caseAt: 100 * day - 1 },
  ]);
  expect(figure('within_due')).toMatchObject({ count: 1, n: 3 });
});

test('[F17] visitors are counted once, and who was erased is nobody', () => {
  const complaint = { flags: ['complaint', 'returning'], happened: ['complaints'] } as const;
  const { figure } = cardOf([
    { visitorNo: 1, ...complaint },
    { visitorNo: 1, ...complaint },
    { visitorNo: 2 },
    { visitorNo: 5_000 },
    { visitorNo: 0, ...complaint },
  ]);
  expect(figure('complaints')).toMatchObject({ count: 1, n: 3 });
  expect(figure('returning')).toMatchObject({ count: 1, n: 3 });
});

test('[F4] beside the period before, figure by figure', () => {
  const before = many(40, { ...rated(1), closedAt: 10 * day });
  const { figure } = cardOf([...before, ...many(40, { ...rated(5), closedAt: 60 * day })], {
    from: 50 * day,
    compare: true,
  });
  expect(figure('csat')).toMatchObject({ count: 40, n: 40, before: { count: 0, n: 40 }, change: { is: 'higher' } });
});

test('[F25] a target that somebody has set is that of the card', () => {
  const verdict = (targets?: Record<string, number>) =>
    cardOf(many(100, rated(5)), targets ? { targets } : {}).figure('csat')?.verdict;
  expect(verdict()).toEqual({ target: 0.8, is: 'met' });
  expect(verdict({ csat: 1 })).toEqual({ target: 1, is: 'cannot tell yet' });
});

test('five answers are drawn by lot, the same for everybody who asks about that period', () => {
  const rows = many(50, { flags: ['comment'] });
  const { looked } = cardOf([...rows, {}]);
  expect(looked).toHaveLength(5);
  expect(new Set(looked).size).toBe(5);
  expect(cardOf([...rows, {}]).looked).toEqual(looked);
  expect(looked).not.toContain(51);
  expect(cardOf(rows, { from: 1_000 }).looked).not.toEqual(looked);
  const often = new Set(Array.from({ length: 200 }, (_, seed) => drawn([1, 2, 3, 4], 1, seed * day)[0]));
  expect([...often].sort()).toEqual([1, 2, 3, 4]);
});

test('[F14] a percentile that is found without sorting is that of the sorted', () => {
  for (let n = 0; n < 60; n += 1) {
    const waits = Array.from({ length: n }, (_, at) => ((at * 7_919) % 13) * 100 - (at % 5 === 0 ? 2_000 : 0));
    const found = waitsOf(Uint32Array.from(waits.keys()), Float64Array.from(waits));
    const all = times(waits.map((wait) => (wait < 0 ? null : wait)));
    expect([found.n, found.never, found.at(50), found.at(90)]).toEqual([all.n, all.never, all.p50, all.p90]);
  }
});
