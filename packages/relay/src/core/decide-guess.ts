// guess, void, unvoid: what the staff says of a rating, without changing it. Pure.
import type { CommandData, ConvState, EventData } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { type Actor, asItIs, type DecideContext, isGuessing, limitsOf, refuse } from './decide-context.ts';
import { cleanLine } from './text.ts';

/** R8: by the agent who is asked, in time, once. */
export function guess({ guess }: ConvState, { n, score }: CommandData['guess'], context: DecideContext): Decision {
  const { actor, now, cmd } = context;
  if (actor.role !== 'a') return refuse('forbidden');
  if (guess?.n !== n) return refuse('conflict', { why: 'guessed' });
  if (guess.of !== actor.id) return refuse('forbidden');
  if (now >= guess.until) return refuse('conflict', { why: 'late' });
  const d: EventData['guessed'] = { n, score };
  return { ok: true, events: [{ audience: 'notes', k: 'guessed', a: actor.id, m: cmd, d }] };
}

const mayVoid = ({ role, agentRole }: Actor): boolean =>
  role === 'a' && (agentRole === 'lead' || agentRole === 'owner');

/** R11: one asks for it, another does it. */
export function voidRating(state: ConvState, { n, reason }: CommandData['void'], context: DecideContext): Decision {
  const { actor, now, cmd } = context;
  if (!mayVoid(actor)) return refuse('forbidden');
  // R7: nobody learns from this that there is a rating, or of what kind, before he has guessed it.
  if (state.guess?.n === n && isGuessing(state, state.guess.of, now)) return refuse('conflict', { why: 'guessing' });
  if (!Object.hasOwn(state.rate, n) || state.rate[n]?.state !== 'rated') return refuse('conflict', { why: 'unrated' });
  const asked = state.voids?.[n];
  const words = cleanLine(reason, limitsOf(context).comment);
  if (!words.ok) return refuse(words.code);
  const said = <D>(k: string, d: D): Decision => ({
    ok: true,
    events: [{ audience: 'notes', k, a: actor.id, m: cmd, d } satisfies Draft],
  });
  if (!asked) return said<EventData['voiding']>('voiding', { n, reason: words.text });
  if (asked.second) return asItIs;
  return asked.by === actor.id
    ? refuse('conflict', { why: 'second_person' })
    : said<EventData['voided']>('voided', { n });
}

export function unvoid({ voids }: ConvState, { n }: CommandData['unvoid'], { actor, cmd }: DecideContext): Decision {
  if (!mayVoid(actor)) return refuse('forbidden');
  if (!voids?.[n]) return asItIs;
  const d: EventData['unvoided'] = { n };
  return { ok: true, events: [{ audience: 'notes', k: 'unvoided', a: actor.id, m: cmd, d }] };
}
