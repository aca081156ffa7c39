// The public surface for agents, as types.
import type {
  ActorId,
  ConvId,
  ConvState,
  Presence,
  Rating,
  RatingState,
  Resolved,
  Score,
  StaffMember,
  VisitorInfo,
} from '@rapport/protocol';
import type { MessageInput } from './file-types.ts';
import type { NativeAbortSignal } from './platform/platform.ts';
import type {
  CallOptions,
  Can,
  ChatEvent,
  Client,
  ConnectOptions,
  Conversation,
  ConversationState,
  Events,
  Outgoing,
  Receipt,
  Store,
} from './types.ts';

export interface AgentOptions extends ConnectOptions {
  /** A ticket or token for the next `hello`. Throw `ChatError` `unauthenticated` or `forbidden` to stop; anything else is tried again. */
  token: (why: { reason: 'start' | 'reconnect' | 'expired'; signal: NativeAbortSignal }) => string | Promise<string>;
}

/** What this agent may do in a conversation now. The relay judges for itself; these are for buttons. */
export type StaffCan = Can &
  Readonly<
    Record<
      /** Give back what is offered or handed to me. */
      | 'decline'
      /** Take back what I am handing over. */
      | 'withdraw'
      | 'transfer'
      | 'consult'
      | 'join'
      | 'takeover'
      | 'escalate'
      | 'block'
      | 'unblock',
      boolean
    >
  >;

/** A conversation as staff see it: what the visitor's side never shows is here, too. */
export type StaffState = Omit<ConversationState, 'can'> &
  Pick<
    ConvState,
    | 'team'
    | 'lang'
    | 'queuedAt'
    | 'lead'
    | 'promise'
    | 'askedAt'
    /** `until` by this computer's clock. */
    | 'hand'
    | 'helpers'
    | 'outcome'
    | 'blocked'
    | 'complaints'
    /** Whose blind guess of which session stands out; `until` by this computer's clock. */
    | 'guess'
    /** Ratings that are to be left out of every figure, by session. */
    | 'voids'
  > & {
    readonly can: StaffCan;
    /** Leads who read along now. */
    readonly watching: readonly ActorId[];
    /** Until when it is offered to me, by this computer's clock; null: it is not. */
    readonly offeredUntil: number | null;
  };

/** A queued conversation that this agent is asked to take, until when by this computer's clock. */
export interface Offer {
  readonly conversation: ConvId;
  readonly until: number;
}

/** `details` of what the relay refuses: `ChatError` with code `invalid_field`, `conflict` or `taken`. */
export interface Refusal {
  /** `to` or `team`, of a transfer or a consultation. */
  readonly field?: string;
  /** `unknown`, `self`, `absent`: that person. `handing`: it is being handed over already. */
  readonly why?: 'unknown' | 'self' | 'absent' | 'handing';
  readonly as?: ActorId;
}

/** Recovery cases: open, mine, and of these two together those past their time. */
export interface CaseCounts {
  readonly open: number;
  readonly mine: number;
  readonly late: number;
  /** Another one whenever some case has changed. */
  readonly rev: number;
}

export interface Complaint {
  readonly session: number;
  readonly text: string;
  readonly at: number;
}

export interface InboxRow {
  readonly id: ConvId;
  readonly state: StaffState;
  readonly visitor: VisitorInfo;
  readonly last: {
    readonly text: string;
    readonly mine: boolean;
    readonly author: ActorId;
    readonly at: number;
  } | null;
  readonly updatedAt: number;
}

export interface Inbox {
  /** In the order of the queue: by when it came into it first. */
  readonly waiting: readonly InboxRow[];
  /** What needs an answer first, then the latest. */
  readonly mine: readonly InboxRow[];
  readonly others: readonly InboxRow[];
  /** Newest first; what this client has heard of. `archive()` has the rest. */
  readonly ended: readonly InboxRow[];
  /** False until the first `welcome`. */
  readonly complete: boolean;
}

