// Facts of sessions added up: counts and nothing else, so that a million sessions are added up where they are stored. Pure.
import type { ActorId, ConvState } from '@rapport/protocol';
import { handoffsOf, isOneStop } from '@rapport/ratings';
import { type Hours, openMsBetween } from '../queue/hours.ts';
import { type Occurrence, occurrences, type SessionFacts } from './facts.ts';

/** Which sessions: those that ended in [from, to), and what of it was begun in it and has not ended. */
export interface ServiceQuery {
  readonly from: number;
  readonly to: number;
  /** When it is asked: what needs seven days to show is not known before they have passed. */
  readonly now: number;
  readonly site?: string;
  /** Only sessions that he had at any time. */
  readonly agent?: ActorId;
  /** Who will read it: of a rating that he is still to guess nothing is in it (R7). */
  readonly reader?: ActorId;
  /** Opening hours by site; a site that is not in it has none. */
  readonly hours?: Readonly<Record<string, Hours>>;
}

/** How many waited so long, in milliseconds; null: never answered (F14). */
export type WaitTally = readonly (readonly [waitMs: number | null, count: number])[];

export interface ServiceCounts {
  /** All that ended, spam among them. */
  readonly ended: number;
  /** Ended as spam: counted nowhere else but in `blocked` and `unblocked`. */
  readonly spam: number;
  readonly endedBy: Readonly<Record<'visitor' | 'agent' | 'left' | 'idle', number>>;
  readonly live: WaitTally;
  readonly offline: WaitTally;
  /** The same as `offline`, by the clock that stands still while the site is closed. */
  readonly offlineInHours: WaitTally;
  readonly promises: Readonly<Record<'kept' | 'late' | 'never' | 'ratedKept' | 'slowAmongKept', number>>;
  /** Of sessions in which a person replied. */
  readonly byHandoffs: readonly number[];
  readonly bounced: number;
  /** Of them, those that ended seven days ago or more; and in how many of these, one was enough. */
  readonly settled: number;
  readonly oneStop: number;
  readonly happened: Readonly<Record<Occurrence, number>>;
  /** Begun in the period and not ended. */
  readonly open: OpenCounts;
}

export interface OpenCounts {
  readonly waiting: number;
  readonly answered: number;
}

export interface Tally {
  /** Any session of a visitor; what does not belong to the query is passed over. */
  add(facts: SessionFacts): void;
  counts(open: OpenCounts): ServiceCounts;
}

const weekMs = 7 * 86_400_000;
const slow = ['availability', 'lost_time'];

export function createTally(q: ServiceQuery): Tally {
  let [ended, spam, bounced, settled, oneStop] = [0, 0, 0, 0, 0];
  const endedBy = { visitor: 0, agent: 0, left: 0, idle: 0 };
  const promises = { kept: 0, late: 0, never: 0, ratedKept: 0, slowAmongKept: 0 };
  const byHandoffs: number[] = [];
  const happened = Object.fromEntries(occurrences.map((name) => [name, 0])) as Record<Occurrence, number>;
  const [live, offline, offlineInHours] = [createWaits(), createWaits(), createWaits()];

  function addWait({ mode, site, openedAt, repliedAt }: SessionFacts): void {
    const waitMs = repliedAt === null ? null : repliedAt - openedAt;
    if (mode === 'live') return live.add(waitMs);
    offline.add(waitMs);
    const hours = q.hours?.[site];
    offlineInHours.add(repliedAt === null || !hours ? waitMs : openMsBetween(hours, openedAt, repliedAt));
  }

  const isHeld = ({ guess }: SessionFacts): boolean =>
    guess !== null && guess.of === q.reader && guess.is === 'unanswered' && q.now < guess.until;

  function addPromise(facts: SessionFacts): void {
    const { promise, rating } = facts;
    if (!promise) return;
    promises[promise] += 1;
    if (promise !== 'kept' || !rating || isHeld(facts)) return;
    promises.ratedKept += 1;
    if (rating.reasons?.some((reason) => slow.includes(reason))) promises.slowAmongKept += 1;
  }

  /** F19, of sessions that had an owner at all: nobody's session is no success. */
  function addOwners({ owners, closedAt, nextAt, rating }: SessionFacts): void {
    const { handoffs, bounced: cameBack } = handoffsOf(owners);
    for (let n = byHandoffs.length; n <= handoffs; n += 1) byHandoffs.push(0);
    byHandoffs[handoffs] = (byHandoffs[handoffs] ?? 0) + 1;
    if (cameBack) bounced += 1;
    const until = (closedAt ?? 0) + weekMs;
    if (q.now < until) return;
    settled += 1;
    const returnedWithin7Days = nextAt !== null && nextAt < until;
    if (isOneStop({ handoffs, resolved: rating?.resolved ?? null, returnedWithin7Days })) oneStop += 1;
  }

  return {
    add(facts) {
      if (!belongs(facts, q)) return;
      ended += 1;
      const isSpam = facts.closedWhy === 'spam';
      for (const what of facts.happened) if (!isSpam || what.endsWith('blocked')) happened[what] += 1;
      if (isSpam) {
        spam += 1;
        return;
      }
      endedBy[endingOf(facts)] += 1;
      addWait(facts);
      addPromise(facts);
      if (facts.repliedAt !== null) addOwners(facts);
    },
    counts: (open) => ({
      ended,
      spam,
      endedBy,
      live: live.tally(),
      offline: offline.tally(),
      offlineInHours: offlineInHours.tally(),
      promises,
      byHandoffs,
      bounced,
      settled,
      oneStop,
      happened,
      open,
    }),
  };
}

