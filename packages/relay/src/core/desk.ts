// The desk: hears of every conversation that is not closed, keeps the queue, and has things done when it is time. It holds nothing
// that the log does not say: after a restart it reads what is open, and goes on. For a message it costs a look into a map.
import type { ActorId, ConvId, ConvState, EventData } from '@rapport/protocol';
import type { Appended } from '../store/store.ts';
import { system } from './decide-context.ts';
import { createBook, type Entry } from './desk-book.ts';
import { createDeskClock, type Seen } from './desk-clock.ts';
import { type Floor, type FloorPorts, isInLine, loadOf, sinceOf } from './desk-floor.ts';
import { loadDesk } from './desk-load.ts';
import { createReviser } from './desk-revise.ts';
import { createRound } from './desk-round.ts';
import { idsOf, type Peer } from './peer.ts';
import { createAgenda } from './queue/agenda.ts';
import { createLines } from './queue/line.ts';

export interface FrontDesk {
  start(): void;
  stop(): void;
  /** A conversation moved. `events`: those it moved by, if they are known. */
  saw(seen: Seen, events?: readonly Appended[]): void;
  /** It is in the log no more. */
  erased(conv: ConvId): void;
  /** An agent came, went, or chose whether he takes anything new. */
  agentMoved(agent: ActorId): void;
  /** His lease has run out; null: that of all who have not come yet. */
  absent(agent: ActorId | null): void;
  /** A visitor's first socket came, or his last one went. */
  visitorMoved(visitor: ActorId): void;
  /** Hours, settings or agents are not as they were. */
  changed(): void;
  /** Right after the welcome: what stands now, of what is told when it changes. */
  greet(peer: Peer): void;
  isOffered(conv: ConvId, agent: ActorId): boolean;
  load(agent: ActorId): number;
}

/** What makes it somebody else's, or changes where it stands. */
const moving = ['st', 'as', 'team', 'hand', 'blocked'] as const;

const total = ({ heads }: Seen): number => heads.main + heads.notes + heads.rating;

