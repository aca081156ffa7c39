import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csat } from './csat.ts';
import type { Histogram } from './histogram.ts';
import { percent } from './share.ts';
import { proves } from './test/vector.ts';

const count = fc.integer({ min: 0, max: 100_000 });
const histogram = fc.record({ 1: count, 2: count, 3: count, 4: count, 5: count });

test.each([
  ['[F1, F2, V01] ordinary month', 'V01'],
  ['[F1, F2, V02] small sample 8 of 10', 'V02'],
  ['[F1, F2, V03] all satisfied, n = 5', 'V03'],
  ['[F1, F2, V04] none satisfied, n = 3', 'V04'],
  ['[F1, F2, V05] a mean of 4 with everybody satisfied', 'V05'],
  ['[F1, F2, V06] the same mean of 4 with a quarter dissatisfied', 'V06'],
])('%s', (_name, id) => {
  proves<{ hist: Histogram }>(id, ({ hist }) => {
    const got = csat(hist);
    return {
      n: got.n,
      satisfied: got.satisfied,
      csat: got.share,
      csat_display: percent(got.satisfied, got.n),
      wilson: got.interval,
      top_box: got.topShare,
      dissatisfied: got.dissatisfied,
      dsat: got.dissatisfiedShare,
      dsat_wilson: got.dissatisfiedInterval,
      mean: got.mean,
    };
  });
});

test('[F1, V07] no ratings is null, never 0 %', () => {
  proves<{ hist: Histogram }>('V07', ({ hist }) => {
    const { n, satisfied, share, interval } = csat(hist);
    return { n, csat: share, csat_display: percent(satisfied, n), wilson: interval };
  });
  const { dissatisfiedShare, dissatisfiedInterval, topShare, mean } = csat({});
  expect([dissatisfiedShare, dissatisfiedInterval, topShare, mean]).toEqual([null, null, null, null]);
});

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

test('[F1] of three points the best alone is satisfied, of two the thumb up', () => {
  expect(csat({ 1: 1, 2: 5, 3: 4 }, 3)).toMatchObject({
    scale: 3,
    n: 10,
    satisfied: 4,
    dissatisfied: 1,
    topShare: 0.4,
  });
  expect(csat({ 1: 3, 2: 7 }, 2)).toMatchObject({ scale: 2, n: 10, satisfied: 7, dissatisfied: 3, share: 0.7 });
  expect(csat({ 5: 1 }).scale).toBe(5);
});

test('[F1] what is not a count, and what is not on the scale, is refused', () => {
  expect(() => csat({ 5: -1 })).toThrow(RangeError);
  expect(() => csat({ 5: 0.5 })).toThrow(RangeError);
  // @ts-expect-error 6 is not a score
  expect(() => csat({ 6: 1 })).toThrow('A score must be one of 1, 2, 3, 4, 5; got 6.');
  // @ts-expect-error 4 is not one of three
  expect(() => csat({ 4: 1 }, 3)).toThrow(RangeError);
});
