// Everything of ratings: how their stream changes the state, what is shown of them, and what a visitor can do about his.
// Loaded with the first that there is to know of one (reading.ts), so it shares as little as it can.
import type { CommandKind, Rating, RatingState, Score, StreamFold } from '@rapport/protocol';
import { foldRating } from '@rapport/protocol';
import type { Core } from './core.ts';
import { ChatError } from './error.ts';
import { keep } from './keeping.ts';
import type { Entry } from './outbox.ts';
import type { RatingView, SecondView } from './rating-types.ts';
import type { Thread } from './thread.ts';
import { stateIn } from './thread.ts';
import type { Outgoing } from './types.ts';
import type { Eye } from './view.ts';
import { inviteKey } from './view.ts';
import type { VisitorConversation } from './visitor-types.ts';

export const fold: StreamFold = foldRating;

export type RatingCommands = Pick<VisitorConversation, 'rate' | 'rerate' | 'shown' | 'dismiss'>;

/** What a visitor can do about the rating of a conversation. */
export function commands(
  x: Core,
  { id, state }: Pick<VisitorConversation, 'id' | 'state'>,
  put: (k: CommandKind, d: Entry['d']) => Outgoing,
): RatingCommands {
  /** Of the newest session, or of `session`. */
  const invitation = (session = state.getSnapshot().rating?.session ?? 0) => {
    const invite = x.invites.get(inviteKey(id, session));
    if (!invite) throw new ChatError('forbidden'); // state.can.rate told so
    return { n: invite.n, secret: invite.secret };
  };
  const check = (score: number): void => {
    if (![1, 2, 3, 4, 5].includes(score)) throw new ChatError('invalid_field', { details: { field: 'score' } });
  };
  /** R5: the newest counts, so one that failed before has nothing to say. */
  const putScore = (k: 'rate' | 'rerate', d: Entry['d']): Outgoing => {
    keep(
      x,
      x.box.filter((e) => e.c !== id || e.k !== k || e.st !== 'failed'),
    );
    return put(k, d);
  };
  return {
    rate(rating) {
      check(rating.score);
      return putScore('rate', { ...rating, ...invitation() });
    },
    rerate(score) {
      check(score);
      return putScore('rerate', { score, ...invitation(state.getSnapshot().rating?.second?.session ?? 0) });
    },
    shown({ again } = {}) {
      const { rating } = state.getSnapshot();
      const isTold = again ? rating?.reminded : rating?.state !== 'offered';
      if (!isTold) put('shown', { ...invitation(), ...(again && { again: 1 }) });
    },
    dismiss: () => put('dismiss', invitation()),
  };
}

/** What was given and is not confirmed yet, or failed. */
const waiting = (t: Thread, box: readonly Entry[], k: string, n: number): Entry | undefined =>
  box.findLast((e) => e.c === t.id && e.k === k && e.d.n === n);

/** Of the newest session; of an earlier one only while its second score is asked for. */
export function ratingOf(t: Thread, eye: Eye, now: number): RatingView | null {
  const rates = stateIn(t)?.rate ?? {};
  const sessions = Object.keys(rates).map(Number).reverse();
  const second = sessions.map((n) => secondOf(t, eye, n, rates[n] as RatingState, now)).find(Boolean);
  const isExcused = (n: number): boolean => /ineligible|suppressed/.test(rates[n]?.state ?? '');
  const [newest = 0] = sessions;
  const session = isExcused(newest) ? (second?.session ?? 0) : newest;
  const known = rates[session];
  if (!known) return null;
  const { box, invites } = eye;
  const { extra, seed, reminded } = known;
  const entry = waiting(t, box, 'rate', session);
  const { n, secret, ...given } = entry?.d ?? { ...known.rating };
  return {
    session,
    state: entry ? (entry.st === 'failed' ? entry.st : 'saving') : (known.state as RatingView['state']),
    given: given.score ? (given as unknown as Rating) : null,
    until: invites.has(inviteKey(t.id, session)) && known.until > now && !known.locked ? known.until : null,
    ...(extra && { extra }),
    ...(seed !== undefined && { seed }),
    ...(reminded && { reminded: true }),
    ...(second && { second }),
    ...(entry?.error && { error: entry.error }),
  };
}

function secondOf(
  t: Thread,
  { box, invites }: Eye,
  session: number,
  { second }: RatingState,
  now: number,
): SecondView | null {
  if (!second || second.until <= now || !invites.has(inviteKey(t.id, session))) return null;
  const entry = waiting(t, box, 'rerate', session);
  const given = (entry?.d.score as Score | undefined) ?? second.score ?? null;
  return {
    session,
    state: entry ? (entry.st === 'failed' ? entry.st : 'saving') : given ? 'rated' : 'asked',
    given,
    until: second.until,
    ...(entry?.error && { error: entry.error }),
  };
}
