// Whether ratings are used: how long until somebody of the staff had seen one, and until somebody did something about a low one (F14),
// and how many of the low ones within a day. What nobody has read yet is among all, as never.
import type { Figure } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import { shareFigure, waitFigures } from './figure.ts';
import type { Sessions } from './sessions.ts';
import { dissatisfiedAmong } from './told.ts';
import { type Waits, waitsBetween } from './waits.ts';
import { countApart, countWithin, type Indexes, within } from './walks.ts';

const inTimeMs = 86_400_000;

interface Reading {
  readonly read: Waits;
  /** Of the dissatisfied. */
  readonly acted: Waits;
  readonly lowRead: Counted;
  readonly lowActed: Counted;
}

/** Of these ratings, whenever the sessions ended. */
export function readingOf(s: Sessions, rated: Indexes, now: number): Reading {
  const { readAt, actedAt, firstRatedAt } = s;
  const low = dissatisfiedAmong(s, rated);
  // One of an hour ago is not late: only those that could be are counted.
  const due = within(low, firstRatedAt, Number.NEGATIVE_INFINITY, now - inTimeMs);
  const late = (column: Float64Array): number => countApart(due, firstRatedAt, column, inTimeMs);
  const inTime = (column: Float64Array): number => countWithin(due, column, 1, Number.POSITIVE_INFINITY) - late(column);
  return {
    read: waitsBetween(rated, firstRatedAt, readAt),
    acted: waitsBetween(low, firstRatedAt, actedAt),
    lowRead: { count: inTime(readAt), n: due.length },
    lowActed: { count: inTime(actedAt), n: due.length },
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
