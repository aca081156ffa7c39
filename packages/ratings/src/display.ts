// What may be shown of a share of so few (F26). Pure.
import { assertCount, assertPart, percent } from './share.ts';

/** From how many ratings on a percent says something; below, only the count does. */
export const percentFrom = 10;
/** From how many on two shares may be compared. */
export const compareFrom = 30;
/** From how many on a share may be shown to the public. */
export const publicFrom = 50;

export interface Display {
  /** What to print instead of a percent, in English; null: print the percent. */
  readonly text: string | null;
  /** Whole percent (F0); null: too few. */
  readonly percent: number | null;
  /** Whether the interval stands beside it. */
  readonly interval: boolean;
  /** Whether it may be compared with another period or group. */
  readonly compare: boolean;
}

/**
 * F26: how a share is shown, by its count. None: "No ratings yet". 1–9: "6 of 7 satisfied", no percent. 10–29: percent and interval.
 * From 30: comparisons too. The thresholds are ours; they come from the width of the interval at these counts (n = 10: 45 points at 80 %).
 *
 * @param satisfied whole, 0 ≤ satisfied ≤ n
 * @param n whole
 * @throws RangeError when they are not such numbers
 */
export function display(satisfied: number, n: number): Display {
  assertPart('satisfied', satisfied, n);
  if (n === 0) return { text: 'No ratings yet', percent: null, interval: false, compare: false };
  if (n < percentFrom)
    return { text: `${satisfied} of ${n} satisfied`, percent: null, interval: false, compare: false };
  return { text: null, percent: percent(satisfied, n), interval: true, compare: n >= compareFrom };
}

/**
 * F26: which groups a report that agents share must hide, so that nobody is found by subtraction: those of 1 to 9 ratings; and if all that
 * is hidden sums to fewer than 10, the next smallest too. A group without ratings tells nothing of anybody and stays.
 *
 * @param sizes ratings of each group whose total is shown, whole
 * @returns for each group whether it is hidden
 * @throws RangeError when a size is not a whole number from 0
 */
export function hiddenGroups(sizes: readonly number[]): boolean[] {
  for (const size of sizes) assertCount('size', size);
  const hidden = sizes.map((size) => size > 0 && size < percentFrom);
  const sum = sizes.reduce((all, size, at) => (hidden[at] ? all + size : all), 0);
  if (sum === 0 || sum >= percentFrom) return hidden;
  const next = Math.min(...sizes.filter((size) => size >= percentFrom));
  const at = sizes.indexOf(next);
  return hidden.map((is, index) => is || index === at);
}
