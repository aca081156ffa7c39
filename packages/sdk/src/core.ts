// What the parts of one client share. client.ts makes it; sending.ts and reading.ts work on it; a role adds its own part.
import type {
  ActorId,
  ClientFrame,
  ConvId,
  Hello,
  Invite,
  Role,
  ServerFrame,
  Stream,
  Welcome,
} from '@rapport/protocol';
import type { Connection, Input } from './connection.ts';
import type { Identity } from './identity.ts';
import type { Entry } from './outbox.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { Platform } from './platform/platform.ts';
import type { Source } from './store.ts';
import type { Folds, Thread } from './thread.ts';
import type { Window } from './timeline.ts';
import type { Events } from './types.ts';

export interface Core extends Source {
  readonly role: Role;
  readonly p: Platform;
  /** Who the relay says we are; '' until it has. */
  me: ActorId;
  box: Entry[];
  /** Where it is kept. Undefined while it is not known whose it is. */
  outbox?: OutboxStorage;
  /** Every conversation that is listed, begun here or looked at. */
  readonly threads: Map<ConvId, Thread>;
  /** The windows that are followed. */
  readonly streams: Map<Stream, Window>;
  /** By conversation and session (`inviteKey`): what can be rated by this client (R2). */
  readonly invites: Map<string, Invite>;
  readonly part: Part;
  /** What is known of ratings: undefined until there is something to know, null while it is being loaded. */
  ratings?: typeof import('./rating.ts') | null | undefined;
  /** Who else hears each frame, after it was dealt with. */
  readonly ears: Set<(frame: ServerFrame) => void>;
  /** The last `welcome` named another log than the one before (D8). */
  isNewLog: boolean;

  connection(): Connection;
  input(input: Input): void;
  /** False if it cannot go out now. */
  send(frame: ClientFrame): boolean;
  emit<K extends keyof Events>(type: K, value: Events[K]): void;
  /** Ends what a disposed client must not begin: throws `disposed`. */
  alive(): void;
}

/** What a role adds. */
export interface Part {
  readonly role: Role;
  /** Those that this role needs from the beginning. */
  readonly folds: Folds;
  hello(credentials: string | undefined): Partial<Hello>;
  /** Fetched anew for each socket. */
  credentials?: ((why: Connection['why']) => Promise<string | undefined>) | undefined;
  /** Before anything else is made of it. */
  welcome?(frame: Welcome): void;
  /** Of a visitor: whose files they are. */
  visitor?(): { readonly site: string; readonly identity: Identity };
  /** Whatever was under way on a socket, or for one, is not any more. */
  lost?(): void;
  /** T3: whether a command may leave now; if `isReal` and not yet, sees to it. */
  mayCommand(isReal: boolean): boolean;
  /** After everything that happened, before the stores tell. */
  settled(): void;
}
