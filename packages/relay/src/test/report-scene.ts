// Reports over rows that a test writes by hand: ids from 1 on, everything ended within a week.
import type { Figure, Report, ReportName, SessionLine } from '@rapport/protocol';
import type { Ends } from '../core/reports/case-ends.ts';
import { columnsOf, type SessionRow } from '../core/reports/columns.ts';
import { type Asked, reportOf } from '../core/reports/report.ts';
import { someRow } from './session-rows.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** Midnight of a Monday. */
export const monday: number = Date.UTC(2026, 5, 1);

/** So many of one kind. */
export type Some = readonly [times: number, row: Partial<SessionRow>];

export function rowsOf(...some: readonly Some[]): SessionRow[] {
  const all = some.flatMap(([times, row]) => Array.from({ length: times }, () => row));
  return all.map((row, at) => {
    const closedAt = row.closedAt ?? monday + hourMs + at * 1_000;
    const rated = row.score ? { firstRatedAt: closedAt, ratedAt: closedAt, invitation: 'rated' as const } : {};
    const openedAt = row.openedAt ?? closedAt - 600_000;
    return someRow({ openedAt, closedAt, repliedAt: openedAt + 1_000, ...rated, ...row, id: at + 1 });
  });
}

/** Of that week, long after it. The lines say no more than which rows they are. */
export function told(
  name: ReportName,
  rows: readonly SessionRow[],
  asked: Partial<Asked> = {},
  ends: Ends = () => [],
): Report {
  const look = (ids: readonly number[]): SessionLine[] =>
    ids.map((n) => ({ n, marks: [] as string[] }) as unknown as SessionLine);
  const week = { from: monday, to: monday + 7 * dayMs, zone: 'UTC', now: monday + 60 * dayMs };
  return reportOf(name, columnsOf(rows), { ...week, ...asked }, look, ends);
}

export function figureOf(report: Report, id: string): Figure {
  const found = report.figures.find((figure) => figure.id === id);
  if (!found) throw new Error(`There is no figure ${id}.`);
  return found;
}

/** Rows of a table, each figure as `count/n`. */
export function table(report: Report, id: string): unknown[][] {
  const found = report.tables.find((one) => one.id === id);
  if (!found) throw new Error(`There is no table ${id}.`);
  return found.rows.map((row) =>
    row.map((cell) => (typeof cell === 'object' && cell !== null ? `${cell.count ?? cell.value}/${cell.n}` : cell)),
  );
}

/** Ids of the rows in a list. */
export const listed = (report: Report, id: string): number[] =>
  report.lists.find((list) => list.id === id)?.lines.map(({ n }) => n) ?? [];
