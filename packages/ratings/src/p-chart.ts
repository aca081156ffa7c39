// Signal or noise (F13): a control chart of a share, week by week, around a frozen baseline. Pure.
import { type Run, runs, type Side } from './runs.ts';
import { assertCount, assertPart, type Counted, type Interval, type Share, shareOf } from './share.ts';

/** A point needs this many ratings to be judged; a baseline needs this many points. */
export const ratingsPerPoint = 20;
export const baselinePoints = 8;

export interface ChartPoint extends Share {
  /** Index of its first week. */
  readonly week: number;
  /** How many weeks are in it; fewer than `weeksPerPoint` while the last point is still filling. */
  readonly weeks: number;
  /** Control limits, within 0 to 1; null without a baseline, without ratings, or when the baseline does not vary at all. */
  readonly limits: Interval | null;
  /** Whether the rules look at it: it is complete and has at least 20 ratings. */
  readonly judged: boolean;
}

export interface Outside {
  readonly rule: 'outside';
  /** Index in `points`. */
  readonly at: number;
  readonly side: Side;
}

export interface PChart {
  /** 1, 2 or 4, the least that gives the baseline enough; null: not enough ratings to tell signal from noise. */
  readonly weeksPerPoint: 1 | 2 | 4 | null;
  /** Everything in the baseline: `centre` is baseline.share. */
  readonly baseline: Share;
  readonly centre: number | null;
  /** Laney's σ_z over the baseline: above 1.2 the limits are widened by it; null when it cannot be measured. */
  readonly sigmaZ: number | null;
  readonly widened: boolean;
  readonly points: readonly ChartPoint[];
  /** In the order in which they could be known. None: "no signal: normal variation". */
  readonly signals: readonly (Outside | Run)[];
}

/** Expected moving range of two standard normal values: 2/√π, as the tables round it. */
const d2 = 1.128;

/**
 * F13: p-chart. Centre p̄ pooled over the baseline, limits p̄ ± 3·√(p̄(1 − p̄)/nᵢ) within 0 to 1. Two signals only: a point outside, and
 * eight in a row on one side. If σ_z = mean moving range of zᵢ / 1.128 exceeds 1.2 the limits are multiplied by it (Laney p′).
 * Zone rules are not for charts of shares.
 *
 * A baseline is at least 8 points with at least 20 ratings each: weeks, or else pairs, or else fours of them, counted from the first.
 * A later point with fewer than 20 ratings, or not yet full, is drawn and not judged. A baseline of all or of none has no variation
 * from which to make limits: none are drawn, and runs still count.
 *
 * By chance alone a judged point is outside about once in 370 (normal; more often near 0 and 1), and a run of at least eight begins
 * about once in 256; a centre taken from a short baseline adds to both. In 400 seeded years of 52 weeks with nothing in them (200 ratings
 * a week at 80 %), points outside and runs a year were 0.18 and 0.44 with a baseline of 8 weeks, 0.15 and 0.29 with 13, 0.10 and 0.19
 * with 26: take as long a baseline as there is.
 *
 * @param weeks ratings by week, oldest first, without gaps: a week without ratings is 0 of 0
 * @param baselineWeeks how many of the first weeks are the frozen baseline
 * @throws RangeError when a count is not a whole number or exceeds its n, or the baseline is longer than the weeks
 */
export function pChart(weeks: readonly Counted[], baselineWeeks: number): PChart {
  assertCount('baselineWeeks', baselineWeeks);
  if (baselineWeeks > weeks.length)
    throw new RangeError(`baselineWeeks must not exceed the weeks; got ${baselineWeeks} of ${weeks.length}.`);
  for (const { count, n } of weeks) assertPart('count', count, n);
  for (const weeksPerPoint of [1, 2, 4] as const) {
    const base = merge(weeks.slice(0, baselineWeeks), weeksPerPoint).filter((point) => point.weeks === weeksPerPoint);
    if (base.length >= baselinePoints && base.every(({ n }) => n >= ratingsPerPoint))
      return draw(merge(weeks, weeksPerPoint), base, weeksPerPoint);
  }
  const points = merge(weeks, 1).map((point) => ({ ...point, limits: null, judged: false }));
  const baseline = pool(weeks.slice(0, baselineWeeks));
  return { weeksPerPoint: null, baseline, centre: null, sigmaZ: null, widened: false, points, signals: [] };
}

