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
import { better, partnerAgents, planted, shopAgents } from './plan.ts';

export interface Samples {
  report(name: ReportName, q: Asked): Report;
  reportRows(q: Asked, after: number | null, limit: number): ReportRows;
}

interface Year {
  /** Begin of the day after its last. */
  readonly end: number;
  readonly rows: readonly SessionRow[];
  readonly sessions: Sessions;
}

const seed = 1;
const sessionCount = 8_000;
/** The site that every house with sample data has. */
const site = 'demo';

export function createSamples(): Samples {
  let last: Year | null = null;

  /** The 52 weeks of which this one is the last, up to yesterday. */
  function yearBefore(now: number): Year {
    const end = now - (now % dayMs);
    if (last?.end === end) return last;
    const all = yearOf(seed, planted, sessionCount, mondayBefore(end) + weekMs - weeks * weekMs);
    const rows = all.filter(({ closedAt }) => closedAt < end).map((row) => sampleRow(row, end));
    last = { end, rows, sessions: columnsOf(rows) };
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

/** There is one person in it to read about, whoever is asked for, and who may read of himself alone reads as that one. */
const aboutSample = (q: Asked): Asked => ({
  ...q,
  ...(q.agent === undefined ? {} : { agent: nameOf(better) }),
  ...(q.isOwnOnly === true ? { reader: nameOf(better) } : {}),
});

const people = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gina', 'Hugo', 'Ida', 'Jon'] as const;
const agents = [...shopAgents, ...partnerAgents];
/** Stands for the id, too: no real colleague has such a one. */
const nameOf = (agent: string): string => (agent === '' ? '' : `Sample ${people[agents.indexOf(agent)] ?? 'person'}`);

/** `end`: what would come after it has not come yet. */
function sampleRow(row: SessionRow, end: number): SessionRow {
  const past = (at: number | null): number | null => (at === null || at >= end ? null : at);
  const contactedAt = past(row.contactedAt);
  return {
    ...row,
    ...{ conv: null, visitor: null, site, flags: [...row.flags, 'sample'] },
    ...{ team: `Sample ${row.team}`, owner: nameOf(row.owner), guesser: nameOf(row.guesser) },
    ...{ speakers: row.speakers.map(nameOf), nextAt: past(row.nextAt), readAt: past(row.readAt) },
    ...{ actedAt: past(row.actedAt), contactedAt, caseClosedAt: past(row.caseClosedAt) },
    second: contactedAt === null ? null : row.second,
  };
}

const withWords = (row: SessionRow): ReportRow => ({
  ...row,
  name: `Sample visitor ${row.visitorNo}`,
  comment: row.flags.includes('comment') ? 'Sample comment' : null,
});
