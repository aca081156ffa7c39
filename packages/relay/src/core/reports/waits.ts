// Percentiles of very many waits (F14): nearest rank, with who was never answered at the end of all. Finds one rank without sorting the rest.
import { type Percentile, rank } from '@rapport/ratings';

export interface Waits {
  readonly n: number;
  readonly never: number;
  /** `q`: whole percent. */
  at(q: number): Percentile;
}

/** One wait for each of these sessions, below 0: never answered. */
export function waitsOf(of: Uint32Array, waitOf: (i: number) => number): Waits {
  const n = of.length;
  const answered = new Float64Array(n);
  let size = 0;
  for (let at = 0; at < n; at += 1) {
    const wait = waitOf(of[at] ?? 0);
    if (wait >= 0) answered[size++] = wait;
  }
  const waits = answered.subarray(0, size);
  return {
    n,
    never: n - size,
    at(q) {
      if (n === 0) return null;
      const place = rank(q, n);
      return place > size ? 'never' : select(waits, place - 1);
    },
  };
}

/** The value that would be at `place` if it were sorted. Moves values about. */
function select(values: Float64Array, place: number): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const pivot = values[(from + to) >>> 1] ?? 0;
    let [left, right] = [from, to];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const value = values[left] ?? 0;
      values[left++] = values[right] ?? 0;
      values[right--] = value;
    }
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else break;
  }
  return values[place] ?? 0;
}
