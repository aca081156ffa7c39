// Customer satisfaction of a period (F1), from how often each score was given. Pure.
import { assertCount, type Interval, wilson } from './share.ts';

export type Score = 1 | 2 | 3 | 4 | 5;

/** How many ratings gave each score; what is left out is 0. */
export type Histogram = Readonly<Partial<Record<Score, number>>>;

/** A result and every count it was made from. Ratios are 0 to 1, and null where nothing was counted: never 0 for "no data". */
export interface Csat {
  /** Ratings in all. */
  readonly n: number;
  /** Scores 4 and 5. */
  readonly satisfied: number;
  /** Scores 1 and 2. */
  readonly dissatisfied: number;
  readonly histogram: Readonly<Record<Score, number>>;
  /** satisfied / n. */
  readonly share: number | null;
  /** Wilson, 95 %, of `share` (F2). */
  readonly interval: Interval | null;
  /** dissatisfied / n. */
  readonly dissatisfiedShare: number | null;
  readonly dissatisfiedInterval: Interval | null;
  /** Scores 5 / n. */
  readonly topShare: number | null;
  /** For exports only: two distributions with one mean can differ by a quarter in `share` (V05, V06). */
  readonly mean: number | null;
}

const scores: readonly Score[] = [1, 2, 3, 4, 5];

/**
 * F1: the share of ratings that are 4 or 5 on the worded scale of five, with its count and interval.
 * Only comparable with figures made by the same rule: others count a 3 as satisfied.
 *
 * @param histogram ratings per score; void and unanswered ones must not be in it
 * @throws RangeError when a count is not a whole number from 0
 */
export function csat(histogram: Histogram): Csat {
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, ...histogram };
  for (const score of scores) assertCount(`histogram[${score}]`, counts[score]);
  const n = scores.reduce((sum, score) => sum + counts[score], 0);
  const satisfied = counts[4] + counts[5];
  const dissatisfied = counts[1] + counts[2];
  const of = (part: number): number | null => (n === 0 ? null : part / n);
  return {
    n,
    satisfied,
    dissatisfied,
    histogram: counts,
    share: of(satisfied),
    interval: wilson(satisfied, n),
    dissatisfiedShare: of(dissatisfied),
    dissatisfiedInterval: wilson(dissatisfied, n),
    topShare: of(counts[5]),
    mean: of(scores.reduce((sum, score) => sum + score * counts[score], 0)),
  };
}
