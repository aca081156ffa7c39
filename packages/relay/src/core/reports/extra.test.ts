import { expect, test } from 'vitest';
import { dayMs, figureOf, monday, rowsOf, told } from '../../test/report-scene.ts';

test('[F5] [F6] who would recommend less who would not, of those who answered: skips are not among them (V11)', () => {
  const rows = rowsOf([5, { nps: 9 }], [2, { nps: 8 }], [3, { nps: 0 }], [90, { extra: 'nps' }]);
  const figure = figureOf(told('card', rows), 'nps');
  expect(figure).toMatchObject({ kind: 'net', formula: 'F5', value: 0.2, n: 10, show: 'alone' });
  expect(figure.interval?.map((x) => Math.round(x * 100))).toEqual([-30, 61]);
});

test('[F7] easy is 5, 6 or 7 of 7', () => {
  const rows = rowsOf([3, { ces: 4 }], [2, { ces: 5 }], [4, { ces: 6 }], [3, { ces: 7 }], [5, { extra: 'ces' }]);
  expect(figureOf(told('card', rows), 'ces')).toMatchObject({ kind: 'share', count: 9, n: 12, value: 0.75 });
});

test('what nobody was asked has no line; what was asked before stands beside what is asked now', () => {
  const early = { closedAt: monday - dayMs };
  const ids = (rows: ReturnType<typeof rowsOf>): string[] => told('card', rows).figures.map(({ id }) => id);
  expect(ids(rowsOf([3, { score: 5 }]))).not.toContain('nps');
  expect(ids(rowsOf([3, { score: 5 }]))).not.toContain('ces');
  const rows = rowsOf([1, { ...early, nps: 10 }], [2, { nps: 0 }]);
  expect(figureOf(told('card', rows, { compare: true }), 'nps')).toMatchObject({
    value: -1,
    before: { value: 1, n: 1 },
  });
});

test('[F1] the best answer alone stands beside the satisfied: two cards with one mean are not one (V05, V06)', () => {
  const all = told('card', rowsOf([100, { score: 4 }]));
  const half = told('card', rowsOf([75, { score: 5 }], [25, { score: 1 }]));
  expect([figureOf(all, 'csat').value, figureOf(all, 'top_box').value]).toEqual([1, 0]);
  expect([figureOf(half, 'csat').value, figureOf(half, 'top_box').value]).toEqual([0.75, 0.75]);
});
