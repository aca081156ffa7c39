// What the reports of feelings ask of one session, by its index: rated, satisfied, which reasons, whose. No report of its own.
import type { Reason } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import type { Counted } from '@rapport/ratings';
import { flags, reasonBit, resolutions, type Sessions } from './sessions.ts';

/** Session indexes. */
export type Indexes = ArrayLike<number> & Iterable<number>;

export const isRated = (s: Sessions, i: number): boolean => (s.score[i] ?? 0) > 0;
export const isSatisfied = (s: Sessions, i: number): boolean => (s.score[i] ?? 0) >= 4;
export const isDissatisfied = (s: Sessions, i: number): boolean => isRated(s, i) && (s.score[i] ?? 0) <= 2;
export const has = (s: Sessions, i: number, flag: keyof typeof flags): boolean =>
  ((s.flags[i] ?? 0) & flags[flag]) !== 0;
export const names = (s: Sessions, i: number, reason: Reason): boolean =>
  ((s.reasons[i] ?? 0) & reasonBit(reason)) !== 0;
export const resolvedOf = (s: Sessions, i: number): (typeof resolutions)[number] =>
  resolutions[s.resolved[i] ?? 0] ?? 'none';

/** How many of them are so. */
export function countOf(of: Iterable<number>, is: (i: number) => boolean): number {
  let count = 0;
  for (const i of of) if (is(i)) count += 1;
  return count;
}

/** How many of those who rated are satisfied (F1). */
export function csatOf(s: Sessions, of: Iterable<number>): Counted {
  let [count, n] = [0, 0];
  for (const i of of) {
    if (!isRated(s, i)) continue;
    n += 1;
    if (isSatisfied(s, i)) count += 1;
  }
  return { count, n };
}

/** F18: how many of these ratings name each reason. */
export function mentionsOf(s: Sessions, of: Iterable<number>): Readonly<Partial<Record<Reason, number>>> {
  const mentions: Partial<Record<Reason, number>> = {};
  for (const i of of)
    for (const reason of reasons) if (names(s, i, reason)) mentions[reason] = (mentions[reason] ?? 0) + 1;
  return mentions;
}

/** Parts of it by what each is of, in the order in which they come. */
export function groupBy<K>(of: Iterable<number>, keyOf: (i: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const i of of) {
    const group = groups.get(keyOf(i));
    if (group) group.push(i);
    else groups.set(keyOf(i), [i]);
  }
  return groups;
}

/** Rows of the newest of them, for a list. */
export function newest(s: Sessions, of: Iterable<number>, most: number): number[] {
  return [...of]
    .sort((a, b) => (s.closedAt[b] ?? 0) - (s.closedAt[a] ?? 0) || (s.row[b] ?? 0) - (s.row[a] ?? 0))
    .slice(0, most)
    .map((i) => s.row[i] ?? 0);
}

export const teamOf = (s: Sessions, i: number): string => s.names.team[s.team[i] ?? 0] ?? '';
