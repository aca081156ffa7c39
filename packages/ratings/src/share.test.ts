// Properties of F0 and F2 that no list of examples can show.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percent, wilson } from './share.ts';

const part = fc
  .integer({ min: 0, max: 1_000_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const some = part.filter(([, n]) => n > 0);

test('[F2] 0 ≤ lower ≤ share ≤ upper ≤ 1', () => {
  fc.assert(
    fc.property(some, ([k, n]) => {
      const [lower, upper] = wilson(k, n) ?? [Number.NaN, Number.NaN];
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(lower).toBeLessThanOrEqual(k / n);
      expect(upper).toBeGreaterThanOrEqual(k / n);
      expect(upper).toBeLessThanOrEqual(1);
    }),
  );
});

test('[F2] the interval of k is the mirror of that of n − k', () => {
  fc.assert(
    fc.property(some, ([k, n]) => {
      const [lower, upper] = wilson(k, n) ?? [Number.NaN, Number.NaN];
      const [other, another] = wilson(n - k, n) ?? [Number.NaN, Number.NaN];
      expect(lower).toBeCloseTo(1 - another, 12);
      expect(upper).toBeCloseTo(1 - other, 12);
    }),
  );
});

test('[F2] it is never of width 0, exact at both ends, and more data of the same share narrows it', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 2, max: 9 }), ([k, n], times) => {
      const [lower, upper] = wilson(k, n) ?? [0, 0];
      const [lower2, upper2] = wilson(k * times, n * times) ?? [0, 0];
      expect(upper - lower).toBeGreaterThan(0);
      expect(upper2 - lower2).toBeLessThan(upper - lower);
      expect(lower === 0).toBe(k === 0);
      expect(upper === 1).toBe(k === n);
    }),
  );
});

test('[F2] nothing counted has no interval, and what is not a count is refused', () => {
  expect(wilson(0, 0)).toBeNull();
  for (const [k, n] of [
    [2, 1],
    [-1, 1],
    [0.5, 1],
    [0, 1.5],
    [Number.NaN, 1],
  ] as const) {
    expect(() => wilson(k, n)).toThrow(RangeError);
  }
  for (const z of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => wilson(1, 2, z)).toThrow(RangeError);
});

test('[F0] a percent is within half of the exact one, odd about zero, and never −0', () => {
  fc.assert(
    fc.property(some, ([k, n]) => {
      const got = percent(k, n) ?? Number.NaN;
      // 2n · |100k/n − got| ≤ n, in whole numbers
      expect(Math.abs(200 * k - 2 * n * got)).toBeLessThanOrEqual(n);
      expect(percent(-k, n)).toBe(got === 0 ? 0 : -got);
    }),
  );
});

test('[F0] a tie goes away from zero for every denominator', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 10_000 }), (whole, times) => {
      const [num, den] = [(2 * whole + 1) * times, 200 * times];
      expect(percent(num, den)).toBe(whole + 1);
      expect(percent(-num, den)).toBe(-whole - 1);
    }),
  );
});

test('[F0] what is not a count is refused', () => {
  expect(() => percent(0.5, 1)).toThrow(RangeError);
  expect(() => percent(1, -1)).toThrow(RangeError);
  expect(() => percent(1, 0.5)).toThrow(RangeError);
});
