import { expect, test } from 'vitest';
import { Limiter } from './rate-limit.ts';

test('[B4] a burst is granted, then the pace; the answer says how long to wait', () => {
  const limiter = new Limiter([{ count: 20, perMs: 10_000, burst: 10 }]);
  expect(Array.from({ length: 10 }, () => limiter.take(1_000))).toEqual(Array(10).fill(0));
  expect(limiter.take(1_000)).toBe(500);
  expect(limiter.take(1_499)).toBe(1);
  expect(limiter.take(1_500)).toBe(0);
});

test('[B4] all rates hold together, and a refusal takes nothing', () => {
  const limiter = new Limiter([
    { count: 100, perMs: 1_000 },
    { count: 2, perMs: 60_000 },
  ]);
  expect([limiter.take(0), limiter.take(0)]).toEqual([0, 0]);
  expect(limiter.take(0)).toBe(30_000);
  expect(limiter.take(0)).toBe(30_000);
  expect(limiter.take(30_000)).toBe(0);
});

test('[A1] what may wait is granted for later, one after the other; what would wait too long takes nothing', () => {
  const limiter = new Limiter([{ count: 2, perMs: 1_000 }]);
  expect(Array.from({ length: 6 }, () => limiter.take(0, 1_000))).toEqual([0, 0, 500, 1_000, 1_500, 1_500]);
  expect(limiter.take(500, 1_000)).toBe(1_000);
  expect(limiter.take(500)).toBe(1_500);
});

test('[B4] a clock that jumps back neither frees nor freezes', () => {
  const limiter = new Limiter([{ count: 1, perMs: 1_000 }]);
  expect(limiter.take(1_000_000)).toBe(0);
  expect(limiter.take(0)).toBe(1_000);
  expect(limiter.take(1_000)).toBe(0);
});
