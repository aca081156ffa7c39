// Between rows and the values of the store's interface. Used on both threads.
import type { Audience, ConvState, Ev } from '@rapport/protocol';
import type { ConvRow } from '../store.ts';

const audiences: readonly Audience[] = ['main', 'notes', 'rating'];

export const streamCode: Readonly<Record<Audience, number>> = { main: 0, notes: 1, rating: 2 };

export function audienceOf(stream: number): Audience {
  return audiences[stream] ?? 'main';
}

export const eventColumns = 'e.seq, e.kind, e.actor, e.cmd, e.at, e.p, e.data';

export interface EventRow {
  readonly seq: number;
  readonly kind: string;
  readonly actor: string;
  readonly cmd: string | null;
  readonly at: number;
  readonly p: number | null;
  readonly data: string;
}

export function evOf(row: EventRow): Ev {
  return {
    s: row.seq,
    k: row.kind,
    a: row.actor,
    at: row.at,
    ...(row.cmd === null ? {} : { m: row.cmd }),
    d: JSON.parse(row.data) as unknown,
    ...(row.p === null ? {} : { p: row.p }),
  };
}

/** A conversation with its last message, as one row. Needs `conversation c LEFT JOIN event e ON ${lastMessage}`. */
export const conversationColumns = `c.cid, c.id, c.closed_at AS closedAt, c.at AS convAt, c.head, c.head_n AS headN, c.head_r AS headR, c.state, ${eventColumns}`;

export const withLastMessage =
  'conversation c LEFT JOIN event e ON e.cid = c.cid AND e.stream = 0 AND e.seq = c.last_seq';

export interface ConversationRow extends Omit<EventRow, 'seq'> {
  readonly cid: number;
  readonly id: string;
  readonly closedAt: number | null;
  readonly convAt: number;
  readonly head: number;
  readonly headN: number;
  readonly headR: number;
  readonly state: string;
  readonly seq: number | null;
}

export function convOf(row: ConversationRow): ConvRow {
  return {
    conv: row.id,
    state: JSON.parse(row.state) as ConvState,
    heads: { main: row.head, notes: row.headN, rating: row.headR },
    last: row.seq === null ? null : evOf({ ...row, seq: row.seq }),
    at: row.convAt,
  };
}
