// What every rule of decide is given, and how it says no. Pure.
import {
  type ActorId,
  type CmdId,
  type ConvId,
  type ConvState,
  type EventData,
  limits,
  type Wait,
} from '@rapport/protocol';
import type { FileOf } from '../store/files.ts';
import type { Decision, Others } from '../store/store.ts';
import { defaultSettings, type SiteSettings } from './settings/site-settings.ts';

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

/** A colleague, as one who hands over sees him. */
export interface Colleague {
  readonly id: ActorId;
  readonly name: string;
  readonly role: 'agent' | 'lead' | 'owner';
  /** Has a live socket, and is not away. */
  readonly isHere: boolean;
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
  /** @default those of a site that has set nothing */
  readonly settings?: (site: string) => SiteSettings;
  /** Null: no such agent, or one who may not be here. @default nobody is known */
  readonly agent?: (id: ActorId) => Colleague | null;
  /** The wait to promise now, null: none. @default null */
  readonly wait?: (team?: string, lang?: string) => Wait | null;
  /** Conversations of the same visitor, as they are inside the commit. @default none */
  readonly others?: Others;
  /** An uploaded file as it is inside the commit. @default there are none */
  readonly file?: FileOf;
  /** Whether what this person has uploaded is the actor's own. @default nothing is */
  readonly isOwnUpload?: (by: ActorId) => boolean;
  /** Of the visitor's page and language, what is known. */
  readonly whence?: Whence;
  /** The visitor is of the staff, as far as can be told (R12). @default he is not */
  readonly insider?: EventData['insider']['by'] | null;
  /** This conversation is offered to the actor now: only then may he give it back. @default false */
  readonly isOffered?: boolean;
}

/** Where a visitor begins a session, and in which language. */
export type Whence = Pick<EventData['opened'], 'page' | 'locale'>;

/** A rule for one kind of command, once the conversation is known to exist and to be the actor's business. */
export type Rule<D> = (state: ConvState, d: D, context: DecideContext) => Decision;

/** The state as the actor may see it. */
export function present(state: ConvState, { actor, now }: Pick<DecideContext, 'actor' | 'now'>): ConvState {
  if (actor.role === 'v') return forVisitor(state);
  return isGuessing(state, actor.id, now) ? withoutRating(state) : state;
}

/** R7: until he has guessed, has declined, or the time is past, nothing of a rating reaches the agent who is to guess it. */
export function isGuessing({ guess }: Pick<ConvState, 'guess'>, agent: ActorId, now: number): boolean {
  return guess?.of === agent && now < guess.until;
}

/** R7: as if the rating stream had not been written. */
export function withoutRating({ complaints: _, ...state }: ConvState): ConvState {
  return { ...state, rate: {} };
}

/** S1: without anything that was folded from notes; not even their number reaches a visitor. */
export function forVisitor(state: ConvState): ConvState {
  const {
    hand: _,
    helpers: __,
    outcome: ___,
    blocked: ____,
    guess: _____,
    voids: ______,
    insider: _______,
    ...rest
  } = state;
  return { ...rest, notes: 0 };
}

export function refuse(code: (Decision & { ok: false })['code'], d?: unknown): Decision {
  return d === undefined ? { ok: false, code } : { ok: false, code, d };
}

export function limitsOf(context: Pick<DecideContext, 'limits'>): DecideLimits {
  return context.limits ?? limits;
}

export function settingsIn(context: Pick<DecideContext, 'settings'>, site: string): SiteSettings {
  return context.settings?.(site) ?? defaultSettings;
}

/** Author of everything that the relay does by itself. */
export const system = 'system';

/** Nothing is appended, and that is no mistake: acknowledged with `s: 0` (C11). */
export const asItIs: Decision = { ok: true, events: [] };
