// The window a client holds of one stream: a contiguous run of events up to its cursor. Pure; only events move the cursor.
import type { Ev, Seq } from '@rapport/protocol';

export interface Window {
  /** Seq of the last event applied; 0: begun and empty; −1: nothing is known yet. */
  readonly cursor: Seq;
  /** The newest seq that is known to exist. */
  readonly head: Seq;
  /** Consecutive, ending at `cursor`. */
  readonly events: readonly Ev[];
}

export const emptyWindow = (cursor: Seq): Window => ({ cursor, head: cursor, events: [] });

/** Seq of the first event held. */
export const lowest = (w: Window): Seq => w.cursor + 1 - w.events.length;

export interface Advance {
  readonly window: Window;
  /** What was new, in order. */
  readonly fresh: readonly Ev[];
  /** Something between the cursor and the frame is missing (D5). */
  readonly gap: boolean;
}

export function advance(w: Window, events: readonly Ev[], head: Seq): Advance {
  const fresh: Ev[] = [];
  let { cursor } = w;
  let gap = false;
  for (const e of events) {
    if (e.s <= cursor) continue; // D4: had it already
    gap = e.s !== cursor + 1; // D4: the next one, or none
    if (gap) break;
    fresh.push(e);
    cursor = e.s;
  }
  return { window: { cursor, head: Math.max(w.head, head, cursor), events: [...w.events, ...fresh] }, fresh, gap };
}

/** D3: an ack, a heartbeat or a list says how far the log goes, never how far we are. */
export function ahead(w: Window, head: Seq): Window {
  return head > w.head ? { ...w, head } : w;
}

/** D6: another window in place of this one. */
export function replaceWith(events: readonly Ev[], head: Seq): Window {
  return { cursor: head, head, events };
}

/** A page of history in front. Ignored if it does not fit, because the window was replaced meanwhile. */
export function prepend(w: Window, page: readonly Ev[]): Window {
  const lo = lowest(w);
  return page.length && page.every((e, n) => e.s === lo - page.length + n) ? { ...w, events: [...page, ...w.events] } : w;
}
