// The public surface for agents, as types.
import type { ActorId, ConvId, Presence, Rating, RatingState, VisitorInfo } from '@rapport/protocol';
import type { AbortSignalLike } from './platform/platform.ts';
import type {
  CallOptions,
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
  token: (why: { reason: 'start' | 'reconnect' | 'expired'; signal: AbortSignalLike }) => string | Promise<string>;
}

export interface InboxRow {
  readonly id: ConvId;
  readonly state: ConversationState;
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
  /** Oldest first. */
  readonly waiting: readonly InboxRow[];
  /** What needs an answer first, then the latest. */
  readonly mine: readonly InboxRow[];
  readonly others: readonly InboxRow[];
  /** Newest first; what this client has heard of. `archive()` has the rest. */
  readonly ended: readonly InboxRow[];
  /** False until the first `welcome`. */
  readonly complete: boolean;
}

export interface AgentConversation extends Conversation {
  /** Notes and messages as one list: main seq, then notes by their own. */
  readonly visitor: Store<VisitorInfo>;
  /** What became of each session's invitation, by session number; `rating` of the conversation is the newest of them. */
  readonly ratings: Store<Readonly<Record<number, RatingState>>>;
  note(text: string): Outgoing;
  /** Rejects with `taken`; `details.as` is who was faster. */
  accept(o?: CallOptions): Promise<Receipt>;
}

export interface AgentEvents extends Events {
  /** A visitor began to wait: open or reopened, and nobody has it. */
  waiting: { readonly conversation: ConvId };
  /** A visitor wrote in a conversation of mine. */
  message: { readonly conversation: ConvId; readonly text: string };
  rated: { readonly conversation: ConvId; readonly session: number; readonly rating: Rating };
}

export interface Agent extends Client<AgentEvents> {
  readonly inbox: Store<Inbox>;
  readonly presence: Store<Presence | null>;
  setPresence(status: Presence, o?: CallOptions): Promise<void>;
  /** One per id; the subscription is shared, and ends when every taker has disposed. */
  conversation(id: ConvId): AgentConversation;
  /** Closed conversations, newest first. */
  archive(
    q?: { cursor?: string; limit?: number },
    o?: CallOptions,
  ): Promise<{ rows: readonly InboxRow[]; cursor?: string }>;
}
