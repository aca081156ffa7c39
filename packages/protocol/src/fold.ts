// The state of a conversation as a pure function of its log: the relay, the SDK and the console all run this one (S4).
// The three streams touch separate parts of the state, so any interleaving of them gives the same result.
import type { Ev, EventData, EventKind, Person, Rating, Resolved, Wait } from './events.ts';
import type { ActorId, Open } from './frames.ts';
import type { Audience } from './streams.ts';

export interface Participant extends Person {
  /** Taking part now. */
  readonly in: 0 | 1;
}

/** The rating of one session. */
export interface RatingState {
  readonly state: 'offered' | 'rated' | 'dismissed' | 'superseded';
  /** Server milliseconds until which the visitor may rate or change. */
  readonly until: number;
  readonly rev: number;
  readonly at: number;
  readonly rating?: Rating;
}

export interface PromiseState extends Wait {
  readonly at: number;
  readonly late?: 1 | undefined;
}

export interface Hand {
  readonly from: ActorId;
  readonly to: ActorId;
  readonly until: number;
}

export interface ConvState {
  readonly st: Open<'queued' | 'active' | 'closed'>;
  readonly mode: 'live' | 'offline';
  readonly site: string;
  readonly visitor: ActorId;
  /** Assignee. */
  readonly as: ActorId | null;
  /** Session: 1, then one more at each reopening. */
  readonly n: number;
  readonly who: Readonly<Record<ActorId, Participant>>;
  /** When this session was opened, taken by an agent, closed. Server milliseconds. */
  readonly openedAt: number;
  readonly takenAt: number | null;
  readonly closedAt: number | null;
  /** Messages in this session, by side. */
  readonly fromVisitor: number;
  readonly fromStaff: number;
  /** Since when the visitor waits for a human answer; null: the staff spoke last. */
  readonly waitingSince: number | null;
  /** Team whose queue it is in or came from; absent: any. */
  readonly team?: string | undefined;
  readonly lang?: string | undefined;
  /** Its place in the queue goes by this, not by when it came back into it. Server milliseconds. */
  readonly queuedAt?: number | undefined;
  /** A lead was asked for and has not come yet. */
  readonly lead?: 1 | undefined;
  /** What this session's visitor was promised last, and when; `late`: broken once. */
  readonly promise?: PromiseState | undefined;
  /** Since when "Still there?" stands unanswered. */
  readonly askedAt?: number | undefined;
  /** Notes: being handed over, not accepted yet. */
  readonly hand?: Hand | undefined;
  /** Notes: colleagues asked to help in this session. */
  readonly helpers?: readonly ActorId[] | undefined;
  /** Notes: what the agent believes came of the present session. */
  readonly outcome?: Resolved | undefined;
  /** Notes: this visitor is blocked. */
  readonly blocked?: 1 | undefined;
  /** Rating: complaints of the visitor, all sessions. */
  readonly complaints?: number | undefined;
  /** By session number. */
  readonly rate: Readonly<Record<number, RatingState>>;
  readonly notes: number;
}

const blank: ConvState = {
  st: 'queued',
  mode: 'live',
  site: '',
  visitor: '',
  as: null,
  n: 0,
  who: {},
  openedAt: 0,
  takenAt: null,
  closedAt: null,
  fromVisitor: 0,
  fromStaff: 0,
  waitingSince: null,
  rate: {},
  notes: 0,
};

type Step<K extends EventKind> = (s: ConvState, e: Ev<K, EventData[K]>) => ConvState;

const main: { [K in EventKind]?: Step<K> } = {
  opened: (s, { d, at }) => ({
    ...s,
    st: 'queued',
    mode: d.mode,
    site: d.site,
    visitor: d.who.id,
    n: 1,
    who: { ...s.who, [d.who.id]: { ...d.who, in: 1 } },
    openedAt: at,
    waitingSince: at,
  }),
  message: (s, { a, at }) =>
    a === s.visitor
      ? { ...s, fromVisitor: s.fromVisitor + 1, waitingSince: s.waitingSince ?? at }
      : { ...s, fromStaff: s.fromStaff + 1, waitingSince: null },
  joined: (s, { d }) => ({ ...s, who: { ...s.who, [d.who.id]: { ...d.who, in: 1 } } }),
  left: (s, { d }) => {
    const who = s.who[d.who];
    return who ? { ...s, who: { ...s.who, [d.who]: { ...who, in: 0 } } } : s;
  },
  assigned: (s, { d, at }) => ({ ...s, st: 'active', as: d.to, takenAt: s.takenAt ?? at }),
  closed: (s, { at }) => ({ ...s, st: 'closed', closedAt: at, waitingSince: null }),
  reopened: (s, { d, at }) => ({
    ...s,
    st: 'queued',
    mode: d.mode,
    n: d.n,
    as: null,
    openedAt: at,
    takenAt: null,
    closedAt: null,
    fromVisitor: 0,
    fromStaff: 0,
    waitingSince: at,
  }),
};

const setRate = (s: ConvState, n: number, r: RatingState): ConvState => ({ ...s, rate: { ...s.rate, [n]: r } });

const rating: { [K in EventKind]?: Step<K> } = {
  invited: (s, { d, at }) => setRate(s, d.n, { state: 'offered', until: d.until, rev: 0, at }),
  rated: (s, { d: { n, rev, until, ...given }, at }) =>
    setRate(s, n, { state: 'rated', until, rev, at, rating: given }),
  dismissed: move,
  superseded: move,
};

/** Puts an invitation into the state that the event is named for. */
function move(s: ConvState, { k, d, at }: Ev<'dismissed' | 'superseded', { n: number }>): ConvState {
  const now = s.rate[d.n];
  return now ? setRate(s, d.n, { ...now, state: k, at }) : s;
}

const notes: { [K in EventKind]?: Step<K> } = { note: (s) => ({ ...s, notes: s.notes + 1 }) };

const steps = { main, notes, rating };

/** The state after `ev`. An unknown kind changes nothing (V2). `state: null` is a conversation not heard of before. */
export function fold(state: ConvState | null, audience: Audience, ev: Ev): ConvState {
  const s = state ?? blank;
  const table = steps[audience];
  if (!Object.hasOwn(table, ev.k) || ev.x) return s;
  const step = table[ev.k as EventKind] as Step<EventKind>;
  return step(s, ev as Ev<EventKind, EventData[EventKind]>);
}

/** Puts the part of `snap` that belongs to `audience` over what is known (D6). */
export function adopt(state: ConvState | null, audience: Audience, snap: ConvState): ConvState {
  const s = state ?? blank;
  if (audience === 'main') return { ...snap, rate: s.rate, notes: s.notes };
  return audience === 'notes' ? { ...s, notes: snap.notes } : { ...s, rate: snap.rate };
}
