// What a report that agents share must not tell (F26): how satisfied the visitors of a group of few were, neither in its row nor by taking
// the other rows from the sum beside them. Knows tables, and no session.
import type { Cell, Report, ReportTable } from '@rapport/protocol';
import { hiddenGroups } from '@rapport/ratings';

type Told = Pick<Report, 'tables' | 'findings'>;

/** Tables whose rows share out the sessions of the report: each session is in one row. */
const sharedOut: ReadonlySet<string> = new Set(['teams', 'by_handoffs', 'promises', 'gap_over_time']);
/** Columns of what visitors think. */
const opinions: ReadonlySet<string> = new Set(['csat', 'felt_slow', 'believed', 'perceived', 'gap']);

/** A hidden cell is empty, and that there are some is a finding, with the table's id. */
export function withoutRemainders<Of extends Told>(told: Of): Of {
  const few: string[] = [];
  const tables = told.tables.map((table) => {
    if (!sharedOut.has(table.id)) return table;
    const without = tableWithout(table);
    if (without !== table) few.push(table.id);
    return without;
  });
  return { ...told, tables, findings: [...told.findings, ...few.map((value) => ({ code: 'few_hidden', value }))] };
}

function tableWithout(table: ReportTable): ReportTable {
  const hidden = table.columns.map(({ id }, at) => (opinions.has(id) ? hiddenGroups(sizesOf(table, at)) : []));
  const isNew = (cell: Cell, row: number, at: number): boolean => hidden[at]?.[row] === true && cell !== null;
  if (!table.rows.some((cells, row) => cells.some((cell, at) => isNew(cell, row, at)))) return table;
  return {
    ...table,
    rows: table.rows.map((cells, row) => cells.map((cell, at) => (isNew(cell, row, at) ? null : cell))),
  };
}

/** Of what is too little to be told to anybody there is no figure, but how much it is. */
function sizesOf({ columns, rows }: ReportTable, at: number): number[] {
  const count = columns.findIndex(({ kind }) => kind === 'count');
  return rows.map((row) => {
    const [cell, size] = [row[at] ?? null, row[count] ?? 0];
    if (typeof cell === 'object' && cell !== null) return cell.n;
    return typeof size === 'number' ? size : 0;
  });
}
