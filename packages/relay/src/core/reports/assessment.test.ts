import { expect, test } from 'vitest';
import { dayMs, monday, rowsOf, table, told } from '../../test/report-scene.ts';
import { type Assessed, type Assessment, assessed, quarterOf, quarterStart } from './assessment.ts';

const unhappy = rowsOf(
  [6, { score: 1, reasons: ['hours', 'runaround'] }],
  [6, { score: 2, reasons: ['runaround'] }],
  [9, { score: 5, reasons: ['hours'] }],
);
const say = (agent: string, reasons: readonly Assessed[], at = monday): Assessment => ({ agent, at, reasons });
const row = (assessments: readonly Assessment[], code: string): unknown[] | undefined =>
  table(told('gap', unhappy, { assessments }), 'self_assessment').find(([id]) => id === code);

test('[F18] what each of the staff thinks stands beside what the unhappy name, code by code', () => {
  const all = [say('a', ['hours']), say('b', ['hours', 'apathy']), say('c', [])];
  expect(row(all, 'hours')).toEqual(['hours', '2/3', '6/12']);
  expect(row(all, 'runaround')).toEqual(['runaround', '0/3', '12/12']);
  expect(row(all, 'apathy')).toEqual(['apathy', '1/3', '0/12']);
  expect(assessed).toHaveLength(14);
});

test('[F26] of fewer than three it is said how many they are, and of few there are counts', () => {
  const two = told('gap', unhappy, { assessments: [say('a', ['hours']), say('b', [])] });
  expect(two.tables.map(({ id }) => id)).not.toContain('self_assessment');
  expect(two.findings).toContainEqual({ code: 'too_few_assessed', value: 2 });
  const none = told('gap', unhappy, { assessments: [] });
  expect(none.findings.map(({ code }) => code)).not.toContain('too_few_assessed');
  const three = told('gap', unhappy, { assessments: [say('a', []), say('b', []), say('c', [])] });
  const cells = three.tables.find(({ id }) => id === 'self_assessment')?.rows[0];
  expect(cells?.slice(1)).toMatchObject([
    { show: 'counts', n: 3 },
    { show: 'alone', n: 12 },
  ]);
});

test('of a person who answered twice the last counts, in whatever order they come', () => {
  const [old, now] = [say('a', ['hours'], monday), say('a', [], monday + dayMs)];
  for (const both of [
    [old, now],
    [now, old],
  ])
    expect(row([...both, say('b', []), say('c', [])], 'hours')).toEqual(['hours', '0/3', '6/12']);
});

test('it is no report of one person, and where there are pairs enough it stands under the gap', () => {
  const assessments = [say('a', []), say('b', []), say('c', [])];
  expect(told('gap', unhappy, { assessments, agent: 'a' }).tables).toEqual([]);
  const pairs = rowsOf([40, { score: 5, guess: 5, guesser: 'a', guessUntil: monday + dayMs }]);
  expect(told('gap', pairs, { assessments }).tables.at(-1)?.id).toBe('self_assessment');
  expect(told('gap', pairs, { assessments }).asked).not.toHaveProperty('assessments');
});

test('a quarter is three months of UTC', () => {
  const at = Date.UTC(2026, 11, 31, 23, 59);
  expect([quarterOf(at), quarterOf(at + 60_000), quarterOf(Date.UTC(2026, 3, 1))]).toEqual([
    '2026-Q4',
    '2027-Q1',
    '2026-Q2',
  ]);
  expect([quarterStart(at), quarterStart(at + 60_000)]).toEqual([Date.UTC(2026, 9, 1), Date.UTC(2027, 0, 1)]);
});
