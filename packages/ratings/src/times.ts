// How long people waited (F14). Who was never answered waits for ever, and is counted. No mean. Pure.
import { assertCount, type Share, shareOf } from './share.ts';

/** A wait in the caller's unit; null: never answered. */
export type Wait = number | null;

/** A wait in the same unit, `'never'` when so many were never answered, null when nobody was counted. */
export type Percentile = number | 'never' | null;

export interface Times {
  /** All, the never answered among them. */
  readonly n: number;
  readonly never: number;
  readonly p50: Percentile;
  readonly p90: Percentile;
  /** Answered within the limit, of all; null when no limit was given. */
  readonly within: Share | null;
}

/**
 * F14: which of n sorted values is the nearest-rank percentile: ⌈q·n/100⌉, by whole numbers, 1 to n (`percentile_disc` of SQL).
 *
 * @param q whole percent, 1 to 100
 * @param n whole; with 0 there is none, and the rank is 0
 * @throws RangeError when they are not such numbers
 */
export function rank(q: number, n: number): number {
  assertCount('n', n);
  if (!Number.isInteger(q) || q < 1 || q > 100) throw new RangeError(`q must be a whole percent, 1 to 100; got ${q}.`);
  const hundredths = q * n;
  const rest = hundredths % 100;
  return (hundredths - rest) / 100 + (rest > 0 ? 1 : 0);
}

/**
 * F14: median and 90th percentile by nearest rank, with the never answered as +∞ and in n, and the share within a limit (Wilson).
 * Answered-only figures flatter: V26 has a p90 of 90 s among the answered, and "never" in truth.
 * The clock stops at the first reply of a person, not of a machine; wall time and opening hours are two series.
 *
 * @param waits one per session, in any one unit; null: never answered
 * @param limit what was promised, in that unit; a wait of exactly this is within. null: none was
 * @throws RangeError when a wait or the limit is not a number from 0
 */
export function times(waits: readonly Wait[], limit: number | null = null): Times {
  return timesOfTally(
    waits.map((wait) => [wait, 1]),
    limit,
  );
}

/**
 * F14 from a tally, so that a million waits can be counted where they are stored: the same figures as `times` of the waits written out.
 *
 * @param tally how many waited so long; a wait may occur more than once
 * @param limit as `times`
 * @throws RangeError as `times`, and when a count is not a whole number from 0
 */
export function timesOfTally(
  tally: Iterable<readonly [wait: Wait, count: number]>,
  limit: number | null = null,
): Times {
  if (limit !== null) assertWait('limit', limit);
  const answered: (readonly [wait: number, count: number])[] = [];
  let [never, within, n] = [0, 0, 0];
  for (const [wait, count] of tally) {
    assertCount('count', count);
    n += count;
    if (wait === null) {
      never += count;
      continue;
    }
    assertWait('wait', wait);
    if (limit !== null && wait <= limit) within += count;
    answered.push([wait, count]);
  }
  answered.sort(([a], [b]) => a - b);
  const at = (q: number): Percentile => (n === 0 ? null : valueAt(answered, rank(q, n)));
  return { n, never, p50: at(50), p90: at(90), within: limit === null ? null : shareOf(within, n) };
}

function valueAt(sorted: readonly (readonly [wait: number, count: number])[], position: number): number | 'never' {
  let passed = 0;
  for (const [wait, count] of sorted) {
    passed += count;
    if (passed >= position) return wait;
  }
  return 'never';
}

function assertWait(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) throw new RangeError(`${name} must be a number from 0; got ${value}.`);
}
