// What was said and not yet confirmed, as pure steps over a list of entries. Where they are kept is outbox-storage.ts; who sends them, sending.ts.
import { limits } from '@rapport/protocol';
import type { Audience, CmdId, CommandKind, ConvId, Seq } from '@rapport/protocol';
import { ChatError } from './error.ts';

export interface Entry {
  /** C2: the command's id, and the message's name for life. */
  readonly i: CmdId;
  readonly c: ConvId;
  readonly k: CommandKind;
  readonly d: Readonly<Record<string, unknown>>;
  /** Local milliseconds: when the person did it. */
  readonly at: number;
  /** `sent`: acknowledged, its event not yet here; kept in memory only. */
  readonly st: 'queued' | 'sending' | 'sent' | 'failed';
  readonly error?: ChatError;
  /** Once `sent`: its place, and in which stream. */
  readonly s?: Seq;
  readonly audience?: Audience;
  /** Of this page load alone (profile, presence): neither persisted nor expired. */
  readonly brief?: boolean;
  /** Refused for now: not before this. */
  readonly notBefore?: number;
  readonly tries?: number;
}

export type Outbox = readonly Entry[];

export const isPending = (e: Entry): boolean => e.st === 'queued' || e.st === 'sending';

/** O7: nothing is dropped to make room; the person is told at once. */
export function add(box: Outbox, entry: Entry): Outbox {
  const next = [...box, entry];
  if (next.length > limits.outboxEntries || pack(next).length > limits.outboxBytes) {
    throw new ChatError('outbox_full', 'too much waits to be sent; wait for the connection, or discard failed messages');
  }
  return next;
}

/** O2: the first pending entry of each conversation, those of other conversations beside it. */
export function heads(box: Outbox): Outbox {
  const busy = new Set<ConvId>();
  return box.filter((e) => isPending(e) && !busy.has(e.c) && busy.add(e.c));
}

export function patch(box: Outbox, i: CmdId, change: Partial<Entry>): Outbox {
  return box.map((e) => (e.i === i ? { ...e, ...change } : e));
}

export function drop(box: Outbox, i: CmdId): Outbox {
  return box.filter((e) => e.i !== i);
}

/** O4: those that must not go out by themselves any more. */
export function stale(box: Outbox, now: number): Outbox {
  return box.filter((e) => isPending(e) && !e.brief && now - e.at > limits.resendMaxAgeMs);
}

/** O5: a refused entry is tried under a new id. One that only grew old may have been carried out: the same id keeps it one message. */
export function again(box: Outbox, i: CmdId, newId: CmdId, now: number): Outbox {
  const old = box.find((e) => e.i === i && e.st === 'failed');
  if (!old) return box;
  const { error, ...rest } = old;
  const expired = error?.code === 'expired';
  return [...drop(box, i), { ...rest, i: expired ? i : newId, at: now, st: expired ? 'sending' : 'queued' }];
}

/** C9: what waits for a conversation that cannot be reopened goes to a new one, whose first command opens it. */
export function move(box: Outbox, from: ConvId, to: ConvId): Outbox {
  let first = true;
  return box.map((e) => {
    if (e.c !== from || e.k !== 'message' || !isPending(e)) return e;
    const k = first ? 'open' : 'message';
    first = false;
    return { ...e, c: to, k, st: 'queued' };
  });
}

/** What is written to storage. */
export function pack(box: Outbox): string {
  const kept = box.filter((e) => !e.brief && e.st !== 'sent');
  return JSON.stringify(kept.map(({ i, c, k, d, at, st, error }) => ({ i, c, k, d, at, x: st === 'failed' ? error?.code : undefined })));
}

/** What another page load wrote. It may have been sent already, so it counts as `sending`. Anything that is not an outbox is empty. */
export function unpack(text: string | null): Outbox {
  try {
    const rows = JSON.parse(text ?? '[]') as readonly (Omit<Entry, 'st'> & { x?: string })[];
    return rows.map(({ x, ...e }) => (x ? { ...e, st: 'failed', error: new ChatError(x) } : { ...e, st: 'sending' }));
  } catch {
    // Somebody else's bytes under our key: there is nothing to save.
    return [];
  }
}
