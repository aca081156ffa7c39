// What the relay keeps, as an interface: one contract suite (store-contract.ts) runs over every implementation.
// The log is written only through `commit`; a decision is taken inside it, on the locked state (L5).
import type {
  ActorId,
  Audience,
  CmdId,
  ConvId,
  ConvState,
  ErrCode,
  Ev,
  FileId,
  Mark,
  Presence,
  Report,
  ReportName,
  Seq,
  SessionLine,
  VisitorInfo,
} from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import type { IdentityKey } from '../core/identity/keys.ts';
import type { SilentQuery } from '../core/recovery/silent.ts';
import type { NamingQuery } from '../core/reports/naming.ts';
import type { Asked } from '../core/reports/report.ts';
import type { ReportRows } from '../core/reports/row.ts';
import type { Scores } from '../core/reports/scores.ts';
import type { ServiceReport } from '../core/service/report.ts';
import type { SiteSettings } from '../core/settings/site-settings.ts';
import type { Cases } from './cases.ts';
import type { FileOf, Files } from './files.ts';
import type { Improve } from './improve.ts';
import type { Mails } from './mails.ts';
import type { Persons } from './persons.ts';

/** An event before the store has given it its place. */
export interface Draft {
  readonly audience: Audience;
  readonly k: string;
  readonly a: ActorId;
  readonly d: unknown;
  /** Exactly one draft of a command carries its id (L2). */
  readonly m?: CmdId;
}

export type Decision =
  /** No events: nothing is appended, and the answer is that of a repeat, at 0. */
  | { readonly ok: true; readonly events: readonly Draft[] }
  | { readonly ok: false; readonly code: ErrCode; readonly d?: unknown; readonly retry?: number };

/** One command, ready to be judged and written. */
export interface Unit {
  readonly conv: ConvId;
  readonly actor: ActorId;
  readonly cmd: CmdId;
  /** Fingerprint of kind and body, to tell a repeat from a reuse (L3). */
  readonly hash: string;
  /** Milliseconds; becomes the events' `at`. */
  readonly now: number;
  /** Pure, synchronous; called once, inside the transaction, with the state as it is then. Null: no such conversation. */
  readonly decide: (state: ConvState | null, others: Others, fileOf: FileOf) => Decision;
}

/** The newest conversations of a visitor, and of those of the same subject, but the one at hand, as they are inside the transaction; read when asked for. */
export type Others = (visitor: ActorId) => readonly ConvState[];

/** How many of them. */
export const mostOthers = 20;

export interface Appended {
  readonly audience: Audience;
  readonly ev: Ev;
}

export type Outcome =
  /** `seq`, `audience`, `at`: of the event that carries the command's id. */
  | {
      readonly kind: 'committed';
      readonly audience: Audience;
      readonly seq: Seq;
      readonly at: number;
      readonly events: readonly Appended[];
      readonly state: ConvState;
      readonly heads: Heads;
    }
  | { readonly kind: 'repeated'; readonly audience: Audience; readonly seq: Seq; readonly at: number }
  | { readonly kind: 'refused'; readonly code: ErrCode; readonly d?: unknown; readonly retry?: number };

export type Heads = Readonly<Record<Audience, Seq>>;

export interface ConvRow {
  readonly conv: ConvId;
  readonly state: ConvState;
  readonly heads: Heads;
  readonly last: Ev | null;
  /** `at` of the newest event. */
  readonly at: number;
}

export interface SiteRow {
  readonly key: string;
  readonly name: string;
  /** Exact origins that may use it; empty: the relay's own only. */
  readonly origins: readonly string[];
  readonly native: boolean;
  readonly disabled: boolean;
  /** What differs from the defaults; `settingsOf` has the whole. */
  readonly settings?: Partial<SiteSettings>;
  /** By which it signs who somebody is; absent: none. */
  readonly keys?: readonly IdentityKey[];
  /** Where its widget was last, and when; absent: nowhere yet. Only `seeSite` changes it. */
  readonly seen?: Seen;
}

export interface Seen {
  readonly origin: string;
  readonly at: number;
}

