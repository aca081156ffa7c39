// An Agent without a relay: what it shows is set by hand, what is asked of it is written down.
import type {
  ConvId,
  EventData,
  EventKind,
  Presence,
  Rating,
  RatingState,
  StaffMember,
  VisitorInfo,
} from '@rapport/protocol';
import type {
  Agent,
  AgentConversation,
  AgentEvents,
  CaseCounts,
  Complaint,
  Inbox,
  InboxRow,
  Item,
  Message,
  Offer,
  Outgoing,
  ParticipantView,
  Receipt,
  StaffCan,
  StaffState,
  Status,
  Timeline,
} from '@rapport/sdk';
import { type Box, box } from './box.ts';
import { createFakeFiles, type FakeFiles, lineOf } from './fake-files.ts';

export interface FakeChat {
  readonly state: Box<StaffState>;
  readonly timeline: Box<Timeline>;
  readonly visitor: Box<VisitorInfo>;
  readonly ratings: Box<Readonly<Record<number, RatingState>>>;
  readonly complaints: Box<readonly Complaint[]>;
}

export interface FakeAgent {
  readonly agent: Agent;
  readonly inbox: Box<Inbox>;
  readonly status: Box<Status>;
  readonly presence: Box<Presence | null>;
  readonly offers: Box<readonly Offer[]>;
  readonly staff: Box<readonly StaffMember[]>;
  readonly missedAt: Box<number | null>;
  readonly cases: Box<CaseCounts | null>;
  /** What was asked, in order: `accept c1`, `note c1 text`, … */
  readonly asked: string[];
  /** The next call with this name rejects with this. */
  readonly refuse: Map<string, { code: string; details?: unknown }>;
  readonly files: FakeFiles;
  chat(id: ConvId): FakeChat;
  emit<K extends keyof AgentEvents>(type: K, value: AgentEvents[K]): void;
}

export const me = { id: 'agent-jon', name: 'Jon', email: 'jon@acme.example', role: 'agent' } as const;
export const emptyInbox: Inbox = { waiting: [], mine: [], others: [], ended: [], complete: true };

export function createFakeAgent(first: Inbox = emptyInbox): FakeAgent {
  const inbox = box(first);
  const status = box<Status>({ phase: 'online', since: 0, catchingUp: false });
  const presence = box<Presence | null>('available');
  const offers = box<readonly Offer[]>([]);
  const staff = box<readonly StaffMember[]>([]);
  const missedAt = box<number | null>(null);
  const cases = box<CaseCounts | null>(null);
  const files = createFakeFiles();
  const chats = new Map<ConvId, FakeChat>();
  const asked: string[] = [];
  const refuse: FakeAgent['refuse'] = new Map();
  const runs = new Map<string, Set<(value: never) => void>>();
  let sent = 0;

  const ask = async (what: string, conv: string, more?: string): Promise<Receipt> => {
    asked.push(`${what} ${conv}${more ? ` ${more}` : ''}`);
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
      complaints: box([]),
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
    send: (said) => outgoing(`send ${id} ${lineOf(said)}`),
    note: (said, { to } = {}) => outgoing(`note ${id} ${lineOf(said)}${to ? ` to ${to}` : ''}`),
    accept: () => ask('accept', id),
    decline: () => ask('decline', id),
    join: () => ask('join', id),
    takeover: () => ask('takeover', id),
    escalate: () => ask('escalate', id),
    unblock: () => ask('unblock', id),
    transfer: ({ note, ...to }) => ask('transfer', id, `to ${Object.values(to).join()}: ${note}`),
    consult: ({ to, text }) => ask('consult', id, `${to}${text ? `: ${text}` : ''}`),
    block: ({ reason, spam }) => ask('block', id, `${reason}${spam ? ' spam' : ''}`),
    guess: (n, score) => ask('guess', id, `${n} ${score}`),
    voidRating: ({ session, reason }) => ask('void', id, `${session} ${reason}`),
    unvoidRating: (session) => ask('unvoid', id, String(session)),
    watch: (on) => void asked.push(`watch ${id} ${on}`),
    end: ({ outcome } = {}) => ask('end', id, outcome),
    retry: (key) => void asked.push(`retry ${id} ${key}`),
    discard: (key) => asked.push(`discard ${id} ${key}`) > 0,
    older: () => ask('older', id).then(() => ({ done: true })),
    read: () => void asked.push(`read ${id}`),
    typing: () => {},
    async *events() {},
    dispose: () => {},
  });
  return {
    inbox,
    status,
    presence,
    offers,
    staff,
    missedAt,
    cases,
    asked,
    refuse,
    files,
    chat,
    emit(type, value) {
      for (const run of runs.get(type) ?? []) run(value as never);
    },
    agent: {
      ...files,
      inbox,
      presence,
      offers,
      staff,
      missedAt,
      cases,
      status,
      me: box({ id: me.id, name: me.name }),
      connect: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      mailTranscript: async (conv, { to }) => {
        await ask('copy', conv, `to ${to}`);
        return { to, state: 'sent' };
      },
      dispose: () => void asked.push('dispose'),
      on(type, run) {
        const all = runs.get(type) ?? new Set();
        runs.set(type, all.add(run as (value: never) => void));
        return () => all.delete(run as (value: never) => void);
      },
      async setPresence(next) {
        await ask('presence', next);
        presence.set(next);
        missedAt.set(null);
      },
      conversation: open,
      archive: async () => ({ rows: [] }),
    },
  };
}

const person = (id: string, role: string, name?: string): ParticipantView => ({
  id,
  role,
  present: true,
  readUpTo: 0,
  deliveredUpTo: 0,
  ...(name ? { name } : {}),
});

/** What an agent may do in a chat of its own. */
export const allowed: StaffCan = {
  send: true,
  close: true,
  rate: false,
  accept: false,
  note: true,
  decline: false,
  withdraw: false,
  transfer: true,
  consult: true,
  join: false,
  takeover: false,
  escalate: true,
  block: true,
  unblock: false,
};

export function colleague(id: string, name: string, over: Partial<StaffMember> = {}): StaffMember {
  return { id, name, role: 'agent', status: 'available', load: 3, capacity: 5, teams: [], langs: [], ...over };
}

export function conversation(id: ConvId, over: Partial<StaffState> = {}): StaffState {
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
    can: { ...allowed, accept: over.phase === undefined || over.phase === 'queued' },
    place: null,
    watching: [],
    offeredUntil: null,
    ...over,
  };
}

export function row(
  id: ConvId,
  name: string | null,
  text: string | null,
  over: Partial<StaffState> = {},
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
