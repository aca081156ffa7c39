// Ended sessions as a list shows them: with the name and the words, read from the log at the moment somebody looks.
import type { SessionLine } from '@rapport/protocol';
import type { SessionRow } from '../../core/reports/columns.ts';
import type { Asked } from '../../core/reports/report.ts';
import { lineOf, type ReportRow, type ReportRows, rowsFor } from '../../core/reports/row.ts';
import type { Database } from './database.ts';
import { placedEvents } from './rows.ts';
import { sessionRowOf, sessionSelection, type Value } from './session-rows.ts';

export interface SessionLines {
  /** By row, in the order asked for. */
  look(rows: readonly number[]): readonly SessionLine[];
  /** Of the period, by their end. */
  reportRows(q: Asked, after: number | null, limit: number): ReportRows;
}

export function createSessionLines(db: Database): SessionLines {
  const session = db.prepare(`SELECT ${sessionSelection} FROM session WHERE id = ?`);
  session.setReturnArrays(true);
  const place = db.prepare('SELECT closed_at AS closedAt FROM session WHERE id = ?');
  const period = db.prepare(
    `SELECT ${sessionSelection} FROM session
     WHERE closed_at >= ? AND closed_at < ? AND (closed_at, id) > (?, ?) ORDER BY closed_at, id LIMIT ?`,
  );
  period.setReturnArrays(true);
  const nameOf = db.prepare(`SELECT info ->> 'name' AS name FROM visitor WHERE id = ?`);
  const commentOf = db.prepare(
    `SELECT e.data ->> 'comment' AS comment FROM ${placedEvents}
     WHERE p.cid = (SELECT cid FROM conversation WHERE id = ?) AND p.stream = 2 AND e.kind = 'rated' AND e.data ->> 'n' = ?
     ORDER BY p.seq DESC LIMIT 1`,
  );

  function withWords(row: SessionRow): ReportRow {
    const { name = null } = (nameOf.get(row.visitor) ?? {}) as { name?: string | null };
    const { comment = null } = (commentOf.get(row.conv, row.n) ?? {}) as { comment?: string | null };
    return { ...row, name, comment };
  }

  return {
    look: (rows) =>
      rows.flatMap((id) => {
        const raw = session.get(id);
        return raw ? [lineOf(withWords(sessionRowOf(raw as unknown as Value[])))] : [];
      }),
    reportRows(q, after, limit) {
      const last = after === null ? undefined : (place.get(after) as { closedAt: number } | undefined);
      const next = (
        period.all(q.from, q.to, last?.closedAt ?? q.from, last ? after : 0, limit) as unknown as Value[][]
      ).map(sessionRowOf);
      return rowsFor(q, next, limit, withWords);
    },
  };
}