export interface AgentRow {
  readonly id: ActorId;
  readonly email: string;
  readonly name: string;
  readonly role: 'agent' | 'lead' | 'owner';
  readonly passwordHash: string;
  readonly presence: Presence;
  readonly disabled: boolean;
  /** Keys of teams. Absent: none. */
  readonly teams?: readonly string[];
  /** Primary languages; absent or empty: not told. */
  readonly langs?: readonly string[];
  /** Conversations at once; absent: the site's. */
  readonly capacity?: number;
}

export interface VisitorRow {
  readonly id: ActorId;
  readonly site: string;
  readonly info: VisitorInfo;
  readonly createdAt: number;
  /** Present exactly while `info.blocked` is 1. Only `blockVisitor` changes either. */
  readonly block?: Block;
}

/** Why a visitor may not write. */
export interface Block {
  readonly by: ActorId;
  readonly reason: string;
  readonly at: number;
}

/** A credential kept only as the SHA-256 of its secret, hex. */
export interface SecretRow {
  readonly hash: string;
  readonly kind: 'session' | 'setup' | 'api' | 'ticket';
  readonly agent: ActorId | null;
  /** Tickets: hash of the session that asked for it, so that signing out ends what it opened (T7). */
  readonly parent: string | null;
  readonly createdAt: number;
  /** `never` for what is only taken back by hand. */
  readonly expiresAt: number;
  /** API tokens: what its owner calls it. */
  readonly name?: string;
}

/** The last moment a date can have. */
export const never = 8_640_000_000_000_000;

/** How long a secret stays after it expired: `putSecret` drops the older ones. */
export const secretGraceMs = 86_400_000;

export interface Store extends Mails, Cases, Improve, Persons, Files {
  /** Name of this log (D8). */
  readonly epoch: string;

  /**
   * Judges and writes all units, in order, in one transaction that is on disk when the promise resolves (D2).
   * Each unit has its own outcome; a refusal of one does not touch the others. Rejects (StoreFull, StoreFailed) with nothing written.
   */
  commit(units: readonly Unit[]): Promise<readonly Outcome[]>;

  conversation(conv: ConvId): Promise<ConvRow | null>;
  /** Events after `after`, oldest first. */
  events(conv: ConvId, audience: Audience, after: Seq, limit: number): Promise<readonly Ev[]>;
  /** Events before `before`, oldest first, at most `limit`. */
  history(conv: ConvId, audience: Audience, before: Seq, limit: number): Promise<readonly Ev[]>;
  /** Messages of others than `reader` after `after` in the main stream. */
  unread(conv: ConvId, reader: ActorId, after: Seq): Promise<number>;
  /** In the order in which they were begun; `limit` of them after that of `after`, or all. */
  openConversations(limit?: number, after?: ConvId): Promise<readonly ConvRow[]>;
  /** Newest first. `cursor` is opaque. */
  closedConversations(limit: number, cursor?: string): Promise<{ rows: readonly ConvRow[]; cursor?: string }>;
  conversationsOf(visitor: ActorId, limit: number): Promise<readonly ConvRow[]>;
  /** Closed, newest end first. A short read: `limit` is small. */
  endedLately(limit: number): Promise<readonly ConvRow[]>;

  marks(conv: ConvId): Promise<Readonly<Record<ActorId, Mark>>>;
  /** Forward only, `d ≥ r`; gives the mark as it is then (M1). */
  mark(conv: ConvId, actor: ActorId, mark: Partial<Mark>): Promise<Mark>;

  createVisitor(row: VisitorRow, tokenHash: string): Promise<void>;
  visitorByToken(tokenHash: string): Promise<VisitorRow | null>;
  visitor(id: ActorId): Promise<VisitorRow | null>;
  /** All of it but `blocked` and `signed`, which stay as they are. */
  updateVisitor(id: ActorId, info: VisitorInfo): Promise<void>;
  /** `null`: unblocks. Gives what is known of the visitor as it is then; null: no such visitor. Blocking again replaces the reason. */
  blockVisitor(id: ActorId, block: Block | null): Promise<VisitorInfo | null>;
  /** Newest block first. */
  blockedVisitors(limit: number): Promise<readonly VisitorRow[]>;

