// The charts of reports that do not go along time: what we believed beside what they said, how often people were handed over, and where
// one person's share stands within what chance alone would give. Each stands above the table it is drawn from.
import type { Cell, Figure, Report, ReportTable } from '@rapport/protocol';
import type { ComponentChildren, JSX } from 'preact';
import { codeText } from '../../report-codes.ts';
import { numberText } from '../../report-figure.ts';
import { reportWords } from '../../report-words.ts';
import type { Names } from './report-table.tsx';
import { Apart, Parts, Spans } from './strip.tsx';

const w = reportWords.chart;

/** What is drawn above a table; null: nothing. */
export function PictureOf({
  table,
  report,
  names,
}: {
  table: ReportTable;
  report: Report;
  names: Names;
}): JSX.Element | null {
  if (report.name === 'gap' && table.id === 'teams') return <Dumbbells table={table} report={report} names={names} />;
  if (table.id === 'self_assessment') return <Ours table={table} />;
  if (table.id === 'by_handoffs') return <Handoffs table={table} />;
  if (table.id === 'funnel_dot') return <Dot table={table} />;
  return null;
}

function Picture({ note, children }: { note: string; children: ComponentChildren }): JSX.Element {
  return (
    <figure class="chart sketch">
      {children}
      <figcaption class="quiet">{note}</figcaption>
    </figure>
  );
}

type Share = Pick<Figure, 'value' | 'show'> | null | undefined;
const shareOf = (it: Share): number | null =>
  it && typeof it.value === 'number' && it.show !== 'counts' ? it.value : null;

function Dumbbells({ table, report, names }: { table: ReportTable; report: Report; names: Names }): JSX.Element | null {
  const all = ['believed', 'perceived'].map((id) => report.figures.find((it) => it.id === id));
  const rows = [
    { name: w.all, we: shareOf(all[0]), they: shareOf(all[1]) },
    ...table.rows.map(([team, , we, they]) => ({
      name: names.team(String(team)),
      we: shareOf(we as Figure | null),
      they: shareOf(they as Figure | null),
    })),
  ].flatMap(({ name, we, they }) => (we === null || they === null ? [] : [{ name, we, they }]));
  return <Pairs note={w.dumbbell} rows={rows} />;
}

/** What we think they hold against us, and what the unhappy say. */
function Ours({ table }: { table: ReportTable }): JSX.Element | null {
  const rows = table.rows.flatMap(([code, ours, theirs]) => {
    const [we, they] = [shareOf(ours as Figure), shareOf(theirs as Figure)];
    return we === null || they === null ? [] : [{ name: codeText(String(code)), we, they }];
  });
  return <Pairs note={w.ours} rows={rows} />;
}

interface Two {
  readonly name: string;
  readonly we: number;
  readonly they: number;
}

function Pairs({ note, rows }: { note: string; rows: readonly Two[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <Picture note={note}>
      <ul class="counted">
        {rows.map(({ name, we, they }) => (
          <li key={name}>
            <bdi>{name}</bdi>
            <Apart one={we} other={they} />
            <span class="number">{w.apart(numberText('share', we), numberText('share', they))}</span>
          </li>
        ))}
      </ul>
    </Picture>
  );
}

function Handoffs({ table }: { table: ReportTable }): JSX.Element | null {
  const counts = table.rows.map((row) => Number(row[1]));
  const all = counts.reduce((sum, n) => sum + n, 0);
  if (all < 10) return null;
  return (
    <Picture note={w.handoffs}>
      <Parts shares={counts.map((n) => n / all)} />
      <ul class="keys">
        {counts.map((n, i) => (
          <li key={i}>
            <svg class="swatch" aria-hidden="true">
              <rect class={`part-${i}`} width="100%" height="100%" />
            </svg>
            {w.handed(i)}: {numberText('share', n / all)} ({numberText('count', n)})
          </li>
        ))}
      </ul>
    </Picture>
  );
}

function Dot({ table }: { table: ReportTable }): JSX.Element | null {
  const [own, lookLow, lookHigh, talkLow, talkHigh] = (table.rows[0] ?? []).map((cell) =>
    typeof cell === 'object' && cell ? Number(cell.value) : Number(cell),
  );
  if (own === undefined || talkHigh === undefined) return null;
  return (
    <Picture note={w.dot}>
      <div class="big">
        <Spans
          spans={[
            [talkLow ?? 0, talkHigh],
            [lookLow ?? 0, lookHigh ?? 1],
          ]}
          point={own}
        />
        <p class="days" aria-hidden="true">
          <span>{numberText('share', 0)}</span>
          <span>{numberText('share', 0.5)}</span>
          <span>{numberText('share', 1)}</span>
        </p>
      </div>
    </Picture>
  );
}

/** The drawing in a cell with a figure; null where counts are all there is (F26). `limits`: of chance, in place of its own interval (F13). */
export function FigureStrip({
  figure: { kind, value, interval, show },
  limits: [low, high],
}: {
  figure: Figure;
  limits: readonly (Cell | undefined)[];
}): JSX.Element | null {
  if (typeof value !== 'number' || show === 'none' || show === 'counts') return null;
  if (typeof low === 'number' && typeof high === 'number') return <Spans spans={[[low, high]]} point={value} />;
  if (kind === 'share') return <Spans spans={interval ? [interval] : []} point={value} />;
  if (kind !== 'net') return null;
  const half = (v: number): number => (v + 1) / 2;
  return <Spans spans={interval ? [[half(interval[0]), half(interval[1])]] : []} point={half(value)} zero={0.5} />;
}
