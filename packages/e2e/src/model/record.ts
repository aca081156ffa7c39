// What is on the disk, as the test saw it being written: the truth that every participant is compared with.
// Each commit is checked as it happens (invariants 2, 3, 6, 12, 13 of the delivery design).

import { isDeepStrictEqual } from 'node:util';
import { type Audience, type ConvId, type ConvState, type Ev, fold, type Seq } from '@rapport/protocol';
import type { Outcome, Unit } from '@rapport/relay';
import { checkSaid } from './survey-rules.ts';

export type Streams = Readonly<Record<Audience, Ev[]>>;

export interface Place {
  readonly audience: Audience;
  readonly seq: Seq;
}

export interface LogRecord {
  readonly convs: ReadonlyMap<ConvId, Streams>;
  committed(units: readonly Unit[], outcomes: readonly Outcome[]): void;
  /** `run` hears every unit that was carried out. */
  onUnit(run: (unit: Unit) => void): void;
  /** Where the command of this actor stands in the log. */
  place(conv: ConvId, actor: string, cmd: string): Place | null;
  /** The fold of everything, or of the main stream alone up to `seq`. */
  state(conv: ConvId, seq?: Seq): ConvState | null;
  /** How many events of each kind. */
  readonly kinds: ReadonlyMap<string, number>;
}

/** Without what is there and says nothing: as it is after a way over the wire. */
export const plain = (state: unknown): unknown => (state ? JSON.parse(JSON.stringify(state)) : state);

/** From which states an event of the main stream may come (reference: the conversation's state machine). */
const from: Readonly<Record<string, readonly (string | null)[]>> = {
  opened: [null],
  message: ['queued', 'active'],
  assigned: ['queued'],
  joined: ['queued', 'active'],
  closed: ['queued', 'active'],
  transferred: ['queued', 'active'],
  requeued: ['active'],
  escalated: ['queued', 'active'],
  promised: ['queued', 'active'],
  late: ['queued', 'active'],
  asked: ['active'],
  stayed: ['queued', 'active'],
  reopened: ['closed'],
};

/** An event that a newer node has written (V2): it may come at any time. */
export const unheardOf = 'of_the_future';

export function createRecord(fail: (invariant: number, what: string) => void): LogRecord {
  const convs = new Map<ConvId, Streams>();
  const places = new Map<string, Place>();
  const states = new Map<ConvId, ConvState>();
  /** Of the main stream alone, after each of its events. */
  const folds = new Map<ConvId, ConvState[]>();
  const kinds = new Map<string, number>();
  const listeners: ((unit: Unit) => void)[] = [];

  function append(conv: ConvId, audience: Audience, ev: Ev, actor: string): void {
    const streams = convs.get(conv) ?? { main: [], notes: [], rating: [] };
    convs.set(conv, streams);
    const stream = streams[audience];
    kinds.set(ev.k, (kinds.get(ev.k) ?? 0) + 1);
    if (ev.s !== stream.length + 1) fail(3, `${conv} ${audience}: ${ev.s} came after ${stream.length}`);
    stream.push(ev);
    // R8: whom it asks to guess, the relay says by itself.
    if (ev.a !== actor && !((ev.k === 'guessing' || ev.k === 'insider') && ev.a === 'system'))
      fail(14, `${conv} ${ev.s}: written by ${ev.a}, asked by ${actor}`);
    if (ev.m !== undefined) {
      const key = `${conv} ${ev.a} ${ev.m}`;
      if (places.has(key)) fail(2, `the command ${ev.m} is twice in ${conv}`);
      places.set(key, { audience, seq: ev.s });
    }
    const before = states.get(conv) ?? null;
    if (audience === 'main' && ev.k !== unheardOf && !from[ev.k]?.includes(before?.st ?? null))
      fail(13, `${conv} ${ev.s}: ${ev.k} in state ${before?.st ?? 'none'}`);
    if (ev.k === 'assigned' && before && before.st === 'queued' && before.as !== null)
      fail(13, `${conv}: accepted twice`);
    if (before?.hand && ev.k === 'handing') fail(13, `${conv}: handed over twice`);
    if (audience === 'notes' && ev.p !== streams.main.length)
      fail(3, `${conv}: note ${ev.s} says main head ${ev.p}, it is ${streams.main.length}`);
    if (before?.blocked && ev.a === before.visitor) fail(14, `${conv} ${ev.s}: ${ev.k} by a blocked visitor`);
    const after = fold(before, audience, ev);
    if (before) checkSaid(conv, audience, ev, before, after, fail);
    states.set(conv, after);
    if (audience === 'main' && (after.st === 'active') !== (after.as !== null) && after.st !== 'closed')
      fail(13, `${conv} ${ev.s}: ${after.st} and ${after.as ?? 'nobody'} has it`);
    if (audience !== 'main') return;
    const known = folds.get(conv) ?? [];
    folds.set(conv, known);
    known.push(fold(known.at(-1) ?? null, 'main', ev));
  }

  return {
    convs,
    kinds,
    onUnit: (run) => void listeners.push(run),
    committed(units, outcomes) {
      if (units.length !== outcomes.length) fail(1, `${units.length} units had ${outcomes.length} outcomes`);
      units.forEach((unit, at) => {
        const outcome = outcomes[at];
        if (outcome?.kind !== 'committed') return;
        for (const run of listeners) run(unit);
        const mains = outcome.events.filter((one) => one.audience === 'main');
        const rest = outcome.events.filter((one) => one.audience !== 'main');
        for (const one of [...mains, ...rest]) append(unit.conv, one.audience, one.ev, unit.actor);
        const state = states.get(unit.conv) as ConvState;
        if (!isDeepStrictEqual(plain(outcome.state), plain(state)))
          fail(
            12,
            `${unit.conv}: the store's fold differs from the log's: ${JSON.stringify(outcome.state)} ${JSON.stringify(state)}`,
          );
        if (state.hand && (state.st === 'closed' || state.hand.to === state.as))
          fail(13, `${unit.conv}: being handed to ${state.hand.to}, while ${state.st} with ${state.as}`);
        const closed = mains.some((one) => one.ev.k === 'closed');
        const invited = rest.some((one) => one.ev.k === 'invited');
        const excused = rest.some((one) => one.ev.k === 'excused');
        // R1
        if (invited === excused ? closed : !closed || (invited && (state.fromStaff === 0 || state.fromVisitor === 0)))
          fail(
            13,
            `${unit.conv}: closed ${closed} with ${state.fromStaff} replies, invited ${invited}, excused ${excused}`,
          );
        if (outcome.kind === 'committed' && !places.has(`${unit.conv} ${unit.actor} ${unit.cmd}`))
          fail(2, `${unit.cmd} was committed without its id in the log`);
      });
    },
    place: (conv, actor, cmd) => places.get(`${conv} ${actor} ${cmd}`) ?? null,
    state(conv, seq) {
      if (seq === undefined) return states.get(conv) ?? null;
      return seq > 0 ? (folds.get(conv)?.[seq - 1] ?? null) : null;
    },
  };
}