type Point = Omit<ChartPoint, 'limits' | 'judged'>;

function pool(parts: readonly Counted[]): Share {
  return shareOf(
    parts.reduce((sum, { count }) => sum + count, 0),
    parts.reduce((sum, { n }) => sum + n, 0),
  );
}

function merge(weeks: readonly Counted[], size: number): Point[] {
  return Array.from({ length: Math.ceil(weeks.length / size) }, (_, at) => {
    const part = weeks.slice(at * size, (at + 1) * size);
    return { week: at * size, weeks: part.length, ...pool(part) };
  });
}

function draw(merged: readonly Point[], base: readonly Point[], weeksPerPoint: 1 | 2 | 4): PChart {
  const baseline = pool(base);
  const centre = baseline.share ?? 0;
  const sigmaZ = laney(base, centre);
  const widened = sigmaZ !== null && sigmaZ > 1.2;
  const points = merged.map((point): ChartPoint => {
    const judged = point.weeks === weeksPerPoint && point.n >= ratingsPerPoint;
    return { ...point, limits: controlLimits(centre, point.n, widened ? sigmaZ : 1), judged };
  });
  const outside = points.flatMap(({ share, limits, judged }, at): Outside[] => {
    if (!judged || share === null || !limits) return [];
    if (share > limits[1]) return [{ rule: 'outside', at, side: 'above' }];
    return share < limits[0] ? [{ rule: 'outside', at, side: 'below' }] : [];
  });
  const judgedShares = points.map(({ share, judged }) => (judged ? share : null));
  const signals = [...outside, ...runs(judgedShares, centre)].toSorted((a, b) => a.at - b.at);
  return { weeksPerPoint, baseline, centre, sigmaZ, widened, points, signals };
}

/**
 * F13: the limits of one point, p̄ ± 3·factor·√(p̄(1 − p̄)/n) within 0 to 1.
 *
 * @returns null without ratings, and where the centre is all or none: there is no variation then
 */
export function controlLimits(centre: number, n: number, factor: number = 1): Interval | null {
  const variance = centre * (1 - centre);
  if (n === 0 || variance === 0) return null;
  const half = 3 * factor * Math.sqrt(variance / n);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

function laney(base: readonly Point[], centre: number): number | null {
  const variance = centre * (1 - centre);
  if (variance === 0) return null;
  const z = base.map(({ count, n }) => (count / n - centre) / Math.sqrt(variance / n));
  const ranges = z.slice(1).map((value, at) => Math.abs(value - (z[at] ?? value)));
  return ranges.reduce((sum, range) => sum + range, 0) / ranges.length / d2;
}

/**
 * F13: the line that is drawn for reading: at each day the share of the `days` that end there. Never tested, for its points overlap.
 *
 * @param daily ratings by day, oldest first, without gaps
 * @param days length of the window, from 1. @default 28
 * @returns one share per day from the first full window on; null shares where the whole window is empty
 * @throws RangeError when a count is not a whole number or exceeds its n
 */
export function rolling(daily: readonly Counted[], days: number = 28): Share[] {
  assertCount('days', days);
  if (days === 0) throw new RangeError('days must be at least 1; got 0.');
  for (const { count, n } of daily) assertPart('count', count, n);
  const line: Share[] = [];
  let [count, n] = [0, 0];
  for (const [at, day] of daily.entries()) {
    const gone = daily[at - days];
    count += day.count - (gone?.count ?? 0);
    n += day.n - (gone?.n ?? 0);
    if (at >= days - 1) line.push(shareOf(count, n));
  }
  return line;
}
