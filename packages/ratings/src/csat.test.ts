import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csat, type Histogram } from './csat.ts';
import { compareFrom, display, percentFrom } from './display.ts';

const count = fc.integer({ min: 0, max: 100_000 });
const histogram = fc.record({ 1: count, 2: count, 3: count, 4: count, 5: count });

test('[F1] every ratio comes with the counts it is made of', () => {
  fc.assert(
    fc.property(histogram, (hist) => {
      const got = csat(hist);
      expect(got.histogram).toEqual(hist);
      expect(got.n).toBe(hist[1] + hist[2] + hist[3] + hist[4] + hist[5]);
      expect(got.satisfied + got.dissatisfied + hist[3]).toBe(got.n);
      expect(got.share).toBe(got.n === 0 ? null : got.satisfied / got.n);
      expect(got.interval === null).toBe(got.n === 0);
    }),
  );
});

test('[F1] a better score never lowers the result', () => {
  fc.assert(
    fc.property(histogram, fc.constantFrom(1, 2, 3, 4), (hist, from) => {
      const worse: Histogram = { ...hist, [from]: hist[from as 1] + 1 };
      const better: Histogram = { ...hist, [from + 1]: hist[(from + 1) as 2] + 1 };
      expect(csat(better).share).toBeGreaterThanOrEqual(csat(worse).share ?? Number.NaN);
      expect(csat(better).mean).toBeGreaterThan(csat(worse).mean ?? Number.NaN);
    }),
  );
});

test('[F1] what is not a count is refused, and 6 is not a score', () => {
  expect(() => csat({ 5: -1 })).toThrow(RangeError);
  expect(() => csat({ 5: 0.5 })).toThrow(RangeError);
  // @ts-expect-error 6 is not a score
  const six: Histogram = { 6: 1 };
  expect(csat(six).n).toBe(0);
});

test('[F1] the caller must face "no data"', () => {
  const { share } = csat({ 4: 1 });
  // @ts-expect-error a share may be null
  const ratio: number = share;
  expect(ratio).toBe(1);
});

test('[F26] either words or a percent, an interval only with a percent, a comparison only with an interval', () => {
  fc.assert(
    fc.property(
      fc.nat(100).chain((n) => fc.tuple(fc.nat(n), fc.constant(n))),
      ([k, n]) => {
        const shown = display(k, n);
        expect(shown.text === null).toBe(n >= percentFrom);
        expect(shown.percent === null).toBe(n < percentFrom);
        expect(shown.interval).toBe(n >= percentFrom);
        expect(shown.compare).toBe(n >= compareFrom);
      },
    ),
  );
  expect(() => display(2, 1)).toThrow(RangeError);
});