/** Counts of parts, added up to those of the whole. */
export function createSum(q: ServiceQuery): {
  add(part: ServiceCounts): void;
  counts(open: OpenCounts): ServiceCounts;
} {
  let sum = createTally(q).counts({ waiting: 0, answered: 0 });
  return {
    add: (part) => {
      sum = plus(sum, part);
    },
    counts: (open) => ({ ...sum, open }),
  };
}

function plus(a: ServiceCounts, b: ServiceCounts): ServiceCounts {
  const each = <K extends string>(x: Readonly<Record<K, number>>, y: Readonly<Record<K, number>>): Record<K, number> =>
    Object.fromEntries(Object.keys(x).map((name) => [name, x[name as K] + y[name as K]])) as Record<K, number>;
  const waits = (x: WaitTally, y: WaitTally): WaitTally => {
    const both = createWaits();
    for (const [waitMs, count] of [...x, ...y]) both.add(waitMs, count);
    return both.tally();
  };
  const most = Math.max(a.byHandoffs.length, b.byHandoffs.length);
  return {
    ended: a.ended + b.ended,
    spam: a.spam + b.spam,
    endedBy: each(a.endedBy, b.endedBy),
    live: waits(a.live, b.live),
    offline: waits(a.offline, b.offline),
    offlineInHours: waits(a.offlineInHours, b.offlineInHours),
    promises: each(a.promises, b.promises),
    byHandoffs: Array.from({ length: most }, (_, n) => (a.byHandoffs[n] ?? 0) + (b.byHandoffs[n] ?? 0)),
    bounced: a.bounced + b.bounced,
    settled: a.settled + b.settled,
    oneStop: a.oneStop + b.oneStop,
    happened: each(a.happened, b.happened),
    open: { waiting: a.open.waiting + b.open.waiting, answered: a.open.answered + b.open.answered },
  };
}

function endingOf({ closedBy, closedWhy }: SessionFacts): keyof ServiceCounts['endedBy'] {
  if (closedWhy === 'left') return 'left';
  return closedBy === 'visitor' || closedBy === 'agent' ? closedBy : 'idle';
}

/** Of conversations that have not ended, those whose session began in the period. */
export function openIn(states: Iterable<ConvState>, q: ServiceQuery): OpenCounts {
  const open = { waiting: 0, answered: 0 };
  for (const { closedAt, openedAt, site, as, fromStaff } of states) {
    if (closedAt !== null || openedAt < q.from || openedAt >= q.to) continue;
    if ((q.site !== undefined && q.site !== site) || (q.agent !== undefined && q.agent !== as)) continue;
    open[fromStaff > 0 ? 'answered' : 'waiting'] += 1;
  }
  return open;
}

function belongs({ closedAt, site, agents }: SessionFacts, q: ServiceQuery): boolean {
  if (closedAt === null || closedAt < q.from || closedAt >= q.to) return false;
  return (q.site === undefined || q.site === site) && (q.agent === undefined || agents.includes(q.agent));
}

function createWaits(): { add(waitMs: number | null, count?: number): void; tally(): WaitTally } {
  const counts = new Map<number | null, number>();
  return {
    add: (waitMs, count = 1) => void counts.set(waitMs, (counts.get(waitMs) ?? 0) + count),
    // In order, so that the same sessions give the same answer.
    tally: () => [...counts].sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity)),
  };
}
