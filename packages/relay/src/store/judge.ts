// One unit of a commit, judged and numbered: what every store does alike. Pure; knows no database.
// Whoever calls it holds the lock of the conversation (L5) and has looked up whether the command is already in the log (L3).

import type { Audience } from '@rapport/protocol';
import { type ConvState, type Ev, fold, type Seq } from '@rapport/protocol';
import type { FileOf } from './files.ts';
import type { Appended, Decision, Draft, Heads, Others, Outcome, Unit } from './store.ts';

/** What a store holds of a conversation, besides its log. */
export interface Held {
  readonly state: ConvState;
  readonly heads: Heads;
  /** The last `message` event. */
  readonly last: Ev | null;
  readonly at: number;
}

/** The event in the log that carries the id of the command at hand. */
export interface Earlier {
  readonly hash: string;
  readonly audience: Audience;
  readonly seq: Seq;
  readonly at: number;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The conversation afterwards: the same object unless something was appended. */
  readonly held: Held | null;
}

const nothing: Heads = { main: 0, notes: 0, rating: 0 };

export function judge(
  unit: Unit,
  held: Held | null,
  earlier: Earlier | null,
  others: Others = () => [],
  fileOf: FileOf = () => null,
): Verdict {
  if (earlier) return { outcome: answerAgain(unit, earlier), held };
  const decision = unit.decide(held?.state ?? null, others, fileOf);
  // C11: it is as asked for already.
  if (decision.ok && decision.events.length === 0)
    return { outcome: { kind: 'repeated', audience: 'main', seq: 0, at: unit.now }, held };
  return decision.ok ? append(unit, held, decision.events) : { outcome: refusal(decision), held };
}

// L3: the log itself is the memory of what was done.
function answerAgain(unit: Unit, { hash, audience, seq, at }: Earlier): Outcome {
  return hash === unit.hash ? { kind: 'repeated', audience, seq, at } : { kind: 'refused', code: 'id_reused' };
}

function refusal({ code, d, retry }: Decision & { ok: false }): Outcome {
  return { kind: 'refused', code, ...(d === undefined ? {} : { d }), ...(retry === undefined ? {} : { retry }) };
}

function append(unit: Unit, held: Held | null, drafts: readonly Draft[]): Verdict {
  const heads = { ...(held?.heads ?? nothing) };
  const events: Appended[] = [];
  let state = held?.state ?? null;
  let last = held?.last ?? null;
  let own: Appended | null = null;
  for (const draft of drafts) {
    const { audience } = draft;
    heads[audience] += 1; // L1
    const ev = place(draft, heads[audience], unit.now, heads.main);
    state = fold(state, audience, ev);
    if (audience === 'main' && ev.k === 'message') last = ev;
    const appended = { audience, ev };
    if (ev.m !== undefined) own = own ? twice(unit) : appended;
    events.push(appended);
  }
  if (!own || !state) throw new Error('A decision must give exactly one of its events the id of its command.');
  const next: Held = { state, heads, last, at: unit.now };
  return {
    held: next,
    outcome: { kind: 'committed', audience: own.audience, seq: own.ev.s, at: unit.now, events, state, heads },
  };
}

function twice(unit: Unit): never {
  throw new Error(`A decision gave two events the id of one command (${unit.conv}).`);
}

function place({ audience, k, a, d, m }: Draft, s: Seq, at: number, mainHead: Seq): Ev {
  const ev: Ev = m === undefined ? { s, k, a, at, d } : { s, k, a, at, m, d };
  return audience === 'notes' ? { ...ev, p: mainHead } : ev; // S2
}
