import type { ReportName } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { dayMs, listed, monday, rowsOf, told } from '../../test/report-scene.ts';

const hers = { score: 1, owner: 'ag', speakers: ['ag'], handoffs: 3, promise: 'never', flags: ['comment'] } as const;
const guessed = { guess: 5, guesser: 'ag', guessUntil: monday + dayMs } as const;
/** Three with her alone, one in which he spoke, one that he had at its end; all of one visitor. */
const rows = rowsOf(
  [3, { ...hers, ...guessed, visitorNo: 7, caseAt: monday }],
  [1, { ...hers, ...guessed, speakers: ['ag', 'bo'], visitorNo: 7 }],
  [1, { ...hers, ...guessed, score: 5, guess: 1, owner: 'bo', speakers: [], visitorNo: 8 }],
);

test.each([
  ['reasons', 'low', [4]],
  ['gap', 'blind_spots', [4]],
  ['gap', 'hidden_wins', [5]],
  ['card', 'suggestions', [4, 5]],
  ['recovery', 'unhappy', [4]],
  ['runaround', 'passed_around', [4, 5]],
  ['promise', 'promised', [4, 5]],
  ['brief', 'unhappy', [4]],
  ['brief', 'promised', [5]],
] satisfies readonly (readonly [ReportName, string, readonly number[]])[])(
  'in %s, who leads nobody reads of %s only what he had a part in (RATINGS R12)',
  (name, list, own) => {
    const asked = { isOwnOnly: true, reader: 'bo' };
    expect(listed(told(name, rows, asked), list).toSorted()).toEqual(own);
    expect(listed(told(name, rows, { ...asked, isOwnOnly: false }), list).length).toBeGreaterThanOrEqual(own.length);
    // Somebody of whom no session is reads none.
    expect(listed(told(name, rows, { isOwnOnly: true, reader: 'new' }), list)).toEqual([]);
  },
);

test('the counts are of all sessions, and a list is full of his own however many are newer', () => {
  const [his, newer] = [{ score: 1, speakers: ['bo'] } as const, { score: 1, speakers: ['ag'] } as const];
  const many = rowsOf([3, his], [150, newer]);
  const report = told('reasons', many, { isOwnOnly: true, reader: 'bo' });
  expect([report.sessions, listed(report, 'low')]).toEqual([153, [3, 2, 1]]);
});
