// What a conversation's log holds, and what may be asked of it. Types and the reason codes; no behaviour.
import type { FileId, FileRef } from './files.ts';
import type { ActorId, CmdId, Open, Presence, Seq } from './frames.ts';

/** One row of one stream. The relay gives `s`, `a` and `at`; a client cannot. */
export interface Ev<K extends string = Open<EventKind>, D = unknown> {
  readonly s: Seq;
  readonly k: K;
  readonly a: ActorId;
  /** Server milliseconds since 1970, for display only; order is `s` (D1). */
  readonly at: number;
  /** Id of the command that caused it: the client's own name for the message, for life (C2). */
  readonly m?: CmdId;
  readonly d: D;
  /** Redacted: `d` is `{}`. Reserved. */
  readonly x?: 1;
  /** Notes only: head of the main stream at commit, so that everybody interleaves alike (S2). */
  readonly p?: Seq;
}

export interface Person {
  readonly id: ActorId;
  readonly role: Open<'visitor' | 'agent' | 'lead' | 'owner' | 'system'>;
  readonly name?: string;
}

export type Reason =
  | 'availability'
  | 'lost_time'
  | 'runaround'
  | 'bad_info'
  | 'apathy'
  | 'coldness'
  | 'robotism'
  | 'reaction'
  | 'brush_off'
  | 'condescension'
  | 'rule_book'
  | 'hours'
  | 'rhythm'
  | 'anticipation'
  | 'no_authority'
  | 'language'
  | 'about_product'
  | 'other';

/** In the order shown; the first eight and the last two at once, the rest behind "more" (RATINGS §6). */
export const reasons: readonly Reason[] = [
  'availability',
  'lost_time',
  'runaround',
  'bad_info',
  'apathy',
  'coldness',
  'robotism',
  'reaction',
  'brush_off',
  'condescension',
  'rule_book',
  'hours',
  'rhythm',
  'anticipation',
  'no_authority',
  'language',
  'about_product',
  'other',
];

export type Score = 1 | 2 | 3 | 4 | 5;
export type Resolved = 'yes' | 'partly' | 'no' | 'unknown';
/** The one optional question beside the score that a session may be drawn for: F8, F5, F7. */
export type Extra = 'expect' | 'nps' | 'ces';

/** What a visitor says of a session. The newest revision counts; each replaces the one before it whole. */
export interface Rating {
  readonly score: Score;
  readonly reasons?: readonly Reason[];
  readonly resolved?: Resolved;
  /** At most `limits.comment` code points. */
  readonly comment?: string;
  /** Whether the visitor wants to be contacted about it, and where. */
  readonly contact?: { readonly wish: boolean; readonly to?: string };
  /** Better or worse than expected, −2 to 2 (F8). */
  readonly expect?: number;
  /** Would recommend, 0 to 10 (F5). */
  readonly nps?: number;
  /** Found it easy, 1 to 7 (F7). */
  readonly ces?: number;
  /** Language the questions were shown in. */
  readonly lang?: string;
  /** Milliseconds from the question in view to the first save. */
  readonly afterMs?: number;
}