  sites(): Promise<readonly SiteRow[]>;
  site(key: string): Promise<SiteRow | null>;
  putSite(row: SiteRow): Promise<void>;
  /** False: the key is taken. */
  addSite(row: SiteRow): Promise<boolean>;
  /** Reads, judges and writes in one step: of two changes at once, the second sees the first. `change` is pure; null: leave it. Gives what is written, or null. */
  changeSite(key: string, change: (row: SiteRow) => SiteRow | null): Promise<SiteRow | null>;
  seeSite(key: string, seen: Seen): Promise<void>;

  agents(): Promise<readonly AgentRow[]>;
  agent(id: ActorId): Promise<AgentRow | null>;
  agentByEmail(email: string): Promise<AgentRow | null>;
  putAgent(row: AgentRow): Promise<void>;
  /** As `changeSite`; `all` are all agents at that moment, also this one. */
  changeAgent(
    id: ActorId,
    change: (row: AgentRow, all: readonly AgentRow[]) => AgentRow | null,
  ): Promise<AgentRow | null>;
  /** That alone: what another process changes of the agent meanwhile stands. False: there is no such agent who may be here. */
  setPresence(id: ActorId, presence: Presence): Promise<boolean>;

  putSecret(row: SecretRow): Promise<void>;
  secret(hash: string): Promise<SecretRow | null>;
  /** Oldest first. */
  secretsOf(agent: ActorId, kind: SecretRow['kind']): Promise<readonly SecretRow[]>;
  /** Removes it and gives it back. Of two callers at once, one gets it, the other null. */
  takeSecret(hash: string): Promise<SecretRow | null>;
  dropSecret(hash: string): Promise<void>;
  /** `null`: those that belong to nobody yet, such as the link for the first owner. */
  dropSecretsOf(agent: ActorId | null, kind: SecretRow['kind']): Promise<void>;

  /** Takes them out for good, a visitor with all of the same subject (I8), byte by byte, also on a full disk. What is not there is erased already. */
  erase(what: { readonly conversation: ConvId } | { readonly visitor: ActorId }): Promise<Erased>;

  /** How many of the sessions that a report is about have which score. A long read: never on the writer's thread. */
  ratingHistogram(q: Asked): Promise<Scores>;
  /** How many of the dissatisfied of each of these periods name a reason. A long read, as the one above. */
  naming(q: NamingQuery): Promise<readonly Counted[]>;
  /** What the service was like. A long read, as the ones above. */
  service(q: Asked): Promise<ServiceReport>;
  /** A report on all that was committed before, unless that would take long. A long read. */
  report(name: ReportName, q: Asked): Promise<Report>;
  /** The sessions that a report is about one by one, by their end: of the next `limit` after row `after`, or from the first on. */
  reportRows(q: Asked, after: number | null, limit: number): Promise<ReportRows>;
  /** Unrated sessions with bad signs, the newest end first (RATINGS R18). */
  silent(q: SilentQuery, limit: number): Promise<readonly SessionLine[]>;

  close(): Promise<void>;
}

/** How much was erased. */
export interface Erased {
  readonly visitors: number;
  readonly conversations: number;
  readonly events: number;
  /** Their rows are gone; whoever has the bytes removes them. */
  readonly files: readonly FileId[];
}

/** No room on the disk; nothing was written (B7). */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

/** The disk or database failed; nothing was written (B7). */
export class StoreFailed extends Error {
  override readonly name: string = 'StoreFailed';
}

/** The store's own trouble, which may pass (B7), and no mistake of anybody's. */
export const isTrouble = (error: unknown): error is StoreFull | StoreFailed =>
  error instanceof StoreFull || error instanceof StoreFailed;

/** The disk did not keep what it was given: whether the last commit is there shows only after a restart (B8). Nothing is written any more. */
export class StoreLost extends StoreFailed {
  override readonly name: string = 'StoreLost';
}
