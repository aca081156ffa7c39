import type { Figure } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { dayMs, figureOf, monday, rowsOf, table, told } from '../../test/report-scene.ts';

const agent = { reader: 'bo', isOwnOnly: true };
const rated = (team: string, score: 1 | 5, promise: 'kept' | 'late' | 'never' = 'kept') =>
  ({ team, score, promise, reasons: score === 1 ? (['availability'] as const) : [] }) as const;

test('[F26] in what agents share, a group of fewer than ten is hidden, and the next smallest with it: no sum tells it', () => {
  const rows = rowsOf([20, rated('a', 5)], [12, rated('b', 5, 'late')], [4, rated('c', 1, 'never')]);
  const shared = told('promise', rows, agent);
  expect(table(shared, 'promises')).toEqual([
    ['kept', 20, '20/20'],
    ['late', 12, null],
    ['never', 4, null],
    ['no_promise', 0, '0/0'],
  ]);
  expect(shared.findings).toContainEqual({ code: 'few_hidden', value: 'promises' });
  // How often a promise was kept is no opinion of a visitor.
  expect(table(shared, 'teams').map(([team, kept]) => [team, kept])).toEqual([
    ['a', '20/20'],
    ['b', '0/12'],
    ['c', '0/4'],
  ]);
});

test('[F26] who leads reads every row, and so does who reads his own', () => {
  const rows = rowsOf([20, { ...rated('a', 5), owner: 'bo' }], [4, { ...rated('b', 1, 'late'), owner: 'bo' }]);
  for (const asked of [
    { reader: 'le', isOwnOnly: false },
    { ...agent, agent: 'bo' },
  ]) {
    const report = told('promise', rows, asked);
    expect(table(report, 'promises')[1]?.[2]).toBe('0/4');
    expect(report.findings).not.toContainEqual(expect.objectContaining({ code: 'few_hidden' }));
  }
});

test('[F26] where all that is hidden comes to ten, it is enough; an empty row tells nothing of anybody and stays', () => {
  const rows = rowsOf([30, rated('a', 5)], [6, rated('a', 5, 'late')], [4, rated('a', 1, 'never')]);
  expect(table(told('promise', rows, agent), 'promises').map((row) => row[2])).toEqual(['30/30', null, null, '0/0']);
  const report = told('promise', rowsOf([30, rated('a', 5)]), agent);
  expect(table(report, 'promises').map((row) => row[2])).toEqual(['30/30', '0/0', '0/0', '0/0']);
  expect(report.findings.map(({ code }) => code)).not.toContain('few_hidden');
});

test('[F26] what is not told to anybody for want of pairs counts among what is hidden', () => {
  const pair = (team: string) => ({ team, score: 5, guess: 5, guesser: 'ag', guessUntil: monday + dayMs }) as const;
  const told3 = (small: number) =>
    told('gap', rowsOf([60, pair('a')], [40, pair('b')], [small, pair('c')]), { reader: 'bo', isOwnOnly: true });
  const perceived = (small: number) => table(told3(small), 'teams').map((row) => row[3]);
  // Nine in a team of their own: with the 40 of the next, nobody can take them from the 109.
  expect(perceived(9)).toEqual(['60/60', null, null]);
  expect(perceived(10)).toEqual(['60/60', '40/40', null]);
  expect(figureOf(told3(9), 'perceived').n).toBe(109);
});

test('[F26] nothing that is hidden can be worked out from the sum beside it', () => {
  const names = ['kept', 'late', 'never', 'none'] as const;
  for (let seed = 0; seed < 200; seed += 1) {
    const sizes = names.map((_, at) => (seed * (7 * at + 3) + at * at) % 25);
    const rows = rowsOf(...names.map((promise, at) => [sizes[at] ?? 0, { score: 5, promise } as const] as const));
    const cells = told('promise', rows, agent).tables[0]?.rows.map((row) => row[2] as Figure | null) ?? [];
    const left = sizes.filter((_, at) => cells[at] === null).reduce((sum, n) => sum + n, 0);
    const all = sizes.reduce((sum, n) => sum + n, 0);
    expect([seed, left === 0 || left >= 10 || left === all]).toEqual([seed, true]);
    for (const cell of cells) expect(cell === null || cell.n === 0 || cell.n >= 10).toBe(true);
  }
});
