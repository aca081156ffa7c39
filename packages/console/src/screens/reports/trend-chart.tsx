// A p-chart over its table: limits as a band, the centre dashed, points hollow where there are few answers, bars of how many below.
import type { ReportTable } from '@rapport/protocol';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { size, trendShape } from '../../report-chart.ts';
import { numberText, questionOf } from '../../report-figure.ts';
import { reportWords } from '../../report-words.ts';
import type { Names } from './report-table.tsx';

const w = reportWords.chart;
const floor = size.plot + size.gap + size.bars;

export function TrendChart({
  table,
  finding,
  names,
}: {
  table: ReportTable;
  finding: string;
  names: Names;
}): JSX.Element | null {
  const [fromZero, setFromZero] = useState(false);
  const { points, lines, bands, centre, low, high } = trendShape(table, fromZero);
  if (points.length === 0) return null;
  const day = (row: (typeof table.rows)[number] | undefined): string => names.day(row?.[0] as number);
  const width = Math.max(2, Math.min(20, (size.width / points.length) * 0.6));
  return (
    <figure class="trend">
      <svg
        viewBox={`-44 -10 ${size.width + 48} ${floor + 14}`}
        role="img"
        aria-label={`${questionOf(table.columns[2]?.id ?? '')} ${finding}`}
      >
        {bands.map((band) => (
          <polygon key={band} class="trend-band" points={band} />
        ))}
        {centre !== null && <line class="trend-centre" x1={0} x2={size.width} y1={centre} y2={centre} />}
        <line class="trend-axis" x1={0} x2={size.width} y1={size.plot} y2={size.plot} />
        {lines.map((line) => (
          <polyline key={line} class="trend-line" points={line} />
        ))}
        {points.map(({ x, y, isFew, isOutside, barTop }) => (
          <g key={x}>
            <rect class="trend-bar" x={x - width / 2} y={barTop} width={width} height={floor - barTop} />
            <circle
              class={isFew ? 'trend-point few' : isOutside ? 'trend-point out' : 'trend-point'}
              cx={x}
              cy={y}
              r={isOutside ? 6 : 4}
            />
          </g>
        ))}
        <text x={-6} y={6} class="trend-text">
          {numberText('share', high)}
        </text>
        <text x={-6} y={size.plot} class="trend-text">
          {numberText('share', low)}
        </text>
      </svg>
      <figcaption class="quiet">
        <span class="trend-days">
          <span>{day(table.rows[0])}</span> <span>{day(table.rows.at(-1))}</span>
        </span>
        {[w.limits, w.hollow, w.bars, ...(low > 0 ? [w.broken(Math.round(low * 100))] : [])].join(' · ')}
        <label class="check">
          <input type="checkbox" checked={fromZero} onChange={(e) => setFromZero(e.currentTarget.checked)} />
          <span>{w.zero}</span>
        </label>
      </figcaption>
    </figure>
  );
}
