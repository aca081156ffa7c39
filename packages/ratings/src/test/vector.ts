// The reference vectors, each held against everything that is computed from its inputs.
import { expect } from 'vitest';
import file from '../vectors.json' with { type: 'json' };

/** The quantile that the vectors were made with. */
export const vectorsZ: number = file.z95;

/**
 * Fails unless `compute` gives exactly the fields that the vector expects, each equal to the decimals it is given with.
 * Notes in words are not fields.
 */
export function proves<I>(id: string, compute: (inputs: I) => Record<string, unknown>, decimals = 4): void {
  const found = file.vectors.find((vector) => vector.id === id);
  if (!found) throw new Error(`There is no vector ${id}.`);
  const expected = Object.entries(found.expected).filter(([name]) => !name.endsWith('note'));
  const got = compute(found.inputs as unknown as I);
  expect(rounded(got, decimals)).toEqual(rounded(Object.fromEntries(expected), decimals));
}

function rounded(value: unknown, decimals: number): unknown {
  if (typeof value === 'number') return Number(value.toFixed(decimals)) + 0;
  if (Array.isArray(value)) return value.map((item) => rounded(item, decimals));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, rounded(item, decimals)]));
}
