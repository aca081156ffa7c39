// A chart over time above its table: limits as a band, the centre dashed, points hollow where there are few answers, bars of how many
// below, what happened as numbered marks. One row is read out: the one under the pointer, or chosen by keys with the slider (UX C11).
import type { ReportTable } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DayNote } from '../../goals.ts';
import { isOverTime, placeOf, timeShape } from '../../report-chart.ts';
import { columnName, tableName } from '../../report-codes.ts';
import { numberText } from '../../report-figure.ts';
import { reportWords } from '../../report-words.ts';
import { cellText, type Names } from './report-table.tsx';

const w = reportWords.chart;

export interface TimeChartProps {
  readonly table: ReportTable;
  /** What stands out in it, in words. */
  readonly finding: string;
  readonly names: Names;
  readonly notes: readonly DayNote[];
}

export function TimeChart({ table, finding, names, notes }: TimeChartProps): JSX.Element | null {
  const [fromZero, setFromZero] = useState(false);
  const [chosen, choose] = useState<number | null>(null);
  if (!isOverTime(table)) return null;
  const { steps, lines, bands, centre, scale, most } = timeShape(table, fromZero);
  const last = steps.length - 1;
  // The newest of which something is known.
  const newest = steps.findLastIndex(({ y, bar }) => (scale ? y !== null : bar > 0));
  const at = Math.min(chosen ?? Math.max(0, newest), last);
  const day = (i: number): string => names.day(table.rows[i]?.[0] as number);
  const said = table.columns
    .map(({ id, kind }, i) => `${columnName(id)}: ${cellText(table.rows[at]?.[i] ?? null, kind, names)}`)
    .join(' · ');
  const point = ({ clientX, currentTarget }: PointerEvent): void => {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    if (width > 0) choose(Math.max(0, Math.min(last, Math.floor(((clientX - left) / width) * steps.length))));
  };
  const marks = marksOf(table, notes);
  const isOut = steps.some(({ isOutside }) => isOutside);
  const legend: readonly (readonly [sign: string | null, text: string])[] = [
    ...(bands.length > 0 ? [['band', w.limits] as const] : []),
    ...(isOut ? [['point out', w.outside] as const] : []),
    ...(steps.some(({ isFew, y }) => isFew && y !== null) ? [['point few', w.hollow] as const] : []),
    ['bar', w.bars(most)],
    ...(scale ? [] : [['part', columnName(table.columns[2]?.id ?? '')] as const]),
    ['frame', w.chosen],
    ...(scale && scale[0] > 0 ? [[null, w.broken(Math.round(scale[0] * 100))] as const] : []),
  ];
  const width = Math.min(2.4, 70 / steps.length);
  const chosenX = steps[at]?.x ?? 0;
  return (
    <figure class="chart">
      {/* The same can be chosen with the slider below it. */}
      <div class="chart-box" onPointerMove={point}>
        {scale && (
          <svg class="plot" role="img" aria-label={`${tableName(table.id)}. ${finding}`}>
            <line class="grid" x1="0" x2="100%" y1="0" y2="0" />
            <line class="grid" x1="0" x2="100%" y1="100%" y2="100%" />
            <svg aria-hidden="true" width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
              {bands.map((band) => (
                <polygon key={band} class="band" points={band} />
              ))}
              {lines.map((line) => (
                <polyline key={line} class="line" points={line} />
              ))}
            </svg>
            {centre !== null && <line class="centre" x1="0" x2="100%" y1={`${centre}%`} y2={`${centre}%`} />}
            {marks.map(({ id, x, numbers }) => (
              <g key={id}>
                <line class="mark" x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
                <text class="mark-text" x={`${x}%`} y="-5">
                  {numbers.join(', ')}
                </text>
              </g>
            ))}
            {steps.length <= 120 &&
              steps.map(
                ({ x, y, isFew, isOutside }) =>
                  y !== null && (
                    <circle
                      key={x}
                      class={isOutside ? 'point out' : isFew ? 'point few' : 'point'}
                      cx={`${x}%`}
                      cy={`${y}%`}
                      r={isOutside ? 6 : 3.5}
                    />
                  ),
              )}
            <line class="at" x1={`${chosenX}%`} x2={`${chosenX}%`} y1="0" y2="100%" />
            <text class="scale" x="-6" y="4">
              {numberText('share', scale[1])}
            </text>
            <text class="scale" x="-6" y="100%">
              {numberText('share', scale[0])}
            </text>
          </svg>
        )}
        <svg
          class={scale ? 'bars' : 'bars tall'}
          role="img"
          aria-label={scale ? columnName(table.columns[1]?.id ?? '') : `${tableName(table.id)}. ${finding}`}
        >
          {steps.map(({ x, bar, part }, i) => (
            <g key={x}>
              <rect x={`${x - width / 2}%`} y={`${100 - bar}%`} width={`${width}%`} height={`${bar}%`} />
              {part > 0 && (
                <rect
                  class="part"
                  x={`${x - width / 2}%`}
                  y={`${100 - part}%`}
                  width={`${width}%`}
                  height={`${part}%`}
                />
              )}
              {i === at && bar > 0 && (
                <rect
                  class="frame"
                  x={`${x - width / 2}%`}
                  y={`${100 - bar}%`}
                  width={`${width}%`}
                  height={`${bar}%`}
                />
              )}
            </g>
          ))}
          <text class="scale" x="-6" y="10">
            {numberText('count', most)}
          </text>
        </svg>
        <p class="days" aria-hidden="true">
          <span>{day(0)}</span>
          <span>{day(Math.floor(last / 2))}</span>
          <span>{day(last)}</span>
        </p>
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label={w.choose(tableName(table.id))}
          aria-valuetext={said}
          onInput={(e) => choose(Number(e.currentTarget.value))}
        />
      </div>
      <p class="read">{said}</p>
      <figcaption class="quiet">
        <ul class="keys">
          {legend.map(([sign, text]) => (
            <li key={text}>
              {sign !== null && <Sign of={sign} />}
              {text}
            </li>
          ))}
        </ul>
        {scale && (scale[0] > 0 || fromZero) && (
          <label class="check">
            <input type="checkbox" checked={fromZero} onChange={(e) => setFromZero(e.currentTarget.checked)} />
            <span>{w.zero}</span>
          </label>
        )}
      </figcaption>
    </figure>
  );
}

/** In percent; nearer than this, two marks cannot be told apart. */
const markWidth = 1.5;

/** Where what happened stands, by the numbers of the list: what happened at about the same time has one mark. */
function marksOf(
  table: ReportTable,
  notes: readonly DayNote[],
): readonly { readonly id: string; readonly x: number; readonly numbers: readonly number[] }[] {
  const marks: { readonly id: string; readonly x: number; readonly numbers: number[] }[] = [];
  for (const [i, { id, at }] of notes.entries()) {
    const x = placeOf(table, at);
    if (x === null) continue;
    const near = marks.find((mark) => Math.abs(mark.x - x) < markWidth);
    if (near) near.numbers.push(i + 1);
    else marks.push({ id, x, numbers: [i + 1] });
  }
  return marks;
}

/** As it is drawn in the chart. */
function Sign({ of }: { of: string }): JSX.Element {
  return (
    <svg class="swatch" aria-hidden="true">
      {of.startsWith('point') ? (
        <circle class={of} cx="50%" cy="50%" r="4.5" />
      ) : (
        <rect class={of} width="100%" height="100%" />
      )}
    </svg>
  );
}
