// What the rating card shows, and whether its one reminder is due. Pure: the clock is a parameter.
import { limits } from '@rapport/protocol';
import type { RatingView, VisitorState } from '@rapport/sdk';

/** At the next visit, once the chat itself is out of sight. */
export function mayRemind({ rating, closedAt }: VisitorState, now: number): boolean {
  const isOld = closedAt !== null && now - closedAt >= limits.reopenWithinMs;
  return isOld && rating?.state === 'shown' && !rating.reminded && rating.until !== null;
}

/** What the person has done on the rating card since it was shown. */
export type Touch = 'none' | 'editing' | 'done' | 'skipped';
export type RatingStep = 'none' | 'ask' | 'thanks' | 'skipped' | 'locked' | 'second';

export function ratingStep(rating: RatingView | null, touch: Touch): RatingStep {
  if (rating?.second && touch !== 'skipped' && (rating.second.given === null || touch !== 'none')) return 'second';
  if (!rating || rating.state === 'superseded') return 'none';
  const open = rating.until !== null;
  if (!rating.given) {
    if (!open) return 'none';
    return touch === 'skipped' || (touch === 'none' && rating.state === 'dismissed') ? 'skipped' : 'ask';
  }
  if (!open && rating.state === 'rated') return 'locked';
  return touch === 'editing' ? 'ask' : 'thanks';
}
