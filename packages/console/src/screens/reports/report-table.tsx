// A table of a report, each column read by its kind. Numbers have a drawing beside them, of the same scale for the whole column.
import type { Cell, Figure, ReportTable } from '@rapport/protocol';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isOverTime } from '../../report-chart.ts';
import { codeText, columnName, tableName } from '../../report-codes.ts';
import { figureWords, numberText } from '../../report-figure.ts';
import { reportWords as w } from '../../report-words.ts';
import { lengthText } from '../../time.ts';
import { Heard } from '../../ui.tsx';
import { FigureStrip } from './pictures.tsx';
import { Bar, Spans } from './strip.tsx';

/** What people, teams and days are called. */
export interface Names {
  agent(id: string): string;
  team(key: string): string;
  day(at: number | string): string;
}

type Column = ReportTable['columns'][number];

export interface TableOfProps {
  readonly table: ReportTable;
  readonly names: Names;
  /** Behind a word that opens it: the picture above says the same. */
  readonly isFolded?: boolean;
  /** What can be done about a row. */
  readonly act?: ((row: readonly Cell[]) => ComponentChildren) | undefined;
}

export function TableOf({ table: given, names, isFolded = false, act }: TableOfProps): JSX.Element {
  const table = withoutShares(given);
  const name = tableName(table.id);
  const isHeat = isHeatMap(table);
  const rows = restLast(isHeat ? table.rows : table.rows.filter((row) => !isIdle(table.id, row)));
  const isNothing = rows.length === 0 || (isHeat && mostOf(table) === 0);
  return (
    <section class="report-part">
      {!isFolded && <h4>{name}</h4>}
      {isNothing ? (
        <p class="quiet">{w.emptyTable}</p>
      ) : isFolded ? (
        <details class="numbers">
          <summary>
            {w.numbers}
            <Heard> {name}</Heard>
          </summary>
          <Rows table={table} rows={rows} names={names} name={name} />
        </details>
      ) : (
        <Rows table={table} rows={rows} names={names} name={name} act={act} />
      )}
      {!isNothing && noteOf(table) !== null && <p class="quiet">{noteOf(table)}</p>}
    </section>
  );
}

/** F26: where every figure has too few answers for a percentage, nothing beside it is one, either. */
function withoutShares(table: ReportTable): ReportTable {
  const { columns, rows } = table;
  const figures = rows.flat().filter(isFigure);
  if (
    !columns.some(({ id }) => id === 'cumulative') ||
    figures.length === 0 ||
    figures.some(({ show }) => show !== 'counts' && show !== 'none')
  )
    return table;
  const isKept = (_: unknown, i: number): boolean => columns[i]?.kind !== 'share';
  return { ...table, columns: columns.filter(isKept), rows: rows.map((row) => row.filter(isKept)) };
}

/** What is none of the others stands after them, however much it is. */
const restLast = (rows: ReportTable['rows']): ReportTable['rows'] => [
  ...rows.filter(([code]) => code !== 'rest'),
  ...rows.filter(([code]) => code === 'rest'),
];

/** Nothing happened in the row: of these tables it tells nothing. */
const isIdle = (id: string, [, ...cells]: readonly Cell[]): boolean =>
  ['hours', 'happened', 'triggers'].includes(id) && cells.every((cell) => cell === 0 || cell === null);

const isHeatMap = ({ id, columns }: ReportTable): boolean =>
  columns[24]?.id === '23' || id === 'matrix' || id === 'outcomes';

const mostOf = ({ rows }: ReportTable): number =>
  Math.max(0, ...rows.flatMap((row) => row.slice(1)).filter((cell) => typeof cell === 'number'));

/** The longest time that can be drawn. */
const longestOf = ({ columns, rows }: ReportTable): number =>
  Math.max(0, ...rows.map((row) => Number(row[columns.findIndex(({ id }) => id === 'p90')])).filter(Number.isFinite));

function noteOf(table: ReportTable): string | null {
  return table.columns.some(({ id }) => id === 'p90') ? w.chart.times(lengthText(longestOf(table))) : null;
}

interface RowsProps extends Pick<TableOfProps, 'table' | 'names' | 'act'> {
  readonly rows: ReportTable['rows'];
  readonly name: string;
}

