// What leaves: when entries of the outbox go out, and what an answer does to them.

import type { CommandKind, ConvId, ServerFrame } from '@rapport/protocol';
import { limits } from '@rapport/protocol';
import { backoff } from './backoff.ts';
import type { Core } from './core.ts';
import { ChatError, errorOf } from './error.ts';
import { drop, fail, keep, settle } from './keeping.ts';
import type { Entry } from './outbox.ts';
import { again, entryOf, heads, isFull, isPending, isStale, move } from './outbox.ts';
import { begun, onHead } from './reading.ts';
import type { CallOptions, Receipt } from './types.ts';

/** Stands where a command needs a conversation and has none (C11). */
export const nowhere = '-';

/** Puts a command into the outbox. Throws `outbox_full`, `disposed`. */
export function push(x: Core, c: ConvId, k: CommandKind, d: Entry['d'], brief?: boolean): Entry {
  x.alive();
  const entry = entryOf(x.p.id(), c, k, cleaned(d), x.p.now(), brief);
  const box = [...x.box, entry];
  if (isFull(box)) throw new ChatError('outbox_full');
  keep(x, box); // O1: on disk before the wire
  stir(x);
  return entry;
}

/** Nothing waits that a person said. */
export const isQuiet = (x: Core): boolean => !x.box.some((e) => isPending(e) && !e.brief);

/** After something was put into the outbox: a client that rests gets up for it. */
export function stir(x: Core): void {
  const { phase, at } = x.connection();
  if (!isQuiet(x) && at === Infinity && phase !== 'stopped') x.input({ on: 'connect' });
  else x.changed();
}

export function answer(x: Core, f: Extract<ServerFrame, { t: 'ack' | 'err' }>): void {
  const e = x.box.find((entry) => entry.i === f.i && isPending(entry));
  if (!e) return;
  e.flewAt = 0;
  if (f.t === 'ack') {
    if (e.k === 'open') begun(x, e.c);
    settle(x, e, f.s, f.at, onHead(x, f.c, f.s));
  } else if (f.code === 'closed' && e.k === 'message' && (f.d as { start?: unknown } | null)?.start) {
    move(x.box, e.c, x.p.id()); // C9
    keep(x, x.box);
  } else {
    const error = errorOf(f);
    if (error.retryable) {
      e.notBefore = x.p.now() + (f.retry ?? backoff(++e.tries, x.p.random));
      // B4: nothing is lost and nothing fails, so that only this tells why it waits.
      if (f.code === 'rate_limited') x.emit('error', error);
    } else fail(x, e, error);
  }
}

export function retry(x: Core, e: Entry): void {
  if (e.st !== 'failed') return;
  again(e, x.p.id(), x.p.now());
  keep(x, [...x.box.filter((other) => other !== e), e]);
  stir(x);
}

/** False: it may have reached the relay. */
export function discard(x: Core, e: Entry): boolean {
  const may = /queued|failed/.test(e.st) && x.box.includes(e);
  if (may) {
    fail(x, e, new ChatError('aborted'));
    drop(x, e);
    x.changed();
  }
  return may;
}

export const committed = (x: Core, e: Entry, o?: CallOptions): Promise<Receipt> =>
  x.when(() => {
    if (e.error) throw e.error;
    return e.st === 'sent' && { key: e.i, seq: e.s as number, at: e.sentAt as number };
  }, o);

/** Sends what may be sent. Gives when there is more to do: what could not go out when it was allowed waits for the socket, not for a timer. */
export function sendDue(x: Core, now: number): number {
  for (const e of x.box) {
    if (isStale(e, now)) fail(x, e, new ChatError('expired')); // O4
    if (!e.flewAt || now - e.flewAt < limits.ackTimeoutMs) continue;
    // P2: an overdue ack is a reason to ask whether the relay is still there.
    e.flewAt = now;
    x.input({ on: 'doubt' });
  }
  pump(x, now);
  return Math.min(
    ...x.box
      .filter(isPending)
      .map((e) => (e.flewAt ? e.flewAt + limits.ackTimeoutMs : e.notBefore > now ? e.notBefore : Infinity)),
  );
}

function pump(x: Core, now: number): void {
  const ready = heads(x.box).filter((e) => !e.flewAt && e.notBefore <= now);
  // A socket under suspicion gets nothing more until it has answered.
  if (x.connection().phase !== 'online' || !ready.length) return;
  if (!x.part.mayCommand(ready.some((e) => !e.brief))) return; // T3
  for (const e of ready) {
    const { i, c, k, d } = e;
    e.st = 'sending';
    e.flewAt = now;
    // U6: whose they are, the relay knows; what they are called is kept for the screen.
    x.send({ t: 'cmd', i, c, k, d: d.files ? { ...d, files: d.files.map(({ id }) => id) } : d });
  }
}

/** B1: NUL and lone surrogates never reach the relay; and what is kept is a copy. */
const cleaned = (d: Entry['d']): Entry['d'] =>
  JSON.parse(JSON.stringify(d), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/[\0\p{Cs}]/gu, '') : value,
  );
