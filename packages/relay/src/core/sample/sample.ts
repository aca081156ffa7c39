// Sample data: a year that never was, drawn by a seed at the moment somebody asks for it, for a house that has no ratings yet. It is kept
// nowhere but in the memory of whoever computes reports: no table has a row of it, so nothing real can count, find, open or mail it, and
// there is nothing to remove.
import type { Report, ReportName } from '@rapport/protocol';
import { columnsOf, type SessionRow } from '../reports/columns.ts';
import { type Asked, reportOf } from '../reports/report.ts';
import { lineOf, type ReportRow, type ReportRows, rowsFor } from '../reports/row.ts';
import type { Sessions } from '../reports/sessions.ts';
import { dayMs, mondayBefore, weekMs, weeks } from './calendar.ts';
import { yearOf } from './draw.ts';
import { better, planted } from './plan.ts';

export interface Samples {
  report(name: ReportName, q: Asked): Report;
  reportRows(q: Asked, after: number | null, limit: number): ReportRows;
}

interface Year {
  readonly monday: number;
  readonly rows: readonly SessionRow[];
  readonly sessions: Sessions;
}

const seed = 1;
const sessionCount = 8_000;
/** What is said of a session is said by then: nothing in the sample is still to come. */
const settledMs = 2 * dayMs;
/** The site that every house with sample data has. */
const site = 'demo';

export function createSamples(): Samples {
  let last: Year | null = null;

  /** Of the last 52 whole weeks. */
  function yearBefore(now: number): Year {
    const monday = mondayBefore(now - settledMs) - weeks * weekMs;
    if (last?.monday === monday) return last;
    const rows = yearOf(seed, planted, sessionCount, monday).map(sampleRow);
    last = { monday, rows, sessions: columnsOf(rows) };
    return last;
  }

  return {
    report(name, q) {
      const { rows, sessions } = yearBefore(q.now);
      return reportOf(name, sessions, aboutSample(q), (ids) =>
        ids.flatMap((id) => {
          const row = rows[id - 1];
          return row ? [lineOf(withWords(row))] : [];
        }),
      );
    },
    reportRows(q, after, limit) {
      const from = after ?? 0;
      return rowsFor(aboutSample(q), yearBefore(q.now).rows.slice(from, from + limit), limit, withWords);
    },
  };
}

/** There is one person in it to read about, whoever is asked for. */
const aboutSample = (q: Asked): Asked => (q.agent === undefined ? q : { ...q, agent: better });

const sampleRow = (row: SessionRow): SessionRow => ({
  ...row,
  ...{ conv: null, visitor: null, site, flags: [...row.flags, 'sample'] },
});

const withWords = (row: SessionRow): ReportRow => ({
  ...row,
  name: `Sample visitor ${row.visitorNo}`,
  comment: row.flags.includes('comment') ? 'Sample comment' : null,
});
