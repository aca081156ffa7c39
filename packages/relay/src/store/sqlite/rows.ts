// Between rows and the values of the store's interface. Used on both threads.
import type { Audience, ConvState, Ev } from '@rapport/protocol';
import type { ConvRow } from '../store.ts';

const audiences: readonly Audience[] = ['main', 'notes', 'rating'];

export const streamCode: Readonly<Record<Audience, number>> = { main: 0, notes: 1, rating: 2 };

export function audienceOf(stream: number): Audience {
  return audiences[stream] ?? 'main';
}

export const eventColumns = 'e.id AS eventId, e.seq, e.kind, e.actor, e.cmd, e.at, e.p, e.data';

/** The events that have their place, in the order of their streams. */
export const placedEvents = 'place p JOIN event e ON e.id = p.id';

export interface EventRow {
  readonly eventId: number;
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

export const conversationColumns: string = `c.cid, c.id, c.closed_at AS closedAt, c.at AS convAt, c.head, c.head_n AS headN, c.head_r AS headR, c.state, ${eventColumns}`;

export const withLastMessage = 'conversation c LEFT JOIN event e ON e.id = c.last_id';

/** Visitor `?1`, and those of the same subject. */
export const samePerson =
  '(SELECT ?1 UNION SELECT k.id FROM visitor v JOIN visitor k ON k.site = v.site AND k.sub = v.sub WHERE v.id = ?1)';

/** A conversation with its last message, as one row. */
export interface ConversationRow extends Omit<EventRow, 'eventId'> {
  readonly cid: number;
  readonly id: string;
  readonly closedAt: number | null;
  readonly convAt: number;
  readonly head: number;
  readonly headN: number;
  readonly headR: number;
  readonly state: string;
  readonly eventId: number | null;
}

export function convOf(row: ConversationRow): ConvRow {
  const { eventId } = row;
  return {
    conv: row.id,
    state: JSON.parse(row.state) as ConvState,
    heads: { main: row.head, notes: row.headN, rating: row.headR },
    last: eventId === null ? null : evOf({ ...row, eventId }),
    at: row.convAt,
  };
}
