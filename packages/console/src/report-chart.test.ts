import type { Cell, ReportTable } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { isOverTime, placeOf, timeShape } from './report-chart.ts';
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
  const { steps, scale, centre, most } = timeShape(table([0.8, 40, [0.6, 1]], [0.5, 20, [0.6, 1]]), false);
  expect([scale, most]).toEqual([[0.5, 1], 40]);
  expect(steps).toEqual([
    { x: 25, y: 40, isFew: false, isOutside: false, bar: 100, part: 0 },
    { x: 75, y: 100, isFew: false, isOutside: true, bar: 50, part: 0 },
  ]);
  expect(centre).toBe(40);
});

test('[F26] a point of few answers is hollow and no line goes to it', () => {
  const { steps, lines } = timeShape(table([0.8, 40], [0.7, 30], [0.9, 9], [0.8, 40], [0.8, 41]), false);
  expect(steps.map(({ isFew }) => isFew)).toEqual([false, false, true, false, false]);
  expect(lines.map((line) => line.split(' ').map((at) => at.split(',')[0]))).toEqual([
    ['10', '30'],
    ['70', '90'],
  ]);
});

test('the limits are one band for each stretch that has them', () => {
  const with_ = [0.8, 40, [0.6, 1]] as const;
  expect(timeShape(table(with_, with_, [0.8, 40], with_, with_, with_), false).bands).toEqual([
    '8.33,0 25,0 25,100 8.33,100',
    '58.33,0 75,0 91.67,0 91.67,100 75,100 58.33,100',
  ]);
  expect(timeShape(table([0.8, 40]), false).bands).toEqual([]);
});

test('the scale begins where the data do, or at nothing, and ends at a hundred percent', () => {
  const weeks = table([0.83, 40], [0.91, 40]);
  expect([timeShape(weeks, false).scale, timeShape(weeks, true).scale]).toEqual([
    [0.8, 1],
    [0, 1],
  ]);
});

const days: ReportTable = {
  id: 'days',
  columns: [
    { id: 'day', kind: 'day' },
    { id: 'sessions', kind: 'count' },
    { id: 'unanswered', kind: 'count' },
  ],
  rows: [
    [0, 20, 5],
    [86_400_000, 40, 0],
  ],
};

test('counts have bars and a part of them told apart, and no scale of shares', () => {
  const { steps, scale, lines } = timeShape(days, false);
  expect(steps.map(({ bar, part, y }) => [bar, part, y])).toEqual([
    [50, 12.5, null],
    [100, 0, null],
  ]);
  expect([scale, lines]).toEqual([null, []]);
});

test('along time goes what has a day, a number and one share; a single row or several figures are a table', () => {
  expect(isOverTime(table([0.8, 40], [0.8, 40]))).toBe(true);
  expect(isOverTime(days)).toBe(true);
  expect(isOverTime(table([0.8, 40]))).toBe(false);
  expect(isOverTime({ ...days, columns: [...days.columns, { id: 'gap', kind: 'figure' }] })).toBe(false);
});

test('what happened stands where its moment is, and nowhere outside of the chart', () => {
  expect(placeOf(days, 0)).toBe(25);
  expect(placeOf(days, 86_400_000)).toBe(75);
  expect([placeOf(days, -1), placeOf(days, 2 * 86_400_000)]).toEqual([null, null]);
});
