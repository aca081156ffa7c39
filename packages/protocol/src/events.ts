// What a conversation's log holds, and what may be asked of it. Types and the reason codes; no behaviour.
import type { ActorId, CmdId, Open, Seq } from './frames.ts';

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

/** What a visitor says of a session. The newest revision counts; each replaces the one before it whole. */
export interface Rating {
  readonly score: Score;
  readonly reasons?: readonly Reason[];
  readonly resolved?: Resolved;
  /** At most `limits.comment` code points. */
  readonly comment?: string;
  /** Whether the visitor wants to be contacted about it, and where. */
  readonly contact?: { readonly wish: boolean; readonly to?: string };
}

/** Data of each event kind, by kind. */
export interface EventData {
  opened: { readonly mode: 'live' | 'offline'; readonly site: string; readonly who: Person };
  message: MessageData;
  joined: { readonly who: Person };
  left: { readonly who: ActorId };
  assigned: { readonly to: ActorId };
  closed: { readonly n: number; readonly by: 'visitor' | 'agent' | 'system'; readonly outcome?: Resolved };
  reopened: { readonly n: number; readonly mode: 'live' | 'offline' };
  note: MessageData;
  invited: { readonly n: number; readonly until: number };
  rated: Rating & { readonly n: number; readonly rev: number; readonly until: number };
  dismissed: { readonly n: number };
  superseded: { readonly n: number };
}

export interface MessageData {
  readonly text: string;
  /** Reserved: uploaded files. */
  readonly files?: readonly unknown[];
}

export type EventKind = keyof EventData;

/** Data of each command kind, by kind. */
export interface CommandData {
  /** Starts conversation `c`. With `text`, its first message in the same commit. */
  open: { readonly text?: string };
  message: { readonly text: string };
  /** Staff only; goes to `c/n`. */
  note: { readonly text: string };
  /** Agent takes a queued conversation. */
  accept: Readonly<Record<string, never>>;
  close: { readonly outcome?: Resolved };
  reopen: Readonly<Record<string, never>>;
  /** Visitor only, with the secret of the session `n`. */
  rate: Rating & { readonly n: number; readonly secret: string };
  dismiss: { readonly n: number; readonly secret: string };
  /** Visitor: what is given replaces what was known; nothing is appended. `c` is ignored. */
  profile: {
    readonly name?: string;
    readonly email?: string;
    readonly lang?: string;
    readonly page?: { readonly url: string; readonly title?: string };
    readonly fields?: Readonly<Record<string, string>>;
  };
  /** Agent: nothing is appended. `c` is ignored. */
  presence: { readonly status: 'available' | 'away' };
}

export type CommandKind = Open<keyof CommandData>;
