// An Agent without a relay: what it shows is set by hand, what is asked of it is written down.
import type { ConvId, EventData, EventKind, Rating, RatingState, VisitorInfo } from '@rapport/protocol';
import type {
  Agent,
  AgentConversation,
  AgentEvents,
  ConversationState,
  Inbox,
  InboxRow,
  Item,
  Message,
  Outgoing,
  ParticipantView,
  Receipt,
  Status,
  Store,
  Timeline,
} from '@rapport/sdk';

export interface Box<T> extends Store<T> {
  set(next: T): void;
}

export function box<T>(first: T): Box<T> {
  let value = first;
  const runs = new Set<(v: T) => void>();
  return {
    getSnapshot: () => value,
    subscribe(run) {
      runs.add(run);
      run(value);
      return () => runs.delete(run);
    },
    set(next) {
      value = next;
      for (const run of [...runs]) run(next);
    },
  };
}

export interface FakeChat {
  readonly state: Box<ConversationState>;
  readonly timeline: Box<Timeline>;
  readonly visitor: Box<VisitorInfo>;
  readonly ratings: Box<Readonly<Record<number, RatingState>>>;
}

export interface FakeAgent {
  readonly agent: Agent;
  readonly inbox: Box<Inbox>;
  readonly status: Box<Status>;
  /** What was asked, in order: `accept c1`, `note c1 text`, … */
  readonly asked: string[];
  /** The next call with this name rejects with this. */
  readonly refuse: Map<string, { code: string; details?: unknown }>;
  chat(id: ConvId): FakeChat;
  emit<K extends keyof AgentEvents>(type: K, value: AgentEvents[K]): void;
}

export const me = { id: 'agent-jon', name: 'Jon', email: 'jon@acme.example', role: 'agent' } as const;
export const emptyInbox: Inbox = { waiting: [], mine: [], others: [], ended: [], complete: true };

export function createFakeAgent(first: Inbox = emptyInbox): FakeAgent {
  const inbox = box(first);
  const status = box<Status>({ phase: 'online', since: 0, catchingUp: false });
  const presence = box<'available' | 'away' | null>('available');
  const chats = new Map<ConvId, FakeChat>();
  const asked: string[] = [];
  const refuse: FakeAgent['refuse'] = new Map();
  const runs = new Map<string, Set<(value: never) => void>>();
  let sent = 0;

  const ask = async (what: string, conv: string): Promise<Receipt> => {
    asked.push(`${what} ${conv}`);
    const no = refuse.get(what);
    refuse.delete(what);
    if (no) throw Object.assign(new Error(no.code), no);
    return { key: 'k', seq: 1, at: 0 };
  };
  const chat = (id: ConvId): FakeChat => {
    const known = chats.get(id);
    if (known) return known;
    const row = [...first.waiting, ...first.mine, ...first.others, ...first.ended].find((r) => r.id === id);
    const made = {
      state: box(row?.state ?? conversation(id)),
      timeline: box<Timeline>({ items: [], from: 0, head: 0, hasOlder: false, loadingOlder: false }),
      visitor: box(row?.visitor ?? {}),
      ratings: box({}),
    };
    chats.set(id, made);
    return made;
  };
  const outgoing = (what: string): Outgoing => {
    asked.push(what);
    return {
      key: `m${++sent}`,
      status: box('queued' as const),
      committed: () => Promise.resolve({ key: '', seq: 1, at: 0 }),
      retry: () => {},
      discard: () => true,
    };
  };
  const open = (id: ConvId): AgentConversation => ({
    id,
    ...chat(id),
    send: (text) => outgoing(`send ${id} ${text}`),
    note: (text) => outgoing(`note ${id} ${text}`),
    accept: () => ask('accept', id),
    end: () => ask('end', id),
    retry: (key) => void asked.push(`retry ${id} ${key}`),
    discard: (key) => asked.push(`discard ${id} ${key}`) > 0,
    older: async () => {
      await ask('older', id);
      return { done: true };
    },
    read: () => void asked.push(`read ${id}`),
    typing: () => {},
    async *events() {},
    dispose: () => {},
  });
  return {
    inbox,
    status,
    asked,
    refuse,
    chat,
    emit(type, value) {
      for (const run of runs.get(type) ?? []) run(value as never);
    },
    agent: {
      inbox,
      presence,
      status,
      me: box({ id: me.id, name: me.name }),
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      dispose: () => void asked.push('dispose'),
      on(type, run) {
        const all = runs.get(type) ?? new Set();
        runs.set(type, all.add(run as (value: never) => void));
        return () => all.delete(run as (value: never) => void);
      },
      async setPresence(next) {
        await ask('presence', next);
        presence.set(next);
      },
      conversation: open,
      archive: async () => ({ rows: [] }),
    },
  };
}

/* ---------- values ---------- */

const person = (id: string, role: string, name?: string): ParticipantView => ({
  id,
  role,
  present: true,
  readUpTo: 0,
  deliveredUpTo: 0,
  ...(name ? { name } : {}),
});

export function conversation(id: ConvId, over: Partial<ConversationState> = {}): ConversationState {
  const visitor = over.visitor ?? `v-${id}`;
  return {
    id,
    site: 'demo',
    phase: 'queued',
    mode: 'live',
    session: 1,
    visitor,
    assignee: null,
    participants: [person(visitor, 'visitor'), person(me.id, 'agent', 'Jon'), person('agent-mia', 'agent', 'Mia')],
    openedAt: 1,
    takenAt: null,
    closedAt: null,
    waitingSince: null,
    rating: null,
    unread: 0,
    typing: [],
    can: {
      send: true,
      close: true,
      rate: false,
      accept: over.phase === undefined || over.phase === 'queued',
      note: true,
    },
    ...over,
  };
}

export function row(
  id: ConvId,
  name: string | null,
  text: string | null,
  over: Partial<ConversationState> = {},
  visitor: VisitorInfo = {},
): InboxRow {
  const state = conversation(id, over);
  return {
    id,
    state,
    updatedAt: state.closedAt ?? state.waitingSince ?? state.openedAt,
    visitor: { ...(name === null ? {} : { name }), ...visitor },
    last: text === null ? null : { text, mine: false, author: state.visitor, at: state.waitingSince ?? state.openedAt },
  };
}

export function message(seq: number, author: string, text: string, at: number, over: Partial<Message> = {}): Item {
  const key = over.key ?? `m${seq}`;
  return {
    type: 'message',
    key,
    message: { key, seq, author, mine: author === me.id, at, text, status: 'sent', ...over },
  };
}

export function note(seq: number, author: string, text: string, at: number): Item {
  return {
    type: 'note',
    key: `n${seq}`,
    message: { key: `n${seq}`, seq, author, mine: author === me.id, at, text, status: 'sent' },
  };
}

export function event<K extends EventKind>(seq: number, kind: K, author: string, at: number, data: EventData[K]): Item {
  return { type: 'event', key: `e${kind}${seq}`, event: { seq, kind, author, at, data } };
}

export function rated(at: number, rating: Rating): RatingState {
  return { state: 'rated', until: at, rev: 1, at, rating };
}

export function timeline(items: readonly Item[], over: Partial<Timeline> = {}): Timeline {
  return { items, from: 1, head: items.length, hasOlder: false, loadingOlder: false, ...over };
}
