import type { Cell, ReportTable } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { isTrend, size, trendShape } from './report-chart.ts';
import { figure } from './test/fake-report.ts';

const table = (
  ...weeks: readonly (readonly [share: number, n: number, limits?: readonly [number, number]])[]
): ReportTable => ({
  id: 'weeks',
  columns: [
    { id: 'week', kind: 'day' },
    { id: 'n', kind: 'count' },
    { id: 'csat', kind: 'figure' },
    { id: 'centre', kind: 'share' },
    { id: 'lower', kind: 'share' },
    { id: 'upper', kind: 'share' },
  ],
  rows: weeks.map(([value, n, limits], i): Cell[] => [
    i,
    n,
    figure({ value, n, count: Math.round(value * n), show: n < 10 ? 'counts' : 'compare' }),
    0.8,
    limits?.[0] ?? null,
    limits?.[1] ?? null,
  ]),
});

test('[F13] a point stands by its share, its bar by its number, a point outside the limits is marked', () => {
  const { points, low, high, centre } = trendShape(table([0.8, 40, [0.6, 1]], [0.5, 20, [0.6, 1]]), false);
  expect([low, high]).toEqual([0.5, 1]);
  expect(points).toMatchObject([
    { x: 180, y: 72, isOutside: false, barTop: size.plot + size.gap },
    { x: 540, y: 180, isOutside: true, barTop: size.plot + size.gap + size.bars / 2 },
  ]);
  expect(centre).toBe(72);
});

test('[F26] a point of few answers is hollow and no line goes to it', () => {
  const { points, lines } = trendShape(table([0.8, 40], [0.7, 30], [0.9, 9], [0.8, 40]), false);
  expect(points.map(({ isFew }) => isFew)).toEqual([false, false, true, false]);
  expect(lines).toHaveLength(1);
});

test('the limits are one band for each stretch that has them', () => {
  const with_ = [0.8, 40, [0.6, 1]] as const;
  expect(trendShape(table(with_, with_, [0.8, 40], with_, with_, with_), false).bands).toHaveLength(2);
  expect(trendShape(table([0.8, 40]), false).bands).toEqual([]);
});

test('the scale begins where the data do, or at nothing', () => {
  const weeks = table([0.83, 40], [0.91, 40]);
  expect([trendShape(weeks, false).low, trendShape(weeks, true).low]).toEqual([0.8, 0]);
  expect(trendShape(table(), false)).toMatchObject({ points: [], low: 0, high: 1 });
});

test('only a table with limits is a trend', () => {
  expect(isTrend(table())).toBe(true);
  expect(isTrend({ ...table(), columns: table().columns.slice(0, 3) })).toBe(false);
});
