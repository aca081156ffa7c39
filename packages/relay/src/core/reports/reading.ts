// Whether ratings are used: how long until somebody of the staff had seen one, and until somebody did something about a low one (F14),
// and how many of the low ones within a day. What nobody has read yet is among all, as never.
import type { Figure } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import { shareFigure, waitFigures } from './figure.ts';
import type { Sessions } from './sessions.ts';
import { dissatisfiedAmong, ratedAmong } from './told.ts';
import { type Waits, waitsOf } from './waits.ts';
import { countOf, type Indexes, within } from './walks.ts';

const inTimeMs = 86_400_000;

interface Reading {
  readonly read: Waits;
  /** Of the dissatisfied. */
  readonly acted: Waits;
  readonly lowRead: Counted;
  readonly lowActed: Counted;
}

/** Of these sessions the rated ones, whenever they ended. */
export function readingOf(s: Sessions, of: Indexes, now: number): Reading {
  const { readAt, actedAt, firstRatedAt } = s;
  /** Below 0: not yet. */
  const since = (at: number, ratedAt: number): number => (at === 0 ? -1 : Math.max(0, at - ratedAt));
  const readMs = (i: number): number => since(readAt[i] ?? 0, firstRatedAt[i] ?? 0);
  const actedMs = (i: number): number => since(actedAt[i] ?? 0, firstRatedAt[i] ?? 0);
  const low = dissatisfiedAmong(s, of);
  // One of an hour ago is not late: only those that could be are counted.
  const due = within(low, firstRatedAt, Number.NEGATIVE_INFINITY, now - inTimeMs);
  const inTime = (ms: number): boolean => ms >= 0 && ms <= inTimeMs;
  return {
    read: waitsOf(ratedAmong(s, of), readMs),
    acted: waitsOf(low, actedMs),
    lowRead: { count: countOf(due, (i) => inTime(readMs(i))), n: due.length },
    lowActed: { count: countOf(due, (i) => inTime(actedMs(i))), n: due.length },
  };
}

/** `acted_…` are of the dissatisfied. */
export function readingTimes(now: Reading, before: Reading | null | undefined): Figure[] {
  return [...waitFigures('read', now.read, before?.read), ...waitFigures('acted', now.acted, before?.acted)];
}

/** Of those who were dissatisfied a day ago or more. */
export function readingShares(now: Reading, before: Reading | null | undefined): Figure[] {
  return [
    shareFigure('low_read', 'F2', now.lowRead, { before: before?.lowRead }),
    shareFigure('low_acted', 'F2', now.lowActed, { before: before?.lowActed }),
  ];
}
