import { expect, test } from 'vitest';
import { dayMs, figureOf, monday, rowsOf, table, told } from '../../test/report-scene.ts';
import type { CaseEnd, Ends } from './case-ends.ts';

const caseAt = monday + dayMs;
const ended = (outcome: CaseEnd['outcome'], more: Partial<CaseEnd> = {}): CaseEnd => ({
  ...{ outcome, actions: [], cause: null },
  ...more,
});

test('[F20] what came of cases, what was done and what the cause was; those that are open are counted beside', () => {
  const closed = [
    ended('resolved', { actions: ['apology', 'refund'], cause: 'bad_info' }),
    ended('resolved', { actions: ['refund'], cause: 'lost_time' }),
    ended('no_answer', { cause: 'lost_time' }),
  ];
  const asked: number[] = [];
  const ends: Ends = (rows) => {
    asked.push(...rows);
    return closed;
  };
  const report = told('recovery', rowsOf([2, { score: 5 }], [4, { score: 1, caseAt }]), {}, ends);
  expect(asked).toEqual([3, 4, 5, 6]);
  expect(figureOf(report, 'closed')).toMatchObject({ count: 3, n: 4, show: 'counts' });
  expect(table(report, 'case_outcomes')).toEqual([
    ['resolved', 2],
    ['apologised', 0],
    ['cannot_do_explained', 0],
    ['no_answer', 1],
    ['no_contact_possible', 0],
    ['declined_by_visitor', 0],
    ['duplicate', 0],
    ['not_closed', 1],
  ]);
  expect(table(report, 'case_actions')).toEqual([
    ['refund', 2],
    ['apology', 1],
  ]);
  expect(table(report, 'case_causes')).toEqual([
    ['lost_time', 2],
    ['bad_info', 1],
  ]);
});

test('[F20] second scores are kept apart: satisfaction is of the first alone', () => {
  const rows = rowsOf([2, { score: 1, caseAt, second: 5 }], [1, { score: 2, caseAt, second: 3 }], [7, { score: 1 }]);
  expect(table(told('recovery', rows), 'second_scores')).toEqual([
    ['5', 2],
    ['4', 0],
    ['3', 1],
    ['2', 0],
    ['1', 0],
  ]);
  expect(figureOf(told('card', rows), 'csat')).toMatchObject({ count: 0, n: 10 });
});

test('[F2] who came again within 90 days, by how they had rated; only of those who had so long', () => {
  const closedAt = monday;
  const back = (days: number) => ({ closedAt, nextAt: closedAt + days * dayMs });
  const rows = rowsOf(
    [3, { score: 1, ...back(90) }],
    [17, { score: 2, closedAt }],
    [1, { score: 5, ...back(1) }],
    [1, { score: 5, ...back(91) }],
    [1, { score: 3, ...back(2), visitorNo: 0 }],
    [1, { score: 5, closedAt: closedAt + dayMs, nextAt: closedAt + 2 * dayMs }],
    [2, { closedAt }],
  );
  const report = told('recovery', rows, { now: closedAt + 90 * dayMs });
  expect(table(report, 'came_again')).toEqual([
    ['satisfied', '1/2'],
    ['neutral', '0/0'],
    ['dissatisfied', '3/20'],
    ['not_rated', '0/2'],
  ]);
});

test('[F14] the times of the period before stand beside those of this one', () => {
  const early = monday - dayMs;
  const rows = rowsOf(
    [1, { score: 1, closedAt: early, caseAt: early, contactedAt: early + 5_000 }],
    [1, { score: 1, caseAt, contactedAt: caseAt + 9_000 }],
  );
  expect(figureOf(told('recovery', rows, { compare: true }), 'contact_p50')).toMatchObject({
    ...{ value: 9_000, n: 1, change: null },
    before: { value: 5_000, n: 1 },
  });
});
