import { expect, test } from 'vitest';
import { promiseReport } from './promise.ts';
import { proves } from './test/vector.ts';

interface Shown {
  readonly met: number;
  readonly late: number;
  readonly never: number;
  readonly late_tag_among_met: number;
  readonly rated_met: number;
}

test('[F21, V34] kept for 78 %, and felt slow by 29 % of those', () => {
  proves<Shown>('V34', ({ met, late, never, late_tag_among_met, rated_met }) => {
    const counts = { kept: met, late, never, ratedKept: rated_met, slowAmongKept: late_tag_among_met };
    const { n, kept, keptButFeltSlow } = promiseReport(counts);
    return {
      n,
      kept: kept.share,
      kept_wilson: kept.interval,
      met_but_felt_slow: keptButFeltSlow.share,
      met_but_felt_slow_wilson: keptButFeltSlow.interval,
    };
  });
});

const none = { kept: 0, late: 0, never: 0, ratedKept: 0, slowAmongKept: 0 };

test('[F21] never answered is not kept, and no promise shown is null', () => {
  expect(promiseReport({ ...none, never: 3, kept: 1 })).toMatchObject({
    n: 4,
    kept: { share: 0.25 },
    never: { count: 3 },
  });
  expect(promiseReport(none)).toMatchObject({ n: 0, kept: { share: null }, keptButFeltSlow: { share: null } });
});

test('[F21] what is not a count, and more ratings than kept promises, is refused', () => {
  expect(() => promiseReport({ ...none, late: -1 })).toThrow(RangeError);
  expect(() => promiseReport({ ...none, kept: 1, ratedKept: 2 })).toThrow(RangeError);
  expect(() => promiseReport({ ...none, kept: 2, ratedKept: 1, slowAmongKept: 2 })).toThrow(RangeError);
});
