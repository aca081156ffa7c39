// accept, close, reopen: what moves a conversation between queued, active and closed. Pure.
import type { CommandData, ConvState, EventData, Person } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { type DecideContext, limitsOf, present, refuse } from './decide-context.ts';

/** C7 */
export function accept(state: ConvState, _: CommandData['accept'], context: DecideContext): Decision {
  const { actor, cmd } = context;
  if (actor.role !== 'a') return refuse('forbidden');
  if (state.st === 'closed') return refuse('closed');
  if (state.st !== 'queued') return refuse('taken', { as: state.as });
  const assigned: Draft = {
    audience: 'main',
    k: 'assigned',
    a: actor.id,
    m: cmd,
    d: { to: actor.id } satisfies EventData['assigned'],
  };
  return { ok: true, events: [assigned, ...join(state, context)] };
}

/** C8, R1 */
export function close(state: ConvState, { outcome }: CommandData['close'], context: DecideContext): Decision {
  const { actor, cmd, now } = context;
  if (state.st === 'closed') return refuse('closed');
  const { n } = state;
  const d: EventData['closed'] = {
    n,
    by: actor.role === 'v' ? 'visitor' : 'agent',
    ...(outcome === undefined ? {} : { outcome }),
  };
  const closed: Draft = { audience: 'main', k: 'closed', a: actor.id, m: cmd, d };
  const until = now + limitsOf(context).rateWithinMs; // R4
  const invited: Draft = {
    audience: 'rating',
    k: 'invited',
    a: actor.id,
    d: { n, until } satisfies EventData['invited'],
  };
  // R1: whoever closed it, and with no switch for the agent.
  return { ok: true, events: state.fromStaff > 0 ? [closed, invited] : [closed] };
}

/** By an agent, at any time. A visitor reopens by writing (C9). */
export function reopen(state: ConvState, _: CommandData['reopen'], context: DecideContext): Decision {
  if (context.actor.role !== 'a') return refuse('forbidden');
  if (state.st !== 'closed') return refuse('conflict', present(state, context));
  const [reopened, ...rest] = reopening(state, context);
  return { ok: true, events: [{ ...reopened, m: context.cmd }, ...rest] };
}

/** Session n + 1 begins, and what could have been said of session n is no longer asked (R6). */
export function reopening(state: ConvState, { actor, hereNow }: DecideContext): [Draft, ...Draft[]] {
  const { n, rate } = state;
  const d: EventData['reopened'] = { n: n + 1, mode: hereNow ? 'live' : 'offline' };
  const reopened: Draft = { audience: 'main', k: 'reopened', a: actor.id, d };
  const isUnrated = rate[n]?.state === 'offered' || rate[n]?.state === 'dismissed';
  const superseded: Draft = {
    audience: 'rating',
    k: 'superseded',
    a: actor.id,
    d: { n } satisfies EventData['superseded'],
  };
  return isUnrated ? [reopened, superseded] : [reopened];
}

/** `joined`, unless the agent takes part already. */
export function join({ who }: ConvState, { actor }: DecideContext): readonly Draft[] {
  if (Object.hasOwn(who, actor.id) && who[actor.id]?.in === 1) return [];
  const person: Person = {
    id: actor.id,
    role: actor.agentRole ?? 'agent',
    ...(actor.name === undefined ? {} : { name: actor.name }),
  };
  return [{ audience: 'main', k: 'joined', a: actor.id, d: { who: person } satisfies EventData['joined'] }];
}
