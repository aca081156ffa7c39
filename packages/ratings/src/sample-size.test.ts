import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finitePopulation, sampleSize, sampleSizeNps } from './sample-size.ts';
import { wilson, z95 } from './share.ts';
import { proves } from './test/vector.ts';

test('[F2, F22, V35] how many it takes, and how wide the interval is with fewer', () => {
  proves('V35', () => ({
    csat_p80_pm5: sampleSize(0.8, 0.05),
    csat_p80_pm10: sampleSize(0.8, 0.1),
    csat_p50_pm5: sampleSize(0.5, 0.05),
    nps_var61_pm10: sampleSizeNps(0.61, 10),
    nps_var61_pm5: sampleSizeNps(0.61, 5),
    fpc_246_of_600: finitePopulation(246, 600),
    wilson_width_p80: Object.fromEntries(
      [5, 10, 20, 30, 50, 100, 200, 400].map((n) => {
        const [lower, upper] = wilson((n * 4) / 5, n) ?? [Number.NaN, Number.NaN];
        return [n, upper - lower];
      }),
    ),
  }));
});

test('[F22] it is the least number that is enough', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, fc.double({ min: 0.005, max: 0.3, noNaN: true }), (p, margin) => {
      const n = sampleSize(p, margin);
      const error = (size: number): number => z95 * Math.sqrt((p * (1 - p)) / size);
      expect(error(n)).toBeLessThanOrEqual(margin * (1 + 1e-12));
      if (n > 1) expect(error(n - 1)).toBeGreaterThan(margin * (1 - 1e-12));
      expect(sampleSizeNps(p * (1 - p), 100 * margin) - n).toBeLessThanOrEqual(1);
    }),
  );
});

test('[F22] of few there are never more needed than there are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (size, population) => {
      const got = finitePopulation(size, population);
      expect(got).toBeLessThanOrEqual(Math.min(size, population));
      expect(got).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('[F22] of ten among ten, six: 100/19 rounded up', () => {
  expect(finitePopulation(10, 10)).toBe(6);
});

test('[F22] what has no answer is refused', () => {
  expect(() => sampleSize(1.1, 0.1)).toThrow(RangeError);
  expect(() => sampleSize(0.5, 0)).toThrow(RangeError);
  expect(() => sampleSizeNps(1.1, 10)).toThrow(RangeError);
  expect(() => finitePopulation(10, 0)).toThrow(RangeError);
  expect(() => finitePopulation(0.5, 10)).toThrow(RangeError);
});
