// What every rule of decide is given, and how it says no. Pure.
import { type CmdId, type ConvId, type ConvState, limits } from '@rapport/protocol';
import type { Decision } from '../store/store.ts';

export interface Actor {
  readonly id: string;
  readonly role: 'v' | 'a';
  readonly name?: string;
  /** @default 'agent' */
  readonly agentRole?: 'agent' | 'lead' | 'owner';
}

export interface DecideLimits {
  /** Code points. */
  readonly textVisitor: number;
  readonly textAgent: number;
  readonly comment: number;
  readonly contact: number;
  readonly reopenWithinMs: number;
  readonly rateWithinMs: number;
  readonly changeWithinMs: number;
}

export interface DecideContext {
  /** From the socket's identity, never from the frame (T6). */
  readonly actor: Actor;
  /** Site key of the visitor. Only `open` looks at it. */
  readonly site: string;
  readonly conv: ConvId;
  readonly cmd: CmdId;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether somebody would answer now (P4). */
  readonly hereNow: boolean;
  /** Secret of session `n` of this conversation (R2). */
  readonly ratingSecret: (n: number) => string;
  /** @default those of the protocol */
  readonly limits?: DecideLimits;
}

/** A rule for one kind of command, once the conversation is known to exist and to be the actor's business. */
export type Rule<D> = (state: ConvState, d: D, context: DecideContext) => Decision;

/** The state as the actor may see it (S1: not even the number of notes reaches a visitor). */
export function present(state: ConvState, { actor }: DecideContext): ConvState {
  return actor.role === 'v' ? { ...state, notes: 0 } : state;
}

export function refuse(code: (Decision & { ok: false })['code'], d?: unknown): Decision {
  return d === undefined ? { ok: false, code } : { ok: false, code, d };
}

export function limitsOf(context: DecideContext): DecideLimits {
  return context.limits ?? limits;
}
