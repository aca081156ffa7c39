// Which reasons are named most (F18). Pure.
import { assertCount, type Share, shareOf } from './share.ts';

export interface Reason<C extends string = string> {
  readonly code: C;
  readonly mentions: number;
  /** mentions / all mentions. */
  readonly share: number;
  /** The same of this one and all before it; the last is 1. */
  readonly cumulative: number;
  /** Of the ratings, how many name it. Several may be named, so these do not sum to 1. */
  readonly ofRatings: Share;
}

export interface Pareto<C extends string = string> {
  readonly mentions: number;
  readonly ratings: number;
  /** Most named first; equal ones by code. Codes that nobody named are not in it. */
  readonly reasons: readonly Reason<C>[];
}

/**
 * F18: Pareto by mentions, with the running share, and beside it the share of (dissatisfied) ratings that name each reason.
 *
 * @param mentions ratings that name each code: a rating names a code at most once
 * @param ratings how many ratings these are, named reason or not
 * @throws RangeError when a count is not a whole number, or a code is named by more than all ratings
 */
export function pareto<C extends string>(mentions: Readonly<Partial<Record<C, number>>>, ratings: number): Pareto<C> {
  const given = Object.entries<number | undefined>(mentions).map(([code, count = 0]) => ({ code: code as C, count }));
  for (const { code, count } of given) assertCount(`mentions.${code}`, count);
  const named = given
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  const total = named.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  const reasons = named.map(({ code, count }) => {
    passed += count;
    const ofRatings = shareOf(count, ratings);
    return { code, mentions: count, share: count / total, cumulative: passed / total, ofRatings };
  });
  return { mentions: total, ratings, reasons };
}
