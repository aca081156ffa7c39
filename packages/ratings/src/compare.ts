// Whether two shares differ (F4): two periods, two groups, before and after. Pure.
import { compareFrom } from './display.ts';
import { type Counted, type Interval, type Share, shareOf } from './share.ts';

/** What may be said of the first beside the second. In words: "higher", "lower", "no distinguishable change". */
export type Difference = 'higher' | 'lower' | 'not distinguishable';

export interface Comparison {
  readonly first: Share;
  readonly second: Share;
  /** first − second, −1 to 1; null when one of them has no data. */
  readonly difference: number | null;
  /** Newcombe, 95 %, of `difference`. */
  readonly interval: Interval | null;
  /** null when one of them has no data. */
  readonly verdict: Difference | null;
  /** Whether F26 lets a page show it: both have at least 30. */
  readonly show: boolean;
}

/**
 * F4: the difference of two independent shares with Newcombe's hybrid interval (1998, method 10), from the two Wilson intervals [l, u]:
 * d − √((p₁ − l₁)² + (u₂ − p₂)²), d + √((u₁ − p₁)² + (p₂ − l₂)²). It stays within −1 to 1.
 * "higher" and "lower" only if 0 is outside; an arrow without that is noise.
 *
 * @param first e.g. this month
 * @param second e.g. the month before; nobody may be in both
 * @throws RangeError when a count is not a whole number, or exceeds its n
 */
export function compare(first: Counted, second: Counted): Comparison {
  const a = shareOf(first.count, first.n);
  const b = shareOf(second.count, second.n);
  const show = a.n >= compareFrom && b.n >= compareFrom;
  if (a.share === null || b.share === null || !a.interval || !b.interval)
    return { first: a, second: b, difference: null, interval: null, verdict: null, show };
  const difference = a.share - b.share;
  const lower = difference - Math.hypot(a.share - a.interval[0], b.interval[1] - b.share);
  const upper = difference + Math.hypot(a.interval[1] - a.share, b.share - b.interval[0]);
  const verdict = lower > 0 ? 'higher' : upper < 0 ? 'lower' : 'not distinguishable';
  return { first: a, second: b, difference, interval: [lower, upper], verdict, show };
}
