// The outbox and its copy on disk, changed together: an entry begins, ends well, or ends badly.
import type { Seq } from '@rapport/protocol';
import type { Core } from './core.ts';
import type { ChatError } from './error.ts';
import type { Entry } from './outbox.ts';
import { isSaid } from './outbox.ts';
import type { Window } from './timeline.ts';

export function keep(x: Core, box: Entry[]): void {
  x.box = box;
  x.outbox?.save(box);
}

export function drop(x: Core, entry: Entry): void {
  keep(
    x,
    x.box.filter((e) => e !== entry),
  );
}

export function fail(x: Core, e: Entry, error: ChatError): void {
  Object.assign(e, { st: 'failed', error, flewAt: 0 });
  // O5: what a person wrote stays visible; anything else ends with its promise, and what has none is told of.
  if (isSaid(e) || /^(re)?rate$/.test(e.k)) keep(x, x.box);
  else drop(x, e);
  if (e.k === 'profile') x.emit('error', error);
}

/** O1: an ack settles an entry, and so does its own event, whichever comes first. Until the event is there, it holds its place. */
export function settle(x: Core, e: Entry, s: Seq, sentAt: number, w: Window | undefined): void {
  Object.assign(e, { st: 'sent', s, sentAt, in: w });
  if (w && w.cursor < s) keep(x, x.box);
  else drop(x, e);
}
