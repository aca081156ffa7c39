import { expect, test } from 'vitest';
import { someRow } from '../../test/session-rows.ts';
import { createColumns, type SessionRow } from '../reports/columns.ts';
import { type SilentQuery, silentIn } from './silent.ts';

const day = { from: 0, to: 1_000_000, by: 'ben', now: 1_000 };

/** What is found of these sessions: ids with their signs. */
function found(rows: readonly Partial<SessionRow>[], q: SilentQuery = day, limit = 99): unknown[] {
  const columns = createColumns();
  const quiet: Partial<SessionRow> = {
    ...{ score: null, firstRatedAt: null, ratedAt: null, caseAt: null, second: null, revisions: 0, promise: 'none' },
    ...{ openedAt: 100, repliedAt: 200, waitOpenMs: 100, closedAt: 900, handoffs: 0, visitorMessages: 3, flags: [] },
    ...{ endedBy: 'agent', happened: [] },
  };
  rows.forEach((row, i) => {
    columns.put(someRow({ ...quiet, ...row, id: i + 1 }));
  });
  return silentIn(columns.sessions(), q, limit).map(({ row, signs }) => [row, ...signs]);
}

test('an unrated session is at risk for each of its bad signs', () => {
  expect(
    found([
      { repliedAt: null, waitOpenMs: null, closedAt: 909 },
      { promise: 'late', closedAt: 908 },
      { promise: 'never', closedAt: 907 },
      { handoffs: 2, closedAt: 906 },
      { flags: ['reopened'], closedAt: 905 },
      { happened: ['escalatedByVisitor'], closedAt: 904 },
      { flags: ['visitorLast'], endedBy: 'visitor', closedAt: 903 },
      { handoffs: 3, promise: 'late', closedAt: 902 },
    ]),
  ).toEqual([
    [1, 'never_answered'],
    [2, 'promise_broken'],
    [3, 'promise_broken'],
    [4, 'handed_around'],
    [5, 'came_back'],
    [6, 'asked_for_lead'],
    [7, 'left_midway'],
    [8, 'promise_broken', 'handed_around'],
  ]);
});

test('without a bad sign it is none: a kept promise, one handoff, an agent’s end', () => {
  expect(
    found([
      { promise: 'kept' },
      { handoffs: 1 },
      { flags: ['visitorLast'] },
      { flags: ['returning'], endedBy: 'visitor' },
      { happened: ['escalatedByAgent'] },
    ]),
  ).toEqual([]);
});

test('who was rated, has a case, is spam or sample data, or said nothing is not in it', () => {
  const bad = { promise: 'late' } as const;
  expect(
    found([
      { ...bad, score: 3, firstRatedAt: 950, ratedAt: 950, revisions: 1 },
      { ...bad, caseAt: 950 },
      { ...bad, endedBy: 'spam' },
      { ...bad, flags: ['sample'] },
      { ...bad, visitorMessages: 0 },
      bad,
    ]),
  ).toEqual([[6, 'promise_broken']]);
});

test('of the period and the site that were asked for, the newest first, no more than asked for', () => {
  const bad = { promise: 'late' } as const;
  const rows = [
    { ...bad, closedAt: 900 },
    { ...bad, closedAt: 902, site: 'other' },
    { ...bad, closedAt: 901 },
    { ...bad, closedAt: 903 },
  ];
  const ids = (q: SilentQuery, limit?: number): unknown[] => found(rows, q, limit).map((one) => (one as unknown[])[0]);
  expect(ids(day)).toEqual([4, 2, 3, 1]);
  expect(ids(day, 2)).toEqual([4, 2]);
  expect(ids({ ...day, from: 901, to: 903 })).toEqual([2, 3]);
  expect(ids({ ...day, site: 'other' })).toEqual([2]);
  expect(ids({ ...day, site: 'none' })).toEqual([]);
});

test('[R7] an agent whose guess stands out does not learn from it that nobody has rated', () => {
  const asked = { promise: 'late', guess: 'unanswered', guesser: 'maria' } as const;
  expect(found([asked], { ...day, by: 'maria' })).toEqual([]);
  expect(found([asked], { ...day, by: 'ben' })).toHaveLength(1);
  expect(found([{ ...asked, guess: 'declined' }], { ...day, by: 'maria' })).toHaveLength(1);
  expect(found([asked], { ...day, by: 'maria', now: 900 + 86_400_000 })).toHaveLength(1);
});
