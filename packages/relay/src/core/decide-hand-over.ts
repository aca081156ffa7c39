// transfer, decline, consult, takeover: from one colleague to another, or to a team's queue. Pure.
// Until somebody has accepted it, a conversation keeps its owner, and its visitor is told nothing.
import type { ActorId, CommandData, ConvState, EventData } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { asItIs, type DecideContext, limitsOf, refuse, settingsIn } from './decide-context.ts';
import { handBack, taking } from './decide-flow.ts';
import { cleanBody } from './text.ts';

/** Q4, Q5 */
export function transfer(state: ConvState, d: CommandData['transfer'], context: DecideContext): Decision {
  const no = denied(state, context);
  if (no) return no;
  if ((d.to === undefined) === (d.team === undefined)) return refuse('invalid_field', { field: 'to' });
  const note = cleanBody(d.note, limitsOf(context).textAgent);
  if (!note.ok) return refuse(note.code);
  if (state.hand) return refuse('conflict', { why: 'handing' });
  return d.team === undefined
    ? toPerson(state, d.to as ActorId, note.text, context)
    : toTeam(state, d.team, note.text, context);
}

/** It belongs to its owner; a lead may move anything. */
function denied(state: ConvState, { actor }: DecideContext): Decision | null {
  if (actor.role !== 'a') return refuse('forbidden');
  if (state.st === 'closed') return refuse('closed');
  return state.as === actor.id || isLead({ actor }) ? null : refuse('forbidden');
}

const isLead = ({ actor }: Pick<DecideContext, 'actor'>): boolean =>
  actor.role === 'a' && (actor.agentRole === 'lead' || actor.agentRole === 'owner');

function toPerson(state: ConvState, to: ActorId, text: string, context: DecideContext): Decision {
  const { actor, cmd, now } = context;
  const wrong = wrongTarget(state, to, context);
  if (wrong) return wrong;
  const until = now + settingsIn(context, state.site).acceptWithinMs;
  const d: EventData['handing'] = { to, text, until };
  return { ok: true, events: [{ audience: 'notes', k: 'handing', a: actor.id, m: cmd, d }] };
}

function toTeam(state: ConvState, team: string, text: string, context: DecideContext): Decision {
  const { actor, cmd } = context;
  if (!settingsIn(context, state.site).teams.some(({ key }) => key === team))
    return refuse('invalid_field', { field: 'team', why: 'unknown' });
  const transferred: EventData['transferred'] = { from: state.as, team };
  const handing: EventData['handing'] = { team, text };
  return {
    ok: true,
    events: [
      { audience: 'main', k: 'transferred', a: actor.id, m: cmd, d: transferred },
      { audience: 'notes', k: 'handing', a: actor.id, d: handing },
    ],
  };
}

/** Q4: only to a colleague who is here. */
function wrongTarget(state: ConvState, to: ActorId, context: DecideContext): Decision | null {
  const wrong = (why: 'unknown' | 'self' | 'absent'): Decision => refuse('invalid_field', { field: 'to', why });
  if (to === context.actor.id || to === state.as) return wrong('self');
  const colleague = context.agent?.(to) ?? null;
  if (!colleague) return wrong('unknown');
  return colleague.isHere ? null : wrong('absent');
}

/** Q6: by whom it is handed to, by whom it is handed over, or by its owner; or an offer from the queue. */
export function decline(state: ConvState, _: CommandData['decline'], context: DecideContext): Decision {
  const { actor, cmd } = context;
  if (actor.role !== 'a') return refuse('forbidden');
  if (state.st === 'closed') return refuse('closed');
  const { hand } = state;
  if (hand) {
    const isTarget = hand.to === actor.id;
    if (!isTarget && hand.from !== actor.id && state.as !== actor.id && !isLead(context)) return refuse('forbidden');
    const [returned] = handBack(state, actor.id, isTarget ? 'declined' : 'withdrawn') as [Draft];
    return { ok: true, events: [{ ...returned, m: cmd }] };
  }
  if (state.st !== 'queued' || !context.isOffered) return refuse('conflict', { why: 'not_offered' });
  const d: EventData['missed'] = { by: actor.id, why: 'declined' };
  return { ok: true, events: [{ audience: 'notes', k: 'missed', a: actor.id, m: cmd, d }] };
}

/** Q7 */
export function consult(state: ConvState, { to, text }: CommandData['consult'], context: DecideContext): Decision {
  const no = denied(state, context) ?? wrongTarget(state, to, context);
  if (no) return no;
  const words = text === undefined ? null : cleanBody(text, limitsOf(context).textAgent);
  if (words?.ok === false && words.code === 'too_large') return refuse('too_large');
  const d: EventData['consulted'] = { n: state.n, to, ...(words?.ok && { text: words.text }) };
  return { ok: true, events: [{ audience: 'notes', k: 'consulted', a: context.actor.id, m: context.cmd, d }] };
}

/** Q7: at once, and its visitor is told. */
export function takeover(state: ConvState, _: CommandData['takeover'], context: DecideContext): Decision {
  if (!isLead(context)) return refuse('forbidden');
  if (state.st === 'closed') return refuse('closed');
  if (state.as === context.actor.id && !state.hand) return asItIs;
  if (state.as === context.actor.id) return decline(state, {}, context);
  const [taken, ...rest] = taking(state, context, 'takeover');
  return { ok: true, events: [{ ...taken, m: context.cmd }, ...rest] };
}
