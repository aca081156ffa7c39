import type { Ev } from '@rapport/protocol';
import { expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import type { Peer, Subscription } from './peer.ts';
import type { Log } from './ports.ts';
import { createPump, newestWithin } from './pump.ts';
import { defaultLimits } from './relay-limits.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const event = (s: number, text = ''): Ev => ({ s, k: 'message', a: 'v', at: 0, d: { text } });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A log that grows as the test says and is read when the test says. */
function setting(limits = {}) {
  const log: Ev[] = [];
  const reads: (() => void)[] = [];
  const events: Store['events'] = (_conv, _audience, after, limit) => {
    // What a reader sees is what was there when it began.
    const found = log.filter((ev) => ev.s > after).slice(0, limit);
    return new Promise((resolve) => reads.push(() => resolve(found)));
  };
  const sent: number[][] = [];
  const wire = {
    isOpen: true,
    isFull: false,
    send: (text: string) => void sent.push((JSON.parse(text) as { e: Ev[] }).e.map((ev) => ev.s)),
    frame: () => {},
    close: () => {},
  };
  const peer = { wire, subs: new Map<string, Subscription>() } as unknown as Peer;
  const sub: Subscription = {
    peer,
    stream: 'c',
    conv: 'c',
    audience: 'main',
    pos: 0,
    head: 0,
    reading: false,
    again: false,
  };
  peer.subs.set('c', sub);
  const { deliver, pump } = createPump({ events } as Store, { ...defaultLimits, ...limits }, silent);
  const append = (...seqs: number[]): Ev[] => {
    const appended = seqs.map((s) => event(s));
    log.push(...appended);
    return appended;
  };
  const read = async (): Promise<void> => {
    while (reads.length > 0) {
      reads.shift()?.();
      await turn();
    }
  };
  return {
    sub,
    wire,
    sent,
    append,
    read,
    reads,
    deliver: (head: number, evs: Ev[]) => deliver([sub], head, evs),
    pump: () => pump(sub),
  };
}

test('[B5] [D7] a hint with more than one batch may hold is sent in pieces, from the log', async () => {
  const { sent, append, read, deliver } = setting({ batchBytes: 150 });
  deliver(1, append(1));
  expect(sent).toEqual([[1]]);
  deliver(6, append(2, 3, 4, 5, 6));
  await read();
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.flat()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('[D7] events that follow on are sent from the hint, without reading', () => {
  const { deliver, append, sent, reads, sub } = setting();
  deliver(2, append(1, 2));
  deliver(3, append(3));
  expect([sent, reads.length, sub.pos]).toEqual([[[1, 2], [3]], 0, 3]);
});

test('[D7] events beyond what follows are not sent: what lies between is read from the log first', async () => {
  const { deliver, append, sent, read } = setting();
  append(1, 2);
  deliver(3, append(3));
  expect(sent).toEqual([]);
  await read();
  expect(sent).toEqual([[1, 2, 3]]);
});

test('[D7] a hint heard again, or late, sends nothing', async () => {
  const { deliver, append, sent, read } = setting();
  const [one, two] = [append(1), append(2)];
  deliver(1, one);
  deliver(2, two);
  deliver(1, one);
  deliver(2, two);
  await read();
  expect(sent).toEqual([[1], [2]]);
});

test('[D7] what is committed while the log is read comes after it, once and in order', async () => {
  const { deliver, append, sent, read, pump, reads } = setting();
  append(1, 2);
  void pump();
  deliver(3, append(3));
  deliver(4, append(4));
  expect([sent, reads.length]).toEqual([[], 1]);
  await read();
  expect(sent).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('[D7] a hint that follows on by chance while the log is read is not sent beside it', async () => {
  const { deliver, append, sent, read, pump } = setting();
  const one = append(1);
  void pump();
  deliver(1, one);
  await read();
  expect(sent).toEqual([[1]]);
});

test('[D6] a long way is gone in batches of 100 events and 64 KiB', async () => {
  const { append, sent, read, pump } = setting();
  append(...Array.from({ length: 250 }, (_, i) => i + 1));
  void pump();
  await read();
  expect(sent.map((batch) => batch.length)).toEqual([100, 100, 50]);
  expect(sent.flat()).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
});

test('[B5] a full socket is left where it stands, and goes on from there', async () => {
  const { append, sent, read, pump, wire, sub } = setting({ batchEvents: 2 });
  append(1, 2, 3, 4, 5);
  void pump();
  wire.isFull = true;
  await read();
  expect([sent, sub.pos]).toEqual([[], 0]);
  wire.isFull = false;
  void pump();
  await read();
  expect(sent).toEqual([[1, 2], [3, 4], [5]]);
});

test('[B5] a window is as long as its bytes allow, never empty', () => {
  const window = [event(1, 'x'.repeat(500)), event(2, 'x'.repeat(500)), event(3, 'x'.repeat(500))];
  expect(newestWithin(window, 1_200).map((ev) => ev.s)).toEqual([2, 3]);
  expect(newestWithin(window, 10).map((ev) => ev.s)).toEqual([3]);
  expect(newestWithin([], 10)).toEqual([]);
});
