// The columns of all sessions, held where reports are computed and brought up to date before each: by what has changed since.
import type { Report, ReportName, SessionLine } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import { type SilentQuery, silentLines } from '../../core/recovery/silent.ts';
import { type Columns, createColumns } from '../../core/reports/columns.ts';
import { type NamingQuery, namingIn } from '../../core/reports/naming.ts';
import { type Asked, reportOf } from '../../core/reports/report.ts';
import type { ReportRows } from '../../core/reports/row.ts';
import { type Scores, scoresIn } from '../../core/reports/scores.ts';
import type { Sessions } from '../../core/reports/sessions.ts';
import { createSamples } from '../../core/sample/sample.ts';
import { openIn } from '../../core/service/open.ts';
import { type ServiceReport, serviceOf } from '../../core/service/report.ts';
import { createCaseEnds } from './case-ends.ts';
import { type ColumnsFile, createColumnsFile } from './columns-file.ts';
import type { Database } from './database.ts';
import { createOpenStates } from './open-states.ts';
import { createSessionLines } from './session-lines.ts';
import { sessionRowOf, sessionSelection, type Value } from './session-rows.ts';

export interface SessionReads {
  /** So that the first report finds it done: in a large database it takes longer than anybody waits. */
  readSessions(): void;
  /** Of the table as it is now. */
  report(name: ReportName, q: Asked): Report;
  ratingHistogram(q: Asked): Scores;
  naming(q: NamingQuery): readonly Counted[];
  service(q: Asked): ServiceReport;
  reportRows(q: Asked, after: number | null, limit: number): ReportRows;
  silent(q: SilentQuery, limit: number): readonly SessionLine[];
}

/** A file of the columns is worth writing again when so much of it is not as the table is any more. */
const worthKeeping = (size: number): number => Math.max(5_000, size / 50);

/** `path`: of the database, if it has a file. */
export function createSessionReads(db: Database, path: string | null): SessionReads {
  const sessions = createSessionColumns(db, path);
  const openStates = createOpenStates(db);
  const lines = createSessionLines(db);
  const samples = createSamples();
  const ends = createCaseEnds(db);
  return {
    readSessions: () => void sessions(),
    report: (name, q) =>
      q.sample === true ? samples.report(name, q) : reportOf(name, sessions(), q, lines.look, ends),
    ratingHistogram: (q) => scoresIn(sessions(), q),
    naming: (q) => namingIn(sessions(), q),
    service: (q) => serviceOf(sessions(), q, openIn(openStates(), q)),
    reportRows: (q, after, limit) => (q.sample === true ? samples : lines).reportRows(q, after, limit),
    silent: (q, limit) => silentLines(sessions(), q, limit, lines.look),
  };
}

/** All sessions as the table is when it is called. */
export function createSessionColumns(db: Database, path: string | null): () => Sessions {
  const news = db.prepare(`SELECT ${sessionSelection}, changed FROM session WHERE changed > ? ORDER BY changed`);
  news.setReturnArrays(true);
  const last = db.prepare('SELECT coalesce(max(changed), 0) AS changed FROM session');
  const readEpoch = db.prepare(`SELECT value FROM meta WHERE key = 'epoch'`);
  let file: ColumnsFile | null = null;
  let columns: Columns | null = null;
  let changed = 0;
  let kept = 0;

  function begin(): Columns {
    file = path === null ? null : createColumnsFile(path, (readEpoch.get() as { value: string }).value);
    const known = file?.load() ?? null;
    // Older than what was kept: the database was put back.
    const fits = known !== null && known.changed <= lastChange();
    changed = fits ? known.changed : 0;
    return createColumns(fits ? known.sessions : null);
  }

  const lastChange = (): number => (last.get() as { changed: number }).changed;

  function keepLater(now: Columns): void {
    if (!file || kept < worthKeeping(now.sessions().size)) return;
    kept = 0;
    setImmediate(() => {
      try {
        file?.keep({ sessions: now.sessions(), changed });
      } catch {
        // No room, perhaps: the next start takes longer.
      }
    });
  }

  return () => {
    if (columns && lastChange() < changed) columns = null;
    columns ??= begin();
    for (const raw of news.iterate(changed)) {
      const values = raw as unknown as readonly Value[];
      const row = sessionRowOf(values);
      columns.put(row);
      changed = Number(values.at(-1));
      // With what is erased, the file goes; a new one is made at once.
      kept += row.conv === null ? Number.POSITIVE_INFINITY : 1;
    }
    keepLater(columns);
    return columns.sessions();
  };
}
