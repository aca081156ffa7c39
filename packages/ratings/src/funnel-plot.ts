// Whether somebody's share is further from what their cases let expect than chance takes it (F23). No ranks. Pure.
import { compareFrom } from './display.ts';
import { assertCount, assertPart, type Counted, type Interval, z95 } from './share.ts';

/** Two-sided 99.8 % quantile of the normal distribution. */
export const z998 = 3.090232306167813;

/** What is needed of F15's result; so a `CaseMix` will do. */
export interface Expected extends Counted {
  /** Ratings expected to be satisfied; null without ratings. */
  readonly expected: number | null;
  readonly variance: number | null;
}

export interface FunnelDot {
  /** Outside it: look. 95 %, as a share, within 0 to 1. */
  readonly look: Interval;
  /** Outside it: talk. 99.8 %. */
  readonly talk: Interval;
  readonly verdict: 'inside' | 'look' | 'talk';
  readonly side: 'above' | 'below' | 'at';
}

/**
 * F23: the limits around p of n ratings: p ± z·√(p(1 − p)/n · φ), within 0 to 1, for 95 % and 99.8 % (Spiegelhalter 2005).
 *
 * @param overdispersion φ; below 1 it counts as 1. @default 1
 * @returns null when n is 0
 */
export function funnelLimits(
  p: number,
  n: number,
  overdispersion: number = 1,
): { readonly look: Interval; readonly talk: Interval } | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be from 0 to 1; got ${p}.`);
  assertCount('n', n);
  return n === 0 ? null : around(p, Math.sqrt(p * (1 - p) * n) / n, overdispersion);
}

/**
 * F23: one dot of the funnel around the case-mix expectation. Nothing is said of fewer than 30 ratings.
 *
 * @param row a row of `caseMix`
 * @param overdispersion φ of the whole set, see `overdispersionOf`. @default 1
 * @returns null below 30 ratings, and where the expectation has no variance
 * @throws RangeError when count is not a whole number, or exceeds n
 */
export function funnelDot({ count, n, expected, variance }: Expected, overdispersion: number = 1): FunnelDot | null {
  assertPart('count', count, n);
  if (n < compareFrom || expected === null || variance === null || variance === 0) return null;
  const { look, talk } = around(expected / n, Math.sqrt(variance) / n, overdispersion);
  const share = count / n;
  const outside = ([lower, upper]: Interval): boolean => share < lower || share > upper;
  const verdict = outside(talk) ? 'talk' : outside(look) ? 'look' : 'inside';
  return { look, talk, verdict, side: count > expected ? 'above' : count < expected ? 'below' : 'at' };
}

/**
 * F23: φ, how much more the units differ than chance alone would make them: the mean of z², with a tenth of the z at either end drawn in
 * to the next (winsorised), so that those who stand out do not hide themselves. Units below 30 ratings are not asked.
 *
 * @returns at least 1; 1 for no units
 */
export function overdispersionOf(rows: readonly Expected[]): number {
  const scores = rows.flatMap(({ count, n, expected, variance }) =>
    n < compareFrom || expected === null || !variance ? [] : [(count - expected) / Math.sqrt(variance)],
  );
  if (scores.length === 0) return 1;
  const sorted = scores.toSorted((a, b) => a - b);
  const drawn = Math.floor(sorted.length / 10);
  const [least = 0, most = 0] = [sorted[drawn], sorted[sorted.length - 1 - drawn]];
  const squares = sorted.map((z) => Math.min(most, Math.max(least, z)) ** 2);
  return Math.max(1, squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

function around(centre: number, error: number, overdispersion: number): { look: Interval; talk: Interval } {
  const limits = (z: number): Interval => {
    const half = z * error * Math.sqrt(Math.max(1, overdispersion));
    return [Math.max(0, centre - half), Math.min(1, centre + half)];
  };
  return { look: limits(z95), talk: limits(z998) };
}
