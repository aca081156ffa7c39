// What was promised beside what happened, and beside what was felt (F21). Pure.
import { assertCount, type Share, shareOf } from './share.ts';

export interface PromiseCounts {
  /** Promises that were really shown to a visitor, by their outcome; those still open are not in it. */
  readonly kept: number;
  readonly late: number;
  readonly never: number;
  /** Ratings of sessions whose promise was kept. */
  readonly ratedKept: number;
  /** Of these, how many name waiting (`availability` or `lost_time`). */
  readonly slowAmongKept: number;
}

export interface PromiseReport {
  readonly n: number;
  readonly kept: Share;
  readonly late: Share;
  readonly never: Share;
  /** Kept, and felt slow all the same: then it is the promise that is wrong. */
  readonly keptButFeltSlow: Share;
}

/**
 * F21: kept / (kept + late + never), over promises that were shown; and how many of the kept still felt slow. SERVQUAL gaps 3 to 5.
 *
 * @throws RangeError when a count is not a whole number, or slowAmongKept ≤ ratedKept ≤ kept does not hold
 */
export function promiseReport({ kept, late, never, ratedKept, slowAmongKept }: PromiseCounts): PromiseReport {
  for (const [name, count] of Object.entries({ kept, late, never, ratedKept })) assertCount(name, count);
  if (ratedKept > kept) throw new RangeError(`ratedKept must not exceed kept; got ${ratedKept} of ${kept}.`);
  const n = kept + late + never;
  return {
    n,
    kept: shareOf(kept, n),
    late: shareOf(late, n),
    never: shareOf(never, n),
    keptButFeltSlow: shareOf(slowAmongKept, ratedKept),
  };
}
