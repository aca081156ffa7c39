import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pareto } from './reasons.ts';
import { proves } from './test/vector.ts';

test('[F18, V31] two reasons make 70 % of the mentions', () => {
  proves<{ mentions: Record<string, number>; dissatisfied: number }>('V31', ({ mentions, dissatisfied }) => {
    const { reasons } = pareto(mentions, dissatisfied);
    return {
      pareto: reasons.map(({ code, mentions: count, share, cumulative }) => [code, count, share, cumulative]),
      share_of_dissatisfied: Object.fromEntries(reasons.map(({ code, ofRatings }) => [code, ofRatings.share])),
    };
  });
});

test('[F18] most named first, every mention in it, and the running share ends at exactly 1', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(100)), (mentions) => {
      const { reasons, mentions: total } = pareto(mentions, 100);
      expect(reasons.map((reason) => reason.mentions)).toEqual(
        Object.values(mentions)
          .filter((count) => count > 0)
          .toSorted((a, b) => b - a),
      );
      expect(total).toBe(Object.values(mentions).reduce((sum, count) => sum + count, 0));
      if (total > 0) expect(reasons.at(-1)?.cumulative).toBe(1);
    }),
  );
});

test('[F18] equal ones stand in the order of their codes, nothing named is an empty list', () => {
  expect(pareto({ hours: 2, apathy: 2, other: 0 }, 3).reasons.map(({ code }) => code)).toEqual(['apathy', 'hours']);
  expect(pareto({}, 0)).toEqual({ mentions: 0, ratings: 0, reasons: [] });
});

test('[F18] a reason cannot be named by more than all', () => {
  expect(() => pareto({ hours: 4 }, 3)).toThrow(RangeError);
  expect(() => pareto({ hours: 0.5 }, 3)).toThrow(RangeError);
});
