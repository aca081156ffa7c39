// The public surface of the SDK, as types: what visitors and agents have in common. The visitor: visitor-types.ts; agents: agent-types.ts.
// No DOM lib is needed to use it: it runs in browsers, workers and Node 24.
import type {
  ActorId,
  CmdId,
  ConvId,
  ConvState,
  ErrCode,
  EventKind,
  FileId,
  FileRef,
  Limits,
  Open,
  Person,
  Resolved,
  Seq,
} from '@rapport/protocol';
import type { FileBlob, MessageInput, UploadOptions } from './file-types.ts';
import type { AbortSignalLike, Platform } from './platform/platform.ts';
import type { RatingView } from './rating-types.ts';

/* ---------- values over time ---------- */

/**
 * A value and its changes. `subscribe` calls `run` at once and then on every change, and returns the function that ends it:
 * the contract of Svelte stores, fit for `useSyncExternalStore`. `getSnapshot` gives the same reference until something changed.
 */
export interface Store<T> {
  getSnapshot(): T;
  subscribe(run: (value: T) => void): () => void;
}

/* ---------- errors ---------- */

export type ChatErrorCode = Open<
  ErrCode | 'aborted' | 'disposed' | 'timeout' | 'outbox_full' | 'expired' | 'storage' | 'stopped'
>;

/* ---------- connection ---------- */

export type Status =
  /** Never asked to connect, disconnected, or asleep in a hidden tab. */
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting'; readonly attempt: number; readonly lost: boolean }
  /** `catchingUp` until every subscribed stream has reached the head that `welcome` named. */
  | { readonly phase: 'online'; readonly since: number; readonly catchingUp: boolean }
  /** `lost` turns true once it lasts longer than `lostAfterMs`: show a banner then. */
  | { readonly phase: 'waiting'; readonly attempt: number; readonly retryAt: number; readonly lost: boolean }
  /** Final until `connect()` is called again, with new credentials. */
  | { readonly phase: 'stopped'; readonly error: ChatErrorLike };

export interface ChatErrorLike {
  readonly code: ChatErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly details?: unknown;
}

export interface ConnectOptions {
  /** `wss://HOST/v1/ws` (or `ws://` on loopback). */
  url: string;
  platform?: Partial<Platform>;
  /** Aborting it disposes the client. */
  signal?: AbortSignalLike;
  /** Milliseconds without a connection before `lost`. @default 4_000 */
  lostAfterMs?: number;
  /** Milliseconds a hidden tab without an open conversation and with an empty outbox keeps its socket. @default 300_000 */
  sleepAfterHiddenMs?: number | false;
  onLog?: (entry: { level: 'debug' | 'warn'; msg: string; data?: unknown }) => void;
}

export interface CallOptions {
  signal?: AbortSignalLike;
  /** Bounds the waiting, not the command: it may still be carried out. @default 15_000 */
  timeoutMs?: number;
}

export interface Events {
  status: Status;
  event: { readonly conversation: ConvId; readonly event: ChatEvent };
  error: ChatErrorLike;
  discontinuity: { readonly conversation: ConvId; readonly reason: 'too_far_behind' | 'epoch' };
}

export interface TranscriptWish extends CallOptions {
  /** One address. */
  to: string;
  /** Of the mail. @default what the relay knows of the visitor */
  lang?: string;
  /** Of its times. @default this device's */
  zone?: string;
}

export interface TranscriptMail {
  /** As it is sent to. */
  readonly to: string;
  readonly state: 'sent' | 'queued';
}

export interface Client<E extends Events = Events> {
  readonly status: Store<Status>;
  readonly me: Store<{ readonly id: ActorId; readonly name?: string } | null>;
  /** Resolves on the first `welcome`. Never needed before sending. */
  connect(o?: CallOptions): Promise<void>;
  /** Says goodbye after the outbox is flushed or `flushMs` (default 2_000) are over. */
  disconnect(o?: { flushMs?: number }): Promise<void>;
  /** Returns the function that stops listening. A listener that throws is reported as `error` and stops nothing. */
  on<K extends keyof E>(type: K, run: (value: E[K]) => void, o?: { signal?: AbortSignalLike }): () => void;
  /** What the relay takes, as it said last; `file`: bytes of one file, absent where none are taken. */
  readonly limits: Store<Limits | null>;
  /** Uploads a file for a message to come. Rejects with `too_large`, `file_type`, `quota` and so on; `unavailable`: try again. */
  upload(file: FileBlob, o?: UploadOptions): Promise<FileRef>;
  /** The bytes of a file in a conversation. */
  file(id: FileId, o?: Pick<CallOptions, 'signal'>): Promise<FileBlob>;
  /**
   * Has a copy of a conversation sent by mail: every message, never a note. Resolves when a mail server has taken it (`sent`), or
   * when it has not within `timeoutMs` and goes on being tried (`queued`): asked for again, it is the same mail. Rejects with
   * `mail_off`, `invalid_field`, `forbidden` (nobody of the staff has written yet), `rate_limited`; `unavailable`: try again.
   */
  mailTranscript(conversation: ConvId, wish: TranscriptWish): Promise<TranscriptMail>;
  dispose(): void;
}

