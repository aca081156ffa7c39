// How the cases of some sessions ended, for the report that counts it. Used where reports are computed.
import type { CaseEnd, Ends } from '../../core/reports/case-ends.ts';
import type { Database } from './database.ts';

export function createCaseEnds(db: Database): Ends {
  // One statement for all: a year has very many of them. Of an erased session nobody knows the case any more.
  const closed = db.prepare(
    `SELECT c.outcome, c.actions, c.root_cause AS cause
     FROM json_each(?) r JOIN session s ON s.id = r.value JOIN recovery_case c ON c.conv = s.conv AND c.n = s.n
     WHERE c.state = 'closed'`,
  );
  return (rows) =>
    (closed.all(`[${rows.join()}]`) as unknown as { outcome: string; actions: string; cause: string | null }[]).map(
      ({ actions, ...end }) => ({ ...end, actions: JSON.parse(actions) }) as CaseEnd,
    );
}
