// Percentiles of very many waits (F14): nearest rank, with who was never answered at the end of all. Finds one rank without sorting the rest.
import { type Percentile, rank } from '@rapport/ratings';
import type { Indexes } from './walks.ts';

export interface Waits {
  readonly n: number;
  readonly never: number;
  /** `q`: whole percent. */
  at(q: number): Percentile;
}

/** The waits of these sessions, below 0: never answered. */
export function waitsOf(of: Indexes, column: Float64Array): Waits {
  const answered = new Float64Array(of.length);
  let size = 0;
  for (let at = 0; at < of.length; at += 1) {
    const wait = column[of[at] ?? 0] ?? -1;
    answered[size] = wait;
    size += Number(wait >= 0);
  }
  return ranked(answered.subarray(0, size), of.length);
}

/** From the one moment to the other, which is 0 where it has not come. */
export function waitsBetween(of: Indexes, from: Float64Array, to: Float64Array): Waits {
  const answered = new Float64Array(of.length);
  let size = 0;
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const end = to[i] ?? 0;
    answered[size] = Math.max(0, end - (from[i] ?? 0));
    size += Number(end > 0);
  }
  return ranked(answered.subarray(0, size), of.length);
}

/** `waits`: of those who were answered, among so many. */
function ranked(waits: Float64Array, n: number): Waits {
  const size = waits.length;
  let classes: Classes | null = null;
  return {
    n,
    never: n - size,
    at(q) {
      if (n === 0) return null;
      const place = rank(q, n) - 1;
      if (place >= size) return 'never';
      if (size < fewFrom) return select(waits, place);
      classes ??= classesOf(waits);
      return atPlace(waits, classes, place);
    },
  };
}

/** Of fewer, a rank is found at once. */
const fewFrom = 4_096;

/** How many waits are of each class: a wait of a higher class is longer. So all but one class are counted, and not compared. */
type Classes = Uint32Array;

// The sign, exponent and first six binary places of a number from 0 as a float of 32 bits grow with it.
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);
const droppedBits = 17;

function classOf(wait: number): number {
  float[0] = wait;
  return (bits[0] ?? 0) >>> droppedBits;
}

function classesOf(waits: Float64Array): Classes {
  const classes = new Uint32Array(2 ** (32 - droppedBits));
  for (let at = 0; at < waits.length; at += 1) {
    const own = classOf(waits[at] ?? 0);
    classes[own] = (classes[own] ?? 0) + 1;
  }
  return classes;
}

/** The value that would be at `place` if they were sorted. */
function atPlace(waits: Float64Array, classes: Classes, place: number): number {
  let [own, before] = [0, 0];
  for (; before + (classes[own] ?? 0) <= place; own += 1) before += classes[own] ?? 0;
  const values = new Float64Array((classes[own] ?? 0) + 1);
  let size = 0;
  for (let at = 0; at < waits.length; at += 1) {
    const wait = waits[at] ?? 0;
    values[size] = wait;
    size += Number(classOf(wait) === own);
  }
  return select(values.subarray(0, size), place - before);
}

/** The same of few. Moves values about. */
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
