// F0, F2 and F3: their vectors, their properties, and F2 found again by another way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agrestiCoull, type Interval, percent, shareOf, wilson, z95 } from './share.ts';
import { counted } from './test/arbitrary.ts';
import { proves, vectorsZ } from './test/vector.ts';

type Pair = [number, number];
const some = counted(1_000_000, 1);
const nothing: Interval = [Number.NaN, Number.NaN];

test('[F0, V08] rounding ties go away from zero', () => {
  proves<{ cases: Pair[] }>('V08', ({ cases }) => ({ display: cases.map(([num, den]) => percent(num, den)) }));
});

test('[F2] the quantile is the one that the vectors were made with', () => {
  expect(z95).toBe(vectorsZ);
});

test('[F2, V09] Wilson equals published values to 12 digits', () => {
  proves<{ cases: Pair[]; z: number }>(
    'V09',
    ({ cases, z }) => ({ wilson: cases.map(([k, n]) => wilson(k, n, z)) }),
    12,
  );
});

test.each<[Pair, Interval]>([
  [
    [0, 5],
    [0, 0.4345],
  ],
  [
    [5, 5],
    [0.5655, 1],
  ],
  [
    [41, 50],
    [0.692, 0.9023],
  ],
  [
    [348, 401],
    [0.8313, 0.8976],
  ],
])('[F2][UX131] the interval of %j is %j', ([k, n], interval) => {
  for (const [at, limit] of (wilson(k, n) ?? nothing).entries()) expect(limit).toBeCloseTo(interval[at] as number, 3);
});

test('[F2, F3, V10] the interval of 8 of 10 stays below 1, where the textbook one does not', () => {
  proves<{ k: number; n: number }>('V10', ({ k, n }) => {
    const wald = z95 * Math.sqrt((k / n) * (1 - k / n) * (1 / n));
    return { wilson: wilson(k, n), agresti_coull: agrestiCoull(k, n), wald: [k / n - wald, k / n + wald] };
  });
});

test('[F2, V38] none of 150 does not allow "under 2 %"; none of 189 does', () => {
  proves<{ k: number; n: number }>('V38', ({ k, n }) => {
    const upper = wilson(k, n)?.[1] ?? Number.NaN;
    return {
      wilson_upper: upper,
      rule_of_three: 3 / n,
      claim: `fewer than ${(100 * upper).toFixed(1)} % negative (95 %)`,
      may_claim_under_2pct: upper < 0.02,
    };
  });
  expect(wilson(0, 188)?.[1]).toBeGreaterThan(0.02);
  expect(wilson(0, 189)?.[1]).toBeLessThan(0.02);
});

describe('F2 by another way', () => {
  /** The limit of those x whose score test does not refuse p: n(p − x)² ≤ z²·x(1 − x), found by halving. */
  function limit(k: number, n: number, inside: number, outside: number): number {
    let [near, far] = [inside, outside];
    for (let step = 0; step < 100; step++) {
      const x = (near + far) / 2;
      if (n * (k / n - x) ** 2 <= z95 * z95 * x * (1 - x)) near = x;
      else far = x;
    }
    return near;
  }

  test('[F2] it holds just the shares that a score test of them would not refuse', () => {
    fc.assert(
      fc.property(some, ({ count, n }) => {
        const [lower, upper] = wilson(count, n) ?? nothing;
        expect(lower).toBeCloseTo(limit(count, n, count / n, 0), 9);
        expect(upper).toBeCloseTo(limit(count, n, count / n, 1), 9);
      }),
    );
  });

  test('[F2] it covers 95 % on average, even of ten, summed over every outcome', () => {
    for (const n of [5, 10, 30]) {
      let covered = 0;
      for (let p = 0.005; p < 1; p += 0.01) {
        let chance = (1 - p) ** n;
        for (let k = 0; k <= n; k++) {
          const [lower, upper] = wilson(k, n) ?? nothing;
          if (lower <= p && p <= upper) covered += chance / 100;
          chance *= ((n - k) / (k + 1)) * (p / (1 - p));
        }
      }
      expect(covered).toBeGreaterThan(0.945);
      expect(covered).toBeLessThan(0.965);
    }
  });

  test('[F2] it keeps its digits at one of a million million', () => {
    // k = 1, p ≈ 0: x = (1 + z²/2 ∓ z·√(1 + z²/4)) / n
    const [lower, upper] = wilson(1, 1e12) ?? nothing;
    expect(lower * 1e12).toBeCloseTo(0.1765, 4);
    expect(upper * 1e12).toBeCloseTo(5.6649, 3);
  });
});

