// What is known of a conversation from its log, and how one stream of it is folded. The streams themselves: fold-main.ts, fold-notes.ts, fold-rating.ts.
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
  /** Notes: the last session that somebody of the staff began, and how that is known. */
  readonly insider?: EventData['insider'] | undefined;
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

/** What an event of kind `K` makes of a state. */
export type Step<K extends EventKind> = (s: ConvState, e: Ev<K, EventData[K]>) => ConvState;

/** The state after `ev`, of one stream. An unknown kind changes nothing (V2). `state: null` is a conversation not heard of before. */
export type StreamFold = (state: ConvState | null, ev: Ev) => ConvState;

export const foldBy =
  (steps: { readonly [K in EventKind]?: Step<K> }): StreamFold =>
  (state, ev) => {
    const s = state ?? blank;
    if (!Object.hasOwn(steps, ev.k) || ev.x) return s;
    const step = steps[ev.k as EventKind] as Step<EventKind>;
    return step(s, ev as Ev<EventKind, EventData[EventKind]>);
  };

const ofNotes = ({ notes, hand, helpers, outcome, blocked, guess, insider, voids }: ConvState) => ({
  ...{ notes, hand, helpers, outcome, blocked, guess, insider, voids },
});
const ofRating = ({ rate, complaints }: ConvState) => ({ rate, complaints });

/** Puts the part of `snap` that belongs to `audience` over what is known (D6). */
export function adopt(state: ConvState | null, audience: Audience, snap: ConvState): ConvState {
  const s = state ?? blank;
  if (audience === 'main') return { ...snap, ...ofNotes(s), ...ofRating(s) };
  return { ...s, ...(audience === 'notes' ? ofNotes : ofRating)(snap) };
}
