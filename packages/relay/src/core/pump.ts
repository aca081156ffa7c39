// One position per stream and socket: what follows it is sent, from the hint if that is exactly what follows, else from the log (D7).
// No queue per client: a slow one costs an integer (B5).
import type { Ev, Seq, Stream } from '@rapport/protocol';
import type { Store } from '../store/store.ts';
import type { Subscription } from './peer.ts';
import type { Log } from './ports.ts';
import type { RelayLimits } from './relay-limits.ts';

export interface Pump {
  /** `events` may be empty: "there is more". The text of a frame is made once for all. */
  deliver(subs: Iterable<Subscription>, head: Seq, events: readonly Ev[]): void;
  /** Sends what follows `sub.pos`, until the head or until the socket is full. */
  pump(sub: Subscription): Promise<void>;
}

/** R7: what may not reach a subscriber yet; its position stays where it is. */
export interface Withholding {
  /** By what is known here; true also if that is not enough to say. */
  mayBe(sub: Subscription): boolean;
  /** By the log as it is now, which is no older than what was just read from it. */
  is(sub: Subscription): Promise<boolean>;
}

const nothingWithheld: Withholding = { mayBe: () => false, is: async () => false };

export function createPump(
  store: Store,
  limits: RelayLimits,
  log: Log,
  withholding: Withholding = nothingWithheld,
): Pump {
  const isLive = (sub: Subscription): boolean => sub.peer.wire.isOpen && sub.peer.subs.get(sub.stream) === sub;

  function deliver(subs: Iterable<Subscription>, head: Seq, events: readonly Ev[]): void {
    const first = events[0];
    let text: string | null = null;
    for (const sub of subs) {
      sub.head = Math.max(sub.head, head);
      const follows = first !== undefined && events.length <= limits.batchEvents && first.s === sub.pos + 1;
      const isNow = follows && !sub.reading && !sub.peer.wire.isFull && !withholding.mayBe(sub);
      if (isNow) text ??= evFrame(sub.stream, events, head);
      // B5: a large batch goes in pieces, so that it alone fills no socket.
      if (isNow && text !== null && text.length <= limits.batchBytes) {
        sub.pos += events.length;
        sub.peer.wire.send(text);
      } else if (sub.head > sub.pos) void pump(sub);
    }
  }

  async function pump(sub: Subscription): Promise<void> {
    sub.again = true;
    if (sub.reading) return;
    sub.reading = true;
    try {
      while (sub.again && isLive(sub) && !sub.peer.wire.isFull) {
        sub.again = false;
        const events = await store.events(sub.conv, sub.audience, sub.pos, limits.batchEvents);
        if (events.length > 0 && sub.audience === 'rating' && (await withholding.is(sub))) return;
        for (const batch of split(events, limits.batchBytes)) {
          if (!isLive(sub) || sub.peer.wire.isFull) return;
          sub.pos += batch.length;
          sub.head = Math.max(sub.head, sub.pos);
          sub.peer.wire.send(evFrame(sub.stream, batch, sub.head));
        }
        if (events.length === limits.batchEvents) sub.again = true;
      }
    } catch (error) {
      // The position stands, so the next hint or heartbeat tries again.
      log.warn('reading the log failed', { error: error instanceof Error ? error.name : 'unknown' });
    } finally {
      sub.reading = false;
    }
  }

  return { deliver, pump };
}

const evFrame = (stream: Stream, events: readonly Ev[], head: Seq): string =>
  `{"t":"ev","c":"${stream}","e":${JSON.stringify(events)},"h":${head}}`;

/** Runs of events of about `bytes`, at least one event each. */
function split(events: readonly Ev[], bytes: number): readonly (readonly Ev[])[] {
  const batches: Ev[][] = [];
  let room = 0;
  for (const ev of events) {
    const size = JSON.stringify(ev).length;
    if (size > room) {
      batches.push([]);
      room = bytes;
    }
    batches.at(-1)?.push(ev);
    room -= size;
  }
  return batches;
}

/** The newest events of `events` that fit into `bytes`, at least one: a window never fills a socket by itself. */
export function newestWithin(events: readonly Ev[], bytes: number): readonly Ev[] {
  let room = bytes;
  let from = events.length;
  while (from > 0) {
    room -= JSON.stringify(events[from - 1]).length;
    if (room < 0 && from < events.length) break;
    from -= 1;
  }
  return events.slice(from);
}
