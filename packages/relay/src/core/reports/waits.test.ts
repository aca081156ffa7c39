import { rank } from '@rapport/ratings';
import { expect, test } from 'vitest';
import { waitsBetween, waitsOf } from './waits.ts';

/** Numbers that look like chance, always the same. */
function numbers(count: number, of: (part: number) => number): Float64Array {
  let state = 1;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return of(state / 2 ** 32);
  });
}

const second = 1_000;
const of: Readonly<Record<string, (part: number) => number>> = {
  'up to an hour': (part) => Math.floor(part * 3_600 * second),
  'from a moment to years': (part) => Math.floor(Math.exp(part * 26)),
  'hardly any different': (part) => 5 * second + Math.floor(part * 3),
  'parts of a millisecond': (part) => part / 3,
  'never answered, some': (part) => (part < 0.2 ? -1 : Math.floor(part * 60 * second)),
};

for (const [what, wait] of Object.entries(of))
  test(`[F14] of many waits, ${what}, each rank is the one that sorting finds`, () => {
    const column = numbers(9_000, wait);
    const rows = Uint32Array.from({ length: column.length }, (_, i) => column.length - 1 - i);
    const sorted = column.filter((one) => one >= 0).sort();
    const begun = column.map((_, i) => 1_000 + i);
    const ended = column.map((wait, i) => (wait < 0 ? 0 : 1_000 + i + wait));
    const exact = column.every((wait) => wait < 0 || Number.isInteger(wait));
    const found = [waitsOf(rows, column), ...(exact ? [waitsBetween(rows, begun, ended)] : [])];
    for (const waits of found) {
      expect(waits).toMatchObject({ n: column.length, never: column.length - sorted.length });
      for (const q of [1, 50, 75, 90, 100]) expect(waits.at(q)).toBe(sorted[rank(q, column.length) - 1] ?? 'never');
    }
  });
