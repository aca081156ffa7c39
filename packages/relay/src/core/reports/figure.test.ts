import { wilson } from '@rapport/ratings';
import { expect, test } from 'vitest';
import { plainFigure, shareFigure, timeFigure } from './figure.ts';

test.each([
  [0, 5],
  [5, 5],
  [41, 50],
  [348, 401],
])('[F2] the interval of %i of %i is that of Wilson', (count, n) => {
  expect(shareFigure('csat', 'F1', { count, n })).toMatchObject({ value: count / n, interval: wilson(count, n) });
});

test.each([
  [0, 'none'],
  [9, 'counts'],
  [10, 'alone'],
  [29, 'alone'],
  [30, 'compare'],
] as const)('[F26] of %i it may be shown as: %s', (n, show) => {
  expect(shareFigure('csat', 'F1', { count: 0, n }).show).toBe(show);
});

test('[F25] a target is judged by the interval, and by the side on which it is good', () => {
  const is = (id: string, count: number, n: number) => shareFigure(id, 'F1', { count, n }, { target: 0.2 }).verdict?.is;
  expect([is('csat', 90, 100), is('csat', 20, 100), is('csat', 1, 100), is('csat', 9, 9)]).toEqual([
    'met',
    'cannot tell yet',
    'missed',
    'too few',
  ]);
  expect([is('dissatisfied', 90, 100), is('dissatisfied', 1, 100)]).toEqual(['missed', 'met']);
});

test('[F4] two periods are compared from thirty on, and differ only if chance would hardly do it', () => {
  const changed = (count: number, n: number) =>
    shareFigure('csat', 'F1', { count, n }, { before: { count: 50, n: 100 } }).change;
  expect([changed(90, 100)?.is, changed(52, 100)?.is, changed(5, 100)?.is]).toEqual([
    'higher',
    'not distinguishable',
    'lower',
  ]);
  expect(changed(29, 29)).toBeNull();
  expect(shareFigure('csat', 'F1', { count: 1, n: 2 })).not.toHaveProperty('change');
});

test('[F14] of two percentiles both are shown, and nothing is claimed', () => {
  expect(timeFigure('p90', 'F14', { value: 'never', n: 3 }, { value: 10, n: 40 })).toMatchObject({
    value: 'never',
    show: 'counts',
    before: { value: 10, n: 40 },
    change: null,
  });
  expect(plainFigure('balance', 'F16', 'ratio', { value: null, n: 0 })).toMatchObject({ value: null, show: 'none' });
});