/** Data of each event kind, by kind. */
export interface EventData {
  /** `team`, `lang`: what was asked for; absent: any. `page`: path of the page it was begun on, without its query. `locale`: the visitor's language. */
  opened: {
    readonly mode: 'live' | 'offline';
    readonly site: string;
    readonly who: Person;
    readonly team?: string;
    readonly lang?: string;
    readonly page?: string;
    readonly locale?: string;
  };
  message: MessageData;
  joined: { readonly who: Person };
  left: { readonly who: ActorId };
  assigned: { readonly to: ActorId };
  /** `left`: by the visitor, out of the queue. `idle`: nobody wrote, and nobody said that he is there. */
  closed: {
    readonly n: number;
    readonly by: 'visitor' | 'agent' | 'system';
    readonly why?: Open<'left' | 'idle' | 'spam'>;
  };
  reopened: {
    readonly n: number;
    readonly mode: 'live' | 'offline';
    readonly page?: string;
    readonly locale?: string;
  };
  /** A person who gave it up (`from`; null: it was in the queue) and who has it now: somebody (`to`), or the queue of a team. */
  transferred: {
    readonly from: ActorId | null;
    readonly to?: ActorId;
    readonly team?: string;
    /** A lead took it, unasked. */
    readonly why?: Open<'takeover'>;
  };
  /** Its agent was gone: back to its old place in the queue. */
  requeued: { readonly from: ActorId; readonly why: Open<'gone'> };
  /** Somebody asks for a lead. */
  escalated: { readonly by: 'visitor' | 'agent' };
  /** The wait that this visitor was shown, counted from the event. `toMs` null: more than `fromMs`, which promises nothing. */
  promised: Wait;
  /** The promise of this session was broken. Appended once, by the system. */
  late: Empty;
  /** "Still there?", by the system. Answered by any message, or by `stayed`. */
  asked: Empty;
  stayed: Empty;

  /** Notes from here on. `to`: whispered to one colleague. */
  note: MessageData & { readonly to?: ActorId };
  /** Offered with a note to a person (who accepts or returns it before `until`), or given to a team. */
  handing: { readonly to?: ActorId; readonly team?: string; readonly text: string; readonly until?: number };
  handed: { readonly to: ActorId };
  returned: { readonly to: ActorId; readonly why: Open<'declined' | 'withdrawn' | 'timeout' | 'gone'> };
  /** Offered from the queue and not taken. */
  missed: { readonly by: ActorId; readonly why: Open<'declined' | 'timeout' | 'gone'> };
  /** A colleague is asked to help in session `n`; the owner stays. */
  consulted: { readonly n: number; readonly to: ActorId; readonly text?: string };
  /** What the agent believes came of session `n`. */
  outcome: { readonly n: number; readonly resolved: Resolved };
  blocked: { readonly who: ActorId; readonly reason: string; readonly spam?: 1 };
  unblocked: { readonly who: ActorId };
  /** Messages up to `upTo` were sent by mail to where the visitor asked, or could not be. */
  mailed: { readonly upTo: Seq; readonly state: Open<'sent' | 'failed'>; readonly why?: MailFailure };

  /** The agent who had session `n` at its end is asked, blind, how its visitor would rate it; until then its rating is kept from him. */
  guessing: { readonly n: number; readonly of: ActorId; readonly until: number };
  /** By that agent. null: he would rather not say. */
  guessed: { readonly n: number; readonly score: Score | null };
  /**
   * Session `n` was begun by somebody of the staff: in a browser that is signed in here, which is not asked how it went; or from the address
   * of a colleague who is here, which alone proves nothing (R12).
   */
  insider: { readonly n: number; readonly by: Open<'session' | 'address'> };
  /** A rating is to be left out of every figure: asked for by one, done by another. It stays counted as void. */
  voiding: { readonly n: number; readonly reason: string };
  voided: { readonly n: number };
  /** Not asked for any more, or taken back. */
  unvoided: { readonly n: number };

  /** Rating stream from here on. The visitor complains about session `n`. */
  complained: { readonly n: number; readonly text?: string };
  /** `extra`: the one more question. `seed`: of the order of the reasons. */
  invited: { readonly n: number; readonly until: number; readonly extra?: Extra; readonly seed?: number };
  /** The session ended, and its visitor is not asked. */
  excused: { readonly n: number } & Excuse;
  /** The question was in view. `again`: the one reminder. */
  shown: { readonly n: number; readonly again?: 1 };
  rated: Rating & { readonly n: number; readonly rev: number; readonly until: number };
  dismissed: { readonly n: number };
  superseded: { readonly n: number };
  /** Somebody of the staff got in touch about it: the rating stands as it is. */
  locked: { readonly n: number };
  /** How was it handled? Asked once a recovery case is closed, apart from the rating itself. */
  reinvited: { readonly n: number; readonly until: number };
  rerated: { readonly n: number; readonly score: Score };
}

