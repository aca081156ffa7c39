// What a command does to a conversation: events, or a refusal that changes nothing. Pure: (state, command, context) → decision.
// The store calls it with the state inside the transaction (L5). It may rely on the shape of `d` (decode.ts), on nothing else.
import type { Command, ConvState } from '@rapport/protocol';
import type { Decision } from '../store/store.ts';
import { type DecideContext, present, type Rule, refuse } from './decide-context.ts';
import { accept, close, join, reopen } from './decide-flow.ts';
import { guess, unvoid, voidRating } from './decide-guess.ts';
import { consult, decline, takeover, transfer } from './decide-hand-over.ts';
import { block, complain, escalate, stay, unblock } from './decide-plea.ts';
import { dismiss, rate, rerate, shown } from './decide-rating.ts';
import { message, note, open } from './decide-talk.ts';

export type { Actor, Colleague, DecideContext } from './decide-context.ts';

export type Asked = Pick<Command, 'k' | 'd' | 'if'>;

/** Unknown kinds, and those that append nothing (`profile`, `presence`), are `unsupported`. */
export function decide(state: ConvState | null, command: Asked, context: DecideContext): Decision {
  if (command.k === 'open') return open(state, command.d as Parameters<typeof open>[1], context);
  const rule = rules.get(command.k);
  if (!rule) return refuse('unsupported'); // C12
  // C4: another's conversation looks exactly like one that does not exist.
  if (!state || (context.actor.role === 'v' && state.visitor !== context.actor.id)) return refuse('not_found');
  if (context.actor.role === 'v' && state.blocked) return refuse('banned'); // Q13: whatever socket it still came by
  const decision = rule(state, command.d, context);
  // A refusal says more than a condition that does not hold: of two who accept, the loser learns who won (C7).
  return decision.ok && !holds(state, command.if) ? refuse('conflict', present(state, context)) : decision;
}

// A map and not an object, so that `constructor` is as unknown as any other word. Each rule takes the data of its own kind.
const rules: ReadonlyMap<string, Rule<unknown>> = new Map(
  Object.entries({
    message,
    note,
    accept,
    decline,
    transfer,
    consult,
    join,
    takeover,
    escalate,
    complain,
    stay,
    block,
    unblock,
    close,
    reopen,
    rate,
    dismiss,
    shown,
    rerate,
    guess,
    void: voidRating,
    unvoid,
  } as Record<string, Rule<unknown>>),
);

// C6
function holds({ st, as }: ConvState, wanted: Asked['if']): boolean {
  return (wanted?.st === undefined || wanted.st === st) && (wanted?.as === undefined || wanted.as === as);
}
