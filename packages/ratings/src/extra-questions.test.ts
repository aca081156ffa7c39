import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CesScore, ces, type Expectation, expectationGap } from './extra-questions.ts';
import type { Histogram } from './histogram.ts';
import { proves } from './test/vector.ts';

test('[F7, V15] 5, 6 and 7 are easy', () => {
  proves<{ hist: Histogram<CesScore> }>('V15', ({ hist }) => {
    const { n, easy, mean } = ces(hist);
    return { n, easy: easy.count, ces_easy: easy.share, wilson: easy.interval, mean };
  });
});

type Words = 'much_worse' | 'worse' | 'as_expected' | 'better' | 'much_better';

test('[F6, F8, V16] better minus worse than expected', () => {
  proves<{ counts: Record<Words, number> }>('V16', ({ counts }) => {
    const { n, plus, minus, net, interval } = expectationGap({
      [-2]: counts.much_worse,
      [-1]: counts.worse,
      0: counts.as_expected,
      1: counts.better,
      2: counts.much_better,
    });
    return { n, better: plus, worse: minus, net, adj_ci: interval };
  });
});

test('[F7] 4 is not easy, and nobody asked is null', () => {
  expect(ces({ 4: 1, 5: 1 }).easy).toMatchObject({ count: 1, n: 2, share: 0.5 });
  expect(ces({})).toMatchObject({ n: 0, mean: null, easy: { share: null, interval: null } });
  // @ts-expect-error 0 is not on the scale
  expect(() => ces({ 0: 1 })).toThrow(RangeError);
});

test('[F8] turning every answer about turns the gap about', () => {
  const count = fc.nat(1000);
  fc.assert(
    fc.property(count, count, count, count, count, (a, b, c, d, e) => {
      const hist: Histogram<Expectation> = { [-2]: a, [-1]: b, 0: c, 1: d, 2: e };
      const turned: Histogram<Expectation> = { [-2]: e, [-1]: d, 0: c, 1: b, 2: a };
      const [gap, other] = [expectationGap(hist), expectationGap(turned)];
      expect(gap.net).toBe(gap.n === 0 ? null : -(other.net ?? Number.NaN) + 0);
      if (gap.interval) expect(gap.interval[0]).toBeCloseTo(-(other.interval?.[1] ?? Number.NaN), 12);
    }),
  );
  expect(expectationGap({}).net).toBeNull();
  // @ts-expect-error 3 is not on the scale
  expect(() => expectationGap({ 3: 1 })).toThrow(RangeError);
});
