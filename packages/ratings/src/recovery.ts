// Who is unhappy, and what was done about it (F20). Pure.
import type { Score } from './csat.ts';
import { assertPart, type Share, shareOf } from './share.ts';
import { type Percentile, times, type Wait } from './times.ts';

export type Trigger = 'low_score' | 'not_solved' | 'contact_wanted' | 'complaint' | 'promise_broken';

/** What is known of a session; null: not said. */
export interface Signs {
  readonly score: Score | null;
  readonly resolved: 'yes' | 'partly' | 'no' | 'unknown' | null;
  readonly contactWanted: boolean;
  readonly complaint: boolean;
  readonly promiseBroken: boolean;
}

/**
 * F20: why a session opens a recovery case; empty: it does not. Unhappy is a score of 1 or 2, not solved, a wish to be contacted, or a
 * complaint; a broken promise opens one too.
 */
export function recoveryTriggers({ score, resolved, contactWanted, complaint, promiseBroken }: Signs): Trigger[] {
  const triggers: [Trigger, boolean][] = [
    ['low_score', score !== null && score <= 2],
    ['not_solved', resolved === 'no'],
    ['contact_wanted', contactWanted],
    ['complaint', complaint],
    ['promise_broken', promiseBroken],
  ];
  return triggers.filter(([, applies]) => applies).map(([trigger]) => trigger);
}

/** F20: whether the second score says that the visitor was won back. It never touches the first, nor any CSAT. */
export function hasRecovered(second: Score): boolean {
  return second >= 4;
}

export interface RecoveryCounts {
  /** From the opening of each case to the first contact by a person, in hours; null: not yet, or never. */
  readonly hours: readonly Wait[];
  /** Cases with a second score. */
  readonly rerated: number;
  /** Of these, second scores of 4 and 5. */
  readonly recovered: number;
}

export interface Recovery {
  readonly cases: number;
  readonly contacted: Share;
  /** Contacted within the promised hours, of all cases. */
  readonly withinDue: Share;
  readonly p50Hours: Percentile;
  readonly p90Hours: Percentile;
  /** Of those who answered again: flattering when alone. */
  readonly recoveredOfRerated: Share;
  readonly recoveredOfAll: Share;
}

/**
 * F20: contacted share, share within 24 hours (every case in n), p50 and p90 with the never contacted, recovered of the re-rated and of all.
 *
 * @param dueHours when the first contact is due. @default 24
 * @throws RangeError when recovered ≤ rerated ≤ cases does not hold, or hours are not numbers from 0
 */
export function recovery({ hours, rerated, recovered }: RecoveryCounts, dueHours: number = 24): Recovery {
  const { n, never, p50, p90, within } = times(hours, dueHours);
  assertPart('rerated', rerated, n);
  return {
    cases: n,
    contacted: shareOf(n - never, n),
    withinDue: within ?? shareOf(0, n),
    p50Hours: p50,
    p90Hours: p90,
    recoveredOfRerated: shareOf(recovered, rerated),
    recoveredOfAll: shareOf(recovered, n),
  };
}
