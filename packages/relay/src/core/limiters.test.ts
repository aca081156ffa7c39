import { expect, test } from 'vitest';
import { Limiters } from './limiters.ts';

const rates = [{ count: 2, perMs: 1_000 }];

test('[B4] each has an allowance of its own', () => {
  const limiters = new Limiters(rates);
  expect([limiters.take('a', 0), limiters.take('a', 0), limiters.take('a', 0), limiters.take('b', 0)]).toEqual([
    0, 0, 500, 0,
  ]);
});

test('[B4] who has not asked for a while is forgotten, who still owes is not', () => {
  const limiters = new Limiters(rates);
  limiters.take('busy', 0);
  for (let i = 0; i < 999; i += 1) limiters.take(`idle ${i}`, 0);
  for (let i = 0; i < 2; i += 1) limiters.take('busy', 990);
  expect(limiters.size).toBe(1_000);
  limiters.take('new', 1_000);
  expect(limiters.size).toBe(2);
  expect(limiters.take('busy', 1_000)).toBeGreaterThan(0);
});

test('[B6] names without end make the oldest forgotten, and the memory no larger', () => {
  const limiters = new Limiters(rates);
  for (let i = 0; i < 200_000; i += 1) limiters.take(`name ${i}`, 0);
  expect(limiters.size).toBeLessThanOrEqual(50_000);
});
