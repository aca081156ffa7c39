// Whether a few visitors make the score (F24). Pure.
import { assertPart, type Counted, type Share, shareOf } from './share.ts';

export interface Raters {
  readonly visitors: number;
  /** Every rating counts one: the CSAT of F1. */
  readonly chatWeighted: Share;
  /** Every visitor counts one: the mean of each one's own share; null without ratings. */
  readonly visitorWeighted: number | null;
  /** Ratings by the visitor who gave most, of all. */
  readonly heaviest: Share;
  /** Whether to show both: one visitor gives more than 5 % of the ratings, and more than one of them. */
  readonly warn: boolean;
}

/**
 * F24: if one visitor gives more than 5 % of the ratings, the visitor-weighted CSAT stands beside the usual one.
 * Who gave a single rating is never heavy: with fewer than twenty ratings everybody would be.
 *
 * @param visitors satisfied and all ratings of each visitor
 * @throws RangeError when a count is not a whole number, or exceeds its n
 */
export function raters(visitors: readonly Counted[]): Raters {
  let [given, satisfied, all, most, shares] = [0, 0, 0, 0, 0];
  // Once over them: there may be hundreds of thousands.
  for (const { count, n } of visitors) {
    assertPart('count', count, n);
    if (n === 0) continue;
    given += 1;
    satisfied += count;
    all += n;
    most = Math.max(most, n);
    shares += count / n;
  }
  return {
    visitors: given,
    chatWeighted: shareOf(satisfied, all),
    visitorWeighted: given === 0 ? null : shares / given,
    heaviest: shareOf(most, all),
    warn: most > 1 && 20 * most > all,
  };
}
