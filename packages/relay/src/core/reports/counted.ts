// What counts of a session whose rating is void: that it was, and nothing that was said of it. Pure.
import type { Flag, SessionRow } from './columns.ts';

/** Flags that a rating has, and no session without one. */
const ofRating: ReadonlySet<Flag> = new Set(['comment', 'wish', 'raised', 'locked']);

/** A rating that is void is in no figure and no list, and its session stays: here, where columns are made, so that no report can forget it. */
export function countedOf<Row extends SessionRow>(row: Row): Row {
  if (!row.flags.includes('void')) return row;
  return {
    ...row,
    ...{ score: null, resolved: 'none', reasons: [], nps: null, ces: null, expect: null, second: null },
    ...{ firstRatedAt: null, ratedAt: null, revisions: 0, readAt: null, actedAt: null },
    flags: row.flags.filter((flag) => !ofRating.has(flag)),
  };
}