function Rows({ table, rows, names, name, act }: RowsProps): JSX.Element {
  const { columns } = table;
  const isHeat = isHeatMap(table);
  const isTurned = useNarrow() && columns.length > 12;
  const most = mostOf(table);
  const isGood = /positive|praise|well/.test(table.id);
  const view = (cell: Cell | undefined, c: Column, row: readonly Cell[]): JSX.Element => (
    <CellView
      table={table.id}
      cell={cell ?? null}
      column={c}
      names={names}
      isGood={isGood}
      drawing={drawingOf(table, c, row, most)}
    />
  );
  /** Six steps; the number stands in each. */
  const heatOf = (cell: Cell | undefined): string =>
    isHeat && typeof cell === 'number' ? ` heat-${Math.ceil((5 * cell) / most)}` : '';
  const [first, ...others] = columns as readonly [Column, ...Column[]];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys
    <section class="table-frame" aria-label={name} tabIndex={0}>
      <table class={isHeat ? 'heat' : undefined}>
        <thead>
          <tr>
            <th scope="col">{columnName(first.id)}</th>
            {isTurned
              ? rows.map((row) => (
                  <th key={String(row[0])} scope="col">
                    {cellText(row[0] ?? null, first.kind, names).slice(0, 3)}
                  </th>
                ))
              : others.map((c) => (
                  <th key={c.id} scope="col" class={isNumber(c) ? 'number' : undefined}>
                    {columnName(c.id)}
                  </th>
                ))}
            {act && <th scope="col">{w.act}</th>}
          </tr>
        </thead>
        <tbody>
          {isTurned
            ? others.map((c, i) => (
                <tr key={c.id}>
                  <th scope="row">{columnName(c.id)}</th>
                  {rows.map((row) => (
                    <td key={String(row[0])} class={`number${heatOf(row[i + 1])}`}>
                      {view(row[i + 1], c, row)}
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr key={row.map((cell) => (isFigure(cell) ? cell.id : cell)).join(' ')}>
                  <th scope="row" dir="auto">
                    {view(row[0], first, row)}
                  </th>
                  {others.map((c, i) => (
                    <td key={c.id} class={isNumber(c) ? `number${heatOf(row[i + 1])}` : undefined}>
                      {view(row[i + 1], c, row)}
                    </td>
                  ))}
                  {act && <td>{act(row)}</td>}
                </tr>
              ))}
        </tbody>
      </table>
    </section>
  );
}

/** A table of a whole day is turned where there is no room for it (UX 3.4). */
function useNarrow(): boolean {
  const [is, set] = useState(false);
  useEffect(() => {
    const media = window.matchMedia?.('(width < 640px)');
    if (!media) return;
    const look = (): void => set(media.matches);
    look();
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, []);
  return is;
}

const isNumber = ({ kind }: Column): boolean => kind === 'count' || kind === 'share' || kind === 'time';
const isFigure = (cell: Cell): cell is Figure => typeof cell === 'object' && cell !== null;

/** What is drawn beside a number; null: nothing. */
function drawingOf(table: ReportTable, { id, kind }: Column, row: readonly Cell[], most: number): JSX.Element | null {
  const at = table.columns.findIndex((c) => c.id === id);
  const cell = row[at];
  if (isOverTime(table)) return null;
  const [low, high] = ['lower', 'upper'].map((limit) => row[table.columns.findIndex((c) => c.id === limit)]);
  if (isFigure(cell ?? null)) return <FigureStrip figure={cell as Figure} limits={[low, high]} />;
  if (id === 'share' || id === 'cumulative') return <Bar value={Number(cell)} />;
  if (kind === 'count' && table.columns.length === 2) return <Bar value={Number(cell) / Math.max(1, most)} />;
  const half = row[table.columns.findIndex((c) => c.id === 'p50')];
  if (id !== 'p90' || typeof half !== 'number') return null;
  const longest = Math.max(1, longestOf(table));
  return <Spans spans={[[half / longest, cell === 'never' ? 1 : Number(cell) / longest]]} point={half / longest} />;
}

function CellView({
  table,
  cell,
  column,
  names,
  isGood,
  drawing,
}: {
  table: string;
  cell: Cell;
  column: Column;
  names: Names;
  isGood: boolean;
  drawing: JSX.Element | null;
}): JSX.Element {
  const said = isFigure(cell) ? figureWords(cell, table) : null;
  // That there are few is what the counts say.
  const basis = said === null || said.isFew ? null : said.basis;
  const text = <bdi>{cellText(cell, column.kind, names, isGood)}</bdi>;
  if (drawing === null && basis === null) return text;
  return (
    <span class="drawn">
      {text}
      {drawing}
      {basis !== null && <span class="quiet">{basis}</span>}
    </span>
  );
}

export function cellText(cell: Cell, kind: Column['kind'], names: Names, isGood = false): string {
  if (cell === null || cell === '') return w.none;
  if (isFigure(cell)) return figureWords(cell).value;
  switch (kind) {
    case 'code':
      return codeText(String(cell), isGood);
    case 'agent':
      return names.agent(String(cell));
    case 'team':
      return names.team(String(cell));
    case 'day':
      return names.day(cell);
    case 'hour':
      return `${String(cell).padStart(2, '0')}:00`;
    case 'time':
      return cell === 'never' ? w.figure.never : typeof cell === 'number' ? lengthText(cell) : cell;
    case 'share':
      return typeof cell === 'number' ? numberText('share', cell) : cell;
    case 'count':
      return typeof cell === 'number' ? numberText('count', cell) : cell;
    case 'name':
    case 'figure':
      return String(cell);
  }
}
