// What arrives: threads, their subscriptions, and the repair of what did not arrive.
import { limits, parseStream, streamOf } from '@rapport/protocol';
import type { Audience, ConvId, Ev, Mark, Seq, ServerFrame, Stream, Sum } from '@rapport/protocol';
import type { Link } from './link.ts';
import { createThread, onEvents, onHead, onMark, onSnap, onSum, onTyping } from './thread.ts';
import type { Applied, Thread } from './thread.ts';
import { isTheirs } from './view.ts';

/** One conversation that is being listened to. */
export interface Held {
  thread: Thread;
  /** Takers that have not disposed it. */
  takers: number;
  loadingOlder: boolean;
  /** D5: when to ask for what should have come; and whether it was asked for. */
  readonly due: Partial<Record<Audience, number>>;
  readonly asked: Partial<Record<Audience, boolean>>;
  /** The mark the relay was told last, and when. */
  told: Mark;
  toldAt: number;
  typedAt: number;
}

export interface ReadingHost {
  readonly role: 'v' | 'a';
  now(): number;
  me(): string;
  link(): Link;
  applied(held: Held, audience: Audience, fresh: readonly Ev[], live: boolean): void;
  reset(conv: ConvId): void;
}

export interface Reading {
  readonly held: Map<ConvId, Held>;
  readonly sums: Map<ConvId, Sum>;
  /** The one there is, or a new one: to be read from the relay, or begun here. */
  hold(id: ConvId, there: boolean): Held;
  release(id: ConvId): void;
  /** For `hello`: the streams followed, each with its cursor. */
  cursors(): Record<Stream, Seq>;
  welcomed(list: readonly Sum[]): void;
  receive(frame: ServerFrame): void;
  sum(sum: Sum): void;
  /** The relay has it now. */
  begun(id: ConvId): void;
  head(conv: ConvId, audience: Audience, head: Seq): void;
  mark(held: Held): void;
  nextAt(): number;
  due(now: number): void;
}