export interface AgentConversation extends Omit<Conversation, 'state'> {
  readonly state: Store<StaffState>;
  /** Notes and messages as one list: main seq, then notes by their own. */
  readonly visitor: Store<VisitorInfo>;
  /** What became of each session's invitation, by session number; `rating` of the conversation is the newest of them. */
  readonly ratings: Store<Readonly<Record<number, RatingState>>>;
  /** Oldest first. */
  readonly complaints: Store<readonly Complaint[]>;
  /** `to`: whispered to one colleague. */
  note(words: MessageInput, o?: { to?: ActorId }): Outgoing;
  /** Takes what waits, or what is being handed to me. Rejects with `taken`; `details.as` is who was faster. */
  accept(o?: CallOptions): Promise<Receipt>;
  /** Gives back what is offered or handed to me, or takes back what I am handing. */
  decline(o?: CallOptions): Promise<Receipt>;
  /**
   * To a colleague, who accepts or returns it, or to a team's queue. The note is not optional: throws `empty`, `too_large`.
   * Rejects as `Refusal` says.
   */
  transfer(input: ({ to: ActorId } | { team: string }) & { note: string } & CallOptions): Promise<Receipt>;
  /** Asks a colleague to help; the conversation stays where it is. */
  consult(input: { to: ActorId; text?: string } & CallOptions): Promise<Receipt>;
  /** Takes part without taking over. */
  join(o?: CallOptions): Promise<Receipt>;
  /** Leads and owners: makes it mine. The visitor is told. */
  takeover(o?: CallOptions): Promise<Receipt>;
  /** Asks for a lead. */
  escalate(o?: CallOptions): Promise<Receipt>;
  /** The visitor can write no more. `spam` ends the chat, too. Throws `empty` without a reason. */
  block(input: { reason: string; spam?: boolean } & CallOptions): Promise<Receipt>;
  unblock(o?: CallOptions): Promise<Receipt>;
  /** How I think the visitor would rate session `session`; null: I would rather not say. Rejects with `conflict`: too late, or said already. */
  guess(session: number, score: Score | null, o?: CallOptions): Promise<Receipt>;
  /** Leads and owners: leaves a rating out of every figure. The first asks for it, a second person carries it out. Throws `empty` without a reason. */
  voidRating(input: { session: number; reason: string } & CallOptions): Promise<Receipt>;
  unvoidRating(session: number, o?: CallOptions): Promise<Receipt>;
  /** Tells the staff that I read along; until `false`, or the last taker has disposed. */
  watch(on: boolean): void;
  end(o?: CallOptions & { outcome?: Resolved }): Promise<Receipt>;
}

export interface AgentEvents extends Events {
  /** A visitor began to wait: open or reopened, and nobody has it. */
  waiting: { readonly conversation: ConvId };
  /** A visitor wrote in a conversation of mine. */
  message: { readonly conversation: ConvId; readonly text: string };
  rated: { readonly conversation: ConvId; readonly session: number; readonly rating: Rating };
  offer: Offer;
  /** An offer was not taken in time: the relay has set my status to `finishing`. */
  missed: { readonly at: number };
  /** Somebody wants to hand me a conversation. */
  handing: Offer & { readonly from: ActorId };
  /** A colleague asks me to help. */
  consulted: { readonly conversation: ConvId };
  /** A lead is asked for. */
  escalated: { readonly conversation: ConvId };
  /** Something new in the notes of a conversation that is held here: `note`, `returned`, `mailed`, and so on. */
  note: { readonly conversation: ConvId; readonly event: ChatEvent };
}

export interface Agent extends Client<AgentEvents> {
  readonly inbox: Store<Inbox>;
  readonly presence: Store<Presence | null>;
  /** When I missed an offer and the relay set me to `finishing` for it; null: it did not, or I have chosen since. */
  readonly missedAt: Store<number | null>;
  /** The soonest to run out first. */
  readonly offers: Store<readonly Offer[]>;
  /** Everybody with a live connection, me too. */
  readonly staff: Store<readonly StaffMember[]>;
  /** null until the relay has said. */
  readonly cases: Store<CaseCounts | null>;
  setPresence(status: Presence, o?: CallOptions): Promise<void>;
  /** One per id; the subscription is shared, and ends when every taker has disposed. */
  conversation(id: ConvId): AgentConversation;
  /** Closed conversations, newest first. */
  archive(
    q?: { cursor?: string; limit?: number },
    o?: CallOptions,
  ): Promise<{ rows: readonly InboxRow[]; cursor?: string }>;
}
