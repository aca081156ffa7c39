// Customer satisfaction of a period (F1), from how often each score was given. Pure.
import { countsOf, type Histogram } from './histogram.ts';
import { type Interval, shareOf } from './share.ts';

export type Score = 1 | 2 | 3 | 4 | 5;

/** How many points the question had. Fixed with the survey version: a series of one is never pooled with a series of another. */
export type Scale = 2 | 3 | 5;

/** The scores of each scale, from worst to best. */
export interface ScoresOf {
  2: 1 | 2;
  3: 1 | 2 | 3;
  5: Score;
}

/** A result and every count it was made from. Ratios are 0 to 1, and null where nothing was counted: never 0 for "no data". */
export interface Csat<S extends Scale = 5> {
  readonly scale: S;
  /** Ratings in all. */
  readonly n: number;
  /** Of five points 4 and 5; of three and of two only the best. */
  readonly satisfied: number;
  /** Of five points 1 and 2; of three and of two only the worst. */
  readonly dissatisfied: number;
  readonly histogram: Readonly<Record<ScoresOf[S], number>>;
  /** satisfied / n. */
  readonly share: number | null;
  /** Wilson, 95 %, of `share` (F2). */
  readonly interval: Interval | null;
  /** dissatisfied / n. */
  readonly dissatisfiedShare: number | null;
  readonly dissatisfiedInterval: Interval | null;
  /** Best scores / n. */
  readonly topShare: number | null;
  /** For exports only: two distributions with one mean can differ by a quarter in `share` (V05, V06). */
  readonly mean: number | null;
}

const scales: { readonly [S in Scale]: readonly ScoresOf[S][] } = { 2: [1, 2], 3: [1, 2, 3], 5: [1, 2, 3, 4, 5] };
const satisfiedFrom: Readonly<Record<Scale, number>> = { 2: 2, 3: 3, 5: 4 };
const dissatisfiedTo: Readonly<Record<Scale, number>> = { 2: 1, 3: 1, 5: 2 };

/**
 * F1: the share of ratings that are satisfied, with its count and interval: S/R, S = #{4, 5}, D = #{1, 2} on the worded scale of five;
 * the middle is never satisfied. On three points S is the best alone, on two the thumb up.
 * Only comparable with figures made by the same rule: others count a 3 as satisfied.
 *
 * @param histogram ratings per score; void and unanswered ones must not be in it
 * @param scale how many points the question had. @default 5
 * @throws RangeError when a score is not on the scale, or a count is not a whole number from 0
 */
export function csat<S extends Scale = 5>(histogram: Histogram<ScoresOf[S]>, scale: S = 5 as S): Csat<S> {
  const points: readonly ScoresOf[S][] = scales[scale];
  const { counts, n, sum } = countsOf(histogram, points);
  const among = (within: (score: number) => boolean): number =>
    points.reduce((total, score) => (within(score) ? total + counts[score] : total), 0);
  const satisfied = shareOf(
    among((score) => score >= satisfiedFrom[scale]),
    n,
  );
  const dissatisfied = shareOf(
    among((score) => score <= dissatisfiedTo[scale]),
    n,
  );
  return {
    scale,
    n,
    satisfied: satisfied.count,
    dissatisfied: dissatisfied.count,
    histogram: counts,
    share: satisfied.share,
    interval: satisfied.interval,
    dissatisfiedShare: dissatisfied.share,
    dissatisfiedInterval: dissatisfied.interval,
    topShare: n === 0 ? null : among((score) => score === scale) / n,
    mean: n === 0 ? null : sum / n,
  };
}
