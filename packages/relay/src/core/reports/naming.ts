// How many of the dissatisfied of a period name one reason (F18), for many periods and reasons in one walk over all sessions. Pure.
import type { ActorId, Reason } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import { select } from './pick.ts';
import type { Sessions } from './sessions.ts';
import { dissatisfiedAmong, names } from './told.ts';

export interface Naming {
  readonly reason: Reason;
  /** By the end of sessions; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** null: all. */
  readonly site: string | null;
}

export interface NamingQuery {
  readonly of: readonly Naming[];
  readonly now: number;
  /** What he has not guessed yet is not in it (R7). */
  readonly reader: ActorId;
}

/** In the order in which they were asked for. */
export function namingIn(s: Sessions, { of, now, reader }: NamingQuery): readonly Counted[] {
  const counts = of.map((one) => ({
    ...one,
    code: one.site === null ? -1 : s.names.site.indexOf(one.site),
    count: 0,
    n: 0,
  }));
  const from = Math.min(...of.map((one) => one.from));
  const to = Math.max(...of.map((one) => one.to));
  const low = dissatisfiedAmong(s, select(s, { from, to, zone: 'UTC', now, reader }).rows);
  for (let at = 0; at < low.length; at += 1) {
    const i = low[at] ?? 0;
    const closedAt = s.closedAt[i] ?? 0;
    for (const one of counts) {
      if (closedAt < one.from || closedAt >= one.to || (one.site !== null && s.site[i] !== one.code)) continue;
      one.n += 1;
      if (names(s, i, one.reason)) one.count += 1;
    }
  }
  return counts.map(({ count, n }) => ({ count, n }));
}
