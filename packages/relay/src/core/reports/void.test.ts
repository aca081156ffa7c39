import type { ReportName } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { figureOf, hourMs, listed, monday, rowsOf, table, told } from '../../test/report-scene.ts';
import type { SessionRow } from './columns.ts';
import { lineOf } from './row.ts';

const isVoid: Partial<SessionRow> = {
  ...{ score: 1, resolved: 'no', reasons: ['coldness'], flags: ['void', 'comment', 'wish', 'raised', 'locked'] },
  ...{ promise: 'never', repliedAt: null, handoffs: 3, caseAt: monday + hourMs, second: 5, revisions: 3, nps: 0 },
  ...{ guess: 5, guesser: 'ag', guessUntil: monday },
};
const rows = rowsOf([1, isVoid], [1, { score: 5, promise: 'kept' }]);

test('a void rating is in no figure, and its session in all: its end, its wait, its promise, its hands, its case', () => {
  expect(told('card', rows)).toMatchObject({ sessions: 2, voided: 1, spam: 0 });
  expect(figureOf(told('promise', rows), 'never')).toMatchObject({ count: 1, n: 2 });
  expect(figureOf(told('volume', rows), 'unanswered')).toMatchObject({ value: 1, n: 2 });
  expect(figureOf(told('recovery', rows), 'contacted')).toMatchObject({ count: 0, n: 1 });
  expect(table(told('quality', rows), 'funnel').filter(([, count]) => count !== 0)).toEqual([
    ...[
      ['ended', 2],
      ['eligible', 2],
      ['offered', 2],
      ['shown', 2],
    ],
    ...[
      ['void', 1],
      ['rated', 1],
    ],
  ]);
});

test.each([
  ['card', 'csat', 1, 1],
  ['card', 'resolved', 0, 0],
  ['card', 'response_rate', 1, 2],
  ['reasons', 'dissatisfied', 0, 1],
  ['recovery', 'recovered_of_rerated', 0, 0],
  ['runaround', 'had_to_repeat', 0, 0],
] satisfies readonly (readonly [ReportName, string, number, number])[])(
  'a void rating is not in %s, %s',
  (name, id, count, n) => {
    expect(figureOf(told(name, rows), id)).toMatchObject({ count, n });
  },
);

test('who gave a void rating is neither silent nor unhappy, and nothing he said is in a list', () => {
  const silent = table(told('quality', rows), 'respondents').map((row) => row[2]);
  expect(new Set(silent)).toEqual(new Set(['0/0']));
  for (const [name, list] of [
    ['reasons', 'low'],
    ['recovery', 'unhappy'],
    ['card', 'suggestions'],
    ['gap', 'blind_spots'],
  ] as const)
    expect([name, listed(told(name, rows), list)]).toEqual([name, []]);
  for (const id of ['revised', 'raised', 'locked']) expect(figureOf(told('quality', rows), id).value).toBe(0);
  // In the list of broken promises it stands without what he said.
  const [row] = rows;
  if (row)
    expect(lineOf({ ...row, name: 'Ann', comment: 'Spam' })).toMatchObject({
      name: 'Ann',
      score: null,
      comment: null,
      reasons: [],
      resolved: null,
    });
});
