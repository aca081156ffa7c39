// Holds every screen against the log: after each step what must always be true, at the end what must have become true.

import { isDeepStrictEqual } from 'node:util';
import type { ConvState, Ev } from '@rapport/protocol';
import type { Item, SendStatus, Timeline } from '@rapport/sdk';
import { convsOf, type Memory, type Said } from './act.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

const rank: Readonly<Record<SendStatus, number>> = { queued: 0, sending: 1, sent: 2, delivered: 3, read: 4, failed: 5 };

interface Seen {
  readonly key: string;
  readonly status: SendStatus;
}

export interface Checks {
  afterStep(): void;
  /** Whether every screen shows everything that it may, and nothing is under way any more. */
  quiet(): boolean;
  atTheEnd(): Promise<void>;
}

export function createChecks(world: World, memory: Memory): Checks {
  const { record, fail } = world;
  /** What each tab has shown of each text. */
  const seen = new WeakMap<Tab, Map<string, Seen>>();

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
      if (item.type === 'note') {
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

  function afterStep(): void {
    for (const tab of world.tabs) {
      for (const [conv, conversation] of tab.opened) {
        const timeline = conversation.timeline.getSnapshot();
        checkState(tab, conv, checkTimeline(tab, conv, timeline));
        checkOwn(tab, timeline.items);
      }
    }
  }

  const notesOn = ({ items }: Timeline): number =>
    items.filter((item) => item.type === 'note' && item.message.seq !== null).length;

  function hasRating(tab: Tab, conv: string): boolean {
    const truth = (record.state(conv) as ConvState).rate;
    const newest = Math.max(0, ...Object.keys(truth).map(Number));
    const shown = tab.open(conv).state.getSnapshot().rating;
    return newest === 0 || (shown?.session === newest && [truth[newest]?.state, 'failed'].includes(shown.state));
  }

  function quiet(): boolean {
    openAll();
    for (const tab of world.tabs) {
      const client = tab.visitor ?? tab.agent;
      const status = client?.status.getSnapshot();
      if (status?.phase !== 'online' || status.catchingUp) return false;
      for (const [conv, conversation] of tab.opened) {
        const timeline = conversation.timeline.getSnapshot();
        if (timeline.items.some((item) => item.type !== 'event' && ['queued', 'sending'].includes(item.message.status)))
          return false;
        if (tab.agent && notesOn(timeline) < (record.convs.get(conv)?.notes.length ?? 0)) return false;
        if (heardBy(tab).includes(conv) && !hasRating(tab, conv)) return false;
        if (heardBy(tab).includes(conv) && checkTimeline(tab, conv, timeline) !== record.convs.get(conv)?.main.length)
          return false;
      }
    }
    return true;
  }

  /**
   * The conversations that this tab must know everything of. One that connected before another tab of the same browser wrote its
   * first word, and has had nothing to say since, still goes by a name of its own (T3).
   */
  function heardBy(tab: Tab): string[] {
    const me = tab.visitor?.me.getSnapshot()?.id;
    return [...record.convs.keys()].filter(
      (conv) => tab.agent || (world.tap.ownerOf.get(conv) === tab.person.name && record.state(conv)?.visitor === me),
    );
  }

  async function atTheEnd(): Promise<void> {
    openAll();
    const places = new Map<string, { conv: string; seq: number }[]>();
    for (const [conv, streams] of record.convs) {
      for (const audience of ['main', 'notes'] as const) {
        for (const ev of streams[audience]) {
          const { text } = ev.d as { text?: string };
          if (text !== undefined) places.set(text, [...(places.get(text) ?? []), { conv, seq: ev.s }]);
          if (JSON.stringify(ev).includes('TRESPASS')) fail(13, `${conv} ${ev.s} was written by a trespasser`);
        }
        const kept = await world.disk.kept.events(conv, audience, 0, 1_000_000);
        if (!isDeepStrictEqual(kept, streams[audience]))
          fail(1, `${conv} ${audience}: the disk is not what was committed`);
      }
      const row = await world.disk.kept.conversation(conv);
      if (!isDeepStrictEqual(row?.state, record.state(conv) as ConvState))
        fail(12, `${conv}: the stored state is not the fold of its log`);
    }
    for (const said of memory.said.values()) checkFate(said, places.get(said.text)?.length ?? 0);
    for (const person of world.people.filter((one) => one.role === 'v')) checkOneself(person.name);
    checkOrder(places);
    for (const tab of world.tabs) checkScreen(tab);
    for (const person of world.people) {
      for (const [key, value] of person.profile.stored) {
        for (const text of places.keys())
          if (value.includes(text)) fail(20, `${person.name} still stores "${text}" under ${key}, it is in the log`);
      }
    }
  }

  /** 20: what was said is in the log once, or somebody is shown that it is not. */
  function checkFate(said: Said, times: number): void {
    if (times > 1 && said.fate !== 'retried') fail(2, `"${said.text}" is ${times} times in the log`);
    if (times > 0 || said.fate === 'discarded') return;
    const own = [...world.tabs].filter((tab) => tab.person === said.person);
    const shown = own.some((tab) =>
      [...tab.opened.values()].some((conversation) =>
        conversation.timeline
          .getSnapshot()
          .items.some(
            (item) => item.type !== 'event' && item.message.text === said.text && item.message.status === 'failed',
          ),
      ),
    );
    if (!shown) fail(20, `"${said.text}" is neither in the log nor shown as failed`);
  }

  /** T3: one browser is one visitor. */
  function checkOneself(name: string): void {
    const ids = new Set(
      [...record.convs.keys()]
        .filter((conv) => world.tap.ownerOf.get(conv) === name)
        .map((conv) => record.state(conv)?.visitor),
    );
    if (ids.size > 1) fail(20, `${name} became ${ids.size} visitors`);
  }

  /** 6: what one tab said in one conversation stands in the order in which it was said. */
  function checkOrder(places: ReadonlyMap<string, readonly { conv: string; seq: number }[]>): void {
    const last = new Map<string, { seq: number; text: string }>();
    for (const said of memory.said.values()) {
      if (said.fate !== 'said') continue;
      const place = places.get(said.text)?.[0];
      if (!place) continue;
      const line = `${said.line} ${said.kind} ${place.conv}`;
      const before = last.get(line);
      if (before && before.seq > place.seq) fail(6, `"${said.text}" is before "${before.text}" in ${place.conv}`);
      last.set(line, { seq: place.seq, text: said.text });
    }
  }

  /** 20, 21: everything is there, nothing is under way. */
  function checkScreen(tab: Tab): void {
    const status = (tab.visitor ?? tab.agent)?.status.getSnapshot();
    if (status?.phase !== 'online') fail(21, `${tab.name} is ${JSON.stringify(status)}`);
    for (const conv of heardBy(tab)) {
      const timeline = tab.open(conv).timeline.getSnapshot();
      const { items } = timeline;
      const streams = record.convs.get(conv);
      const cursor = checkTimeline(tab, conv, timeline);
      if (cursor !== streams?.main.length)
        fail(21, `${tab.name} is at ${cursor} of ${conv}, the log at ${streams?.main.length}`);
      for (const item of items) {
        if (item.type !== 'event' && ['queued', 'sending'].includes(item.message.status))
          fail(20, `${tab.name}: "${item.message.text}" is still ${item.message.status}`);
      }
      if (!hasRating(tab, conv)) {
        fail(
          21,
          `${tab.name} shows the rating of ${conv} as ${JSON.stringify(tab.open(conv).state.getSnapshot().rating)}, the log has ${JSON.stringify(record.state(conv)?.rate)}`,
        );
      }
      if (tab.agent) {
        const notes = notesOn(timeline);
        if (notes !== streams?.notes.length && notes < 30)
          fail(21, `${tab.name} shows ${notes} notes of ${conv}, there are ${streams?.notes.length}`);
      }
    }
    const inbox = tab.agent?.inbox.getSnapshot();
    if (!inbox) return;
    const waiting = [...record.convs.keys()].filter((conv) => record.state(conv)?.st === 'queued').sort();
    const shown = inbox.waiting.map((row) => row.id).sort();
    if (!isDeepStrictEqual(shown, waiting))
      fail(21, `${tab.name} shows ${shown.length} waiting, there are ${waiting.length}`);
  }

  function openAll(): void {
    for (const tab of world.tabs) for (const conv of [...heardBy(tab), ...convsOf(tab)]) tab.open(conv);
  }

  return { afterStep, quiet, atTheEnd };
}
