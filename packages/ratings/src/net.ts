// For minus against, as a share of all (the interval of F6): NPS and the expectation gap are both of this form. Pure.
import { assertCount, type Interval, z95 } from './share.ts';

export interface Net {
  readonly n: number;
  readonly plus: number;
  readonly minus: number;
  /** (plus − minus) / n, −1 to 1; null when n is 0. */
  readonly net: number | null;
  /** What the interval is built around: nearer to 0 than `net`. Not for display. */
  readonly centre: number | null;
  /** Adjusted Wald, 95 %, clipped to −1 to 1, never of width 0. */
  readonly interval: Interval | null;
}

/**
 * F6: the interval of a net share by the adjusted Wald method (Rocks 2016, the best of six): three answers are added, ¾ on each side.
 * n′ = n + 3, p′ = (P + ¾)/n′, d′ = (D + ¾)/n′, centre p′ − d′, ± z·√((p′ + d′ − (p′ − d′)²)/n′), clipped.
 * The plain √((p + d − (p − d)²)/n) has no width at all when everybody agrees (V13), so it is nowhere in this package.
 *
 * @param plus how many are for, whole
 * @param minus how many are against, whole
 * @param n of how many answered, whole, plus + minus ≤ n
 * @throws RangeError when they are not such numbers
 */
export function net(plus: number, minus: number, n: number): Net {
  assertCount('plus', plus);
  assertCount('minus', minus);
  assertCount('n', n);
  if (plus + minus > n) throw new RangeError(`plus + minus must not exceed n; got ${plus} + ${minus} of ${n}.`);
  if (n === 0) return { n, plus, minus, net: null, centre: null, interval: null };
  const size = n + 3;
  const [p, d, rest] = [plus + 0.75, minus + 0.75, n - plus - minus + 1.5];
  const centre = (plus - minus) / size;
  // n′² · (p′ + d′ − (p′ − d′)²) = (p + d)·rest + 4pd: a sum, so that nothing cancels when nearly all agree.
  const half = (z95 / size) * Math.sqrt(((p + d) * rest + 4 * p * d) / size);
  const interval: Interval = [Math.max(-1, centre - half), Math.min(1, centre + half)];
  return { n, plus, minus, net: (plus - minus) / n, centre, interval };
}
