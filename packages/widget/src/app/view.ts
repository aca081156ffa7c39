// Which screen a state asks for. Pure: the clock is a parameter.

import type { Here } from '@rapport/protocol';
import { limits } from '@rapport/protocol';
import type { ChatEvent, RatingView, Status, VisitorState } from '@rapport/sdk';

export type Screen = 'home' | 'waiting' | 'active' | 'ended';

/** Whether chat is offered live. */
export const isLive = ({ n, open = n ? 1 : 0 }: Here): boolean => open === 1;

/** What happens in few chats: its words come with what is loaded later. */
export const isRare = ({ kind, data }: ChatEvent): boolean =>
  /^(transferred|requeued|escalated)$/.test(kind) || (kind === 'closed' && !!(data as { why?: string }).why);

/**
 * A chat that ended more than 24 h ago cannot be reopened: then the home screen stands, unless the rating is still open, or somebody
 * `looks` at it: for what is new in it, or because he wants to.
 */
export function screenOf(state: VisitorState | null, now: number, looks = false): Screen {
  if (!state) return 'home';
  if (state.phase === 'closed') {
    const old = state.closedAt !== null && now - state.closedAt > limits.reopenWithinMs;
    return old && !asksIn(state.rating) && !looks ? 'home' : 'ended';
  }
  return state.phase === 'active' ? 'active' : 'waiting';
}

/** What was put away is not brought up again, and of what was only seen there is one reminder. */
function asksIn(rating: RatingView | null): boolean {
  if (!rating) return false;
  const { until, given, state, reminded, second } = rating;
  return second?.given === null || (until !== null && (!!given || (state !== 'dismissed' && !reminded)));
}

/** The site wants nothing more from this visitor. */
export const isBlocked = (status: Status): boolean => status.phase === 'stopped' && status.error.code === 'banned';

export type BannerKind = 'none' | 'lost' | 'offline' | 'stopped';

/** `lostForMs`: how long the loss has been shown. A browser that says it is offline is believed at once. */
export function bannerOf(status: Status, lostForMs: number, browserOnline: boolean): BannerKind {
  if (status.phase === 'stopped') return 'stopped';
  if (!browserOnline) return 'offline';
  if (!('lost' in status && status.lost)) return 'none';
  return lostForMs >= 16_000 ? 'offline' : 'lost';
}
