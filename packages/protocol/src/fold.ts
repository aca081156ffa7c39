// The state of a conversation as a pure function of its log: the relay, the SDK and the console all run this one (S4).
// The three streams touch separate parts of the state, so any interleaving of them gives the same result.
import type { Ev, EventData, EventKind, Extra, Person, Rating, Score, Wait } from './events.ts';
import type { ActorId, Open } from './frames.ts';
import type { Audience } from './streams.ts';

export interface Participant extends Person {
  /** Taking part now. */
  readonly in: 0 | 1;
}

/** The rating of one session. */
export interface RatingState {
  /** As the log says; what time alone makes of it (expired, locked) is `invitationOf`'s. */
  readonly state: 'offered' | 'shown' | 'rated' | 'dismissed' | 'superseded' | 'ineligible' | 'suppressed';
  /** Of an excused session. */
  readonly why?: string;
  readonly extra?: Extra;
  readonly seed?: number;
  readonly shownAt?: number;
  /** The reminder was shown. */
  readonly reminded?: 1;
  /** Somebody of the staff got in touch about it. */
  readonly locked?: 1;
  /** The second score and until when it may be given. */
  readonly second?: { readonly until: number; readonly score?: Score };
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
  /** When the staff wrote last in this session. */
  readonly staffAt?: number | undefined;
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
  /** Notes: colleagues asked to help, each with the session in which it was asked last. */
  readonly helpers?: Readonly<Record<ActorId, number>> | undefined;
  /** Notes: what the agent believes came of session `n`, which may be over. */
  readonly outcome?: EventData['outcome'] | undefined;
  /** Notes: this visitor is blocked. */
  readonly blocked?: 1 | undefined;
  /** Notes: whose blind guess of which session stands out, and until when. */
  readonly guess?: EventData['guessing'] | undefined;
  /** Notes: ratings that are to be left out, by session; `by` asked for it, `second` carried it out. */
  readonly voids?:
    | Readonly<Record<number, { readonly by: ActorId; readonly reason: string; readonly second?: ActorId }>>
    | undefined;
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

/** What every session begins with. */
const begin = (at: number) =>
  ({
    st: 'queued',
    as: null,
    openedAt: at,
    queuedAt: at,
    takenAt: null,
    closedAt: null,
    fromVisitor: 0,
    fromStaff: 0,
    waitingSince: at,
    staffAt: undefined,
    lead: undefined,
    promise: undefined,
    askedAt: undefined,
  }) as const;

/** Without `id` among those who take part now. */
const without = (s: ConvState, id: ActorId | null): ConvState => {
  const who = id !== null && s.who[id];
  return who ? { ...s, who: { ...s.who, [id]: { ...who, in: 0 } } } : s;
};

/** The lead who was asked for has come, if `id` is one. */
const led = (s: ConvState, id: ActorId): ConvState =>
  s.lead && /lead|owner/.test(s.who[id]?.role ?? '') ? { ...s, lead: undefined } : s;

const main: { [K in EventKind]?: Step<K> } = {
  opened: (s, { d, at }) => ({
    ...s,
    ...begin(at),
    mode: d.mode,
    site: d.site,
    visitor: d.who.id,
    n: 1,
    who: { ...s.who, [d.who.id]: { ...d.who, in: 1 } },
    team: d.team,
    lang: d.lang,
  }),
  message: (s, { a, at }) =>
    a === s.visitor
      ? { ...s, fromVisitor: s.fromVisitor + 1, waitingSince: s.waitingSince ?? at, askedAt: undefined }
      : { ...led(s, a), fromStaff: s.fromStaff + 1, staffAt: at, waitingSince: null, askedAt: undefined },
  joined: (s, { d }) => led({ ...s, who: { ...s.who, [d.who.id]: { ...d.who, in: 1 } } }, d.who.id),
  left: (s, { d }) => without(s, d.who),
  assigned: (s, { d, at }) => ({ ...s, st: 'active', as: d.to, takenAt: s.takenAt ?? at }),
  closed: (s, { at }) => ({
    ...s,
    st: 'closed',
    closedAt: at,
    waitingSince: null,
    lead: undefined,
    askedAt: undefined,
  }),
  reopened: (s, { d, at }) => ({ ...s, ...begin(at), mode: d.mode, n: d.n }),
  transferred: (s, { d: { from, to, team }, at }) =>
    to
      ? led({ ...without(s, from), st: 'active', as: to, takenAt: s.takenAt ?? at }, to)
      : { ...queue(without(s, from)), team },
  requeued: (s, { d }) => queue(without(s, d.from)),
  escalated: (s) => ({ ...s, lead: 1 }),
  promised: (s, { d, at }) => ({ ...s, promise: { ...d, at, late: s.promise?.late } }),
  late: (s) => (s.promise ? { ...s, promise: { ...s.promise, late: 1 } } : s),
  asked: (s, { at }) => ({ ...s, askedAt: at }),
  stayed: (s) => ({ ...s, askedAt: undefined }),
};

/** Back to where it was in the queue: ahead of whoever came later. */
const queue = (s: ConvState): ConvState => ({ ...s, st: 'queued', as: null, queuedAt: s.openedAt });

const setRate = (s: ConvState, n: number, r: RatingState): ConvState => ({ ...s, rate: { ...s.rate, [n]: r } });

const rating: { [K in EventKind]?: Step<K> } = {
  invited: (s, { d: { n, ...given }, at }) => setRate(s, n, { state: 'offered', ...given, rev: 0, at }),
  rated: (s, { d: { n, rev, until, ...given }, at }) =>
    setRate(s, n, { ...s.rate[n], state: 'rated', until, rev, at, rating: given }),
  dismissed: move,
  superseded: move,
  excused: (s, { d: { n, state, why }, at }) => setRate(s, n, { state, why, until: 0, rev: 0, at }),
  shown: (s, { d: { n, again }, at }) =>
    change(s, n, (r) => ({
      ...r,
      ...(r.state === 'offered' && { state: 'shown', at }),
      ...(r.shownAt === undefined && { shownAt: at }),
      ...(again && { reminded: 1 }),
    })),
  locked: (s, { d }) => change(s, d.n, (r) => ({ ...r, locked: 1 })),
  reinvited: (s, { d }) => change(s, d.n, (r) => ({ ...r, second: { until: d.until } })),
  rerated: (s, { d }) => change(s, d.n, (r) => ({ ...r, second: { until: r.second?.until ?? 0, score: d.score } })),
  complained: (s) => ({ ...s, complaints: (s.complaints ?? 0) + 1 }),
};

function change(s: ConvState, n: number, to: (now: RatingState) => RatingState): ConvState {
  const now = s.rate[n];
  return now ? setRate(s, n, to(now)) : s;
}

/** Puts an invitation into the state that the event is named for. */
function move(s: ConvState, { k, d, at }: Ev<'dismissed' | 'superseded', { n: number }>): ConvState {
  return change(s, d.n, (now) => ({ ...now, state: k, at }));
}

const settled = (s: ConvState): ConvState => ({ ...s, hand: undefined });

const notes: { [K in EventKind]?: Step<K> } = {
  note: (s) => ({ ...s, notes: s.notes + 1 }),
  handing: (s, { a, d }) => (d.to ? { ...s, hand: { from: a, to: d.to, until: d.until ?? 0 } } : s),
  handed: settled,
  returned: settled,
  consulted: (s, { d }) => ({ ...s, helpers: { ...s.helpers, [d.to]: d.n } }),
  outcome: (s, { d }) => ({ ...s, outcome: d }),
  blocked: (s) => ({ ...s, blocked: 1 }),
  unblocked: (s) => ({ ...s, blocked: undefined }),
  guessing: (s, { d }) => ({ ...s, guess: d }),
  guessed: (s, { d }) => (s.guess?.n === d.n ? { ...s, guess: undefined } : s),
  voiding: (s, { a, d }) => ({ ...s, voids: { ...s.voids, [d.n]: { by: a, reason: d.reason } } }),
  voided: (s, { a, d }) => {
    const asked = s.voids?.[d.n];
    return asked ? { ...s, voids: { ...s.voids, [d.n]: { ...asked, second: a } } } : s;
  },
  unvoided: (s, { d }) => {
    const { [d.n]: _, ...voids } = s.voids ?? {};
    return { ...s, voids };
  },
};

/** The state after `ev`. An unknown kind changes nothing (V2). `state: null` is a conversation not heard of before. */
export type Fold = (state: ConvState | null, audience: Audience, ev: Ev) => ConvState;

const foldBy =
  (steps: { readonly [A in Audience]?: { readonly [K in EventKind]?: Step<K> } }): Fold =>
  (state, audience, ev) => {
    const s = state ?? blank;
    const table = steps[audience];
    if (!table || !Object.hasOwn(table, ev.k) || ev.x) return s;
    const step = table[ev.k as EventKind] as Step<EventKind>;
    return step(s, ev as Ev<EventKind, EventData[EventKind]>);
  };

export const fold: Fold = /* @__PURE__ */ foldBy({ main, notes, rating });
/** For a visitor's client, which never hears notes (S1), and need not carry what is made of them. */
export const foldHeard: Fold = /* @__PURE__ */ foldBy({ main, rating });

const ofNotes = ({ notes, hand, helpers, outcome, blocked, guess, voids }: ConvState) => ({
  ...{ notes, hand, helpers, outcome, blocked, guess, voids },
});
const ofRating = ({ rate, complaints }: ConvState) => ({ rate, complaints });

/** Puts the part of `snap` that belongs to `audience` over what is known (D6). */
export function adopt(state: ConvState | null, audience: Audience, snap: ConvState): ConvState {
  const s = state ?? blank;
  if (audience === 'main') return { ...snap, ...ofNotes(s), ...ofRating(s) };
  return { ...s, ...(audience === 'notes' ? ofNotes : ofRating)(snap) };
}
