// What arrives: frames to their threads, subscriptions, and the repair of what did not arrive.

import type { Audience, ConvId, Mark, Seq, ServerFrame, Stream, Sum } from '@rapport/protocol';
import { limits, parseStream, streamOf } from '@rapport/protocol';
import type { Core } from './core.ts';
import { settle } from './keeping.ts';
import type { Thread } from './thread.ts';
import { createThread, onEvents, onMark, onSnap, onSum, unmarked } from './thread.ts';
import { ahead } from './timeline.ts';
import { chatEvent, isTheirs } from './view.ts';

const audiencesOf = (x: Core): Audience[] => (x.role === 'a' ? ['main', 'rating', 'notes'] : ['main', 'rating']);

/** The thread there is, or a new one: to be read from the relay, or begun here. */
export function hold(x: Core, id: ConvId, isThere: boolean): Thread {
  let t = x.threads.get(id);
  if (!t) {
    const sum = x.sums.get(id);
    t = createThread(id, isThere || !!sum, sum);
    x.threads.set(id, t);
    if (t.there) follow(x, t);
  }
  return t;
}

export function release(x: Core, t: Thread): void {
  x.threads.delete(t.id);
  for (const audience of audiencesOf(x)) x.send({ t: 'unsub', c: streamOf(t.id, audience) });
}

/** For `hello`: the streams followed, each with its cursor. */
export function cursors(x: Core): Record<Stream, Seq> {
  const cur: Record<Stream, Seq> = {};
  for (const t of x.threads.values()) {
    Object.assign(t, { asked: {}, due: {}, told: unmarked });
    for (const audience of audiencesOf(x)) {
      const { cursor } = t.w[audience];
      if (!t.there || cursor < 0) continue;
      cur[streamOf(t.id, audience)] = cursor;
      t.asked[audience] = 1;
    }
  }
  return cur;
}

/** Listens to what is not listened to yet, and looks for what should have come. */
export function follow(x: Core, t: Thread): void {
  for (const audience of audiencesOf(x)) {
    if (t.asked[audience]) watch(x, t, audience);
    else ask(x, t, audience);
  }
}

function ask(x: Core, t: Thread, audience: Audience): void {
  delete t.due[audience];
  if (!x.send({ t: 'sub', c: streamOf(t.id, audience), s: t.w[audience].cursor })) return;
  t.asked[audience] = x.p.now();
  watch(x, t, audience);
}

/** D5: a head that stays ahead of the cursor means that something did not come, whoever told of it: ack, heartbeat or list. */
function watch(x: Core, t: Thread, audience: Audience): void {
  const { cursor, head } = t.w[audience];
  if (head > cursor || cursor < 0) t.due[audience] ??= x.p.now() + limits.ackWithoutEventMs;
  else delete t.due[audience];
}

/** S5 */
export function onRow(x: Core, sum: Sum): void {
  x.sums.set(sum.c, sum);
  const t = x.threads.get(sum.c);
  if (!t) return;
  onSum(t, sum);
  follow(x, t);
}

/** D3: how far the log goes. True: we are not there. */
export function onHead(x: Core, stream: Stream, head: Seq): boolean {
  const at = parseStream(stream);
  const t = at && x.threads.get(at.conv);
  if (!t) return false;
  ahead(t.w[at.audience], head);
  watch(x, t, at.audience);
  return t.w[at.audience].cursor < head;
}

export function read(x: Core, f: ServerFrame): void {
  if (f.t === 'hb') for (const stream in f.h) onHead(x, stream, f.h[stream] as Seq);
  const at = parseStream((f as { c?: Stream }).c ?? '');
  const t = at && x.threads.get(at.conv);
  if (!t) return;
  if (f.t === 'ev') take(x, t, at.audience, onEvents(t, at.audience, f.e, f.h), true);
  if (f.t === 'snap') {
    // D6
    if (f.reset) x.emit('discontinuity', { conversation: at.conv, reason: x.isNewLog ? 'epoch' : 'too_far_behind' });
    take(x, t, at.audience, onSnap(t, at.audience, f), false);
  }
  if (f.t === 'mk') onMark(t, f.w, f);
  // E1
  if (f.t === 'eph' && f.k === 'typing') t.typing[f.a] = f.on === 0 ? 0 : x.p.now() + f.ttl;
}

function take(
  x: Core,
  t: Thread,
  audience: Audience,
  { fresh, gap }: ReturnType<typeof onEvents>,
  isLive: boolean,
): void {
  const stream = streamOf(t.id, audience);
  for (const e of fresh) {
    const own = e.a === x.me && x.box.find((entry) => entry.i === e.m);
    if (own) settle(x, own, e.s, e.at, stream, true);
    if (isTheirs(t, x, e)) onMark(t, x.me, { r: 0, d: e.s });
    if (isLive && audience === 'main') x.emit('event', { conversation: t.id, event: chatEvent(e) });
  }
  // What was acknowledged and lies within the window by now needs no place holder.
  x.box = x.box.filter((e) => e.in !== stream || (e.s as number) > t.w[audience].cursor);
  if (fresh.length) {
    delete t.due[audience];
    t.asked[audience] = 1;
  }
  if (gap && x.p.now() - (t.asked[audience] ?? 0) >= limits.ackWithoutEventMs) ask(x, t, audience); // D5
  watch(x, t, audience);
}

const isUntold = ({ r, d }: Mark, told: Mark): boolean => r > told.r || d > told.d;

/** When the next question or mark is due. */
export function readingAt(x: Core): number {
  let at = Infinity;
  const now = x.p.now();
  for (const t of x.threads.values()) {
    const mark = isUntold(t.marks[x.me] ?? unmarked, t.told) ? t.toldAt + 1_000 : now;
    for (const next of [...Object.values(t.due), ...Object.values(t.typing), mark])
      if (next > now) at = Math.min(at, next);
  }
  return at;
}

export function readDue(x: Core, now: number): void {
  for (const t of x.threads.values()) {
    for (const audience of audiencesOf(x)) if ((t.due[audience] ?? Infinity) <= now) ask(x, t, audience);
    const mine = t.marks[x.me] ?? unmarked;
    // Marks only grow, so the newest says all: at most one frame a second.
    if (
      t.there &&
      isUntold(mine, t.told) &&
      now - t.toldAt >= 1_000 &&
      x.send({ t: 'mark', c: t.id, r: mine.r, d: mine.d })
    ) {
      t.told = mine;
      t.toldAt = now;
    }
  }
}
