// The public surface of the SDK, as types: the visitor. What agents have too: types.ts.
import type { ConvId, Here, Rating, Score, Welcome } from '@rapport/protocol';
import type { MessageInput } from './file-types.ts';
import type {
  CallOptions,
  Can,
  Client,
  ConnectOptions,
  Conversation,
  ConversationState,
  Outgoing,
  Receipt,
  Store,
} from './types.ts';

export type VisitorCan = Can &
  Readonly<
    Record<
      /** `end()` would be leaving the queue: nobody has answered. */
      | 'leave'
      /** "Still there?" stands unanswered. */
      | 'stay'
      /** Nobody has asked yet, or a lead has come since. */
      | 'askForLead'
      | 'complain',
      boolean
    >
  >;

/** As its visitor sees it. */
export interface VisitorState extends ConversationState {
  readonly can: VisitorCan;
}

export interface Profile {
  name?: string;
  email?: string;
  lang?: string;
  fields?: Record<string, string>;
}

export interface VisitorOptions extends ConnectOptions {
  /** Site key. */
  site: string;
  profile?: Profile;
  /** Who is signed in, see `identify`. */
  identity?: IdentitySource;
}

/**
 * A JWT by which the site's own server says who this is; null: nobody is signed in; undefined: it cannot be told now.
 * Asked at each connect and shortly before the token expires.
 */
export type IdentitySource = () => Promise<string | null | undefined>;

export interface VisitorConversation extends Conversation {
  readonly state: Store<VisitorState>;
  /** The rating of the newest closed session, saved through the outbox like a message. Throws `invalid_field` for a score that is not 1–5. */
  rate(rating: Rating): Outgoing;
  /** The question is in view; `again`: the one reminder. Call it when it really is. Told before, nothing is sent. */
  shown(o?: { again?: boolean }): void;
  /** The second score, of how it was handled. Throws `invalid_field` for a score that is not 1–5. */
  rerate(score: Score): Outgoing;
  /** Asks for a lead. Asked again before one has come, it changes nothing. */
  escalate(o?: CallOptions): Promise<Receipt>;
  /** Complains about this session. */
  complain(text?: string, o?: CallOptions): Promise<Receipt>;
  /** The answer to "Still there?". A message is one, too. */
  stay(o?: CallOptions): Promise<Receipt>;
  /** "Skip": the invitation is put away; it can still be rated while it is valid. */
  dismiss(): Outgoing;
}

export interface Visitor extends Client {
  /** The newest conversation, or null. */
  readonly current: Store<VisitorConversation | null>;
  readonly conversations: Store<readonly VisitorState[]>;
  /** Who would answer now, whether chat is offered live, when it will be, and the wait that would be promised; null until known. */
  readonly here: Store<Here | null>;
  /** Its name, the teams to choose from, and whether a lead can be asked for at once; null until known. */
  readonly site: Store<NonNullable<Welcome['site']> | null>;
  /** Begins a conversation at once, also offline. `team` and `lang` (a primary language, `de`) say who should answer. */
  start(input?: { message?: MessageInput; team?: string; lang?: string }): VisitorConversation;
  open(id: ConvId): VisitorConversation;
  /** Where to reply, among others. Kept until the relay has it, once this visitor has said something. */
  update(profile: Profile): void;
  /**
   * Somebody has signed in or out: `ask` is asked at once, if there is a connection, and whenever there is a new one. Whoever
   * comes after somebody else, or after nobody who is signed in any more, is a new visitor and sees nothing of the one before.
   * An identity that the relay does not accept is an `error` of code `identity_invalid`, with `details.why`; the chat goes on.
   */
  identify(ask: IdentitySource): void;
  page(url: string, title?: string): void;
  /** Forgets this visitor on this device: outbox and token. The next message comes from a new visitor. */
  forget(): Promise<void>;
  /** Whether somebody has written before on this device. */
  readonly known: boolean;
}
