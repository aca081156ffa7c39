// Where the asking for one session's rating stands, with what time alone has made of it. Pure.
import type { RatingState } from './conv-state.ts';

export type InvitationState = RatingState['state'] | 'expired' | 'locked';

/** RATINGS §3. Rated and not to be changed any more: `locked`. Not rated in time: `expired`. */
export function invitationOf({ state, until, locked }: RatingState, now: number): InvitationState {
  if (state === 'rated') return locked || now > until ? 'locked' : state;
  const isOpen = state === 'offered' || state === 'shown' || state === 'dismissed';
  return isOpen && now > until ? 'expired' : state;
}