export function createReading(host: ReadingHost): Reading {
  const audiences: readonly Audience[] = host.role === 'a' ? ['main', 'notes', 'rating'] : ['main', 'rating'];
  const held = new Map<ConvId, Held>();
  const sums = new Map<ConvId, Sum>();
  /** Streams named in the last `hello`: the relay sends what follows without being asked again. */
  let named: Record<Stream, Seq> = {};

  const ask = (h: Held, audience: Audience): void => {
    const sent = host.link().send({ t: 'sub', c: streamOf(h.thread.id, audience), s: h.thread.w[audience].cursor });
    h.asked[audience] = sent;
    delete h.due[audience];
    if (sent) watch(h, audience);
  };

  /** D5: a head that stays ahead of the cursor means that something did not come, whoever told of it: ack, heartbeat or list. */
  const watch = (h: Held, audience: Audience): void => {
    const { cursor, head } = h.thread.w[audience];
    if (h.thread.there && (head > cursor || cursor < 0)) h.due[audience] ??= host.now() + limits.ackWithoutEventMs;
    else delete h.due[audience];
  };

  const take = (h: Held, audience: Audience, applied: Applied, live: boolean): void => {
    const { cursor } = h.thread.w[audience];
    h.thread = applied.thread;
    if (applied.thread.w[audience].cursor !== cursor) {
      delete h.due[audience];
      delete h.asked[audience];
    }
    if (applied.gap && !h.asked[audience]) ask(h, audience); // D5
    watch(h, audience);
    host.applied(h, audience, applied.fresh, live);
    const theirs = h.thread.w.main.events.findLast((e) => isTheirs(h.thread, { role: host.role, me: host.me() }, e));
    const mine = h.thread.marks[host.me()] ?? { r: 0, d: 0 };
    if (theirs && theirs.s > mine.d) h.thread = onMark(h.thread, host.me(), { r: mine.r, d: h.thread.w.main.cursor });
    reading.mark(h);
  };

  const reading: Reading = {
    held,
    sums,
    hold(id, there) {
      let h = held.get(id);
      if (h) return h;
      const sum = sums.get(id);
      const thread = createThread(id, there || !!sum);
      h = { thread: sum ? onSum(thread, sum) : thread, takers: 0, loadingOlder: false, due: {}, asked: {}, told: { r: 0, d: 0 }, toldAt: 0, typedAt: 0 };
      held.set(id, h);
      if (h.thread.there) for (const audience of audiences) ask(h, audience);
      return h;
    },
    release(id) {
      held.delete(id);
      for (const audience of audiences) host.link().send({ t: 'unsub', c: streamOf(id, audience) });
    },
    cursors() {
      named = {};
      let room = limits.cursors;
      for (const { thread } of held.values()) {
        if (!thread.there) continue;
        for (const audience of audiences) {
          const { cursor } = thread.w[audience];
          if (cursor >= 0 && room-- > 0) named[streamOf(thread.id, audience)] = cursor;
        }
      }
      return named;
    },
    welcomed(list) {
      for (const sum of list) reading.sum(sum);
      for (const h of held.values()) {
        // A mark that was sent just before the socket died may not have arrived.
        if (host.now() - h.toldAt < limits.ackTimeoutMs) h.told = { r: 0, d: 0 };
        for (const audience of audiences) {
          delete h.due[audience];
          delete h.asked[audience];
          if (!h.thread.there) continue;
          if (streamOf(h.thread.id, audience) in named) watch(h, audience);
          else ask(h, audience);
        }
        reading.mark(h);
      }
    },
    receive(f) {
      if (f.t === 'hb') {
        for (const [stream, head] of Object.entries(f.h ?? {})) {
          const at = parseStream(stream);
          if (at) reading.head(at.conv, at.audience, head);
        }
        return;
      }
      if (!('c' in f) || !f.c) return;
      const at = parseStream(f.c);
      const h = at && held.get(at.conv);
      if (!h) return;
      const { audience } = at;
      switch (f.t) {
        case 'ev':
          return take(h, audience, onEvents(h.thread, audience, f.e, f.h), true);
        case 'snap':
          if (f.reset && h.thread.w[audience].cursor >= 0) host.reset(at.conv);
          return take(h, audience, onSnap(h.thread, audience, f), false);
        case 'mk':
          h.thread = onMark(h.thread, f.w, f);
          return;
        case 'err':
          // Too many at once: once more when the relay says.
          if (f.retry) h.due[audience] = host.now() + f.retry;
          return;
        case 'eph':
          if (f.k === 'typing') h.thread = onTyping(h.thread, f.a, f.on === 0 ? 0 : host.now() + f.ttl);
      }
    },
    sum(sum) {
      sums.set(sum.c, sum);
      const h = held.get(sum.c);
      if (!h) return;
      const { there } = h.thread;
      h.thread = onSum(h.thread, sum);
      for (const audience of audiences) {
        if (there) watch(h, audience);
        else ask(h, audience);
      }
    },
    begun(id) {
      const h = held.get(id);
      // C5: who opens a conversation hears it without asking.
      if (h) h.thread = { ...h.thread, there: true };
    },
    head(conv, audience, head) {
      const h = held.get(conv);
      if (!h) return;
      h.thread = onHead(h.thread, audience, head);
      watch(h, audience);
    },
    mark(h) {
      const mine = h.thread.marks[host.me()];
      if (!mine || !h.thread.there || (mine.r <= h.told.r && mine.d <= h.told.d)) return;
      // Marks only grow, so the newest says all: at most one frame a second.
      if (host.now() - h.toldAt < 1_000 || !host.link().send({ t: 'mark', c: h.thread.id, r: mine.r, d: mine.d })) return;
      h.told = mine;
      h.toldAt = host.now();
    },
    nextAt() {
      const now = host.now();
      let at = Infinity;
      for (const h of held.values()) {
        const mine = h.thread.marks[host.me()];
        const unmarked = mine && (mine.r > h.told.r || mine.d > h.told.d) ? h.toldAt + 1_000 : Infinity;
        at = Math.min(at, unmarked > now ? unmarked : Infinity, ...Object.values(h.due), ...Object.values(h.thread.typing).filter((t) => t > now));
      }
      return at;
    },
    due(now) {
      for (const h of held.values()) {
        reading.mark(h);
        for (const audience of audiences) if ((h.due[audience] ?? Infinity) <= now) ask(h, audience);
      }
    },
  };
  return reading;
}