/* ---------- conversation ---------- */

export type SendStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

export interface Message {
  /** The client's own id of the message, for life: use it as the list key. */
  readonly key: string;
  /** Null until the relay has it. */
  readonly seq: Seq | null;
  readonly author: ActorId;
  readonly mine: boolean;
  /** Milliseconds: the relay's, once it has it. */
  readonly at: number;
  /** Empty only beside files. */
  readonly text: string;
  /** Absent: none. */
  readonly files?: readonly FileRef[];
  readonly status: SendStatus;
  readonly error?: ChatErrorLike;
}

export interface ChatEvent<K extends string = Open<EventKind>, D = unknown> {
  readonly seq: Seq;
  readonly kind: K;
  readonly author: ActorId;
  readonly at: number;
  readonly key?: CmdId;
  readonly data: D;
}

export type Item =
  | { readonly type: 'message'; readonly key: string; readonly message: Message }
  | { readonly type: 'event'; readonly key: string; readonly event: ChatEvent }
  /** Only for agents. `to`: whispered to that colleague. */
  | { readonly type: 'note'; readonly key: string; readonly message: Message; readonly to?: ActorId };

/** Confirmed by `seq`, then own unconfirmed in outbox order; never by time. */
export interface Timeline {
  readonly items: readonly Item[];
  readonly from: Seq;
  /** 0 until something of it is here. */
  readonly head: Seq;
  readonly hasOlder: boolean;
  readonly loadingOlder: boolean;
}

export interface ParticipantView extends Person {
  readonly present: boolean;
  readonly readUpTo: Seq;
  readonly deliveredUpTo: Seq;
}

/** What makes sense now, for this client. */
export type Can = Readonly<Record<'send' | 'close' | 'rate' | 'accept' | 'note', boolean>>;

export interface ConversationState
  extends Pick<ConvState, 'team' | 'lang' | 'queuedAt' | 'promise' | 'askedAt' | 'lead' | 'complaints'> {
  readonly id: ConvId;
  readonly site: string;
  /** `draft`: begun here, not yet on the relay. */
  readonly phase: Open<'draft' | 'queued' | 'active' | 'closed'>;
  readonly mode: 'live' | 'offline';
  readonly session: number;
  readonly visitor: ActorId;
  readonly assignee: ActorId | null;
  readonly participants: readonly ParticipantView[];
  readonly openedAt: number;
  readonly takenAt: number | null;
  readonly closedAt: number | null;
  readonly waitingSince: number | null;
  /** Of a visitor who waits: place in the queue, 1–9; null: further back, or not known. */
  readonly place: number | null;
  readonly rating: RatingView | null;
  readonly unread: number;
  /** Other participants typing now. */
  readonly typing: readonly ActorId[];
  readonly can: Can;
}

export interface Receipt {
  readonly key: string;
  readonly seq: Seq;
  readonly at: number;
}

export interface Outgoing {
  readonly key: string;
  readonly status: Store<SendStatus>;
  /** Resolves when the relay has it on disk; rejects when it failed. Made only when asked: nothing is left unhandled. */
  committed(o?: CallOptions): Promise<Receipt>;
  /** Sends a failed entry again, under a new id. */
  retry(): void;
  /** Takes back what has not left yet, or has failed. False: it may have reached the relay. */
  discard(): boolean;
}

export interface Conversation {
  readonly id: ConvId;
  readonly state: Store<ConversationState>;
  readonly timeline: Store<Timeline>;
  /** Shown and persisted before it returns. Throws `empty` or `too_large` (the caller's mistake); `outbox_full` when there is no room. */
  send(words: MessageInput): Outgoing;
  /** Sends a failed message again. */
  retry(key: string): void;
  /** Removes a failed message. */
  discard(key: string): boolean;
  /** Loads earlier events into the timeline. */
  older(o?: CallOptions & { limit?: number }): Promise<{ done: boolean }>;
  /** Marks everything up to `upTo` (default: what is shown) as read. Call it when it really was in view. */
  read(upTo?: Seq): void;
  typing(on: boolean): void;
  end(o?: CallOptions & { outcome?: Resolved }): Promise<Receipt>;
  /** Every event after `after` (default 0), from history first, then live; pulled, so a slow reader costs nothing. */
  events(o?: { after?: Seq; signal?: AbortSignalLike }): AsyncIterable<ChatEvent>;
  dispose(): void;
}
