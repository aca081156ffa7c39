// A table of a report, each column read by its kind. Shares have a bar beside the number, of the same width for the same share.
import type { Cell, Figure, ReportTable } from '@rapport/protocol';
import type { JSX } from 'preact';
import { codeText, columnName, tableName } from '../../report-codes.ts';
import { figureWords, numberText } from '../../report-figure.ts';
import { reportWords as w } from '../../report-words.ts';
import { lengthText } from '../../time.ts';

/** What people, teams and days are called. */
export interface Names {
  agent(id: string): string;
  team(key: string): string;
  day(at: number | string): string;
}

type Column = ReportTable['columns'][number];

export function TableOf({ table, names }: { table: ReportTable; names: Names }): JSX.Element {
  const name = tableName(table.id);
  const isGood = /positive|praise|well/.test(table.id);
  const isHeat = table.columns[0]?.id === 'day' && table.columns[24]?.id === '23';
  const most = isHeat ? Math.max(1, ...table.rows.flat().filter((cell) => typeof cell === 'number')) : 0;
  /** Six steps; the number stands in each. */
  const heatOf = (cell: Cell): string => (isHeat ? ` heat-${Math.ceil((5 * Number(cell)) / most)}` : '');
  return (
    <section class="report-part">
      <h4>{name}</h4>
      {table.rows.length === 0 ? (
        <p class="quiet">{w.emptyTable}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keys
        <section class="table-frame" aria-label={name} tabIndex={0}>
          <table class={isHeat ? 'heat' : undefined}>
            <thead>
              <tr>
                {table.columns.map((c) => (
                  <th key={c.id} scope="col" class={isNumber(c) ? 'number' : undefined}>
                    {columnName(c.id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.map((cell) => (isFigure(cell) ? cell.id : cell)).join(' ')}>
                  {row.map((cell, at) => {
                    const c = table.columns[at] as Column;
                    const text = <CellView cell={cell} column={c} names={names} isGood={isGood} />;
                    return at === 0 ? (
                      <th key={c.id} scope="row" dir="auto">
                        {text}
                      </th>
                    ) : (
                      <td key={c.id} class={isNumber(c) ? `number${heatOf(cell)}` : undefined}>
                        {text}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

const isNumber = ({ kind }: Column): boolean => kind === 'count' || kind === 'share' || kind === 'time';
const isFigure = (cell: Cell): cell is Figure => typeof cell === 'object' && cell !== null;

function CellView({
  cell,
  column,
  names,
  isGood,
}: {
  cell: Cell;
  column: Column;
  names: Names;
  isGood: boolean;
}): JSX.Element {
  if (isFigure(cell)) return <FigureCell figure={cell} />;
  if (column.kind === 'share' && typeof cell === 'number')
    return (
      <span class="bar">
        {numberText('share', cell)}
        <meter min={0} max={1} value={cell} aria-hidden="true" />
      </span>
    );
  return <bdi>{cellText(cell, column.kind, names, isGood)}</bdi>;
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

function FigureCell({ figure }: { figure: Figure }): JSX.Element {
  const { value, basis } = figureWords(figure);
  return (
    <>
      {value} {basis !== null && <span class="quiet line-2">{basis}</span>}
    </>
  );
}
