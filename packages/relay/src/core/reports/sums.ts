// What the sessions of a selection add up to: each of these a walk over their columns, and the only one that counts it.
import type { PromiseCounts } from '@rapport/ratings';
import { type Occurrence, occurrences } from '../service/facts.ts';
import { excuses, flags, invitations, promises, reasonBit, resolutions, type Sessions } from './sessions.ts';
import { type Indexes, mostOf, tally } from './walks.ts';

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
  const [, one = 0, two = 0, three = 0, four = 0, five = 0] = tally(of, s.score, 6);
  const resolved = named(resolutions, tally(of, s.resolved, resolutions.length));
  const asked = new Uint32Array(invitations.length);
  const { invitation: invitationOf, flags: flagsOf } = s;
  let [unseen, voided] = [0, 0];
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const invitation = invitationOf[i] ?? 0;
    const set = flagsOf[i] ?? 0;
    asked[invitation] = (asked[invitation] ?? 0) + 1;
    unseen += Number(invitation === supersededCode) & Number((set & flags.shown) === 0);
    voided += Number(invitation === ratedCode) & Number((set & flags.void) !== 0);
  }
  const seen = asked.subarray(seenFrom).reduce((sum, count) => sum + count, 0);
  return {
    scores: { 1: one, 2: two, 3: three, 4: four, 5: five },
    resolved: { yes: resolved.yes, answered: of.length - resolved.none },
    invitations: named(invitations, asked),
    excuses: named(excuses, tally(of, s.excuse, excuses.length)),
    shown: seen - unseen,
    void: voided,
  };
}

/** F21, and the same of promises that were broken. */
export interface Promises extends PromiseCounts, Readonly<Record<(typeof promises)[number], number>> {
  readonly ratedLate: number;
  readonly slowAmongLate: number;
}

const slowBits = reasonBit('availability') | reasonBit('lost_time');

export function promisesOf(s: Sessions, of: Indexes): Promises {
  const [promise, score, reasons] = [s.promise, s.score, s.reasons];
  // By the promise, whether waiting was named, and the score.
  const counts = new Uint32Array(promises.length * 16);
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const isSlow = Number(((reasons[i] ?? 0) & slowBits) !== 0);
    const cell = (promise[i] ?? 0) * 16 + isSlow * 8 + (score[i] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const sum = (from: number, to: number): Uint32Array =>
    Uint32Array.from(promises, (_, at) => counts.subarray(at * 16 + from, at * 16 + to).reduce((all, n) => all + n, 0));
  const unslow = named(promises, sum(1, 8));
  const slowRated = named(promises, sum(9, 16));
  // A satisfied visitor who names waiting says that there was none.
  const slowOf = named(promises, sum(9, 12));
  const ratedOf = { kept: unslow.kept + slowRated.kept, late: unslow.late + slowRated.late };
  return {
    ...named(promises, sum(0, 16)),
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
  const { waitMs, handoffs: handoffsOf, flags: flagsOf, closedAt, nextAt, resolved } = s;
  let [bounced, settled, oneStop] = [0, 0, 0];
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    if ((waitMs[i] ?? -1) < 0) continue;
    const handoffs = handoffsOf[i] ?? 0;
    byHandoffs[handoffs] = (byHandoffs[handoffs] ?? 0) + 1;
    bounced += Number(((flagsOf[i] ?? 0) & flags.bounced) !== 0);
    const until = (closedAt[i] ?? 0) + weekMs;
    if (now < until) continue;
    settled += 1;
    const next = nextAt[i] ?? 0;
    // Whether he came again after this, and before that time was over.
    const again = Number(next > 0) & Number(next < until);
    oneStop += Number(handoffs === 0) & Number(resolved[i] !== no) & (1 - again);
  }
  return {
    byHandoffs: [...byHandoffs.subarray(0, byHandoffs.findLastIndex((count) => count > 0) + 1)],
    bounced,
    settled,
    oneStop,
  };
}

/** Those who are still known, each once. */
export interface Visitors {
  readonly visitors: number;
  readonly returning: number;
}

const seenBit = 1;

export function visitorsOf(s: Sessions, of: Indexes): Visitors {
  const last = mostOf(of, s.visitor);
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
  const [happened, count] = [s.happened, times.length];
  const fours = new Uint32Array(happened.buffer, happened.byteOffset, happened.length >>> 2);
  for (let at = 0; at < of.length; at += 1) {
    const from = (of[at] ?? 0) * count;
    // Nothing happened in most of them: four numbers at a time are looked at, perhaps some of a neighbour's.
    let any = 0;
    for (let four = from >>> 2; four * 4 < from + count; four += 1) any |= fours[four] ?? 1;
    if (any === 0) continue;
    for (let k = 0; k < count; k += 1) times[k] = (times[k] ?? 0) + (happened[from + k] ?? 0);
  }
  return named(occurrences, times);
}

function named<K extends string>(names: readonly K[], counts: Uint32Array): Readonly<Record<K, number>> {
  return Object.fromEntries(names.map((name, at) => [name, counts[at] ?? 0])) as Record<K, number>;
}
