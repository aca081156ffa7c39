// Listens to every frame on the wire and holds it against the record: what the relay says must be on the disk already,
// and must be for those ears (invariants 1, 4, 5, 7, 9, 10, 11, 12 and rule R2).

import { isDeepStrictEqual } from 'node:util';
import { type ConvState, type Ev, type Mark, parseStream, type ServerFrame, type Sum } from '@rapport/protocol';
import { type LogRecord, plain } from './record.ts';
import type { Tab } from './tab.ts';
import type { Link, Taps } from './wire.ts';

export interface Ears {
  /** Strings that nobody but this person may ever be sent: conversation ids, notes, secrets. */
  readonly ownerOf: Map<string, string>;
  /** Notes' texts: for the staff alone. */
  readonly notes: Set<string>;
  readonly secrets: Set<string>;
  readonly acks: { count: number };
  /** What the relay called who is on it; undefined: not past its handshake. */
  whoIs(link: Link): string | undefined;
}

export type Tap = Pick<Taps, 'sentByRelay' | 'heardByClient' | 'sentByClient' | 'mayRepeat' | 'mayVanish'> & Ears;

const kindOf = (text: string): string => /^\{"t":"([a-z]+)"/.exec(text)?.[1] ?? '';
const repeatable = new Set([
  'ack',
  'ev',
  'snap',
  'mk',
  'hb',
  'sum',
  'err',
  'here',
  'inv',
  'eph',
  'offer',
  'staff',
  'line',
  'presence',
  'pong',
  'cmd',
  'sub',
  'mark',
  'ping',
]);

export function createTap(
  record: LogRecord,
  fail: (invariant: number, what: string) => void,
  trace: (what: string) => void = () => {},
): Tap {
  const ownerOf = new Map<string, string>();
  const notes = new Set<string>();
  const secrets = new Set<string>();
  const acks = { count: 0 };
  const marks = new Map<string, Mark>();
  /** Highest seq of each stream that a tab has been handed. */
  const heard = new WeakMap<Tab, Map<string, number>>();
  /** Who speaks on each connection: what the relay called them. */
  const welcomed = new WeakMap<Link, string>();

  function checkEvents(stream: string, events: readonly Ev[], who: string): void {
    const at = parseStream(stream);
    if (!at) return fail(10, `${who} was sent the stream ${stream}`);
    for (const ev of events) {
      const kept = record.convs.get(at.conv)?.[at.audience][ev.s - 1];
      if (!kept) fail(1, `${who} was sent ${stream} ${ev.s}, which is not on the disk`);
      else if (!isDeepStrictEqual(kept, ev))
        fail(
          5,
          `${who} was sent another ${stream} ${ev.s} than the log's: ${JSON.stringify(ev)} ${JSON.stringify(kept)}`,
        );
    }
  }

  function checkMark(conv: string, who: string, mark: Mark, monotone: boolean): void {
    const known = marks.get(`${conv} ${who}`) ?? { r: 0, d: 0 };
    const head = record.convs.get(conv)?.main.length ?? 0;
    if (mark.r > mark.d || mark.d > head)
      fail(11, `the mark of ${who} in ${conv} is r ${mark.r}, d ${mark.d} at head ${head}`);
    if (monotone && (mark.r < known.r || mark.d < known.d)) fail(11, `the mark of ${who} in ${conv} went back`);
    marks.set(`${conv} ${who}`, { r: Math.max(mark.r, known.r), d: Math.max(mark.d, known.d) });
  }

  function checkSum(sum: Sum, who: string): void {
    if (sum.last) checkEvents(sum.c, [sum.last], who);
    const streams = record.convs.get(sum.c);
    if (!streams || sum.h > streams.main.length)
      fail(1, `${who} was told of ${sum.c} ${sum.h}, which is not on the disk`);
    else if (!isDeepStrictEqual(sum.st, plain(stateFor(sum.c, sum.h, sum.st))))
      fail(12, `${who} was sent a sum of ${sum.c} that is not the fold`);
  }

  /** The fold at `head`, with the parts of the other streams as `given` has them: they have heads of their own. */
  function stateFor(conv: string, head: number, given: object): unknown {
    const state = record.state(conv, head);
    const {
      rate,
      complaints,
      notes: count,
      hand,
      helpers,
      outcome,
      blocked,
      guess,
      insider,
      voids,
    } = given as ConvState;
    return (
      state && { ...state, rate, complaints, notes: count, hand, helpers, outcome, blocked, guess, insider, voids }
    );
  }

  function forWhom(link: Link, text: string): void {
    const tab = link.seat as Tab;
    for (const secret of secrets)
      if (link.seat.role === 'a' && text.includes(secret)) fail(10, `${tab.name} was sent a rating secret`);
    if (link.seat.role === 'a') return;
    // A refusal names what was asked for.
    if (kindOf(text) === 'err') return;
    for (const note of notes) if (text.includes(note)) fail(10, `${tab.name} was sent a note`);
    for (const [mark, owner] of ownerOf)
      if (owner !== tab.person.name && text.includes(mark)) fail(10, `${tab.name} was sent something of ${owner}`);
    if (/"(hn|hand|helpers|outcome|blocked|guess|voids)":|"v":\{|\/n"/.test(text))
      fail(10, `${tab.name} was sent something of the staff: ${text}`);
  }

  /** R7: nothing of a rating to the agent who is to guess it. */
  function withheld(link: Link, frame: ServerFrame): void {
    const who = welcomed.get(link);
    const isKept = (conv: string): boolean => link.seat.role === 'a' && record.state(conv)?.guess?.of === who;
    const sums = frame.t === 'sum' ? frame.e : frame.t === 'welcome' ? frame.convs : [];
    const states = frame.t === 'snap' ? [{ c: parseStream(frame.c)?.conv ?? '', st: frame.st }] : sums;
    for (const { c, st } of states)
      if (isKept(c) && Object.keys(st.rate).some((n) => Number(n) >= (record.state(c)?.guess?.n ?? 0)))
        fail(10, `${who} was sent a state of ${c} with the rating to guess`);
    const at = frame.t === 'ev' || frame.t === 'snap' ? parseStream(frame.c) : null;
    if (at?.audience === 'rating' && isKept(at.conv) && (frame as { e: readonly Ev[] }).e.some(isOfGuess(at.conv)))
      fail(10, `${who} was sent what is said of the session to guess in ${at.conv}`);
  }
  const isOfGuess =
    (conv: string) =>
    (ev: Ev): boolean =>
      (ev.d as { n: number }).n === record.state(conv)?.guess?.n;

  return {
    ownerOf,
    notes,
    secrets,
    acks,
    whoIs: (link) => welcomed.get(link),
    mayRepeat: (text) => repeatable.has(kindOf(text)),
    mayVanish: (text) => ['ev', 'hb'].includes(kindOf(text)),

    sentByRelay(link, text) {
      const tab = link.seat as Tab;
      trace(`${tab.name} <- ${text}`);
      const frame = JSON.parse(text) as ServerFrame;
      if (!welcomed.has(link) && !['welcome', 'err', 'bye'].includes(frame.t))
        fail(4, `${tab.name} was sent ${frame.t} before welcome`);
      if (frame.t === 'inv') secrets.add(frame.secret);
      if (frame.t === 'welcome') {
        if (welcomed.has(link)) fail(4, `${tab.name} was welcomed twice`);
        welcomed.set(link, frame.me.id);
        for (const one of frame.inv ?? []) secrets.add(one.secret);
        for (const sum of frame.convs) checkSum(sum, tab.name);
      }
      forWhom(link, text);
      withheld(link, frame);
      if (frame.t === 'ev') {
        checkEvents(frame.c, frame.e, tab.name);
        frame.e.forEach(
          (ev, at) =>
            void (
              at > 0 &&
              ev.s !== (frame.e[at - 1] as Ev).s + 1 &&
              fail(4, `${tab.name} was sent ${frame.c} with a hole`)
            ),
        );
      }
      if (frame.t === 'sum') for (const sum of frame.e) checkSum(sum, tab.name);
      if (frame.t === 'mk') checkMark(frame.c, frame.w, frame, true);
      if (frame.t === 'snap') {
        checkEvents(frame.c, frame.e, tab.name);
        const at = parseStream(frame.c);
        if (at?.audience === 'main' && !isDeepStrictEqual(frame.st, plain(stateFor(at.conv, frame.h, frame.st))))
          fail(12, `${tab.name} was sent a snap of ${frame.c} that is not the fold`);
        for (const [who, mark] of Object.entries(frame.mk)) checkMark(at?.conv ?? '', who, mark, false);
      }
      if (frame.t === 'ack' && frame.s > 0) {
        acks.count += 1;
        const at = parseStream(frame.c);
        const place = at && record.place(at.conv, welcomed.get(link) ?? '', frame.i);
        if (!place || place.seq !== frame.s || place.audience !== at?.audience)
          fail(1, `${tab.name} was sent an ack of ${frame.i} at ${frame.c} ${frame.s}, which is not on the disk`);
      }
    },

    heardByClient(link, text) {
      const tab = link.seat as Tab;
      let frame: ServerFrame;
      try {
        frame = JSON.parse(text) as ServerFrame;
      } catch {
        return;
      }
      const seqs = heard.get(tab) ?? new Map<string, number>();
      heard.set(tab, seqs);
      if (frame.t === 'ev' || frame.t === 'snap') {
        const last = frame.t === 'snap' ? frame.h : (frame.e.at(-1)?.s ?? 0);
        seqs.set(frame.c, Math.max(last, seqs.get(frame.c) ?? 0));
      }
    },

    sentByClient(link, text) {
      const tab = link.seat as Tab;
      trace(`${tab.name} -> ${text}`);
      const frame = JSON.parse(text) as { t: string; cur?: Record<string, number>; c?: string; s?: number };
      const cursors =
        frame.t === 'hello' ? Object.entries(frame.cur ?? {}) : frame.t === 'sub' ? [[frame.c, frame.s] as const] : [];
      for (const [stream, seq] of cursors) {
        const most = heard.get(tab)?.get(stream as string) ?? 0;
        // A tab that has heard nothing of a stream has no data of it: what it says it has was kept without.
        if ((seq as number) > 0 && most === 0)
          fail(9, `${tab.name} says it has ${stream} up to ${seq}, and has nothing`);
        // An acknowledgement or a heartbeat that moved a cursor would show here (D3).
        if ((seq as number) > most) fail(7, `${tab.name} says it has ${stream} up to ${seq}, and was handed ${most}`);
      }
    },
  };
}
