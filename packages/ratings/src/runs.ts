// Eight in a row on one side of a line: the second signal of F13. Pure.

export type Side = 'above' | 'below';

export interface Run {
  readonly rule: 'run';
  readonly side: Side;
  /** Index of its first point. */
  readonly from: number;
  /** Index of the eighth: where it became a signal. */
  readonly at: number;
  /** Index of its last point. */
  readonly to: number;
}

/** How many in a row are a signal. */
export const runLength = 8;

/**
 * F13: runs of at least eight on one side of the centre. A point on the line, and a point that is null, is skipped: it neither counts
 * nor ends a run. A longer run is one signal. Shares k/n and K/N of whole numbers are equal as doubles exactly when they are equal, as
 * long as n·N stays below 2⁵², so "on the line" needs no tolerance.
 */
export function runs(values: readonly (number | null)[], centre: number): Run[] {
  const found: Run[] = [];
  let seen: number[] = [];
  let side: Side | null = null;
  const close = (): void => {
    const [from, at, to] = [seen[0], seen[runLength - 1], seen.at(-1)];
    if (side && from !== undefined && at !== undefined && to !== undefined)
      found.push({ rule: 'run', side, from, at, to });
  };
  for (const [at, value] of values.entries()) {
    if (value === null || value === centre) continue;
    const now = value > centre ? 'above' : 'below';
    if (now !== side) {
      close();
      [side, seen] = [now, []];
    }
    seen.push(at);
  }
  close();
  return found;
}
