import { expect, test } from 'vitest';
import { columnsOf } from '../core/reports/columns.ts';
import { type NamingQuery, namingIn } from '../core/reports/naming.ts';
import { dayMs, hourMs, monday, rowsOf } from '../test/report-scene.ts';
import { themeRow } from '../test/store-contract-improve.ts';
import { effectsOf } from './theme-effect.ts';

let walks = 0;
const store = (rows: ReturnType<typeof rowsOf>) => ({
  naming: async (q: NamingQuery) => {
    walks += 1;
    return namingIn(columnsOf(rows), q);
  },
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
const later = { reader: 'ag', now: monday + 200 * dayMs };

test('[F4] a theme is judged by those who name its reason before it was decided and since it was done, ninety days each', async () => {
  expect((await effectsOf(store(rows), [theme], later)).get('t')).toMatchObject({
    id: 'runaround',
    ...{ count: 4, n: 40, before: { count: 30, n: 50 }, change: { is: 'lower' } },
  });
});

test('all themes are counted in one walk, each of its own reason, days and site', async () => {
  const other = rowsOf([5, { score: 1, reasons: ['hours'], site: 'help', closedAt: monday + 3 * dayMs }]);
  const all = [...rows, ...other.map((row) => ({ ...row, id: row.id + 1_000 }))];
  const themes = [
    theme,
    { ...theme, id: 'u', code: 'hours' as const },
    { ...theme, id: 'v', code: 'hours' as const, site: 'help' },
    { ...theme, id: 'w', site: 'nowhere' },
  ];
  walks = 0;
  const found = await effectsOf(store(all), themes, later);
  expect([...found].map(([id, { count, n }]) => [id, count, n])).toEqual([
    ['t', 4, 45],
    ['u', 5, 45],
    ['v', 5, 5],
    ['w', 0, 0],
  ]);
  expect(walks).toBe(1);
});

test('[R7] what the reader is still to guess is in no effect that he reads', async () => {
  const now = monday + 4 * dayMs;
  const closedAt = now - hourMs;
  const guessed = rowsOf([1, { score: 1, reasons: ['runaround'], closedAt, guess: 'unanswered', guesser: 'ag' }]);
  const seen = async (reader: string) => (await effectsOf(store(guessed), [theme], { reader, now })).get('t')?.n;
  expect([await seen('ag'), await seen('bo')]).toEqual([0, 1]);
});

test('what is not done, or about no reason, has no effect to tell of, and nobody walks for it', async () => {
  walks = 0;
  expect([
    ...(await effectsOf(
      store(rows),
      [
        { ...theme, doneAt: null },
        { ...theme, code: null },
      ],
      later,
    )),
  ]).toEqual([]);
  expect(walks).toBe(0);
});
