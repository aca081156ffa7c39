// Where the points, limits and bars of a trend stand. Pure: numbers in, numbers out.
import type { Cell, Figure, ReportTable } from '@rapport/protocol';

export const size = { width: 720, plot: 180, gap: 8, bars: 36 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Too few answers for more than counts: hollow, and no line goes to it (F26). */
  readonly isFew: boolean;
  readonly isOutside: boolean;
  /** Of the bar below. */
  readonly barTop: number;
  readonly n: number;
}

export interface TrendShape {
  readonly points: readonly Point[];
  /** Lines between neighbours that both have enough answers, as `points` of a polyline. */
  readonly lines: readonly string[];
  /** The limits, as `points` of a polygon; one for each stretch that has them. */
  readonly bands: readonly string[];
  readonly centre: number | null;
  /** Of the scale, 0 to 1. */
  readonly low: number;
  readonly high: number;
}

/** Whether a table is a p-chart: a figure for each week, with its limits. */
export const isTrend = ({ columns }: ReportTable): boolean =>
  ['centre', 'lower', 'upper'].every((id) => columns.some((c) => c.id === id)) && columns[2]?.kind === 'figure';

const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);

export function trendShape({ columns, rows }: ReportTable, fromZero: boolean): TrendShape {
  const at = (id: string): number => columns.findIndex((c) => c.id === id);
  const weeks = rows.map((row) => {
    const figure = row[2] as Figure | null;
    const value = typeof figure?.value === 'number' ? figure.value : null;
    return {
      value,
      n: figure?.n ?? 0,
      isFew: figure?.show === 'counts' || figure?.show === 'none',
      centre: number(row[at('centre')]),
      limits: [number(row[at('lower')]), number(row[at('upper')])] as const,
    };
  });
  const all = weeks.flatMap(({ value, limits: [lower, upper] }) => [value, lower, upper].filter((v) => v !== null));
  const low = fromZero || all.length === 0 ? 0 : Math.floor(Math.min(...all) * 10) / 10;
  const high = all.length === 0 ? 1 : Math.max(low + 0.1, Math.ceil(Math.max(...all) * 10) / 10);
  const x = (i: number): number => round(((i + 0.5) * size.width) / Math.max(1, weeks.length));
  const y = (share: number): number => round(size.plot * (1 - (share - low) / (high - low)));
  const most = Math.max(1, ...weeks.map(({ n }) => n));
  const floor = size.plot + size.gap + size.bars;
  const points = weeks.flatMap(({ value, n, isFew, limits: [lower, upper] }, i): Point[] => {
    if (value === null) return [];
    const isOutside = lower !== null && upper !== null && (value < lower || value > upper);
    return [{ x: x(i), y: y(value), isFew, isOutside, n, barTop: round(floor - (size.bars * n) / most) }];
  });
  const lines: string[] = [];
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    if (next && !point.isFew && !next.isFew) lines.push(`${point.x},${point.y} ${next.x},${next.y}`);
  }
  const centre = weeks.find((week) => week.centre !== null)?.centre ?? null;
  return { points, lines, bands: bandsOf(weeks, x, y), centre: centre === null ? null : y(centre), low, high };
}

const round = (v: number): number => Math.round(v * 10) / 10;

function bandsOf(
  weeks: readonly { readonly limits: readonly [number | null, number | null] }[],
  x: (i: number) => number,
  y: (share: number) => number,
): readonly string[] {
  const bands: string[] = [];
  let upper: string[] = [];
  let lower: string[] = [];
  const end = (): void => {
    if (upper.length > 1) bands.push([...upper, ...lower].join(' '));
    [upper, lower] = [[], []];
  };
  for (const [i, { limits }] of weeks.entries()) {
    const [low, high] = limits;
    if (low === null || high === null) end();
    else {
      upper.push(`${x(i)},${y(high)}`);
      lower.unshift(`${x(i)},${y(low)}`);
    }
  }
  end();
  return bands;
}
