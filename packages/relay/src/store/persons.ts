// Whom a site's own server has named, and which visitors they are (I3–I8).
import type { ActorId, Signed } from '@rapport/protocol';
import type { ConvRow } from './store.ts';

/** One accepted identity, as one visitor brought it. */
export interface Identified extends Omit<Signed, 'at'> {
  readonly visitor: ActorId;
  readonly site: string;
  readonly jti: string;
  /** Until when the `jti` is remembered. */
  readonly until: number;
  readonly now: number;
}

/** A visitor of the same subject. */
export interface Kin {
  readonly id: ActorId;
  readonly isBlocked: boolean;
}

/** The part of the store that keeps it. */
export interface Persons {
  /**
   * In one step. `ok`: the visitor is of this subject now, and what was signed replaces what was known of it. Else nothing is
   * changed: `other`: the visitor is of another subject (I4); `replayed`: the `jti` is another visitor's (I3); `gone`: no such visitor.
   */
  identify(one: Identified): Promise<'ok' | 'other' | 'replayed' | 'gone'>;
  /** Those that have begun a conversation or are blocked; not the visitor itself unless it has. Empty: it has no subject. */
  kin(visitor: ActorId): Promise<readonly Kin[]>;
  /** As `conversationsOf`, of all visitors of the same subject. */
  conversationsOfPerson(visitor: ActorId, limit: number): Promise<readonly ConvRow[]>;
}
