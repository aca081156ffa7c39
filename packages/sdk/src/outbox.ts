// What was said and not yet confirmed: a list of entries and what may be done to them. No I/O, no clock.
// Where they are kept is outbox-storage.ts; when they go out, sending.ts. An entry is one object for life: its handle holds it.

import type { CmdId, CommandKind, ConvId, FileRef, Seq } from '@rapport/protocol';
import { limits } from '@rapport/protocol';
import { ChatError } from './error.ts';
import type { Window } from './timeline.ts';

export interface Entry {
  /** C2: the command's id, and the message's name for life. */
  i: CmdId;
  c: ConvId;
  k: CommandKind;
  d: Readonly<Record<string, unknown> & { files?: readonly FileRef[] }>;
  /** Local milliseconds: when the person did it. */
  at: number;
  /** `sent`: acknowledged; in the list until its event has come, in memory only. */
  st: 'queued' | 'sending' | 'sent' | 'failed';
  error?: ChatError | undefined;
  /** Once `sent`: its place, and the relay's time. */
  s?: Seq;
  in?: Window | undefined;
  sentAt?: number;
  /** When it left on the present socket; 0: it has not. */
  flewAt: number;
  /** Refused for now: not before this. */
  notBefore: number;
  tries: number;
  /** Of this page load alone (profile, presence): neither persisted nor expired. */
  brief?: boolean;
}

export const entryOf = (i: CmdId, c: ConvId, k: CommandKind, d: Entry['d'], at: number, brief = false): Entry => ({
  i,
  c,
  k,
  d,
  at,
  brief,
  st: 'queued',
  flewAt: 0,
  notBefore: 0,
  tries: 0,
});

/** On its way, or waiting to be. */
export const isPending = (e: Entry): boolean => /queued|sending/.test(e.st);

/** A person's words, to be shown where they will stand. What is written beside another command is not. */
export const isSaid = (e: Entry): boolean => /^(open|message|note)$/.test(e.k) && !!(e.d.text || e.d.files);

/** O7: nothing is dropped to make room. What was acknowledged waits for nothing but its event. */
export const isFull = (box: readonly Entry[]): boolean =>
  box.filter((e) => e.st !== 'sent').length > limits.outboxEntries || pack(box).length > limits.outboxBytes;

/** O2: the first pending entry of each conversation, those of other conversations beside it. */
export function heads(box: readonly Entry[]): Entry[] {
  const busy = new Set<ConvId>();
  return box.filter((e) => isPending(e) && !busy.has(e.c) && busy.add(e.c));
}

/** O4: too old to go out by itself. Where to reply is as true as it was. */
export const isStale = (e: Entry, now: number): boolean =>
  isPending(e) && !e.brief && e.k !== 'profile' && now - e.at > limits.resendMaxAgeMs;

/** O5: a refused entry is tried under a new id. One that only grew old may have been carried out: its id keeps it one message. */
export function again(e: Entry, newId: CmdId, now: number): void {
  const isOld = ChatError.is(e.error, 'expired');
  Object.assign(e, {
    i: isOld ? e.i : newId,
    at: now,
    st: isOld ? 'sending' : 'queued',
    error: undefined,
    notBefore: 0,
  });
}

/** C9: what waits for a conversation that cannot be reopened goes to a new one, whose first command opens it. */
export function move(box: readonly Entry[], from: ConvId, to: ConvId): void {
  let k = 'open';
  for (const e of box) {
    if (e.c !== from || e.k !== 'message' || !isPending(e)) continue;
    Object.assign(e, { c: to, k, st: 'queued', flewAt: 0 });
    k = 'message';
  }
}

/** What is written to storage. */
export function pack(box: readonly Entry[]): string {
  const kept = box.filter((e) => !e.brief && e.st !== 'sent');
  return JSON.stringify(kept.map(({ i, c, k, d, at, error }) => [i, c, k, d, at, error?.code]));
}

/** What another page load wrote. It may have been sent already, so it counts as `sending`. What is no outbox is empty. */
export function unpack(text: string | null): Entry[] {
  try {
    return (JSON.parse(text as string) as [CmdId, ConvId, CommandKind, Entry['d'], number, string?][]).map(
      ([i, c, k, d, at, code]) => ({
        ...entryOf(i, c, k, d, at),
        ...(code ? { st: 'failed', error: new ChatError(code) } : { st: 'sending' }),
      }),
    );
  } catch {
    // Nothing there, or somebody else's bytes under our key.
    return [];
  }
}
