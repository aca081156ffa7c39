// shown, rate, dismiss, rerate: what the visitor, and nobody else, says of a session. Pure.
import {
  type CommandData,
  type ConvState,
  type EventData,
  type EventKind,
  type Extra,
  limits as protocolLimits,
  type Rating,
  type RatingState,
} from '@rapport/protocol';
import type { Decision } from '../store/store.ts';
import { asItIs, type DecideContext, limitsOf, refuse } from './decide-context.ts';
import { isSameSecret } from './secret.ts';
import { cleanBody, cleanLine } from './text.ts';

/** R3, R4, R5. `conflict{why}`: 'open' before the end, 'uninvited', 'superseded', 'expired', 'locked'. */
export function rate(state: ConvState, { n, secret, ...given }: CommandData['rate'], context: DecideContext): Decision {
  const invitation = invitationOf(state, n, secret, context);
  if ('ok' in invitation) return invitation;
  const rating = cleanRating(given, invitation.extra, context);
  if (!rating.ok) return refuse('invalid_field', { field: rating.field });
  if (invitation.locked || state.voids?.[n]?.second) return refuse('conflict', { why: 'locked' }); // R10, R11
  if (invitation.rating && isSameAnswer(invitation.rating, rating.value)) return asItIs;
  // R4: the time to change runs from the first save.
  const until = invitation.rev === 0 ? context.now + limitsOf(context).changeWithinMs : invitation.until;
  return said('rated', { n, rev: invitation.rev + 1, until, ...rating.value }, context);
}

/** R6. Again is no mistake (two tabs); after a rating there is nothing to skip: `conflict{why:'rated'}`. */
export function dismiss(state: ConvState, { n, secret }: CommandData['dismiss'], context: DecideContext): Decision {
  const invitation = invitationOf(state, n, secret, context);
  if ('ok' in invitation) return invitation;
  if (invitation.state === 'rated') return refuse('conflict', { why: 'rated' });
  return invitation.state === 'dismissed' ? asItIs : said('dismissed', { n }, context);
}

/** R6: once, and the reminder once. Of a rating there is nothing to show, and nobody is reminded of what he has skipped. */
export function shown(state: ConvState, { n, secret, again }: CommandData['shown'], context: DecideContext): Decision {
  const invitation = invitationOf(state, n, secret, context);
  if ('ok' in invitation) return invitation;
  const isOver = invitation.state === 'rated' || (again && invitation.state === 'dismissed');
  const isKnown = isOver || (again ? invitation.reminded : invitation.shownAt !== undefined);
  return isKnown ? asItIs : said('shown', { n, ...(again && { again }) }, context);
}

/** R10: the second score, after the staff got in touch; the first one stays as it is. */
export function rerate(
  state: ConvState,
  { n, secret, score }: CommandData['rerate'],
  context: DecideContext,
): Decision {
  const invitation = ownOf(state, n, secret, context);
  if ('ok' in invitation) return invitation;
  const { second } = invitation;
  if (!second) return refuse('conflict', { why: 'uninvited' });
  if (second.score !== undefined) return second.score === score ? asItIs : refuse('conflict', { why: 'rated' });
  return context.now > second.until ? refuse('conflict', { why: 'expired' }) : said('rerated', { n, score }, context);
}

const said = <K extends EventKind>(k: K, d: EventData[K], { actor, cmd }: DecideContext): Decision => ({
  ok: true,
  events: [{ audience: 'rating', k, a: actor.id, m: cmd, d }],
});

/** What may be answered now. */
function invitationOf(state: ConvState, n: number, secret: string, context: DecideContext): RatingState | Decision {
  const invitation = ownOf(state, n, secret, context);
  if ('ok' in invitation) return invitation;
  if (invitation.state === 'superseded') return refuse('conflict', { why: 'superseded' });
  return context.now > invitation.until ? refuse('conflict', { why: 'expired' }) : invitation;
}

/** R3: of an ended session, by its visitor, with its secret. */
function ownOf(
  state: ConvState,
  n: number,
  secret: string,
  { actor, ratingSecret }: DecideContext,
): RatingState | Decision {
  if (actor.role !== 'v') return refuse('forbidden');
  if (n === state.n && state.st !== 'closed') return refuse('conflict', { why: 'open' });
  if (!isSameSecret(secret, ratingSecret(n))) return refuse('forbidden');
  const invitation = Object.hasOwn(state.rate, n) ? state.rate[n] : undefined;
  const isAsked = invitation && invitation.state !== 'ineligible' && invitation.state !== 'suppressed';
  return isAsked ? invitation : refuse('conflict', { why: 'uninvited' });
}

type CleanRating = { readonly ok: true; readonly value: Rating } | { readonly ok: false; readonly field: string };

const extras: readonly Extra[] = ['expect', 'nps', 'ces'];

/** Only what is known, of the words what may be kept (an empty comment is none), and no answer to what was not asked (R9). */
function cleanRating(given: Rating, extra: Extra | undefined, context: DecideContext): CleanRating {
  const { score, reasons, resolved, comment, contact, lang, afterMs } = given;
  const limits = limitsOf(context);
  const words = comment === undefined ? null : cleanBody(comment, limits.comment);
  if (words?.ok === false && words.code === 'too_large') return { ok: false, field: 'comment' };
  const to = contact?.to === undefined ? null : cleanLine(contact.to, limits.contact);
  if (to?.ok === false && to.code === 'too_large') return { ok: false, field: 'contact' };
  const language = lang === undefined ? null : cleanLine(lang, protocolLimits.id);
  if (language?.ok === false && language.code === 'too_large') return { ok: false, field: 'lang' };
  const unasked = extras.find((one) => one !== extra && given[one] !== undefined);
  if (unasked) return { ok: false, field: unasked };
  const more = extra && given[extra];
  return {
    ok: true,
    value: {
      score,
      ...(reasons?.length ? { reasons: [...new Set(reasons)] } : {}),
      ...(resolved === undefined ? {} : { resolved }),
      ...(words?.ok ? { comment: words.text } : {}),
      ...(contact ? { contact: { wish: contact.wish, ...(to?.ok ? { to: to.text } : {}) } } : {}),
      ...(extra && more !== undefined ? { [extra]: more } : {}),
      ...(language?.ok ? { lang: language.text } : {}),
      ...(afterMs === undefined ? {} : { afterMs }),
    },
  };
}

/** In what it says: in what language and after how long it was asked is no part of that, nor is the order of the reasons. */
function isSameAnswer(a: Rating, b: Rating): boolean {
  const said = ({ score, reasons, resolved, comment, contact, expect, nps, ces }: Rating): string =>
    JSON.stringify([
      score,
      [...(reasons ?? [])].sort(),
      resolved,
      comment,
      contact?.wish,
      contact?.to,
      expect,
      nps,
      ces,
    ]);
  return said(a) === said(b);
}
