// How often each point of a scale was given: checked once, for every question that has a scale (F1, F5, F7, F8). Pure.
import { assertCount } from './share.ts';

/** How many answers gave each score; what is left out is 0. */
export type Histogram<S extends number = 1 | 2 | 3 | 4 | 5> = Readonly<Partial<Record<S, number>>>;

export interface Counts<S extends number> {
  readonly counts: Readonly<Record<S, number>>;
  readonly n: number;
  /** Σ score · count, for means that only exports may show. */
  readonly sum: number;
}

/**
 * Every point of the scale with its count, and how many there are in all.
 *
 * @throws RangeError when a score is not on the scale, or a count is not a whole number from 0
 */
export function countsOf<S extends number>(histogram: Histogram<S>, scale: readonly S[]): Counts<S> {
  const strange = Object.keys(histogram).find((score) => !scale.some((point) => String(point) === score));
  if (strange !== undefined) throw new RangeError(`A score must be one of ${scale.join(', ')}; got ${strange}.`);
  const given = scale.map((score) => [score, histogram[score] ?? 0] as const);
  for (const [score, count] of given) assertCount(`histogram[${score}]`, count);
  return {
    counts: Object.fromEntries(given) as Record<S, number>,
    n: given.reduce((n, [, count]) => n + count, 0),
    sum: given.reduce((sum, [score, count]) => sum + score * count, 0),
  };
}
