import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proves } from './test/vector.ts';
import { type Percentile, rank, times, timesOfTally, type Wait } from './times.ts';

/** The vectors print "never" as null. */
const printed = (value: Percentile) => (value === 'never' ? null : value);

test('[F14, V26] two of ten were never answered: the 90th percentile is "never", not 90 seconds', () => {
  proves<{ seconds: Wait[] }>('V26', ({ seconds }) => {
    const { n, never, p50, p90, within } = times(seconds, 60);
    expect(p90).toBe('never');
    const answered = seconds.filter((wait) => wait !== null);
    const flattering = times(answered);
    return {
      n,
      unanswered: never,
      p50: printed(p50),
      p90: printed(p90),
      p50_answered_only: flattering.p50,
      p90_answered_only: flattering.p90,
      mean_answered_only: answered.reduce((sum, wait) => sum + wait, 0) / answered.length,
      within_60s: within?.share,
      within_60s_wilson: within?.interval,
    };
  });
});

const waits = fc.array(fc.option(fc.nat(50)), { maxLength: 120 });
const asNumber = (value: Percentile): number => (value === 'never' ? Number.POSITIVE_INFINITY : (value ?? Number.NaN));

test('[F14] a percentile is the least value that so many do not exceed, the never answered being +∞', () => {
  fc.assert(
    fc.property(waits, (given) => {
      const all = given.map((wait) => wait ?? Number.POSITIVE_INFINITY);
      const least = (q: number): number =>
        Math.min(...all.filter((value) => 100 * all.filter((other) => other <= value).length >= q * all.length));
      const { p50, p90, n } = times(given);
      if (n === 0) expect([p50, p90]).toEqual([null, null]);
      else expect([asNumber(p50), asNumber(p90)]).toEqual([least(50), least(90)]);
    }),
  );
});

test('[F14] p90 is never below p50, with +∞ too', () => {
  fc.assert(
    fc.property(
      waits.filter(({ length }) => length > 0),
      (given) => {
        const { p50, p90 } = times(given);
        expect(asNumber(p90)).toBeGreaterThanOrEqual(asNumber(p50));
      },
    ),
  );
});

test('[F14] a tally in any order gives what the waits give, and a wait of exactly the limit is within', () => {
  fc.assert(
    fc.property(waits, fc.nat(50), (given, limit) => {
      const counts = new Map<Wait, number>();
      for (const wait of given) counts.set(wait, (counts.get(wait) ?? 0) + 1);
      const written = times(given, limit);
      expect(timesOfTally(counts, limit)).toEqual(written);
      expect(timesOfTally([...counts].toReversed(), limit)).toEqual(written);
      expect(written.within?.count).toBe(given.filter((wait) => wait !== null && wait <= limit).length);
    }),
  );
});

test('[F14] a rank is taken by whole numbers: 90 % of 10 is the ninth, though 0.9 is no whole fraction', () => {
  expect([rank(90, 10), rank(50, 9), rank(50, 10), rank(1, 1), rank(100, 7), rank(90, 0)]).toEqual([9, 5, 5, 1, 7, 0]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(1_000_000_000), (q, n) => {
      const [exact, got] = [BigInt(q) * BigInt(n), BigInt(rank(q, n))];
      expect(got * 100n >= exact && (got - 1n) * 100n < exact).toBe(true);
    }),
  );
});

test('[F14] nobody is null, everybody in vain is "never", and a wait is a number from 0', () => {
  expect(times([], 60)).toMatchObject({ n: 0, never: 0, p50: null, p90: null, within: { share: null } });
  expect(times([null])).toEqual({ n: 1, never: 1, p50: 'never', p90: 'never', within: null });
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => times([wrong])).toThrow(RangeError);
    expect(() => times([], wrong)).toThrow(RangeError);
  }
  expect(() => timesOfTally([[1, 0.5]])).toThrow(RangeError);
  for (const q of [0, 101, 0.5]) expect(() => rank(q, 1)).toThrow(RangeError);
});
