// How the rating of a session looks from its conversation, as types.
import type { Extra, Rating, RatingState, Score } from '@rapport/protocol';
import type { ChatErrorLike } from './types.ts';

/** How a complaint or a low score was handled: asked for once a recovery is over, apart from the rating itself. */
export interface SecondView {
  readonly session: number;
  readonly state: 'asked' | 'saving' | 'rated' | 'failed';
  readonly given: Score | null;
  readonly until: number;
  readonly error?: ChatErrorLike;
}

/** The rating of the newest session, if its visitor was asked for one. */
export interface RatingView {
  readonly session: number;
  readonly state: Exclude<RatingState['state'], 'ineligible' | 'suppressed'> | 'saving' | 'failed';
  /** What the visitor sees as given: the optimistic answer while saving. */
  readonly given: Rating | null;
  /** Milliseconds until which it can be given or changed; null: not any more, or not by this client. */
  readonly until: number | null;
  /** The one more question beside the score. */
  readonly extra?: Extra;
  /** Of the order in which reasons are shown. */
  readonly seed?: number;
  /** The one reminder was shown. */
  readonly reminded?: true;
  /** Absent: not asked for. */
  readonly second?: SecondView;
  readonly error?: ChatErrorLike;
}
