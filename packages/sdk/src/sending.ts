// What leaves: the outbox between the person and the link. It decides what goes out when, and what an answer does to an entry.
import { limits } from '@rapport/protocol';
import type { Audience, CmdId, CommandKind, ConvId, Seq, ServerFrame } from '@rapport/protocol';
import { parseStream } from '@rapport/protocol';
import { backoff } from './backoff.ts';
import { ChatError } from './error.ts';
import type { Link } from './link.ts';
import { add, again, drop, heads, isPending, move, patch, stale } from './outbox.ts';
import type { Entry, Outbox } from './outbox.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import { createCell } from './store.ts';
import type { Cell } from './store.ts';
import type { CallOptions, Platform, Receipt, Store } from './types.ts';
import { waiting } from './waiting.ts';

/** Stands where a command needs a conversation and has none (C11). */
export const nowhere = '-';

/** How a command ended, for whoever asked for it. */
export interface Fate {
  readonly key: CmdId;
  readonly receipt?: Receipt;
  readonly error?: ChatError;
}

export interface SendingHost {
  readonly p: Platform;
  readonly link: () => Link;
  storage(): OutboxStorage | null;
  /** T3: whether a command may leave now; if `real` and not yet, makes it so and pumps again. */
  mayCommand(real: boolean): boolean;
  /** The log goes up to here, the ack says. True: its event is still to come. */
  acked(conv: ConvId, ack: Extract<ServerFrame, { t: 'ack' }>, kind: CommandKind): boolean;
  /** C9: a new conversation's id. */
  moved(): ConvId;
  emitError(error: ChatError): void;
  report(error: unknown): void;
  changed(): void;
}

export interface Sending {
  box(): Outbox;
  /** O1: persisted before it returns. */
  push(c: ConvId, k: CommandKind, d: Entry['d'], brief?: boolean): Store<Fate>;
  replace(box: Outbox): void;
  /** Sends what may be sent. */
  pump(): void;
  answer(frame: Extract<ServerFrame, { t: 'ack' | 'err' }>): void;
  /** O1: its own event settles an entry as well as an ack does. */
  echoed(i: CmdId, seq: Seq, at: number): void;
  /** Everything up to here is in the window: place holders go. */
  covered(c: ConvId, audience: Audience, cursor: Seq): void;
  /** The socket is gone. */
  lost(code: number): void;
  retry(i: CmdId, k?: CommandKind): void;
  discard(i: CmdId): boolean;
  committed(fate: Store<Fate>, o?: CallOptions): Promise<Receipt>;
  nextAt(): number;
  due(now: number): void;
  dispose(): void;
}

