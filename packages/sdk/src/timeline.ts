// The window a client holds of one stream: a contiguous run of events up to its cursor. Only events move the cursor.
import type { Audience, ConvId, Ev, Seq, Stream } from '@rapport/protocol';
import { streamOf } from '@rapport/protocol';

export interface Window {
  readonly conv: ConvId;
  readonly audience: Audience;
  readonly stream: Stream;
  /** Seq of the last event applied; 0: begun and empty; −1: nothing is known yet. */
  cursor: Seq;
  /** The newest seq that is known to exist. */
  head: Seq;
  /** Consecutive, ending at `cursor`. */
  events: readonly Ev[];
  /** D5: when to ask for what should have come; Infinity: nothing is missing. */
  dueAt: number;
  /** When it was asked for last on this socket; 0: never; 1: by `hello`, or what has come since was in order. */
  askedAt: number;
}

export const windowFrom = (cursor: Seq, conv: ConvId = '', audience: Audience = 'main'): Window => ({
  conv,
  audience,
  stream: streamOf(conv, audience),
  cursor,
  head: cursor,
  events: [],
  dueAt: Infinity,
  askedAt: 0,
});

/** Seq of the first event held. */
export const lowest = (w: Window): Seq => w.cursor + 1 - w.events.length;

/** Applies what follows the cursor and gives it back. True `gap`: something between the cursor and the rest is missing (D5). */
export function advance(w: Window, events: readonly Ev[], head: Seq): { fresh: readonly Ev[]; gap: boolean } {
  const rest = events.filter((e) => e.s > w.cursor);
  const from = w.cursor;
  const gap = rest.findIndex((e, n) => e.s !== from + 1 + n); // D4: the next one, or none
  const fresh = gap < 0 ? rest : rest.slice(0, gap);
  w.events = [...w.events, ...fresh];
  w.cursor += fresh.length;
  ahead(w, Math.max(head, w.cursor));
  return { fresh, gap: gap >= 0 };
}

/** D3: an ack, a heartbeat or a list says how far the log goes, never how far we are. */
export function ahead(w: Window, head: Seq): void {
  w.head = Math.max(w.head, head);
}

/** D6: another window in place of this one. */
export function replaceWith(w: Window, events: readonly Ev[], head: Seq): void {
  Object.assign(w, { cursor: head, head, events });
}

/** A page of history in front. Ignored if it does not fit, because the window was replaced meanwhile. */
export function prepend(w: Window, page: readonly Ev[]): void {
  const from = lowest(w) - page.length;
  if (page.every((e, n) => e.s === from + n)) w.events = [...page, ...w.events];
}
