// A peer: one socket whose hello was accepted, with who it is (T6) and what it hears. Types only, and the questions asked of them.

import type { Audience } from '@rapport/protocol';
import {
  type ActorId,
  type ConvId,
  type Mark,
  mayHear,
  type Seq,
  type ServerFrame,
  type Stream,
} from '@rapport/protocol';
import type { AgentRow, ConvRow, SiteRow } from '../store/store.ts';
import type { Whence } from './decide-context.ts';
import type { Paced } from './quotas.ts';
import type { Limiter } from './rate-limit.ts';

export interface VisitorPeer {
  readonly role: 'v';
  readonly id: ActorId;
  readonly site: SiteRow;
  readonly name?: string;
  /** Absent: no identity was accepted. */
  readonly person?: Person;
}

/** Who a visitor is by the word of the site. */
export interface Person {
  readonly sub: string;
  /** The visitors of that subject, as far as they have anything; the hub adds who comes (I5). */
  readonly ids: Set<ActorId>;
}

export interface AgentPeer {
  readonly role: 'a';
  readonly id: ActorId;
  readonly name: string;
  readonly agentRole: AgentRow['role'];
  /** Hash of the session or API token that opened it; null: unknown (T7). */
  readonly session: string | null;
}

export type Who = VisitorPeer | AgentPeer;

/** What the core may do to a socket. After a close nothing of this does anything. */
export interface Wire {
  readonly isOpen: boolean;
  /** At the soft limit: feed it no more, drop what is ephemeral (B5). */
  readonly isFull: boolean;
  send(text: string): void;
  frame(frame: ServerFrame): void;
  close(code: number, reason?: string): void;
}

/** One stream that one peer hears; `pos` is the last seq handed to it (D7). */
export interface Subscription {
  readonly peer: Peer;
  readonly stream: Stream;
  readonly conv: ConvId;
  readonly audience: Audience;
  pos: Seq;
  /** Newest head heard of. */
  head: Seq;
  /** The log is being read for it. */
  reading: boolean;
  /** Something came while it was read. */
  again: boolean;
}

/** Small while it is idle, because most of them are: what is null has not been needed yet. */
export interface Peer {
  readonly who: Who;
  /** Whom to count it for (B4); null: nobody. */
  readonly address: string | null;
  readonly wire: Wire;
  readonly subs: Map<Stream, Subscription>;
  /** Conversations whose `sum` it has not got yet (S5). */
  owed: Set<ConvId> | null;
  /** Its welcome left some out; it has to be told when it has got them all (A7). */
  isListing: boolean;
  /** Marks not written yet, the newest of each conversation. */
  marks: Map<ConvId, Partial<Mark>> | null;
  readonly paces: Partial<Record<Paced, Limiter>>;
  /** Its browser is signed in here as staff, whoever it says it is (R12). */
  readonly isStaff: boolean;
  /** Visitors: the page it is on, and its language. */
  whence: Whence;
  /** T7: nothing of it is executed any more. */
  revoked: boolean;
}

export function newPeer(who: Who, address: string | null, wire: Wire, whence: Whence = {}, isStaff = false): Peer {
  return {
    ...{ who, address, wire, subs: new Map(), owed: null, isListing: false, marks: null, paces: {}, whence, isStaff },
    revoked: false,
  };
}

/** C4, S3: a visitor enters own conversations only; agents enter all. */
export const mayEnter = (who: Who, row: ConvRow): boolean =>
  who.role === 'a' || row.state.visitor === selfIn(who, row.state.visitor);

/** I5: as whom it reads and writes in a conversation of `visitor`. */
export const selfIn = (who: Who, visitor: ActorId): ActorId =>
  who.role === 'v' && who.person?.ids.has(visitor) ? visitor : who.id;

/** Whom its comings and goings concern. */
export const idsOf = (who: Who): Iterable<ActorId> => (who.role === 'v' && who.person?.ids) || [who.id];

/** S1: who may hear which stream of a conversation that they may enter; when, where it is the rating, hold-back.ts says (R7). */
export const mayListen = (who: Who, audience: Audience): boolean => mayHear(who.role, audience);