/** Why an ended session has no invitation (RATINGS §3). */
export type Excuse =
  | {
      readonly state: 'ineligible';
      readonly why: Open<'no_human_reply' | 'no_visitor_message' | 'staff_session' | 'stale'>;
    }
  | { readonly state: 'suppressed'; readonly why: Open<'throttled' | 'survey_off' | 'spam' | 'blocked'> };

/** Refused by the mail server for good; taken by none in three days; not tried, because the address has got its share of the day or there is no mail server. */
export type MailFailure = Open<'refused' | 'gave_up' | 'too_many' | 'not_configured'>;

export type Empty = Readonly<Record<string, never>>;

/** A range of waiting, milliseconds. */
export interface Wait {
  readonly fromMs: number;
  readonly toMs: number | null;
}

export interface MessageData {
  /** Empty only beside files. */
  readonly text: string;
  readonly files?: readonly FileRef[];
}

export type EventKind = keyof EventData;

/** Data of each command kind, by kind. */
export interface CommandData {
  /** Starts conversation `c`. With `text`, its first message in the same commit. */
  open: {
    readonly text?: string;
    readonly team?: string;
    readonly lang?: string;
    readonly files?: readonly FileId[];
  };
  /** `files`: own uploads that were not sent yet (U6). With them `text` may be empty. */
  message: { readonly text: string; readonly files?: readonly FileId[] };
  /** Staff only; goes to `c/n`. */
  note: { readonly text: string; readonly to?: ActorId; readonly files?: readonly FileId[] };
  /** Agent takes a queued conversation, or one that is being handed to him. */
  accept: Empty;
  /** Agent gives back what is offered or handed to him; its owner takes back what he is handing. */
  decline: Empty;
  /** Exactly one of `to` and `team`; the note is not optional. By its owner, a lead or an owner of the house. */
  transfer: { readonly to?: ActorId; readonly team?: string; readonly note: string };
  consult: { readonly to: ActorId; readonly text?: string };
  /** An agent takes part without taking over. */
  join: Empty;
  /** Lead or owner only. */
  takeover: Empty;
  /** Visitor or agent. Repeated: nothing is appended. */
  escalate: Empty;
  complain: { readonly text?: string };
  /** Visitor: the answer to `asked`. */
  stay: Empty;
  /** `spam` ends the session, too. */
  block: { readonly reason: string; readonly spam?: 1 };
  unblock: Empty;
  /** `outcome`: by an agent; goes to `c/n`. */
  close: { readonly outcome?: Resolved };
  reopen: Empty;
  /** Visitor only, with the secret of the session `n`. */
  rate: Rating & { readonly n: number; readonly secret: string };
  dismiss: { readonly n: number; readonly secret: string };
  /** Visitor: the question is in view. Repeated: nothing is appended. */
  shown: { readonly n: number; readonly secret: string; readonly again?: 1 };
  /** Visitor: the second score, after a recovery. */
  rerate: { readonly n: number; readonly secret: string; readonly score: Score };
  /** The agent who is asked. null: declined. */
  guess: { readonly n: number; readonly score: Score | null };
  /** Lead or owner. The first asks, a second carries it out. */
  void: { readonly n: number; readonly reason: string };
  unvoid: { readonly n: number };
  /** Visitor: what is given replaces what was known; nothing is appended. `c` is ignored. */
  profile: {
    readonly name?: string;
    readonly email?: string;
    readonly lang?: string;
    readonly page?: { readonly url: string; readonly title?: string };
    readonly fields?: Readonly<Record<string, string>>;
  };
  /** Agent: nothing is appended. `c` is ignored. */
  presence: { readonly status: Presence };
}

export type CommandKind = Open<keyof CommandData>;
