// open, message, note: what puts words into a conversation. Pure.
import type { Audience, CommandData, ConvState, EventData, Person } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { type DecideContext, limitsOf, refuse } from './decide-context.ts';
import { join, reopening } from './decide-flow.ts';
import { cleanBody } from './text.ts';

/** C5 */
export function open(state: ConvState | null, { text }: CommandData['open'], context: DecideContext): Decision {
  const { actor, cmd, site, hereNow } = context;
  if (actor.role !== 'v') return refuse('forbidden');
  if (state) return refuse(state.visitor === actor.id ? 'id_reused' : 'not_found');
  const who: Person = { id: actor.id, role: 'visitor', ...(actor.name === undefined ? {} : { name: actor.name }) };
  const d: EventData['opened'] = { mode: hereNow ? 'live' : 'offline', site, who };
  const opened: Draft = { audience: 'main', k: 'opened', a: actor.id, d };
  if (text === undefined) return { ok: true, events: [{ ...opened, m: cmd }] };
  return withText('main', 'message', text, context, [opened]);
}

/** C3, C7, C9 */
export function message(state: ConvState, { text }: CommandData['message'], context: DecideContext): Decision {
  return context.actor.role === 'v' ? fromVisitor(state, text, context) : fromAgent(state, text, context);
}

function fromVisitor(state: ConvState, text: string, context: DecideContext): Decision {
  if (state.st !== 'closed') return withText('main', 'message', text, context, []);
  // C9: after that the old chat is over, and the SDK starts a new one.
  if (context.now - (state.closedAt ?? 0) > limitsOf(context).reopenWithinMs) return refuse('closed', { start: true });
  return withText('main', 'message', text, context, reopening(state, context));
}

function fromAgent(state: ConvState, text: string, context: DecideContext): Decision {
  if (state.st === 'closed') return refuse('closed');
  const { id } = context.actor;
  const assigned: Draft = { audience: 'main', k: 'assigned', a: id, d: { to: id } satisfies EventData['assigned'] };
  const before = state.st === 'queued' ? [assigned] : [];
  return withText('main', 'message', text, context, [...before, ...join(state, context)]);
}

/** C10: in every state, also after the end. */
export function note(_: ConvState, { text }: CommandData['note'], context: DecideContext): Decision {
  return context.actor.role === 'a' ? withText('notes', 'note', text, context, []) : refuse('forbidden');
}

function withText(
  audience: Audience,
  k: 'message' | 'note',
  text: string,
  context: DecideContext,
  before: readonly Draft[],
): Decision {
  const { textVisitor, textAgent } = limitsOf(context);
  const cleaned = cleanBody(text, context.actor.role === 'v' ? textVisitor : textAgent);
  if (!cleaned.ok) return refuse(cleaned.code);
  const d: EventData['message'] = { text: cleaned.text };
  return { ok: true, events: [...before, { audience, k, a: context.actor.id, m: context.cmd, d }] };
}
