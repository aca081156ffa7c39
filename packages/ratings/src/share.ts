// Shares of whole numbers: their percent for people (F0) and their interval (F2). Pure.

/** Two-sided 95 % quantile of the normal distribution. */
export const z95 = 1.959963984540054;

/** Lower and upper limit of a ratio, 0 ≤ lower ≤ upper ≤ 1. */
export type Interval = readonly [lower: number, upper: number];

/**
 * F0: `num / den` as a whole percent, ties away from zero: 1/8 is 13, −1/8 is −13.
 * Exact as long as 200 · |num| + den stays below 2⁵³, because it divides whole numbers and not a rounded ratio.
 * Percents of parts rounded one by one need not sum to 100: show the counts too.
 *
 * @param num whole number, may be negative
 * @param den whole number ≥ 0; 0 is no data
 * @returns whole percent, or null when `den` is 0
 * @throws RangeError when one of them is not such a number
 */
export function percent(num: number, den: number): number | null {
  if (!Number.isSafeInteger(num)) throw new RangeError(`num must be a whole number; got ${num}.`);
  assertCount('den', den);
  if (den === 0) return null;
  const doubled = 200 * Math.abs(num) + den;
  const size = (doubled - (doubled % (2 * den))) / (2 * den);
  return num < 0 && size > 0 ? -size : size;
}

/**
 * F2: the Wilson score interval of the share k/n.
 * c = (p + z²/2n) / (1 + z²/n), h = z/(1 + z²/n) · √(p(1 − p)/n + z²/4n²), [c − h, c + h]; exactly 0 at k = 0 and exactly 1 at k = n.
 * Near its nominal coverage even for very small n (Agresti & Coull 1998), where the textbook p ± z·√(p(1 − p)/n) leaves [0, 1].
 *
 * @param k how many, whole, 0 ≤ k ≤ n
 * @param n of how many, whole
 * @param z normal quantile, > 0. @default z95
 * @returns ratios, not percents; null when n is 0
 * @throws RangeError when k or n is not such a number
 */
export function wilson(k: number, n: number, z: number = z95): Interval | null {
  assertCount('n', n);
  assertCount('k', k);
  if (k > n) throw new RangeError(`k must not exceed n; got ${k} of ${n}.`);
  if (!(z > 0 && Number.isFinite(z))) throw new RangeError(`z must be a positive number; got ${z}.`);
  if (n === 0) return null;
  const p = k / n;
  const zz = z * z;
  const scale = 1 + zz / n;
  const centre = (p + zz / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  return [k === 0 ? 0 : Math.max(0, centre - half), k === n ? 1 : Math.min(1, centre + half)];
}

/** A number of things: whole and not negative. */
export function assertCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} must be a whole number from 0; got ${value}.`);
}