test('[F2] 0 ≤ lower ≤ share ≤ upper ≤ 1', () => {
  fc.assert(
    fc.property(some, ({ count, n }) => {
      const [lower, upper] = wilson(count, n) ?? nothing;
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(lower).toBeLessThanOrEqual(count / n);
      expect(upper).toBeGreaterThanOrEqual(count / n);
      expect(upper).toBeLessThanOrEqual(1);
    }),
  );
});

test('[F2] the interval of k is the mirror of that of n − k', () => {
  fc.assert(
    fc.property(some, ({ count, n }) => {
      const [lower, upper] = wilson(count, n) ?? nothing;
      const [other, another] = wilson(n - count, n) ?? nothing;
      expect(lower).toBeCloseTo(1 - another, 12);
      expect(upper).toBeCloseTo(1 - other, 12);
    }),
  );
});

test('[F2] it is never of width 0, exact at both ends, and more data of the same share narrows it', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 2, max: 9 }), ({ count, n }, times) => {
      const [lower, upper] = wilson(count, n) ?? nothing;
      const [lower2, upper2] = wilson(count * times, n * times) ?? nothing;
      expect(upper - lower).toBeGreaterThan(0);
      expect(upper2 - lower2).toBeLessThan(upper - lower);
      expect(lower === 0).toBe(count === 0);
      expect(upper === 1).toBe(count === n);
    }),
  );
});

test('[F3] it has the centre of Wilson and is never narrower', () => {
  fc.assert(
    fc.property(counted(10_000, 1), ({ count, n }) => {
      const [lower, upper] = agrestiCoull(count, n) ?? nothing;
      const p = count / n;
      const centre = (p + (z95 * z95) / (2 * n)) / (1 + (z95 * z95) / n);
      const [wilsonLower, wilsonUpper] = wilson(count, n) ?? nothing;
      expect((lower + upper) / 2).toBeCloseTo(centre, 12);
      expect((wilsonLower + wilsonUpper) / 2).toBeCloseTo(centre, 12);
      // at k = n/2 they are one and the same, and only the last digit differs
      expect(upper - lower).toBeGreaterThanOrEqual(wilsonUpper - wilsonLower - 1e-12);
    }),
  );
  expect(agrestiCoull(0, 0)).toBeNull();
});

test('[F2, F3] nothing counted has no interval, and what is not a count is refused', () => {
  expect(shareOf(0, 0)).toEqual({ count: 0, n: 0, share: null, interval: null });
  const wrong: Pair[] = [
    [2, 1],
    [-1, 1],
    [0.5, 1],
    [0, 1.5],
    [Number.NaN, 1],
  ];
  for (const of of [wilson, agrestiCoull, shareOf])
    for (const [k, n] of wrong) expect(() => of(k, n)).toThrow(RangeError);
  for (const z of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => wilson(1, 2, z)).toThrow(RangeError);
});

test('[F0] a percent is within half of the exact one, odd about zero, and never −0', () => {
  fc.assert(
    fc.property(some, ({ count, n }) => {
      const got = percent(count, n) ?? Number.NaN;
      // 2n · |100k/n − got| ≤ n, in whole numbers
      expect(Math.abs(200 * count - 2 * n * got)).toBeLessThanOrEqual(n);
      expect(percent(-count, n)).toBe(got === 0 ? 0 : -got);
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

test('[F0] nothing has no percent, and what is not a count is refused', () => {
  expect(percent(0, 0)).toBeNull();
  for (const [num, den] of [
    [0.5, 1],
    [1, -1],
    [1, 0.5],
  ] as const)
    expect(() => percent(num, den)).toThrow(RangeError);
});
