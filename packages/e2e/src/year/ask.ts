// The reports of the house over drawn rows: what the relay answers to the same question. Knows nothing of what is to be found.
import type { Figure, Report, ReportName, ReportQuery, ReportTable } from '@rapport/protocol';
import { columnsOf, reportOf, type SessionRow } from '@rapport/relay';
import { from, now, to, zone } from './calendar.ts';

export type Reports = (name: ReportName, query?: Partial<ReportQuery>) => Report;

export function reportsOver(rows: readonly SessionRow[]): Reports {
  const sessions = columnsOf(rows);
  return (name, query = {}) => reportOf(name, sessions, { from, to, zone, now, ...query }, () => []);
}

/** @throws Error when the report has none of that id */
export function figureOf({ name, figures }: Report, id: string): Figure {
  const figure = figures.find((one) => one.id === id);
  if (!figure) throw new Error(`The report ${name} has no figure ${id}.`);
  return figure;
}

/** @throws Error when the report has none of that id */
export function tableOf({ name, tables }: Report, id: string): ReportTable {
  const table = tables.find((one) => one.id === id);
  if (!table) throw new Error(`The report ${name} has no table ${id}.`);
  return table;
}
