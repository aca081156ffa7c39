// What the staff believed beside what the customer said, on the same sessions (F11). Pure.
import { compareFrom } from './display.ts';
import { assertCount, type Interval, type Share, shareOf, z95 } from './share.ts';

/** Sessions with both a blind guess and a rating, by who called them satisfied. */
export interface GuessedAndRated {
  /** a: both. */
  readonly both: number;
  /** b: the staff only: believed to have gone well, and did not. */
  readonly staffOnly: number;
  /** c: the customer only: went better than believed. */
  readonly customerOnly: number;
  /** d: neither. */
  readonly neither: number;
}

export interface DeliveryGap extends GuessedAndRated {
  readonly n: number;
  /** (a + b) / n. */
  readonly believed: Share;
  /** (a + c) / n. */
  readonly perceived: Share;
  /** (b − c) / n = believed − perceived, −1 to 1; null without pairs. */
  readonly gap: number | null;
  /** Wald+2 of Agresti & Min, 95 %, of `gap`, within −1 to 1. */
  readonly interval: Interval | null;
  /** b / (b + d): of the unhappy customers, how many the staff thought happy. */
  readonly blindSpot: Share;
  /** c / (a + c): of the happy customers, how many the staff thought unhappy. */
  readonly hiddenWins: Share;
  /** "no gap shown" while the interval contains 0; null without pairs. */
  readonly verdict: 'staff believe more' | 'staff believe less' | 'no gap shown' | null;
  /** Whether a page may show the gap: at least 30 pairs; with fewer, the list of sessions only. */
  readonly show: boolean;
}

/**
 * F11: the gap (b − c)/n of a paired two by two table, with the interval of Agresti & Min (2005), "Wald+2":
 * (b − c)/(n + 2) ± z·√((b + c + 1) − (b − c)²/(n + 2))/(n + 2).
 * Not Bain's 80 and 8 %: those are shares of different things. Here both sides are asked about the same sessions on the same scale.
 *
 * @throws RangeError when a count is not a whole number from 0
 */
export function deliveryGap({ both, staffOnly, customerOnly, neither }: GuessedAndRated): DeliveryGap {
  for (const [name, count] of Object.entries({ both, staffOnly, customerOnly, neither })) assertCount(name, count);
  const n = both + staffOnly + customerOnly + neither;
  const interval = n === 0 ? null : waldPlus2(staffOnly, customerOnly, n);
  return {
    n,
    both,
    staffOnly,
    customerOnly,
    neither,
    believed: shareOf(both + staffOnly, n),
    perceived: shareOf(both + customerOnly, n),
    gap: n === 0 ? null : (staffOnly - customerOnly) / n,
    interval,
    blindSpot: shareOf(staffOnly, staffOnly + neither),
    hiddenWins: shareOf(customerOnly, both + customerOnly),
    verdict: interval && judge(interval),
    show: n >= compareFrom,
  };
}

function waldPlus2(b: number, c: number, n: number): Interval {
  const size = n + 2;
  const centre = (b - c) / size;
  // (b + c + 1)(n + 2) − (b − c)² = 4bc + (b + c)(n − b − c + 3) + (n − b − c + 2): a sum, so that nothing cancels.
  const agree = n - b - c;
  const half = (z95 / size) * Math.sqrt((4 * b * c + (b + c) * (agree + 3) + agree + 2) / size);
  return [Math.max(-1, centre - half), Math.min(1, centre + half)];
}

function judge([lower, upper]: Interval): DeliveryGap['verdict'] {
  if (lower > 0) return 'staff believe more';
  return upper < 0 ? 'staff believe less' : 'no gap shown';
}
