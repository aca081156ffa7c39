// Satisfied per dissatisfied (F16). Pure.
import { assertCount, assertPart } from './share.ts';

/** Twelve good for one bad: "figure from an article, not a law". It equals a dissatisfied share of 1/13 of those who took a side. */
export const balanceMark = 12;

export interface Balance {
  readonly n: number;
  readonly satisfied: number;
  readonly dissatisfied: number;
  /** satisfied / dissatisfied; null when nobody is dissatisfied: a ratio to nothing is not a large one. */
  readonly ratio: number | null;
  /** Whether there are at least twelve for one; null with `ratio`. */
  readonly meetsMark: boolean | null;
  /** What to print instead of a ratio, in English; null: print the ratio. */
  readonly text: string | null;
}

/**
 * F16: S/D beside the mark of 12.
 *
 * @param satisfied whole
 * @param dissatisfied whole
 * @param n all ratings, the neutral ones too. @default satisfied + dissatisfied
 * @throws RangeError when they are not such numbers
 */
export function balance(satisfied: number, dissatisfied: number, n: number = satisfied + dissatisfied): Balance {
  assertCount('satisfied', satisfied);
  assertCount('dissatisfied', dissatisfied);
  assertPart('satisfied + dissatisfied', satisfied + dissatisfied, n);
  if (dissatisfied > 0) {
    const meetsMark = satisfied >= balanceMark * dissatisfied;
    return { n, satisfied, dissatisfied, ratio: satisfied / dissatisfied, meetsMark, text: null };
  }
  const text = n === 0 ? 'No ratings yet' : `no dissatisfied rating among ${n}`;
  return { n, satisfied, dissatisfied, ratio: null, meetsMark: null, text };
}
