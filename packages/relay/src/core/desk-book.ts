// The conversations that are not closed, as the desk knows them: who has which, who waits, whose they are. Data; decides nothing.
import type { ActorId, ConvId, ConvState } from '@rapport/protocol';

export interface Entry {
  readonly conv: ConvId;
  state: ConvState;
  /** Events of all its streams: what is known of fewer is older. */
  total: number;
  /** When somebody last said or did something. */
  quietSince: number;
  /** Who answered this visitor the last time. */
  last: ActorId | undefined;
  /** That is being read: it is nobody's turn yet. */
  isAsking: boolean;
  /** To whom it is not offered again, and since when: Infinity: for good, else until he is back. */
  readonly not: Map<ActorId, number>;
  /** Something is under way that the relay does by itself. */
  isActing: boolean;
  /** Before that nothing of the kind is tried again. */
  notBefore: number;
}

export interface Book {
  get(conv: ConvId): Entry | undefined;
  /** Its state is `state` from here on. */
  put(entry: Entry, state: ConvState): void;
  drop(conv: ConvId): void;
  queued(): ReadonlySet<Entry>;
  all(): Iterable<Entry>;
  /** Active conversations of an agent. */
  of(agent: ActorId): ReadonlySet<Entry>;
  ofVisitor(visitor: ActorId): ReadonlySet<Entry>;
}

const none: ReadonlySet<never> = new Set();

export function createBook(): Book {
  const entries = new Map<ConvId, Entry>();
  const queue = new Set<Entry>();
  const byAgent = new Map<ActorId, Set<Entry>>();
  const byVisitor = new Map<ActorId, Set<Entry>>();

  function place(entry: Entry): void {
    const { st, as } = entry.state;
    if (st === 'queued') queue.add(entry);
    if (st === 'active' && as !== null) into(byAgent, as, entry);
  }

  function displace(entry: Entry): void {
    queue.delete(entry);
    if (entry.state.as !== null) outOf(byAgent, entry.state.as, entry);
  }

  return {
    get: (conv) => entries.get(conv),
    put: (entry, state) => {
      const { st, as } = entry.state;
      const isNew = !entries.has(entry.conv);
      if (isNew) {
        entries.set(entry.conv, entry);
        into(byVisitor, state.visitor, entry);
      } else if (st === state.st && as === state.as) {
        // Most of what happens is a message.
        entry.state = state;
        return;
      } else displace(entry);
      entry.state = state;
      place(entry);
    },
    drop: (conv) => {
      const entry = entries.get(conv);
      if (!entry) return;
      entries.delete(conv);
      displace(entry);
      outOf(byVisitor, entry.state.visitor, entry);
    },
    queued: () => queue,
    all: () => entries.values(),
    of: (agent) => byAgent.get(agent) ?? none,
    ofVisitor: (visitor) => byVisitor.get(visitor) ?? none,
  };
}

function into(sets: Map<ActorId, Set<Entry>>, key: ActorId, entry: Entry): void {
  const set = sets.get(key);
  if (set) set.add(entry);
  else sets.set(key, new Set([entry]));
}

function outOf(sets: Map<ActorId, Set<Entry>>, key: ActorId, entry: Entry): void {
  const set = sets.get(key);
  if (set?.delete(entry) && set.size === 0) sets.delete(key);
}
