// escalate, complain, stay, block, unblock: what a visitor or an agent says about a conversation, beside its words. Pure.
import type { CommandData, ConvState, EventData } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { asItIs, type DecideContext, limitsOf, refuse } from './decide-context.ts';
import { closing } from './decide-flow.ts';
import { cleanBody, cleanLine } from './text.ts';

/** Q10: once, until a lead has come. */
export function escalate(state: ConvState, _: CommandData['escalate'], { actor, cmd }: DecideContext): Decision {
  if (state.st === 'closed') return refuse('closed');
  if (state.lead) return asItIs;
  const d: EventData['escalated'] = { by: actor.role === 'v' ? 'visitor' : 'agent' };
  return { ok: true, events: [{ audience: 'main', k: 'escalated', a: actor.id, m: cmd, d }] };
}

/** Q10: of this session, also after its end. */
export function complain({ n }: ConvState, { text }: CommandData['complain'], context: DecideContext): Decision {
  const { actor, cmd } = context;
  if (actor.role !== 'v') return refuse('forbidden');
  const words = text === undefined ? null : cleanBody(text, limitsOf(context).comment);
  if (words?.ok === false && words.code === 'too_large') return refuse('too_large');
  const d: EventData['complained'] = { n, ...(words?.ok && { text: words.text }) };
  return { ok: true, events: [{ audience: 'rating', k: 'complained', a: actor.id, m: cmd, d }] };
}

/** Q11: "yes, still here". */
export function stay(state: ConvState, d: CommandData['stay'], { actor, cmd }: DecideContext): Decision {
  if (actor.role !== 'v') return refuse('forbidden');
  if (state.st === 'closed') return refuse('closed');
  if (state.askedAt === undefined) return asItIs;
  return { ok: true, events: [{ audience: 'main', k: 'stayed', a: actor.id, m: cmd, d: {} satisfies typeof d }] };
}

/** Q13. The visitor's row is changed, and its sockets are closed, by block-command.ts. */
export function block(state: ConvState, d: CommandData['block'], context: DecideContext): Decision {
  const { actor, cmd } = context;
  if (actor.role !== 'a') return refuse('forbidden');
  const reason = cleanLine(d.reason, limitsOf(context).comment);
  if (!reason.ok) return refuse(reason.code);
  const ended: readonly Draft[] =
    d.spam && state.st !== 'closed' ? closing(state, actor.id, { n: state.n, by: 'agent', why: 'spam' }, context) : [];
  if (state.blocked && ended.length === 0) return asItIs;
  const blocked: EventData['blocked'] = { who: state.visitor, reason: reason.text, ...(d.spam && { spam: 1 }) };
  return { ok: true, events: [...ended, { audience: 'notes', k: 'blocked', a: actor.id, m: cmd, d: blocked }] };
}

export function unblock(state: ConvState, _: CommandData['unblock'], { actor, cmd }: DecideContext): Decision {
  if (actor.role !== 'a') return refuse('forbidden');
  if (!state.blocked) return asItIs;
  const d: EventData['unblocked'] = { who: state.visitor };
  return { ok: true, events: [{ audience: 'notes', k: 'unblocked', a: actor.id, m: cmd, d }] };
}
