import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csat } from './csat.ts';
import { type FunnelCounts, funnel, noAssumptionBounds, respondentTable } from './response.ts';
import { shareOf } from './share.ts';
import { proves } from './test/vector.ts';

test('[F9, F10, V17] a quarter answers: 80 % may be anything from 20 to 95', () => {
  proves<FunnelCounts & { satisfied: number }>('V17', ({ satisfied, ...counts }) => {
    const { coverage, responseRate, answerRate, ratedOfEnded } = funnel(counts);
    const { share, interval } = shareOf(satisfied, counts.rated);
    const { low, high } = noAssumptionBounds(satisfied, counts.rated, counts.offered);
    return {
      coverage: coverage.share,
      response_rate: responseRate.share,
      answer_rate: answerRate.share,
      rated_share_of_ended: ratedOfEnded.share,
      csat: share,
      csat_wilson: interval,
      bound_low: low,
      bound_high: high,
    };
  });
});

const counts = fc
  .array(fc.nat(100_000), { minLength: 5, maxLength: 5 })
  .map((numbers) => numbers.toSorted((a, b) => b - a))
  .map(([ended = 0, eligible = 0, offered = 0, shown = 0, rated = 0]) => ({ ended, eligible, offered, shown, rated }));

test('[F9] the counts only ever fall, and no rate passes 1', () => {
  fc.assert(
    fc.property(counts, (given) => {
      const { coverage, responseRate, answerRate, ratedOfEnded } = funnel(given);
      for (const { share, n } of [coverage, responseRate, answerRate, ratedOfEnded])
        expect(n === 0 ? share === null : share !== null && share <= 1).toBe(true);
      expect(responseRate.share ?? 0).toBeLessThanOrEqual(answerRate.share ?? 1);
    }),
  );
});

test('[F9] a step that is larger than the one before is refused', () => {
  fc.assert(
    fc.property(counts, fc.constantFrom('eligible', 'offered', 'shown', 'rated'), (given, step) => {
      expect(() => funnel({ ...given, [step]: given.ended + 1 })).toThrow(RangeError);
    }),
  );
  expect(() => funnel({ ended: 1, eligible: 1, offered: 1, shown: 1, rated: 0.5 })).toThrow(RangeError);
});

test('[F9] the reasons must account for everybody who was not asked', () => {
  const given = { ended: 10, eligible: 7, offered: 5, shown: 4, rated: 2 };
  const ineligible = { no_human_reply: 2, test: 1 };
  const suppressed = { throttled: 2 };
  expect(funnel(given, { ineligible, suppressed }).excluded).toEqual({ ineligible, suppressed });
  expect(() => funnel(given, { ineligible: { test: 1 }, suppressed })).toThrow('ineligible must sum to 3; got 1.');
  expect(() => funnel(given, { ineligible, suppressed: {} })).toThrow(RangeError);
  expect(() => funnel(given, { ineligible: { test: 4, stale: -1 }, suppressed })).toThrow(RangeError);
});

test('[F10] the bounds are what every way of answering of the silent could make of it', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(30), (satisfied, others, silent) => {
      const rated = satisfied + others;
      const { low, high } = noAssumptionBounds(satisfied, rated, rated + silent);
      const possible = Array.from(
        { length: silent + 1 },
        (_, happy) => csat({ 5: satisfied + happy, 1: others + silent - happy }).share ?? Number.NaN,
      );
      expect(low).toBe(rated + silent === 0 ? null : Math.min(...possible));
      expect(high).toBe(rated + silent === 0 ? null : Math.max(...possible));
    }),
  );
  expect(() => noAssumptionBounds(2, 1, 3)).toThrow(RangeError);
  expect(() => noAssumptionBounds(1, 3, 2)).toThrow(RangeError);
});

test('[F4, F10] respondents and the silent are compared on what is known of both', () => {
  const [late, returning] = respondentTable([
    { trait: 'answered late', respondents: { count: 10, n: 160 }, silent: { count: 120, n: 480 } },
    { trait: 'returning', respondents: { count: 40, n: 160 }, silent: { count: 118, n: 480 } },
  ]);
  expect(late).toMatchObject({ trait: 'answered late', verdict: 'lower', show: true });
  expect(returning).toMatchObject({ trait: 'returning', verdict: 'not distinguishable' });
});
