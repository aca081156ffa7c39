// What is said of the service: every figure by packages/ratings, with what it is made of. Pure.
import {
  type PromiseReport,
  promiseReport,
  type Runaround,
  runaround,
  type Share,
  type Times,
  timesOfTally,
} from '@rapport/ratings';
import type { ServiceCounts, WaitTally } from './tally.ts';

export type Waits = Omit<Times, 'within'>;

export interface ServiceReport extends Pick<ServiceCounts, 'ended' | 'spam' | 'endedBy' | 'happened' | 'open'> {
  /** Milliseconds. Chats, and messages left while nobody was there: the latter by both clocks (F14). */
  readonly waits: Readonly<Record<'live' | 'offline' | 'offlineInHours', Waits>>;
  /** F21. */
  readonly promises: PromiseReport;
  /** F19, of sessions in which a person replied. `oneStop` of those that ended seven days ago or more; `pending` are the others. */
  readonly runaround: Runaround & { readonly byHandoffs: readonly number[]; readonly pending: number };
}

export function serviceReport(counts: ServiceCounts): ServiceReport {
  const { ended, spam, endedBy, happened, open, byHandoffs, bounced, settled } = counts;
  const handoffs = runaround({ byHandoffs, bounced, oneStop: 0 });
  return {
    ended,
    spam,
    endedBy,
    open,
    waits: {
      live: waitsOf(counts.live),
      offline: waitsOf(counts.offline),
      offlineInHours: waitsOf(counts.offlineInHours),
    },
    promises: promiseReport(counts.promises),
    runaround: {
      ...handoffs,
      oneStop: oneStopOf(settled, counts.oneStop),
      byHandoffs,
      pending: handoffs.n - settled,
    },
    happened,
  };
}

/** What was promised is not one limit for all: that is in `promises`. */
function waitsOf(tally: WaitTally): Waits {
  const { n, never, p50, p90 } = timesOfTally(tally);
  return { n, never, p50, p90 };
}

const oneStopOf = (settled: number, oneStop: number): Share =>
  runaround({ byHandoffs: [settled], bounced: 0, oneStop }).oneStop;