export function createSending(host: SendingHost): Sending {
  const { p } = host;
  let box: Outbox = [];
  /** Sent on this socket and not answered, with the time. */
  const flight = new Map<CmdId, number>();
  const fates = new Map<CmdId, Cell<Fate>>();

  const keep = (next: Outbox): void => {
    box = next;
    host.storage()?.save(box);
    host.changed();
  };
  const settle = (i: CmdId, fate: Omit<Fate, 'key'>): void => {
    const cell = fates.get(i);
    cell?.set({ key: i, ...fate });
    if (!fate.error) fates.delete(i);
  };
  const fail = (e: Entry, error: ChatError): void => {
    flight.delete(e.i);
    // O5: what a person wrote stays visible; what a promise stands for ends with the promise.
    const visible = e.d.text !== undefined || e.k === 'rate';
    keep(visible ? patch(box, e.i, { st: 'failed', error }) : drop(box, e.i));
    if (!visible && !fates.has(e.i)) host.emitError(error);
    settle(e.i, { error });
    if (!visible) fates.delete(e.i);
  };
  const find = (i: CmdId): Entry | undefined => box.find((e) => e.i === i);

  const sending: Sending = {
    box: () => box,
    push(c, k, d, brief = false) {
      const i = p.id();
      const entry: Entry = { i, c, k, d: cleaned(d), at: p.now(), st: 'queued', ...(brief && { brief }) };
      keep(add(box, entry)); // O1: on disk before the wire
      const fate = createCell<Fate>({ key: i }, host.report);
      fates.set(i, fate);
      sending.pump();
      return fate;
    },
    replace: keep,
    pump() {
      const now = p.now();
      for (const e of stale(box, now)) fail(e, new ChatError('expired', 'too old to be sent without being asked')); // O4
      const ready = heads(box).filter((e) => !flight.has(e.i) && (e.notBefore ?? 0) <= now);
      const real = ready.some((e) => !e.brief);
      const { phase } = host.link().state();
      if (phase === 'idle' && real) host.link().input({ on: 'connect' });
      // A socket under suspicion gets nothing more until it has answered.
      if (phase !== 'online' || !ready.length) return;
      if (!host.mayCommand(real)) return; // T3
      for (const { i, c, k, d } of ready) {
        flight.set(i, now);
        box = patch(box, i, { st: 'sending' });
        host.link().send({ t: 'cmd', i, c, k, d });
      }
      host.changed();
      host.link().arm();
    },
    answer(frame) {
      const e = find(frame.i ?? '');
      if (!e || e.st === 'sent') return;
      flight.delete(e.i);
      if (frame.t === 'ack') {
        const { s, at, c } = frame;
        const more = host.acked(e.c, frame, e.k);
        keep(more ? patch(box, e.i, { st: 'sent', s, audience: parseStream(c)?.audience ?? 'main' }) : drop(box, e.i));
        settle(e.i, { receipt: { key: e.i, seq: s, at } });
      } else if (e.k === 'message' && frame.code === 'closed' && (frame.d as { start?: unknown } | null)?.start) {
        keep(move(box, e.c, host.moved())); // C9
      } else {
        const error = new ChatError(frame.code, undefined, { retryAfterMs: frame.retry, details: frame.d });
        if (error.retryable) {
          const tries = (e.tries ?? 0) + 1;
          box = patch(box, e.i, { tries, notBefore: p.now() + (frame.retry ?? backoff(tries, p.random)) });
        } else fail(e, error);
      }
      sending.pump();
    },
    echoed(i, seq, at) {
      if (!find(i)) return;
      flight.delete(i);
      keep(drop(box, i));
      settle(i, { receipt: { key: i, seq, at } });
    },
    covered(c, audience, cursor) {
      box = box.filter((e) => e.c !== c || e.audience !== audience || (e.s ?? Infinity) > cursor);
    },
    lost(code) {
      // 1009: the relay could not take the frame; sent again, it would end the next socket as well.
      if (code === 1009) for (const e of box.filter((x) => flight.has(x.i))) fail(e, new ChatError('too_large'));
      flight.clear(); // O3
    },
    retry(i, k) {
      const id = p.id();
      const fate = fates.get(i);
      const next = again(box, i, id, p.now());
      if (next === box) return;
      const e = next.at(-1) as Entry;
      fates.delete(i);
      if (fate) {
        fates.set(e.i, fate);
        fate.set({ key: e.i });
      }
      keep(k ? patch(next, e.i, { k }) : next);
      sending.pump();
    },
    discard(i) {
      const e = find(i);
      if (!e || (e.st !== 'failed' && e.st !== 'queued')) return false;
      keep(drop(box, i));
      settle(i, { error: new ChatError('aborted', 'taken back') });
      fates.delete(i);
      return true;
    },
    committed: (fate, o = {}) =>
      waiting(o, p.setTimer, (done, failed) =>
        fate.subscribe(({ receipt, error }) => {
          if (receipt) done(receipt);
          else if (error) failed(error);
        }),
      ),
    nextAt() {
      const soon = box.filter(isPending).map((e) => e.notBefore ?? Infinity);
      return Math.min(...soon.filter((at) => at > p.now()), ...[...flight.values()].map((at) => at + limits.ackTimeoutMs));
    },
    due(now) {
      // P2: an overdue ack is a reason to ask whether the relay is still there.
      for (const [i, at] of flight) {
        if (now - at < limits.ackTimeoutMs) continue;
        flight.set(i, now);
        host.link().input({ on: 'doubt' });
      }
      sending.pump();
    },
    dispose() {
      for (const [i] of fates) settle(i, { error: new ChatError('disposed') });
    },
  };
  return sending;
}

/** B1: NUL and lone surrogates never reach the relay; and what is kept is a copy. */
function cleaned(d: Entry['d']): Entry['d'] {
  const clean = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.replace(/[\0\p{Cs}]/gu, '') : value);
  return JSON.parse(JSON.stringify(d), clean);
}
