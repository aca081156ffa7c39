// Reads on the writer's connection, short by nature. What has no place in its stream yet is in memory (settle.ts), and follows what has.
import type { ActorId, Audience, ConvId, Ev, Seq } from '@rapport/protocol';
import type { ConvRow } from '../store.ts';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import type { Reader } from './reader.ts';
import {
  type ConversationRow,
  conversationColumns,
  convOf,
  type EventRow,
  eventColumns,
  evOf,
  placedEvents,
  samePerson,
  streamCode,
  withLastMessage,
} from './rows.ts';
import type { Logged, Stored } from './settle.ts';

export interface ShortReads {
  conversation(conv: ConvId): ConvRow | null;
  events(conv: ConvId, audience: Audience, after: Seq, limit: number): readonly Ev[];
  /** Long unless it asks for the end of the stream. */
  history(conv: ConvId, audience: Audience, before: Seq, limit: number): Promise<readonly Ev[]>;
  unread(conv: ConvId, reader: ActorId, after: Seq): number;
  openConversations(limit?: number, after?: ConvId): readonly ConvRow[];
  conversationsOf(visitor: ActorId, limit: number): readonly ConvRow[];
  conversationsOfPerson(visitor: ActorId, limit: number): readonly ConvRow[];
  endedLately(limit: number): readonly ConvRow[];
}

export function createShortReads(db: Database, log: Log, reader: Reader): ShortReads {
  const eventsAfter = db.prepare(
    `SELECT ${eventColumns} FROM ${placedEvents}
     WHERE p.cid = ? AND p.stream = ? AND p.seq > ? AND p.seq <= ? ORDER BY p.seq LIMIT ?`,
  );
  const messagesOfOthers = db.prepare(
    `SELECT count(*) AS n FROM ${placedEvents}
     WHERE p.cid = ? AND p.stream = 0 AND p.seq > ? AND p.seq <= ? AND e.kind = 'message' AND e.actor <> ?`,
  );
  const openOnes = db.prepare(
    `SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.closed_at IS NULL AND c.cid > ? ORDER BY c.cid LIMIT ?`,
  );
  const ofVisitor = db.prepare(
    `SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.visitor = ? ORDER BY c.cid DESC LIMIT ?`,
  );
  const ofPerson = db.prepare(
    `SELECT ${conversationColumns} FROM ${withLastMessage} WHERE c.visitor IN ${samePerson} ORDER BY c.cid DESC LIMIT ?2`,
  );
  const ended = db.prepare(
    `SELECT ${conversationColumns} FROM ${withLastMessage}
     WHERE c.closed_at IS NOT NULL ORDER BY c.closed_at DESC, c.cid DESC LIMIT ?`,
  );

  const current = (rows: readonly unknown[]): readonly ConvRow[] =>
    (rows as readonly ConversationRow[]).map((row) => {
      const newer = log.unsettled(row.id);
      return newer ? rowOf(row.id, newer) : convOf(row);
    });

  return {
    conversation(conv) {
      const held = log.held(conv);
      return held && rowOf(conv, held);
    },
    events(conv, audience, after, limit) {
      const held = log.held(conv);
      if (!held || after >= held.heads[audience]) return [];
      const { tail, placed } = endOf(held, audience);
      if (after >= placed) return evs(tail.slice(after - placed, after - placed + limit));
      const rows = eventsAfter.all(held.cid, streamCode[audience], after, placed, limit) as unknown as EventRow[];
      return [...rows.map(evOf), ...evs(tail.slice(0, limit - rows.length))];
    },
    async history(conv, audience, before, limit) {
      const held = log.held(conv);
      if (!held) return [];
      const { tail, placed } = endOf(held, audience);
      const end = evs(tail.slice(0, Math.max(0, before - 1 - placed)).slice(-limit));
      if (end.length === limit) return end;
      return [
        ...(await reader.read('history', conv, audience, Math.min(before, placed + 1), limit - end.length)),
        ...end,
      ];
    },
    unread(conv, reader, after) {
      const held = log.held(conv);
      if (!held || after >= (held.last?.s ?? 0)) return 0;
      const { tail, placed } = endOf(held, 'main');
      const inTail = tail.filter(({ ev }) => ev.s > after && ev.a !== reader).length;
      return after >= placed
        ? inTail
        : inTail + (messagesOfOthers.get(held.cid, after, placed, reader) as { n: number }).n;
    },
    openConversations(limit = -1, after) {
      const from = after === undefined ? 0 : (log.held(after)?.cid ?? Number.MAX_SAFE_INTEGER);
      return current(openOnes.all(from, limit));
    },
    conversationsOf: (visitor, limit) => current(ofVisitor.all(visitor, limit)),
    conversationsOfPerson: (visitor, limit) => current(ofPerson.all(visitor, limit)),
    endedLately: (limit) => current(ended.all(limit)),
  };
}

/** The events of a stream that have no place yet, and the seq of the last one that has. */
function endOf({ heads, tail }: Stored, audience: Audience): { tail: readonly Logged[]; placed: Seq } {
  return audience === 'main' ? { tail, placed: heads.main - tail.length } : { tail: [], placed: heads[audience] };
}

function evs(tail: readonly Logged[]): readonly Ev[] {
  return tail.map(({ ev }) => ev);
}

function rowOf(conv: ConvId, { state, heads, last, at }: Stored): ConvRow {
  return { conv, state, heads, last, at };
}
