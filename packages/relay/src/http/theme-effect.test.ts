import { expect, test } from 'vitest';
import { dayMs, monday, rowsOf, told } from '../test/report-scene.ts';
import { themeRow } from '../test/store-contract-improve.ts';
import { effectOf } from './theme-effect.ts';

const store = (rows: ReturnType<typeof rowsOf>) => ({
  report: async (name: Parameters<typeof told>[0], asked: Parameters<typeof told>[2]) => told(name, rows, asked),
});
const rows = rowsOf(
  [30, { score: 1, reasons: ['runaround'], closedAt: monday - dayMs }],
  [20, { score: 2, closedAt: monday - dayMs }],
  [9, { score: 1, reasons: ['runaround'], closedAt: monday + dayMs }],
  [4, { score: 1, reasons: ['runaround'], closedAt: monday + 3 * dayMs }],
  [36, { score: 2, closedAt: monday + 3 * dayMs }],
  [50, { score: 1, reasons: ['runaround'], closedAt: monday + 100 * dayMs }],
);
const theme = themeRow('t', { createdAt: monday, doneAt: monday + 2 * dayMs });

test('[F4] a theme is judged by those who name its reason before it was decided and since it was done, ninety days each', async () => {
  expect(await effectOf(store(rows), theme, monday + 200 * dayMs)).toMatchObject({
    id: 'runaround',
    ...{ count: 4, n: 40, before: { count: 30, n: 50 }, change: { is: 'lower' } },
  });
});

test('what is not done, or about no reason, has no effect to tell of', async () => {
  const now = monday + 9 * dayMs;
  expect(await effectOf(store(rows), { ...theme, doneAt: null }, now)).toBeNull();
  expect(await effectOf(store(rows), { ...theme, code: null }, now)).toBeNull();
});
