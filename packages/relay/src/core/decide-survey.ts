// Whether the visitor of an ended session is asked how it went, and what more; whether its agent is to guess the answer. Pure.
// What is drawn is drawn from the session's own secret: nobody can foresee it, and whoever judges it again draws the same.
import type { ConvState, EventData, Excuse, Extra, RatingState } from '@rapport/protocol';
import type { Draft } from '../store/store.ts';
import { type DecideContext, limitsOf, settingsIn, system } from './decide-context.ts';
import { drawn } from './secret.ts';

export type SurveyContext = Pick<DecideContext, 'now' | 'limits' | 'settings' | 'ratingSecret' | 'others'>;

const dayMs = 86_400_000;
/** A visitor is not asked again so soon (R1), nor one more question (R9). */
const throttleMs = dayMs;
const extraEveryMs = 30 * dayMs;
const npsEveryMs = 90 * dayMs;
/** Who was answered so long ago would rate something else. */
const staleMs = dayMs;
/** How long an agent may guess; as long is kept from him what he is to guess (R7). */
const guessWithinMs = dayMs;

/** R1: exactly one of `invited` and `excused`; after the former perhaps `guessing` (R8). */
export function surveying(state: ConvState, a: string, end: EventData['closed'], context: SurveyContext): Draft[] {
  const { n } = state;
  const { now } = context;
  const others = context.others?.(state.visitor) ?? [];
  const excuse = excuseOf(state, end, others, context);
  if (excuse) return [{ audience: 'rating', k: 'excused', a, d: { n, ...excuse } satisfies EventData['excused'] }];
  const secret = context.ratingSecret(n);
  const extra = extraOf([state, ...others], secret, state.site, context);
  const until = now + limitsOf(context).rateWithinMs; // R4
  const seed = Math.floor(drawn(secret, 'seed') * 2 ** 32);
  const invited: EventData['invited'] = { n, until, ...(extra && { extra }), seed };
  return [{ audience: 'rating', k: 'invited', a, d: invited }, ...guessing(state, secret, context)];
}

function excuseOf(
  state: ConvState,
  end: EventData['closed'],
  others: readonly ConvState[],
  context: SurveyContext,
): Excuse | null {
  const { now } = context;
  const { n, fromStaff, fromVisitor, staffAt = now, blocked, site, insider } = state;
  if (fromStaff === 0) return { state: 'ineligible', why: 'no_human_reply' };
  if (fromVisitor === 0) return { state: 'ineligible', why: 'no_visitor_message' };
  if (insider?.n === n && insider.by === 'session') return { state: 'ineligible', why: 'staff_session' }; // R12
  if (now - staffAt >= staleMs) return { state: 'ineligible', why: 'stale' };
  if (!settingsIn(context, site).survey) return { state: 'suppressed', why: 'survey_off' };
  if (end.why === 'spam') return { state: 'suppressed', why: 'spam' };
  if (blocked) return { state: 'suppressed', why: 'blocked' };
  const isRated = (r: RatingState): boolean => r.state === 'rated' && now - r.at < throttleMs;
  return others.some(({ rate }) => Object.values(rate).some(isRated))
    ? { state: 'suppressed', why: 'throttled' }
    : null;
}

/** R9: at most one more question in 30 days, and whether they would recommend us in 90. */
function extraOf(all: readonly ConvState[], secret: string, site: string, context: SurveyContext): Extra | null {
  const { expect, nps, ces } = settingsIn(context, site).extra;
  const point = drawn(secret, 'extra') * 100;
  const extra: Extra | null =
    point < expect ? 'expect' : point < expect + nps ? 'nps' : point < expect + nps + ces ? 'ces' : null;
  if (!extra) return null;
  const isTooSoon = (r: RatingState): boolean =>
    r.extra !== undefined &&
    (context.now - r.at < extraEveryMs || (extra === 'nps' && r.extra === 'nps' && context.now - r.at < npsEveryMs));
  return all.some(({ rate }) => Object.values(rate).some(isTooSoon)) ? null : extra;
}

/** R8. While another guess of this conversation stands, no second one is asked for. */
function guessing({ n, as, site, guess }: ConvState, secret: string, context: SurveyContext): Draft[] {
  const { now } = context;
  const isDrawn = drawn(secret, 'guess') * 100 < settingsIn(context, site).guess;
  if (!isDrawn || as === null || (guess && now < guess.until)) return [];
  const d: EventData['guessing'] = { n, of: as, until: now + guessWithinMs };
  return [{ audience: 'notes', k: 'guessing', a: system, d }];
}
