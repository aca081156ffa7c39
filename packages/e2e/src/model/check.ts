// Holds every screen against the log: what must be true after each step (invariants 4, 5, 7, 8, 9, 12, 14, 23).

import { isDeepStrictEqual } from 'node:util';
import type { Ev } from '@rapport/protocol';
import type { Item, SendStatus, Timeline } from '@rapport/sdk';
import type { Memory } from './act.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

const rank: Readonly<Record<SendStatus, number>> = { queued: 0, sending: 1, sent: 2, delivered: 3, read: 4, failed: 5 };

interface Seen {
  readonly key: string;
  readonly status: SendStatus;
}

/** What stands in the notes beside notes. */
const asideKinds = new Set([
  'handing',
  'handed',
  'returned',
  'missed',
  'consulted',
  'outcome',
  'blocked',
  'unblocked',
  'mailed',
  'guessing',
  'guessed',
  'insider',
  'voiding',
  'voided',
  'unvoided',
]);
/** Whether it is of the notes stream. */
export const isAside = (item: Item): boolean =>
  item.type === 'note' || (item.type === 'event' && asideKinds.has(item.event.kind));

export interface Checks {
  afterStep(): void;
  /** Checks what a tab shows of a conversation, and gives how far that is. */
  cursor(tab: Tab, conv: string, timeline: Timeline): number;
}

/** E1, and how far from it a check may come. */
const typingMs = 6_000 + 50;
/** All that a browser keeps: tokens and outboxes. What else would be kept might be a cursor. */
const keptKeys = /^rapport:[vo]:/;

export function createChecks(world: World, memory: Memory): Checks {
  const { record, fail } = world;
  /** What each tab has shown of each text. */
  const seen = new WeakMap<Tab, Map<string, Seen>>();
  const looked = new WeakMap<object, { readonly timeline: Timeline; readonly state: unknown }>();

  /** 4, 5: what is confirmed is a run of the log without hole, repeat or swap; what is not follows it. Gives the cursor. */
  function checkTimeline(tab: Tab, conv: string, { items, from, head }: Timeline): number {
    const streams = record.convs.get(conv);
    const keys = new Set<string>();
    let cursor = from - 1;
    let lastNote = 0;
    let pending = false;
    for (const item of items) {
      if (keys.has(item.key)) fail(4, `${tab.name} shows ${item.key} twice in ${conv}: ${JSON.stringify(items)}`);
      keys.add(item.key);
      const { seq } = item.type === 'event' ? item.event : item.message;
      if (isAside(item)) {
        if (seq === null) continue;
        if (seq <= lastNote) fail(4, `${tab.name} shows note ${seq} after note ${lastNote} in ${conv}`);
        lastNote = seq;
        const ev = streams?.notes[seq - 1];
        if (!ev || !isSame(item, ev))
          fail(
            5,
            `${tab.name} shows at note ${seq} of ${conv} ${JSON.stringify(item)}, the log has ${JSON.stringify(ev)}`,
          );
        continue;
      }
      if (pending || seq === null || seq !== cursor + 1) {
        // Acknowledged and not yet heard of, or not acknowledged.
        if (item.type === 'event' || !item.message.mine || (seq !== null && seq <= cursor))
          fail(4, `${tab.name} shows ${seq} after ${cursor} in ${conv}`);
        pending = true;
        continue;
      }
      cursor = seq;
      const ev = streams?.main[seq - 1];
      if (!ev || !isSame(item, ev))
        fail(5, `${tab.name} shows at ${seq} of ${conv} ${JSON.stringify(item)}, the log has ${JSON.stringify(ev)}`);
    }
    const end = streams?.main.length ?? 0;
    if (cursor > end || head > end) fail(7, `${tab.name} is at ${cursor} of ${head} in ${conv}, the log at ${end}`);
    return cursor;
  }

  function isSame(item: Item, ev: Ev): boolean {
    if (item.type === 'event')
      return item.event.kind === ev.k && item.event.author === ev.a && isDeepStrictEqual(item.event.data, ev.d);
    const { text, author, mine, key } = item.message;
    return text === (ev.d as { text?: string }).text && author === ev.a && (!mine || key === ev.m);
  }

  function checkOwn(tab: Tab, items: readonly Item[]): void {
    const known = seen.get(tab) ?? new Map<string, Seen>();
    seen.set(tab, known);
    for (const item of items) {
      if (item.type === 'event' || !item.message.mine) continue;
      const { text, status, seq } = item.message;
      if (seq === null && rank[status] >= 2 && status !== 'failed')
        fail(8, `${tab.name}: "${text}" is ${status} without a place`);
      const before = known.get(text);
      const retried = memory.said.get(text)?.fate === 'retried';
      if (before && !retried) {
        if (before.key !== item.key) fail(8, `${tab.name}: "${text}" changed its key`);
        const back =
          status === 'failed'
            ? rank[before.status] >= 2 && before.status !== 'failed'
            : rank[status] < rank[before.status] && before.status !== 'failed';
        const requeued = before.status === 'sending' && status === 'queued';
        if (back && !requeued) fail(8, `${tab.name}: "${text}" went from ${before.status} to ${status}`);
      }
      known.set(text, { key: item.key, status });
    }
  }

  function checkState(tab: Tab, conv: string, cursor: number): void {
    const state = tab.opened.get(conv)?.state.getSnapshot();
    const truth = cursor > 0 ? record.state(conv, cursor) : null;
    if (!state || !truth) return;
    const mine = [
      state.phase,
      state.mode,
      state.session,
      state.assignee,
      state.openedAt,
      state.takenAt,
      state.closedAt,
    ];
    const logs = [truth.st, truth.mode, truth.n, truth.as, truth.openedAt, truth.takenAt, truth.closedAt];
    if (!isDeepStrictEqual(mine, logs))
      fail(12, `${tab.name} at ${cursor} of ${conv} has ${JSON.stringify(mine)}, the log ${JSON.stringify(logs)}`);
  }

  /** 23 */
  function checkTyping(tab: Tab, conv: string): void {
    for (const who of tab.opened.get(conv)?.state.getSnapshot().typing ?? []) {
      const agoMs = world.clock.now() - world.guard.lastSign(tab, conv, who);
      if (agoMs > typingMs) fail(23, `${tab.name} shows ${who} typing in ${conv}, ${agoMs} ms after the last sign`);
    }
  }

  /** 9 */
  function checkKept(tab: Tab): void {
    for (const key of tab.person.profile.stored.keys())
      if (!keptKeys.test(key)) fail(9, `${tab.person.name} keeps ${key}`);
  }

  function afterStep(): void {
    world.guard.checkLinks(world.wire.links);
    for (const tab of world.tabs) {
      checkKept(tab);
      for (const [conv, conversation] of tab.opened) {
        checkTyping(tab, conv);
        // The same reference says that nothing has changed since; the log only grows.
        const [timeline, state] = [conversation.timeline.getSnapshot(), conversation.state.getSnapshot()];
        const last = looked.get(conversation);
        if (last?.timeline === timeline && last.state === state) continue;
        looked.set(conversation, { timeline, state });
        checkState(tab, conv, checkTimeline(tab, conv, timeline));
        checkOwn(tab, timeline.items);
      }
    }
    world.defects.meddle?.(world);
  }

  return { afterStep, cursor: checkTimeline };
}
