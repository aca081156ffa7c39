// What must have become true when the faults are over: every screen shows what is in the log, and nothing is under way
// (invariants 1, 2, 6, 13, 20, 21). Also says when that is so.

import { isDeepStrictEqual } from 'node:util';
import type { ConvState } from '@rapport/protocol';
import type { StaffState, Timeline } from '@rapport/sdk';
import { convsOf, type Memory, type Said } from './act.ts';
import { type Checks, isAside } from './check.ts';
import { plain } from './record.ts';
import { checkInvitations } from './survey-rules.ts';
import type { Tab } from './tab.ts';
import type { World } from './world.ts';

export interface EndChecks {
  /** Whether every screen shows everything that it may, and nothing is under way any more. */
  quiet(): boolean;
  atTheEnd(): Promise<void>;
  /** The conversations that this tab must know everything of. */
  heardBy(tab: Tab): readonly string[];
}

export function createEndChecks(world: World, memory: Memory, checks: Checks): EndChecks {
  const { record, fail } = world;
  const checkTimeline = checks.cursor;

  /** S2: a note before the first event of the window belongs to the history. */
  const notesDue = (conv: string, { from }: Timeline): number =>
    (record.convs.get(conv)?.notes ?? []).filter((ev) => (ev.p ?? 0) >= from - 1).length;
  const notesOn = ({ items }: Timeline): number =>
    items.filter((item) => isAside(item) && (item.type === 'event' || item.message.seq !== null)).length;

  /** R7. A schedule does not last until the time is past. */
  const isKeptFrom = (tab: Tab, conv: string): boolean =>
    tab.person.role === 'a' && record.state(conv)?.guess?.of === tab.person.name;

  function hasRating(tab: Tab, conv: string): boolean {
    const truth = (record.state(conv) as ConvState).rate;
    const newest = Math.max(0, ...Object.keys(truth).map(Number));
    const shown = tab.open(conv).state.getSnapshot().rating;
    const state = truth[newest]?.state;
    // R1: there is nothing to show where nobody is asked. R7: nor to whom it is kept from.
    if (newest === 0 || isKeptFrom(tab, conv)) return true;
    if (state === 'ineligible' || state === 'suppressed') return shown?.session !== newest;
    return shown?.session === newest && [state, 'failed'].includes(shown.state);
  }

  /** Whose it is and how it stands, as one tab shows it; the staff also sees what is on its way between colleagues. */
  function standing(tab: Tab, conv: string): unknown {
    const shown = tab.open(conv).state.getSnapshot();
    const common = [shown.phase, shown.session, shown.assignee];
    if (!tab.agent) return common;
    const { hand, lead, team, blocked } = shown as StaffState;
    return [...common, hand?.from, hand?.to, lead, team, blocked];
  }
  function agrees(tab: Tab, conv: string): boolean {
    const { st, n, as: owner, hand, lead, team, blocked } = record.state(conv) as ConvState;
    const common = [st, n, owner];
    return isDeepStrictEqual(
      standing(tab, conv),
      tab.agent ? [...common, hand?.from, hand?.to, lead, team, blocked] : common,
    );
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
        if (tab.agent && notesOn(timeline) < notesDue(conv, timeline)) return false;
        if (heardBy(tab).includes(conv) && !(hasRating(tab, conv) && agrees(tab, conv))) return false;
        if (heardBy(tab).includes(conv) && checkTimeline(tab, conv, timeline) !== record.convs.get(conv)?.main.length)
          return false;
      }
    }
    return true;
  }

  /**
   * One that connected before another tab of the same browser wrote its
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
      if (!isDeepStrictEqual(plain(row?.state), plain(record.state(conv))))
        fail(12, `${conv}: the stored state is not the fold of its log`);
      checkInvitations(conv, record.state(conv) as ConvState, fail);
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
      if (!agrees(tab, conv)) fail(25, `${tab.name} shows ${conv} as ${JSON.stringify(standing(tab, conv))}`);
      if (!hasRating(tab, conv)) {
        fail(
          21,
          `${tab.name} shows the rating of ${conv} as ${JSON.stringify(tab.open(conv).state.getSnapshot().rating)}, the log has ${JSON.stringify(record.state(conv)?.rate)}`,
        );
      }
      if (tab.agent) {
        const [notes, due] = [notesOn(timeline), notesDue(conv, timeline)];
        if (notes !== due) fail(21, `${tab.name} shows ${notes} notes of ${conv}, there are ${due}`);
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

  return { quiet, atTheEnd, heardBy };
}
