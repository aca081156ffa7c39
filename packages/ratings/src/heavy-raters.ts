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
  for (const { count, n } of visitors) assertPart('count', count, n);
  const given = visitors.filter(({ n }) => n > 0);
  const n = given.reduce((sum, visitor) => sum + visitor.n, 0);
  const most = given.reduce((max, visitor) => Math.max(max, visitor.n), 0);
  const chatWeighted = shareOf(
    given.reduce((sum, { count }) => sum + count, 0),
    n,
  );
  const shares = given.reduce((sum, visitor) => sum + visitor.count / visitor.n, 0);
  return {
    visitors: given.length,
    chatWeighted,
    visitorWeighted: given.length === 0 ? null : shares / given.length,
    heaviest: shareOf(most, n),
    warn: most > 1 && 20 * most > n,
  };
}
