// Complaints as a rate, and how few people they may come from (F17). Pure.
import { assertCount, type Share, shareOf } from './share.ts';

export interface ComplaintRate extends Share {
  /** 100 · share; null without visitors. */
  readonly per100: number | null;
}

/**
 * F17: complaints per 100 distinct visitors, with Wilson. A visitor who complains five times counts once here: `concentration` tells of
 * the five. Counts alone accuse the busy (V29).
 *
 * @param complained distinct visitors with at least one complaint, whole
 * @param visitors distinct visitors, whole
 * @throws RangeError when they are not such numbers
 */
export function complaintRate(complained: number, visitors: number): ComplaintRate {
  const share = shareOf(complained, visitors);
  return { ...share, per100: visitors === 0 ? null : (100 * complained) / visitors };
}

export interface Concentration {
  readonly visitors: number;
  /** Complaints in all. */
  readonly total: number;
  /** ⌈visitors / 5⌉. */
  readonly topVisitors: number;
  /** Complaints by them. */
  readonly top: number;
  /** top / total; null without complaints. */
  readonly share: number | null;
}

/**
 * F17: the share of all complaints that come from the fifth of the visitors who complain most, rounded up; complainers and others
 * together, by their count. No interval: complaints of one visitor are not independent.
 *
 * @param complaints one whole number per visitor; those without may be left out
 * @param visitors distinct visitors, at least as many. @default complaints.length
 * @throws RangeError when they are not such numbers
 */
export function concentration(complaints: readonly number[], visitors: number = complaints.length): Concentration {
  for (const count of complaints) assertCount('complaints', count);
  assertCount('visitors', visitors);
  if (visitors < complaints.length)
    throw new RangeError(`visitors must be at least ${complaints.length}; got ${visitors}.`);
  const topVisitors = Math.ceil(visitors / 5);
  const total = sum(complaints);
  const top = sum(complaints.toSorted((a, b) => b - a).slice(0, topVisitors));
  return { visitors, total, topVisitors, top, share: total === 0 ? null : top / total };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
