// What a scenario gives: figures with their spread, each beside its baseline. And the order in which they are taken: in turns,
// so that whatever else the machine does meets all of them alike.

export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly value: Figure;
  readonly baseline?: {
    readonly name: string;
    readonly value: Figure;
    /** Of each repetition with its own baseline, not of the medians. */
    readonly ratio: Figure;
  };
}

export interface Result {
  readonly name: string;
  readonly rows: readonly Row[];
  /** What a reader must know to read the figures. */
  readonly notes?: readonly string[];
}

export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    low: sorted[0] ?? Number.NaN,
    high: sorted.at(-1) ?? Number.NaN,
  };
}

export const quantile = (sorted: ArrayLike<number>, q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

/** One after the other, then again: `repetitions` times after `warmups` rounds that do not count. */
export async function inTurns<T>(
  runs: readonly (() => Promise<T>)[],
  repetitions: number,
  warmups = 0,
): Promise<T[][]> {
  const taken: T[][] = runs.map(() => []);
  for (let n = 0; n < warmups + repetitions; n += 1)
    for (const [at, run] of runs.entries()) {
      const result = await run();
      if (n >= warmups) taken[at]?.push(result);
    }
  return taken;
}

/** `ours` and `theirs` as taken in turns. */
export function beside<T>(
  what: string,
  unit: string,
  ours: readonly T[],
  baseline: { readonly name: string; readonly taken: readonly T[] },
  of: (one: T) => number,
): Row {
  return {
    what,
    unit,
    value: figure(ours.map(of)),
    baseline: {
      name: baseline.name,
      value: figure(baseline.taken.map(of)),
      ratio: figure(ours.map((one, at) => of(one) / of(baseline.taken[at] as T))),
    },
  };
}

export function alone<T>(what: string, unit: string, taken: readonly T[], of: (one: T) => number): Row {
  return { what, unit, value: figure(taken.map(of)) };
}