export function createDesk(ports: FloorPorts): FrontDesk {
  const floor: Floor = {
    ...ports,
    book: createBook(),
    lines: createLines(),
    agenda: createAgenda(),
    startedAt: ports.clock.now(),
    isLoaded: false,
    isStopped: false,
  };
  const { book, lines, offers, hub, waits, clock } = floor;
  const round = createRound(floor, (entry) => deskClock.note(entry));
  const erased = (conv: ConvId): void => leave(book.get(conv));
  const deskClock = createDeskClock(floor, round, saw, erased);
  const reviser = createReviser(floor, deskClock);
  const available = new Set<ActorId>();

  function saw(seen: Seen, events?: readonly Appended[]): void {
    const { conv, state } = seen;
    const known = book.get(conv);
    if (known && known.total >= total(seen)) return;
    // Of one that ended while a list was read, the list tells what was before.
    const newer = known ? undefined : floor.rows.held(conv)?.row;
    if (newer && total(newer) > total(seen)) return saw(newer);
    if (state.st === 'closed') return leave(known);
    const before = known?.state;
    const entry = known ?? entryOf(seen);
    book.put(entry, state);
    entry.total = total(seen);
    entry.quietSince = events ? Math.max(entry.quietSince, lastWord(events)) : seen.at;
    for (const { ev } of events ?? []) heed(entry, ev.k, ev.d);
    if (!before || moving.some((what) => before[what] !== state[what])) move(entry, before);
    deskClock.note(entry);
  }

  /** It has another owner, or stands elsewhere. */
  function move(entry: Entry, before: ConvState | undefined): void {
    const { conv, state } = entry;
    if (state.st === 'queued' && before?.st !== 'queued') ask(entry);
    // What was offered is not what it is now: taken, another team's, in somebody's hand, or nobody's turn.
    if (state.st !== 'queued' || before?.team !== state.team || state.hand || state.blocked) offers.end(conv);
    if (state.st !== 'queued') entry.not.clear();
    stand(entry);
    if (before && before.takenAt === null && state.takenAt !== null && state.mode === 'live') {
      waits.add(state.site, state.team ?? '', { takenAt: state.takenAt, waitMs: state.takenAt - state.openedAt });
      floor.waitsChanged();
      reviser.request(state.site, state.team ?? '');
    }
    floor.loadChanged();
    round.request();
  }

  function stand(entry: Entry): void {
    const { conv, state } = entry;
    if (isInLine(floor, entry)) lines.put(conv, `${state.site} ${state.team ?? ''}`, sinceOf(entry));
    else lines.drop(conv);
  }

  function leave(entry: Entry | undefined): void {
    if (!entry) return;
    const { conv, state } = entry;
    round.left(conv, state.visitor);
    book.drop(conv);
    lines.drop(conv);
    offers.end(conv);
    floor.agenda.drop(conv);
    floor.loadChanged();
    round.request();
  }

  /** What an event says that the state does not keep. */
  function heed(entry: Entry, k: string, d: unknown): void {
    if (k === 'missed') {
      const { by, why } = d as EventData['missed'];
      if (why === 'declined') entry.not.set(by, Number.POSITIVE_INFINITY);
      if (offers.get(entry.conv)?.to !== by) return;
      offers.end(entry.conv);
      floor.loadChanged();
      round.request();
    } else if (k === 'transferred') {
      const { from, team } = d as EventData['transferred'];
      if (from !== null && team !== undefined) entry.not.set(from, Number.POSITIVE_INFINITY);
    }
  }

  /** Who answered this visitor the last time: in this conversation, or in the one before it. Nobody in the middle of a session. */
  function ask(entry: Entry): void {
    const { state, conv } = entry;
    if (state.takenAt !== null) return;
    entry.last = Object.values(state.who).findLast(({ id }) => id !== state.visitor)?.id;
    if (entry.last !== undefined || !floor.isLoaded) return;
    entry.isAsking = true;
    floor.store
      .conversationsOf(state.visitor, 3)
      .then((rows) => {
        entry.last = rows.find((row) => row.conv !== conv && row.state.as !== null)?.state.as ?? undefined;
      })
      .catch(() => {}) // It is a courtesy; the next free agent will do.
      .finally(() => {
        entry.isAsking = false;
        round.request();
      });
  }

  return {
    saw,
    erased,
    start: () =>
      loadDesk(floor, saw, () => {
        floor.isLoaded = true;
        floor.waitsChanged();
        round.request();
      }),
    stop: () => {
      floor.isStopped = true;
      round.stop();
      deskClock.stop();
      reviser.stop();
    },
    agentMoved: (agent) => {
      if (floor.isStopped) return;
      const here = hub.agent(agent);
      if (here?.presence === 'available') {
        if (!available.has(agent)) round.isBack(agent);
        available.add(agent);
      } else {
        available.delete(agent);
        for (const { conv } of offers.of(agent)) {
          offers.end(conv);
          const entry = book.get(conv);
          if (!entry || here) continue;
          entry.not.set(agent, clock.now());
          deskClock.perform(entry, { k: 'miss', d: { by: agent, why: 'gone' } });
        }
      }
      round.request();
    },
    absent: (agent) => {
      for (const entry of book.all()) {
        const { as, hand } = entry.state;
        if (agent === null ? as !== null || hand : as === agent || hand?.to === agent) deskClock.soon(entry);
      }
    },
    visitorMoved: (visitor) => {
      for (const entry of book.ofVisitor(visitor)) {
        if (entry.state.st !== 'queued' || entry.state.mode === 'live') continue;
        stand(entry);
        round.request();
      }
    },
    changed: () => {
      for (const entry of book.queued()) if (entry.state.mode !== 'live') stand(entry);
      // What is due goes by the settings, also where nothing else happens.
      for (const entry of book.all()) deskClock.note(entry);
      round.request();
    },
    greet: ({ who, wire }) => {
      if (who.role === 'a') for (const { conv, until } of offers.of(who.id)) wire.frame({ t: 'offer', c: conv, until });
      else
        for (const { conv, state } of [...idsOf(who)].flatMap((id) => [...book.ofVisitor(id)]))
          if (state.st === 'queued') wire.frame({ t: 'line', c: conv, n: lines.place(conv) });
    },
    isOffered: (conv, agent) => offers.get(conv)?.to === agent,
    load: (agent) => loadOf(floor, agent),
  };
}

function entryOf(seen: Seen): Entry {
  return {
    conv: seen.conv,
    state: seen.state,
    total: 0,
    quietSince: 0,
    last: undefined,
    isAsking: false,
    not: new Map(),
    isActing: false,
    notBefore: 0,
  };
}

/** When somebody last did something that both sides see; what the relay does by itself is nobody's word. */
function lastWord(events: readonly Appended[]): number {
  let at = 0;
  for (const { audience, ev } of events) if (audience === 'main' && ev.a !== system) at = Math.max(at, ev.at);
  return at;
}
