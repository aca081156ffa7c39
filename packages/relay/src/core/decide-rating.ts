// rate, dismiss: what the visitor, and nobody else, says of a session. Pure.
import type { CommandData, ConvState, EventData, Rating, RatingState } from '@rapport/protocol';
import type { Decision } from '../store/store.ts';
import { type DecideContext, limitsOf, refuse } from './decide-context.ts';
import { isSameSecret } from './secret.ts';
import { cleanBody, cleanLine } from './text.ts';

/** R3, R4, R5. `conflict{why}`: 'open' before the end, 'uninvited' without a human reply, 'superseded', 'expired'. */
export function rate(state: ConvState, { n, secret, ...given }: CommandData['rate'], context: DecideContext): Decision {
  const invitation = invitationOf(state, n, secret, context);
  if ('ok' in invitation) return invitation;
  const rating = cleanRating(given, context);
  if (!rating.ok) return refuse('invalid_field', { field: rating.field });
  // R4: the time to change runs from the first save.
  const until = invitation.rev === 0 ? context.now + limitsOf(context).changeWithinMs : invitation.until;
  const d: EventData['rated'] = { n, rev: invitation.rev + 1, until, ...rating.value };
  return { ok: true, events: [{ audience: 'rating', k: 'rated', a: context.actor.id, m: context.cmd, d }] };
}

/** R6. Again is no mistake (two tabs); after a rating there is nothing to skip: `conflict{why:'rated'}`. */
export function dismiss(state: ConvState, { n, secret }: CommandData['dismiss'], context: DecideContext): Decision {
  const invitation = invitationOf(state, n, secret, context);
  if ('ok' in invitation) return invitation;
  if (invitation.state === 'rated') return refuse('conflict', { why: 'rated' });
  const d: EventData['dismissed'] = { n };
  return { ok: true, events: [{ audience: 'rating', k: 'dismissed', a: context.actor.id, m: context.cmd, d }] };
}

function invitationOf(
  state: ConvState,
  n: number,
  secret: string,
  { actor, now, ratingSecret }: DecideContext,
): RatingState | Decision {
  if (actor.role !== 'v') return refuse('forbidden');
  if (n === state.n && state.st !== 'closed') return refuse('conflict', { why: 'open' });
  if (!isSameSecret(secret, ratingSecret(n))) return refuse('forbidden');
  const invitation = Object.hasOwn(state.rate, n) ? state.rate[n] : undefined;
  if (!invitation) return refuse('conflict', { why: 'uninvited' });
  if (invitation.state === 'superseded') return refuse('conflict', { why: 'superseded' });
  return now > invitation.until ? refuse('conflict', { why: 'expired' }) : invitation;
}

type CleanRating = { readonly ok: true; readonly value: Rating } | { readonly ok: false; readonly field: string };

/** Only what is known, and of the words what may be kept: an empty comment is none. */
function cleanRating({ score, reasons, resolved, comment, contact }: Rating, context: DecideContext): CleanRating {
  const limits = limitsOf(context);
  const words = comment === undefined ? null : cleanBody(comment, limits.comment);
  if (words?.ok === false && words.code === 'too_large') return { ok: false, field: 'comment' };
  const to = contact?.to === undefined ? null : cleanLine(contact.to, limits.contact);
  if (to?.ok === false && to.code === 'too_large') return { ok: false, field: 'contact' };
  return {
    ok: true,
    value: {
      score,
      ...(reasons?.length ? { reasons: [...new Set(reasons)] } : {}),
      ...(resolved === undefined ? {} : { resolved }),
      ...(words?.ok ? { comment: words.text } : {}),
      ...(contact ? { contact: { wish: contact.wish, ...(to?.ok ? { to: to.text } : {}) } } : {}),
    },
  };
}
