// Conversations that move, in memory: the row as of the last hint, by the same fold as everywhere (S4). A shortcut, never the truth:
// a hint that does not follow on drops the entry, and the next reader asks the store.
import { type ActorId, type ConvId, type Ev, fold, type VisitorInfo } from '@rapport/protocol';
import type { Appended, ConvRow, Heads, Store } from '../store/store.ts';
import type { Hint } from './ports.ts';

export interface Known {
  row: ConvRow;
  /** Filled when a sum for the staff first needs it. */
  info: VisitorInfo | null;
  readonly unread: Map<ActorId, number>;
}

export interface Rows {
  /** Takes in what a hint tells. */
  apply(hint: Hint): void;
  get(conv: ConvId): Promise<Known | null>;
  /** `get`, if it need not ask the store. */
  held(conv: ConvId): Known | undefined;
  /** Asks the store whatever is known: what a lost hint left behind shows here (D9). */
  refresh(conv: ConvId): Promise<Known | null>;
  /** Takes a row just read; true if it is newer than what was known. */
  offer(row: ConvRow): boolean;
  /** Conversations held as not closed. */
  open(): readonly ConvId[];
  unread(known: Known, reader: ActorId): Promise<number>;
  /** The reader's mark has moved. */
  forgetUnread(conv: ConvId, reader: ActorId): void;
  info(known: Known): Promise<VisitorInfo>;
  /** Gives the conversations held of this visitor. */
  setInfo(visitor: ActorId, info: VisitorInfo): readonly ConvId[];
}

const keep = 5_000;
const none: Heads = { main: 0, notes: 0, rating: 0 };
const total = (h: Heads): number => h.main + h.notes + h.rating;

export function createRows(store: Store): Rows {
  const held = new Map<ConvId, Known>();
  const loading = new Map<ConvId, Promise<Known | null>>();

  function put(row: ConvRow): Known {
    const known = held.get(row.conv);
    if (known) {
      if (total(row.heads) > total(known.row.heads)) {
        known.row = row;
        known.unread.clear();
      }
      return known;
    }
    const fresh: Known = { row, info: null, unread: new Map() };
    held.set(row.conv, fresh);
    for (const oldest of held.keys()) {
      if (held.size <= keep) break;
      held.delete(oldest);
    }
    return fresh;
  }

  async function load(conv: ConvId): Promise<Known | null> {
    const reading = store.conversation(conv).then((row) => {
      if (!row) {
        // Erased, unless it has just begun.
        if (loading.get(conv) === reading) held.delete(conv);
        return null;
      }
      // A hint that came meanwhile makes this reading too old to keep.
      if (loading.get(conv) !== reading) return held.get(conv) ?? { row, info: null, unread: new Map() };
      return put(row);
    });
    loading.set(conv, reading);
    try {
      return await reading;
    } finally {
      if (loading.get(conv) === reading) loading.delete(conv);
    }
  }

  return {
    apply: (hint) => {
      loading.delete(hint.conv);
      const known = held.get(hint.conv) ?? begin(hint);
      if (!known) return;
      for (const appended of hint.events ?? []) if (!step(known, appended)) return void held.delete(hint.conv);
      if (total(hint.heads) > total(known.row.heads)) return void held.delete(hint.conv);
      if (!held.has(hint.conv)) put(known.row);
    },
    get: async (conv) => held.get(conv) ?? load(conv),
    held: (conv) => held.get(conv),
    refresh: load,
    offer: (row) => {
      const known = held.get(row.conv);
      const newer = !known || total(row.heads) > total(known.row.heads);
      put(row);
      return newer;
    },
    open: () => [...held.values()].filter((k) => k.row.state.st !== 'closed').map((k) => k.row.conv),
    unread: async (known, reader) => {
      const { conv, heads } = known.row;
      const counted = known.unread.get(reader);
      if (counted !== undefined) return counted;
      const marks = await store.marks(conv);
      const n = await store.unread(conv, reader, marks[reader]?.r ?? 0);
      if (known.row.heads === heads) known.unread.set(reader, n);
      return n;
    },
    forgetUnread: (conv, reader) => void held.get(conv)?.unread.delete(reader),
    info: async (known) => {
      known.info ??= (await store.visitor(known.row.state.visitor))?.info ?? {};
      return known.info;
    },
    setInfo: (visitor, info) => {
      const theirs = [...held.values()].filter((k) => k.row.state.visitor === visitor);
      for (const known of theirs) known.info = info;
      return theirs.map((k) => k.row.conv);
    },
  };
}

/** A conversation heard of for the first time, from its first event. */
function begin(hint: Hint): Known | null {
  const first = hint.events?.[0];
  if (first?.audience !== 'main' || first.ev.s !== 1) return null;
  const state = fold(null, 'main', first.ev);
  const row: ConvRow = {
    conv: hint.conv,
    state,
    heads: { ...none, main: 1 },
    last: messageOr(null, first.ev),
    at: first.ev.at,
  };
  return { row, info: null, unread: new Map() };
}

/** False if `appended` does not follow on. What is known already changes nothing. */
function step(known: Known, { audience, ev }: Appended): boolean {
  const { row } = known;
  if (ev.s <= row.heads[audience]) return true;
  if (ev.s !== row.heads[audience] + 1) return false;
  const last = audience === 'main' ? messageOr(row.last, ev) : row.last;
  known.row = {
    conv: row.conv,
    state: fold(row.state, audience, ev),
    heads: { ...row.heads, [audience]: ev.s },
    last,
    at: ev.at,
  };
  if (last === ev) for (const [reader, n] of known.unread) if (reader !== ev.a) known.unread.set(reader, n + 1);
  return true;
}

const messageOr = (last: Ev | null, ev: Ev): Ev | null => (ev.k === 'message' ? ev : last);
