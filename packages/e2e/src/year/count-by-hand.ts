// What cannot be counted by counting alone, computed the plain way: ranks by sorting, nets, means.
// Written apart from the statistics of the house, so that one proves the other.

/** The value that so many percent of all do not exceed, of values of which Infinity never came. */
export function nearestRank(values: readonly number[], percent: number): number | 'never' {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
  return value === Number.POSITIVE_INFINITY ? 'never' : value;
}

/** −1 to 1. */
export function net<T>(all: readonly T[], plus: (one: T) => boolean, minus: (one: T) => boolean): number {
  return (all.filter(plus).length - all.filter(minus).length) / all.length;
}

/** Every visitor counts one, however often he rates. */
export function visitorWeighted(ratings: readonly (readonly [visitor: string, isHigh: boolean])[]): number {
  const byVisitor = new Map<string, boolean[]>();
  for (const [visitor, isHigh] of ratings) byVisitor.set(visitor, [...(byVisitor.get(visitor) ?? []), isHigh]);
  const shares = [...byVisitor.values()].map((own) => own.filter(Boolean).length / own.length);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
