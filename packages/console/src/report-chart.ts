// Where the points, limits and bars of a chart over time stand, in percent of its box: a phone and paper need no other picture.
// Pure: numbers in, numbers out.
import type { Cell, Figure, ReportTable } from '@rapport/protocol';

export interface Step {
  readonly x: number;
  /** null: there is no share here. */
  readonly y: number | null;
  /** Too few answers for more than counts: hollow, and no line goes to it (F26). */
  readonly isFew: boolean;
  readonly isOutside: boolean;
  /** Heights of the bar below, and of the part of it that is told apart. */
  readonly bar: number;
  readonly part: number;
}

export interface TimeShape {
  readonly steps: readonly Step[];
  /** Between neighbours that both have enough answers, as `points` of a polyline. */
  readonly lines: readonly string[];
  /** The limits, as `points` of a polygon; one for each stretch that has them. */
  readonly bands: readonly string[];
  readonly centre: number | null;
  /** Of the scale, 0 to 1; null: there are only bars. */
  readonly scale: readonly [low: number, high: number] | null;
  /** What the highest bar counts. */
  readonly most: number;
}

/** Whether a table goes along time: days, how many, and one share, figure or part of the many, perhaps with its limits. */
export const goesOverTime = ({ columns: [first, second, third, fourth] }: ReportTable): boolean =>
  first?.kind === 'day' &&
  second?.kind === 'count' &&
  third !== undefined &&
  (fourth === undefined || fourth.id === 'centre');

/** And has more than one point to draw. */
export const isOverTime = (table: ReportTable): boolean => table.rows.length > 1 && goesOverTime(table);

const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
const round = (v: number): number => Math.round(v * 100) / 100;

export function timeShape({ columns, rows }: ReportTable, fromZero: boolean): TimeShape {
  const at = (id: string): number => columns.findIndex((c) => c.id === id);
  const isPart = columns[2]?.kind === 'count';
  const given = rows.map((row) => {
    const cell = row[2] ?? null;
    const figure = typeof cell === 'object' ? cell : null;
    return {
      n: number(row[1]) ?? 0,
      part: isPart ? (number(cell) ?? 0) : 0,
      value: isPart ? null : figure ? number(figure.value as Cell) : number(cell),
      isFew: isHollow(figure),
      centre: number(row[at('centre')]),
      limits: [number(row[at('lower')]), number(row[at('upper')])] as const,
    };
  });
  const all = given.flatMap(({ value, limits }) => [value, ...limits].filter((v) => v !== null));
  const low = fromZero || all.length === 0 ? 0 : Math.floor(Math.min(...all) * 10) / 10;
  const high = Math.min(1, Math.max(low + 0.1, Math.ceil(Math.max(0, ...all) * 10) / 10));
  const most = Math.max(1, ...given.map(({ n }) => n));
  const x = (i: number): number => round(((i + 0.5) * 100) / given.length);
  const y = (share: number): number => round(100 * (1 - (share - low) / (high - low)));
  const steps = given.map(({ value, n, part, isFew, limits: [lower, upper] }, i): Step => {
    const isOutside = value !== null && lower !== null && upper !== null && (value < lower || value > upper);
    const bars = { bar: round((100 * n) / most), part: round((100 * part) / most) };
    return { x: x(i), y: value === null ? null : y(value), isFew, isOutside, ...bars };
  });
  const centre = given.find((it) => it.centre !== null)?.centre ?? null;
  return {
    steps,
    lines: stretches(steps, ({ y, isFew }) => y !== null && !isFew).map((of) =>
      of.map((s) => `${s.x},${s.y}`).join(' '),
    ),
    bands: stretches([...given.entries()], ([, { limits }]) => limits[0] !== null).map((of) =>
      [
        ...of.map(([i, { limits }]) => `${x(i)},${y(limits[1] ?? 1)}`),
        ...of.map(([i, { limits }]) => `${x(i)},${y(limits[0] ?? 0)}`).reverse(),
      ].join(' '),
    ),
    centre: centre === null ? null : y(centre),
    scale: isPart ? null : [low, high],
    most,
  };
}

const isHollow = (figure: Figure | null): boolean => figure?.show === 'counts' || figure?.show === 'none';

/** Neighbours that are so; a single one makes no line. */
function stretches<T>(all: readonly T[], isSo: (it: T) => boolean): readonly (readonly T[])[] {
  const found: T[][] = [];
  let now: T[] = [];
  for (const it of all) {
    if (isSo(it)) now.push(it);
    else now = [];
    if (now.length === 2) found.push(now);
  }
  return found;
}

/** Where a moment stands between the first and the last row, in percent; null: outside of them. */
export function placeOf({ rows }: ReportTable, at: number): number | null {
  const days = rows.map(([day]) => Number(day));
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const step = (last - first) / (days.length - 1);
  if (at < first || at >= last + step) return null;
  return round((100 * (at - first + step / 2)) / (last - first + step));
}
