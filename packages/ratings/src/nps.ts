// Net promoter score: a measure of the firm, not of a chat (F5, F6). Pure.
import { net } from './net.ts';
import { assertCount, type Interval, percent } from './share.ts';

export type NpsBand = 'promoter' | 'passive' | 'detractor';

export interface NpsCounts {
  /** 9 and 10. */
  readonly promoters: number;
  /** 7 and 8. */
  readonly passives: number;
  /** 0 to 6. */
  readonly detractors: number;
}

export interface Nps extends NpsCounts {
  /** Who answered; who skipped is not in it. */
  readonly n: number;
  /** 100 · (promoters − detractors) / n in points, −100 to 100, not rounded; null when nobody answered. */
  readonly nps: number | null;
  /** The same as a whole number, ties away from zero (F0). */
  readonly display: number | null;
  /** Points around which the interval is built; not for display. */
  readonly centre: number | null;
  /** F6 in points, 95 %, within −100 to 100. */
  readonly interval: Interval | null;
}

/**
 * F5: where a score of 0 to 10 belongs: from 9 promoter, 7 and 8 passive, to 6 detractor.
 *
 * @throws RangeError when it is not a whole number from 0 to 10: a skip, 6.5 and 11 are not answers
 */
export function npsBand(score: number): NpsBand {
  if (!Number.isInteger(score) || score < 0 || score > 10)
    throw new RangeError(`An NPS score must be a whole number from 0 to 10; got ${score}.`);
  if (score >= 9) return 'promoter';
  return score >= 7 ? 'passive' : 'detractor';
}

/**
 * F5: how many of each band.
 *
 * @param scores those that were given; leave skips out, they are not answers
 * @throws RangeError as `npsBand`
 */
export function npsCounts(scores: Iterable<number>): NpsCounts {
  const of = { promoter: 0, passive: 0, detractor: 0 };
  for (const score of scores) of[npsBand(score)] += 1;
  return { promoters: of.promoter, passives: of.passive, detractors: of.detractor };
}

/**
 * F5, F6: 100 · (P − D) / n over those who answered, with the adjusted Wald interval of `net`.
 * Counting skips in n pulls every score toward 0 (V12: 30 becomes 26.67).
 *
 * @throws RangeError when a count is not a whole number from 0
 */
export function nps({ promoters, passives, detractors }: NpsCounts): Nps {
  assertCount('passives', passives);
  const n = promoters + passives + detractors;
  const { centre, interval } = net(promoters, detractors, n);
  return {
    n,
    promoters,
    passives,
    detractors,
    nps: n === 0 ? null : (100 * (promoters - detractors)) / n,
    display: percent(promoters - detractors, n),
    centre: centre === null ? null : 100 * centre,
    interval: interval && [100 * interval[0], 100 * interval[1]],
  };
}
