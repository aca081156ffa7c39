// The sessions of the memory store, made from its logs whenever a report is asked for. What was erased stays as it was, without whose
// it was and where.
import type { ActorId, ConvId, ConvState, Report, ReportName, SessionLine } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import type { Hours } from '../core/queue/hours.ts';
import { type SilentQuery, silentLines } from '../core/recovery/silent.ts';
import type { CaseEnd } from '../core/reports/case-ends.ts';
import { columnsOf, type SessionRow } from '../core/reports/columns.ts';
import { type NamingQuery, namingIn } from '../core/reports/naming.ts';
import { type Asked, reportOf } from '../core/reports/report.ts';
import { isEnded, lineOf, type ReportRow, type ReportRows, rowsFor, sessionRow } from '../core/reports/row.ts';
import { type Scores, scoresIn } from '../core/reports/scores.ts';
import { createSamples } from '../core/sample/sample.ts';
import { type ConvLog, factsOf } from '../core/service/facts.ts';
import { openIn } from '../core/service/open.ts';
import { type ServiceReport, serviceOf } from '../core/service/report.ts';
import type { CaseRow } from './cases.ts';

export interface MemorySessionSources {
  /** All conversations, in the order in which they were begun. */
  readonly conversations: () => readonly { readonly conv: ConvId; readonly visitor: ActorId; readonly log: ConvLog }[];
  readonly hoursOf: (site: string) => Hours | null;
  readonly nameOf: (visitor: ActorId) => string | null;
  readonly readAt: (conv: ConvId, n: number) => number | null;
  readonly caseOf: (
    conv: ConvId,
    n: number,
  ) => Pick<CaseRow, 'openedAt' | 'contactedAt' | 'closedAt' | 'outcome' | 'actions' | 'cause'> | undefined;
}

export interface MemorySessions {
  report(name: ReportName, q: Asked): Report;
  ratingHistogram(q: Asked): Scores;
  naming(q: NamingQuery): readonly Counted[];
  service(q: Asked, open: readonly ConvState[]): ServiceReport;
  reportRows(q: Asked, after: number | null, limit: number): ReportRows;
  silent(q: SilentQuery, limit: number): readonly SessionLine[];
  /** Of a conversation that is still there. */
  erase(conv: ConvId): void;
}

export function createMemorySessions(from: MemorySessionSources): MemorySessions {
  /** By conversation and session, or, erased, by id alone; in the order of their ids. */
  const rows = new Map<string, SessionRow>();
  let lastId = 0;
  const samples = createSamples();
  const key = (conv: ConvId, n: number): string => `${n} ${conv}`;

  function project(): void {
    const all = from.conversations();
    for (const visitor of new Set(all.map((one) => one.visitor))) projectVisitor(visitor, all);
  }

  function projectVisitor(visitor: ActorId, all: ReturnType<typeof from.conversations>): void {
    const theirs = all.filter((one) => one.visitor === visitor);
    const starts = factsOf(theirs.map(({ log }) => log)).map(({ openedAt }) => openedAt);
    for (const { conv, log } of theirs)
      for (const facts of factsOf([log])) {
        if (!isEnded(facts)) continue;
        const before = rows.get(key(conv, facts.n));
        const id = before?.id ?? ++lastId;
        const known = [...rows.values()].find((row) => row.visitor === visitor);
        const recovery = from.caseOf(conv, facts.n);
        const nextAt = starts.find((at) => at > facts.openedAt) ?? null;
        const row = sessionRow(
          { ...facts, nextAt: earlier(before?.nextAt, nextAt), actedAt: earlier(before?.actedAt, facts.actedAt) },
          {
            ...{ id, conv, visitor, visitorNo: known?.visitorNo ?? id, hours: from.hoursOf(facts.site) },
            isReturning: before?.flags.includes('returning') || starts.some((at) => at < facts.openedAt),
            readAt: from.readAt(conv, facts.n),
            caseAt: recovery?.openedAt ?? null,
            contactedAt: recovery?.contactedAt ?? null,
            caseClosedAt: recovery?.closedAt ?? null,
          },
        );
        rows.set(key(conv, facts.n), row);
      }
  }

  function withWords(row: SessionRow): ReportRow {
    const log = from.conversations().find(({ conv }) => conv === row.conv)?.log;
    const comment = log && factsOf([log]).find(({ n }) => n === row.n)?.rating?.comment;
    return { ...row, name: row.visitor === null ? null : from.nameOf(row.visitor), comment: comment ?? null };
  }

  function look(ids: readonly number[]): SessionLine[] {
    const known = new Map([...rows.values()].map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = known.get(id);
      return row ? [lineOf(withWords(row))] : [];
    });
  }

  function ends(ids: Iterable<number>): CaseEnd[] {
    const known = new Map([...rows.values()].map((row) => [row.id, row]));
    return [...ids].flatMap((id) => {
      const row = known.get(id);
      const found = row?.conv ? from.caseOf(row.conv, row.n) : undefined;
      if (!found?.outcome) return [];
      const { outcome, actions, cause } = found;
      return [{ outcome, actions, cause }];
    });
  }

  return {
    report(name, q) {
      if (q.sample === true) return samples.report(name, q);
      project();
      return reportOf(name, columnsOf(rows.values()), q, look, ends);
    },
    ratingHistogram(q) {
      project();
      return scoresIn(columnsOf(rows.values()), q);
    },
    naming(q) {
      project();
      return namingIn(columnsOf(rows.values()), q);
    },
    service(q, open) {
      project();
      return serviceOf(columnsOf(rows.values()), q, openIn(open, q));
    },
    reportRows(q, after, limit) {
      if (q.sample === true) return samples.reportRows(q, after, limit);
      project();
      const period = [...rows.values()]
        .filter(({ closedAt }) => closedAt >= q.from && closedAt < q.to)
        .sort((a, b) => a.closedAt - b.closedAt || a.id - b.id);
      const at = after === null ? 0 : period.findIndex(({ id }) => id === after) + 1;
      return rowsFor(q, period.slice(at, at + limit), limit, withWords);
    },
    silent(q, limit) {
      project();
      return silentLines(columnsOf(rows.values()), q, limit, look);
    },
    erase(conv) {
      project();
      for (const [name, row] of [...rows]) {
        if (row.conv !== conv) continue;
        rows.delete(name);
        const flags = row.flags.filter((flag) => flag !== 'comment');
        rows.set(`${row.id}`, { ...row, conv: null, visitor: null, visitorNo: 0, page: '', flags });
      }
    },
  };
}

function earlier(known: number | null | undefined, now: number | null): number | null {
  if (known === null || known === undefined) return now;
  return now === null ? known : Math.min(known, now);
}
