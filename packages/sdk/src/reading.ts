// What arrives: frames to their threads, subscriptions, and the repair of what did not arrive.

import type { ConvId, Mark, Seq, ServerFrame, Stream, Sum } from '@rapport/protocol';
import { limits } from '@rapport/protocol';
import type { Core } from './core.ts';
import { settle } from './keeping.ts';
import type { Thread } from './thread.ts';
import { createThread, meIn, onEvents, onMark, onSnap, onSum, unmarked } from './thread.ts';
import type { Window } from './timeline.ts';
import { ahead } from './timeline.ts';
import { chatEvent, isTheirs } from './view.ts';

/** The thread of a conversation, which need not be followed. `isThere`: to be read from the relay; otherwise begun here. */
function threadOf(x: Core, id: ConvId, isThere: boolean): Thread {
  let t = x.threads.get(id);
  if (!t) x.threads.set(id, (t = createThread(x.part, id, isThere)));
  return t;
}

/** Follows it for one taker more. */
export function hold(x: Core, id: ConvId, isThere: boolean): Thread {
  const t = threadOf(x, id, isThere);
  t.takers++;
  for (const w of Object.values(t.w)) x.streams.set(w.stream, w);
  follow(x, t);
  return t;
}

/** For one taker less. True: it was the last. What is listed stays listed. */
export function release(x: Core, t: Thread): boolean {
  if (--t.takers) return false;
  x.threads.delete(t.id);
  for (const { stream } of Object.values(t.w)) {
    x.streams.delete(stream);
    x.send({ t: 'unsub', c: stream });
  }
  if (t.sum) onRow(x, t.sum);
  return true;
}

/** For `hello`: the streams followed, each with its cursor. */
export function cursors(x: Core): Record<Stream, Seq> {
  const cur: Record<Stream, Seq> = {};
  for (const t of x.threads.values()) {
    t.told = unmarked;
    for (const w of Object.values(t.w)) {
      // What does not fit is asked for after the welcome.
      const isNamed = !!t.takers && t.there && w.cursor >= 0 && Object.keys(cur).length < limits.cursors;
      if (isNamed) cur[w.stream] = w.cursor;
      Object.assign(w, { askedAt: Number(isNamed), dueAt: Infinity });
    }
  }
  return cur;
}

/** Listens to what is not listened to yet, and looks for what should have come. */
export function follow(x: Core, t: Thread): void {
  if (!t.there || !t.takers) return;
  for (const w of Object.values(t.w)) {
    if (w.askedAt) watch(x, w);
    else ask(x, w);
  }
}

/** C5: who opens a conversation hears it without asking. */
export function begun(x: Core, id: ConvId): void {
  const t = x.threads.get(id);
  if (!t) return;
  t.there = true;
  for (const w of Object.values(t.w)) w.askedAt = 1;
}

function ask(x: Core, w: Window): void {
  const isSent = x.send({ t: 'sub', c: w.stream, s: w.cursor });
  w.askedAt = isSent ? x.p.now() : 0;
  w.dueAt = Infinity;
  if (isSent) watch(x, w);
}

/** D5: a head that stays ahead of the cursor means that something did not come, whoever told of it: ack, heartbeat or list. */
function watch(x: Core, w: Window): void {
  const isBehind = w.head > w.cursor || w.cursor < 0;
  w.dueAt = isBehind ? Math.min(w.dueAt, x.p.now() + limits.ackWithoutEventMs) : Infinity;
}

/** S5 */
export function onRow(x: Core, sum: Sum): Thread {
  const t = threadOf(x, sum.c, true);
  onSum(t, sum);
  if (Object.keys(sum.st.rate).length) bringRatings(x);
  follow(x, t);
  return t;
}

/** Most chats are looked at long before they are rated. If it does not come now, it is tried again with whatever else tells of a rating. */
function bringRatings(x: Core): void {
  if (x.ratings !== undefined) return;
  x.ratings = null;
  import('./rating.ts').then(
    (ratings) => {
      x.ratings = ratings;
      x.part.folds.rating = ratings.fold;
      for (const t of x.threads.values()) if (t.there && t.takers) ask(x, t.w.rating);
      x.changed();
    },
    () => {
      x.ratings = undefined;
    },
  );
}

/** D3: how far the log goes. */
export function onHead(x: Core, stream: Stream, head: Seq): Window | undefined {
  const w = x.streams.get(stream);
  if (w) {
    ahead(w, head);
    watch(x, w);
  }
  return w;
}

export function read(x: Core, f: ServerFrame): void {
  if (f.t === 'hb') for (const stream in f.h) onHead(x, stream, f.h[stream] as Seq);
  const w = x.streams.get((f as { c: Stream }).c);
  const t = w && x.threads.get(w.conv);
  if (!t) return;
  if (!x.part.folds[w.audience]) {
    // As if it had not come: what nobody can read yet is asked for again when somebody can.
    Object.assign(w, { head: w.cursor, dueAt: Infinity });
    return bringRatings(x);
  }
  if (f.t === 'ev') take(x, t, w, onEvents(t, w, f.e, f.h), true);
  if (f.t === 'snap') {
    // D6
    if (f.reset) x.emit('discontinuity', { conversation: t.id, reason: x.isNewLog ? 'epoch' : 'too_far_behind' });
    take(x, t, w, onSnap(t, w, f), false);
  }
  if (f.t === 'line') t.place = f.n;
  if (f.t === 'mk') onMark(t, f.w, f);
  // E1
  if (f.t === 'eph' && f.k === 'typing') t.typing[f.a] = f.on === 0 ? 0 : x.p.now() + f.ttl;
}

function take(x: Core, t: Thread, w: Window, { fresh, gap }: ReturnType<typeof onEvents>, isLive: boolean): void {
  for (const e of fresh) {
    const own = e.a === meIn(t, x) && x.box.find((entry) => entry.i === e.m);
    if (own) settle(x, own, e.s, e.at, w);
    if (isTheirs(t, x, e)) onMark(t, meIn(t, x), { r: 0, d: e.s });
    if (isLive && w.audience === 'main') x.emit('event', { conversation: t.id, event: chatEvent(e) });
  }
  // What was acknowledged and lies within the window by now needs no place holder.
  x.box = x.box.filter((e) => e.in !== w || (e.s as Seq) > w.cursor);
  if (fresh.length) Object.assign(w, { dueAt: Infinity, askedAt: 1 });
  if (gap && x.p.now() - w.askedAt >= limits.ackWithoutEventMs) ask(x, w); // D5
  watch(x, w);
}

/** When the relay may hear of our mark: marks only grow, so the newest says all, and one frame a second is enough. */
function markAt(x: Core, t: Thread): number {
  const { told, toldAt } = t;
  const { r, d } = t.marks[meIn(t, x)] ?? unmarked;
  return r > told.r || d > told.d ? toldAt + 1_000 : Infinity;
}

/** Asks and tells what is due. Gives when there is more to do, or a typing ends. */
export function readDue(x: Core, now: number): number {
  const times: number[] = [];
  for (const w of x.streams.values()) {
    if (w.dueAt <= now) ask(x, w);
    times.push(w.dueAt);
  }
  for (const t of x.threads.values()) {
    const told = t.marks[meIn(t, x)] as Mark;
    if (t.there && markAt(x, t) <= now && x.send({ t: 'mark', c: t.id, ...told }))
      Object.assign(t, { told, toldAt: now });
    times.push(markAt(x, t), ...Object.values(t.typing));
  }
  return Math.min(...times.filter((at) => at > now));
}
