// Shares of whole numbers: their percent for people (F0), their intervals (F2, F3), and the form in which they travel. Pure.

/** Two-sided 95 % quantile of the normal distribution. */
export const z95 = 1.959963984540054;

/** Lower and upper limit, lower ≤ upper. Of a share: 0 to 1. */
export type Interval = readonly [lower: number, upper: number];

/** So many of so many. */
export interface Counted {
  readonly count: number;
  readonly n: number;
}

/** A ratio that never travels without what it is made of. */
export interface Share extends Counted {
  /** count / n, 0 to 1; null when n is 0: no data is not 0 %. */
  readonly share: number | null;
  /** Wilson, 95 % (F2); null when n is 0. */
  readonly interval: Interval | null;
}

/**
 * F0: `num / den` as a whole percent, ties away from zero: 1/8 is 13, −1/8 is −13.
 * sign · ((200·|num| + den) div (2·den)). `Math.round` takes −12.5 to −12, others 12.5 to 12: both are wrong here.
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
  assertPart('k', k, n);
  if (!(z > 0 && Number.isFinite(z))) throw new RangeError(`z must be a positive number; got ${z}.`);
  if (n === 0) return null;
  return [wilsonLower(k, n, z), 1 - wilsonLower(n - k, n, z)];
}

/** c − h without its cancellation: the product of the two limits is k²/(n(n + z²)), so the lower one is a quotient of sums. */
function wilsonLower(k: number, n: number, z: number): number {
  return (k / n) * (k / (k + (z * z) / 2 + z * Math.sqrt(k * ((n - k) / n) + (z * z) / 4)));
}

/**
 * F3: the Agresti–Coull interval, ñ = n + z², p̃ = (k + z²/2)/ñ, p̃ ± z·√(p̃(1 − p̃)/ñ). Only to check F2 by: it has the same centre,
 * is never narrower, and may leave [0, 1]; it is not clipped, so that nobody takes it for the one to show.
 *
 * @param k how many, whole, 0 ≤ k ≤ n
 * @param n of how many, whole
 * @returns ratios; null when n is 0
 * @throws RangeError when k or n is not such a number
 */
export function agrestiCoull(k: number, n: number, z: number = z95): Interval | null {
  assertPart('k', k, n);
  if (n === 0) return null;
  const size = n + z * z;
  const centre = (k + (z * z) / 2) / size;
  const half = z * Math.sqrt((centre * (1 - centre)) / size);
  return [centre - half, centre + half];
}

/**
 * `count` of `n` with its ratio and its Wilson interval (F2): what every formula here returns for a share.
 *
 * @param count whole, 0 ≤ count ≤ n
 * @param n whole; 0 is no data
 * @throws RangeError when they are not such numbers
 */
export function shareOf(count: number, n: number): Share {
  return { count, n, interval: wilson(count, n), share: n === 0 ? null : count / n };
}

/** A number of things: whole and not negative. */
export function assertCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} must be a whole number from 0; got ${value}.`);
}

/** A number of things among n things. */
export function assertPart(name: string, count: number, n: number): void {
  assertCount('n', n);
  assertCount(name, count);
  if (count > n) throw new RangeError(`${name} must not exceed n; got ${count} of ${n}.`);
}
