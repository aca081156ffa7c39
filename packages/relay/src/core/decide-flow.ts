// accept, close, reopen, join: what moves a conversation between queued, active and closed. Pure.
import type { CommandData, ConvState, EventData, Person } from '@rapport/protocol';
import type { Decision, Draft } from '../store/store.ts';
import { asItIs, type DecideContext, present, refuse, system } from './decide-context.ts';
import { type SurveyContext, surveying } from './decide-survey.ts';

/** C7, Q5 */
export function accept(state: ConvState, _: CommandData['accept'], context: DecideContext): Decision {
  const { actor, cmd } = context;
  if (actor.role !== 'a') return refuse('forbidden');
  if (state.st === 'closed') return refuse('closed');
  if (state.st !== 'queued' && state.hand?.to !== actor.id) return refuse('taken', { as: state.as });
  const [taken, ...rest] = taking(state, context);
  return { ok: true, events: [{ ...taken, m: cmd }, ...rest] };
}

/** The actor has it from here on: out of the queue, or from a colleague's hand. */
export function taking(state: ConvState, context: DecideContext, why?: 'takeover'): [Draft, ...Draft[]] {
  const { id } = context.actor;
  const isHanded = state.hand?.to === id;
  const assigned: EventData['assigned'] = { to: id };
  const transferred: EventData['transferred'] = { from: state.as, to: id, ...(why && { why }) };
  const taken: Draft =
    isHanded || why
      ? { audience: 'main', k: 'transferred', a: id, d: transferred }
      : { audience: 'main', k: 'assigned', a: id, d: assigned };
  const handed: Draft = { audience: 'notes', k: 'handed', a: id, d: { to: id } satisfies EventData['handed'] };
  return [taken, ...entry(state, context), ...(isHanded ? [handed] : handBack(state, id, 'gone'))];
}

/** Q6: what was being handed over is not any more. */
export function handBack({ hand }: ConvState, a: string, why: EventData['returned']['why']): readonly Draft[] {
  if (!hand) return [];
  return [{ audience: 'notes', k: 'returned', a, d: { to: hand.to, why } satisfies EventData['returned'] }];
}

/** C8, R1, Q12 */
export function close(state: ConvState, { outcome }: CommandData['close'], context: DecideContext): Decision {
  const { actor, cmd } = context;
  if (state.st === 'closed') return refuse('closed');
  const { n } = state;
  const isVisitor = actor.role === 'v';
  const isLeaving = isVisitor && state.st === 'queued' && state.fromStaff === 0;
  const by = isVisitor ? 'visitor' : 'agent';
  const [closed, ...rest] = closing(state, actor.id, { n, by, ...(isLeaving && { why: 'left' }) }, context);
  const believed: Draft[] =
    isVisitor || outcome === undefined
      ? []
      : [{ audience: 'notes', k: 'outcome', a: actor.id, d: { n, resolved: outcome } satisfies EventData['outcome'] }];
  return { ok: true, events: [{ ...closed, m: cmd }, ...rest, ...believed] };
}

/** The end of a session, whoever brings it about; R1: with no switch for the agent. */
export function closing(
  state: ConvState,
  a: string,
  d: EventData['closed'],
  context: SurveyContext,
): [Draft, ...Draft[]] {
  const closed: Draft = { audience: 'main', k: 'closed', a, d };
  return [closed, ...surveying(state, a, d, context), ...handBack(state, a, 'gone')];
}

/** By an agent, at any time. A visitor reopens by writing (C9). */
export function reopen(state: ConvState, _: CommandData['reopen'], context: DecideContext): Decision {
  if (context.actor.role !== 'a') return refuse('forbidden');
  if (state.st !== 'closed') return refuse('conflict', present(state, context));
  const [reopened, ...rest] = reopening(state, context);
  return { ok: true, events: [{ ...reopened, m: context.cmd }, ...rest] };
}

/** Session n + 1 begins, and what could have been said of session n is no longer asked (R6). */
export function reopening(state: ConvState, context: DecideContext): [Draft, ...Draft[]] {
  const { n, rate } = state;
  const { actor, hereNow, whence } = context;
  const d: EventData['reopened'] = { n: n + 1, mode: hereNow ? 'live' : 'offline', ...whence };
  const reopened: Draft = { audience: 'main', k: 'reopened', a: actor.id, d };
  const isUnrated = /^(offered|shown|dismissed)$/.test(rate[n]?.state ?? '');
  const superseded: Draft = {
    audience: 'rating',
    k: 'superseded',
    a: actor.id,
    d: { n } satisfies EventData['superseded'],
  };
  return [
    reopened,
    ...promising(context, state.team, state.lang),
    ...insiderOf(n + 1, context),
    ...(isUnrated ? [superseded] : []),
  ];
}

/** R12: what hints at the staff in the visitor's place, when a session begins. */
export function insiderOf(n: number, { actor, insider }: DecideContext): readonly Draft[] {
  if (actor.role !== 'v' || !insider) return [];
  return [{ audience: 'notes', k: 'insider', a: system, d: { n, by: insider } satisfies EventData['insider'] }];
}

/** Q8: what a visitor is told of his wait, when it begins. */
export function promising(
  { actor, hereNow, wait }: DecideContext,
  team: string | undefined,
  lang: string | undefined,
): readonly Draft[] {
  // A message that is answered later promises no minutes, and an agent who reopens tells nobody to wait.
  const band = hereNow && actor.role === 'v' ? wait?.(team, lang) : null;
  return band ? [{ audience: 'main', k: 'promised', a: actor.id, d: band satisfies EventData['promised'] }] : [];
}

/** Q7: takes part, and the owner stays. */
export function join(state: ConvState, _: CommandData['join'], context: DecideContext): Decision {
  if (context.actor.role !== 'a') return refuse('forbidden');
  if (state.st === 'closed') return refuse('closed');
  const [joined] = entry(state, context);
  return joined ? { ok: true, events: [{ ...joined, m: context.cmd }] } : asItIs;
}

/** `joined`, unless the agent takes part already. */
export function entry({ who }: ConvState, { actor }: DecideContext): readonly Draft[] {
  if (Object.hasOwn(who, actor.id) && who[actor.id]?.in === 1) return [];
  const person: Person = {
    id: actor.id,
    role: actor.agentRole ?? 'agent',
    ...(actor.name === undefined ? {} : { name: actor.name }),
  };
  return [{ audience: 'main', k: 'joined', a: actor.id, d: { who: person } satisfies EventData['joined'] }];
}
