// Reads that may be long, over any connection: the reader thread's, or the writer's own when the database is in memory.
import type { Audience, ConvId, Ev, Seq } from '@rapport/protocol';
import type { ConvRow } from '../store.ts';
import type { Database } from './database.ts';
import {
  type ConversationRow,
  conversationColumns,
  convOf,
  type EventRow,
  eventColumns,
  evOf,
  placedEvents,
  streamCode,
  withLastMessage,
} from './rows.ts';
import { createSessionReads, type SessionReads } from './session-read.ts';

export interface LongReads extends SessionReads {
  history(conv: ConvId, audience: Audience, before: Seq, limit: number): readonly Ev[];
  closedConversations(limit: number, cursor?: string): { rows: readonly ConvRow[]; cursor?: string };
}

/** `path`: of the database, if it has a file. */
export function createLongReads(db: Database, path: string | null): LongReads {
  const history = db.prepare(
    `SELECT * FROM (
       SELECT ${eventColumns} FROM ${placedEvents}
       WHERE p.cid = (SELECT cid FROM conversation WHERE id = ?) AND p.stream = ? AND p.seq < ? ORDER BY p.seq DESC LIMIT ?
     ) ORDER BY seq`,
  );
  const closed = db.prepare(
    `SELECT ${conversationColumns} FROM ${withLastMessage}
     WHERE c.closed_at IS NOT NULL AND (c.closed_at, c.cid) < (?, ?) ORDER BY c.closed_at DESC, c.cid DESC LIMIT ?`,
  );

  return {
    ...createSessionReads(db, path),
    history: (conv, audience, before, limit) =>
      (history.all(conv, streamCode[audience], before, limit) as unknown as EventRow[]).map(evOf),
    closedConversations(limit, cursor) {
      const [at, cid] = parseCursor(cursor);
      const rows = closed.all(at, cid, limit) as unknown as ConversationRow[];
      const last = rows.at(-1);
      const page = { rows: rows.map(convOf) };
      return last && rows.length === limit ? { ...page, cursor: `${last.closedAt}_${last.cid}` } : page;
    },
  };
}

// Anything that is not a cursor begins at the beginning.
function parseCursor(cursor: string | undefined): [number, number] {
  const [, at, cid] = /^(\d{1,15})_(\d{1,15})$/.exec(cursor ?? '') ?? [];
  return at && cid ? [Number(at), Number(cid)] : [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
}
