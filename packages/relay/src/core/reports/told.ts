// What the reports ask of one session, by its index: rated, satisfied, which reasons, whose; and of very many, in one plain walk.
// No report of its own.
import type { Reason } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import { flags, promises, reasonBit, resolutions, type Sessions } from './sessions.ts';
import { countBits, countWithin, type Indexes, partition, withBit, within } from './walks.ts';

export const isRated = (s: Sessions, i: number): boolean => (s.score[i] ?? 0) > 0;
export const isSatisfied = (s: Sessions, i: number): boolean => (s.score[i] ?? 0) >= 4;
export const isDissatisfied = (s: Sessions, i: number): boolean => isRated(s, i) && (s.score[i] ?? 0) <= 2;
export const has = (s: Sessions, i: number, flag: keyof typeof flags): boolean =>
  ((s.flags[i] ?? 0) & flags[flag]) !== 0;
export const names = (s: Sessions, i: number, reason: Reason): boolean =>
  ((s.reasons[i] ?? 0) & reasonBit(reason)) !== 0;
export const resolvedOf = (s: Sessions, i: number): (typeof resolutions)[number] =>
  resolutions[s.resolved[i] ?? 0] ?? 'none';

const [late, never] = [promises.indexOf('late'), promises.indexOf('never')];
/** What was promised did not come in time, or at all: the codes of these two stand beside each other. */
export const isBroken = (s: Sessions, i: number): boolean => s.promise[i] === late || s.promise[i] === never;
export const brokenAmong = (s: Sessions, of: Indexes): Indexes => within(of, s.promise, late, never);

export const ratedAmong = (s: Sessions, of: Indexes): Indexes => within(of, s.score, 1, 5);
export const satisfiedAmong = (s: Sessions, of: Indexes): Indexes => within(of, s.score, 4, 5);
export const dissatisfiedAmong = (s: Sessions, of: Indexes): Indexes => within(of, s.score, 1, 2);
export const answeredAmong = (s: Sessions, of: Indexes): Indexes => within(of, s.waitMs, 0, Number.POSITIVE_INFINITY);
export const casesAmong = (s: Sessions, of: Indexes): Indexes => within(of, s.caseAt, 1, Number.POSITIVE_INFINITY);

type Flag = keyof typeof flags;
export const flagged = (s: Sessions, of: Indexes, flag: Flag): Indexes =>
  withBit(of, s.flags, flags[flag], flags[flag]);
export const unflagged = (s: Sessions, of: Indexes, flag: Flag): Indexes => withBit(of, s.flags, flags[flag], 0);
export const countFlagged = (s: Sessions, of: Indexes, flag: Flag): number => countBits(of, s.flags, flags[flag]);

/** How many of those who rated are satisfied (F1). */
export function csatOf(s: Sessions, of: Indexes): Counted {
  return { count: countWithin(of, s.score, 4, 5), n: countWithin(of, s.score, 1, 5) };
}

/** F18: how many of these ratings name each reason. */
export function mentionsOf(s: Sessions, of: Indexes): Readonly<Partial<Record<Reason, number>>> {
  const mentions = new Uint32Array(reasons.length);
  for (let at = 0; at < of.length; at += 1)
    for (let bits = s.reasons[of[at] ?? 0] ?? 0; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      mentions[bit] = (mentions[bit] ?? 0) + 1;
    }
  return Object.fromEntries(reasons.map((reason, bit) => [reason, mentions[bit] ?? 0]).filter(([, count]) => count));
}

/** Those of each team, by its name; of teams that have any. */
export function byTeam(s: Sessions, of: Indexes): readonly (readonly [team: string, of: Indexes])[] {
  return partition(of, s.team, s.names.team.length)
    .map((own, team) => [s.names.team[team] ?? '', own] as const)
    .filter(([, own]) => own.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Chooses the rows of the newest, for a list. */
export const newest =
  (s: Sessions, most: number): ((of: Indexes) => number[]) =>
  (of) =>
    newestOf(s, of, most);

function newestOf(s: Sessions, of: Indexes, most: number): number[] {
  const isNewer = (a: number, b: number): boolean =>
    s.closedAt[a] === s.closedAt[b] ? (s.row[a] ?? 0) > (s.row[b] ?? 0) : (s.closedAt[a] ?? 0) > (s.closedAt[b] ?? 0);
  const found: number[] = [];
  // From the end: sessions come about as they ended, so that most are older than what was found by then.
  for (let at = of.length - 1; at >= 0; at -= 1) {
    const i = of[at] ?? 0;
    if (found.length === most && !isNewer(i, found[most - 1] ?? 0)) continue;
    const place = found.findIndex((one) => isNewer(i, one));
    found.splice(place < 0 ? found.length : place, 0, i);
    if (found.length > most) found.pop();
  }
  return found.map((i) => s.row[i] ?? 0);
}
