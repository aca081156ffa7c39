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
import { createServiceReads, type ServiceReads } from './service-read.ts';
import { createSessionReads, type SessionReads } from './session-read.ts';

export type Scores = Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;

export interface LongReads extends ServiceReads, SessionReads {
  history(conv: ConvId, audience: Audience, before: Seq, limit: number): readonly Ev[];
  closedConversations(limit: number, cursor?: string): { rows: readonly ConvRow[]; cursor?: string };
  ratingHistogram(q: { from: number; to: number; site?: string }): Scores;
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
  // A session's last rating is the one with the highest seq (R5); SQLite gives the other columns of the row that max() chose.
  const histogram = db.prepare(
    `SELECT score, count(*) AS sessions FROM (
       SELECT r.data ->> 'score' AS score, max(r.seq)
       FROM event c JOIN conversation v ON v.cid = c.cid
       JOIN place p ON p.cid = c.cid AND p.stream = 2
       JOIN event r ON r.id = p.id AND r.kind = 'rated' AND r.data ->> 'n' = c.data ->> 'n'
       WHERE c.kind = 'closed' AND c.at >= ?1 AND c.at < ?2 AND (?3 IS NULL OR v.site = ?3)
       GROUP BY c.cid, c.data ->> 'n'
     ) GROUP BY score`,
  );

  return {
    ...createServiceReads(db),
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
    ratingHistogram({ from, to, site }) {
      const found: Record<number, number> = {};
      for (const row of histogram.all(from, to, site ?? null) as { score: number; sessions: number }[])
        found[row.score] = row.sessions;
      return { 1: found[1] ?? 0, 2: found[2] ?? 0, 3: found[3] ?? 0, 4: found[4] ?? 0, 5: found[5] ?? 0 };
    },
  };
}

// Anything that is not a cursor begins at the beginning.
function parseCursor(cursor: string | undefined): [number, number] {
  const [, at, cid] = /^(\d{1,15})_(\d{1,15})$/.exec(cursor ?? '') ?? [];
  return at && cid ? [Number(at), Number(cid)] : [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
}
