// What the sessions of a selection add up to: each of these a walk over their columns, and the only one that counts it.
import type { PromiseCounts } from '@rapport/ratings';
import { type Occurrence, occurrences } from '../service/facts.ts';
import { excuses, flags, invitations, promises, reasonBit, resolutions, type Sessions } from './sessions.ts';
import { countOf, countWithin, has, type Indexes, isAnswered, isRated, isSatisfied, within } from './told.ts';

/** From the end of a session to a rating of it, or to why there is none. */
export interface Answers {
  readonly scores: Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;
  readonly resolved: { readonly yes: number; readonly answered: number };
  readonly invitations: Readonly<Record<(typeof invitations)[number], number>>;
  readonly excuses: Readonly<Record<(typeof excuses)[number], number>>;
  /** Those who saw the question; with those whose rating is void. */
  readonly shown: number;
  readonly void: number;
}

const [seenFrom, supersededCode, ratedCode] = [
  invitations.indexOf('shown'),
  invitations.indexOf('superseded'),
  invitations.indexOf('rated'),
];

export function answersOf(s: Sessions, of: Indexes): Answers {
  const [, one = 0, two = 0, three = 0, four = 0, five = 0] = tally(s.score, of, 6);
  const resolved = named(resolutions, tally(s.resolved, of, resolutions.length));
  return {
    scores: { 1: one, 2: two, 3: three, 4: four, 5: five },
    resolved: { yes: resolved.yes, answered: of.length - resolved.none },
    invitations: named(invitations, tally(s.invitation, of, invitations.length)),
    excuses: named(excuses, tally(s.excuse, of, excuses.length)),
    shown:
      countWithin(of, s.invitation, seenFrom, ratedCode) -
      countOf(within(of, s.invitation, supersededCode, supersededCode), (i) => !has(s, i, 'shown')),
    void: countOf(within(of, s.invitation, ratedCode, ratedCode), (i) => has(s, i, 'void')),
  };
}

/** F21, and the same of promises that were broken. */
export interface Promises extends PromiseCounts, Readonly<Record<(typeof promises)[number], number>> {
  readonly ratedLate: number;
  readonly slowAmongLate: number;
}

const slowBits = reasonBit('availability') | reasonBit('lost_time');

export function promisesOf(s: Sessions, of: Indexes): Promises {
  const counts = new Uint32Array(promises.length);
  const rated = new Uint32Array(promises.length);
  const slow = new Uint32Array(promises.length);
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const promise = s.promise[i] ?? 0;
    add(counts, promise);
    if (!isRated(s, i)) continue;
    add(rated, promise);
    // A satisfied visitor who names waiting says that there was none.
    if (((s.reasons[i] ?? 0) & slowBits) !== 0 && !isSatisfied(s, i)) add(slow, promise);
  }
  const [ratedOf, slowOf] = [named(promises, rated), named(promises, slow)];
  return {
    ...named(promises, counts),
    ...{ ratedKept: ratedOf.kept, slowAmongKept: slowOf.kept },
    ...{ ratedLate: ratedOf.late, slowAmongLate: slowOf.late },
  };
}

const weekMs = 7 * 86_400_000;

/** F19, of sessions in which a person replied. */
export interface Passed {
  readonly byHandoffs: readonly number[];
  readonly bounced: number;
  /** Of them those that ended seven days ago or more; and in how many of these one was enough. */
  readonly settled: number;
  readonly oneStop: number;
}

export function passedOf(s: Sessions, of: Indexes, now: number): Passed {
  const byHandoffs = new Uint32Array(256);
  const no = resolutions.indexOf('no');
  let [bounced, settled, oneStop, most] = [0, 0, 0, -1];
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    if (!isAnswered(s, i)) continue;
    const handoffs = s.handoffs[i] ?? 0;
    add(byHandoffs, handoffs);
    if (handoffs > most) most = handoffs;
    if (has(s, i, 'bounced')) bounced += 1;
    const until = (s.closedAt[i] ?? 0) + weekMs;
    if (now < until) continue;
    settled += 1;
    const nextAt = s.nextAt[i] ?? 0;
    if (handoffs === 0 && s.resolved[i] !== no && !(nextAt > 0 && nextAt < until)) oneStop += 1;
  }
  return { byHandoffs: [...byHandoffs.subarray(0, most + 1)], bounced, settled, oneStop };
}

/** Those who are still known, each once. */
export interface Visitors {
  readonly visitors: number;
  readonly returning: number;
}

const seenBit = 1;

export function visitorsOf(s: Sessions, of: Indexes): Visitors {
  let last = 0;
  for (let at = 0; at < of.length; at += 1) last = Math.max(last, s.visitor[of[at] ?? 0] ?? 0);
  const known = new Uint16Array(last + 1);
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const visitor = s.visitor[i] ?? 0;
    known[visitor] = (known[visitor] ?? 0) | seenBit | ((s.flags[i] ?? 0) & flags.returning);
  }
  let [visitors, returning] = [0, 0];
  // 0: of whom nobody knows any more who they were.
  for (let visitor = 1; visitor <= last; visitor += 1) {
    const bits = known[visitor] ?? 0;
    if (bits !== 0) visitors += 1;
    if ((bits & flags.returning) !== 0) returning += 1;
  }
  return { visitors, returning };
}

/** How often each thing happened in them. */
export function happenedIn(s: Sessions, of: Indexes): Readonly<Record<Occurrence, number>> {
  const times = new Uint32Array(occurrences.length);
  for (let at = 0; at < of.length; at += 1) {
    const from = (of[at] ?? 0) * times.length;
    for (let k = 0; k < times.length; k += 1) times[k] = (times[k] ?? 0) + (s.happened[from + k] ?? 0);
  }
  return named(occurrences, times);
}

/** How many have each code. */
export function tally(column: Uint8Array, of: Indexes, codes: number): Uint32Array {
  const counts = new Uint32Array(codes);
  for (let at = 0; at < of.length; at += 1) add(counts, column[of[at] ?? 0] ?? 0);
  return counts;
}

function add(counts: Uint32Array, code: number): void {
  counts[code] = (counts[code] ?? 0) + 1;
}

function named<K extends string>(names: readonly K[], counts: Uint32Array): Readonly<Record<K, number>> {
  return Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0])) as Record<K, number>;
}
