// What is said of the service, of the same sessions as every other report: each count by whoever counts it there, every figure by
// packages/ratings. Pure.
import {
  type Percentile,
  type PromiseReport,
  promiseReport,
  type Runaround,
  runaround,
  shareOf,
} from '@rapport/ratings';
import { select } from '../reports/pick.ts';
import type { Asked } from '../reports/report.ts';
import { enders, modes, type Sessions } from '../reports/sessions.ts';
import { happenedIn, passedOf, promisesOf } from '../reports/sums.ts';
import { waitsOf } from '../reports/waits.ts';
import { partition, tally } from '../reports/walks.ts';
import type { Occurrence } from './facts.ts';
import type { OpenCounts } from './open.ts';

export interface Waits {
  readonly n: number;
  readonly never: number;
  readonly p50: Percentile;
  readonly p90: Percentile;
}

export interface ServiceReport {
  /** All that ended, spam among them. */
  readonly ended: number;
  /** Ended as spam: counted nowhere else but in `blocked` and `unblocked`. */
  readonly spam: number;
  readonly endedBy: Readonly<Record<'visitor' | 'agent' | 'left' | 'idle', number>>;
  readonly open: OpenCounts;
  /** Milliseconds. Chats, and messages left while nobody was there: the latter by both clocks (F14). */
  readonly waits: Readonly<Record<'live' | 'offline' | 'offlineInHours', Waits>>;
  /** F21. */
  readonly promises: PromiseReport;
  /** F19, of sessions in which a person replied. `oneStop` of those that ended seven days ago or more; `pending` are the others. */
  readonly runaround: Runaround & { readonly byHandoffs: readonly number[]; readonly pending: number };
  readonly happened: Readonly<Record<Occurrence, number>>;
}

/** `open`: of conversations that have not ended, which are in no column. */
export function serviceOf(s: Sessions, asked: Asked, open: OpenCounts): ServiceReport {
  const { rows, spam } = select(s, asked);
  const by = tally(rows, s.endedBy, enders.length);
  const endings = (ender: (typeof enders)[number]): number => by[enders.indexOf(ender)] ?? 0;
  const [live, offline] = partition(rows, s.mode, modes.length) as readonly [Uint32Array, Uint32Array];
  const { byHandoffs, bounced, settled, oneStop } = passedOf(s, rows, asked.now);
  const handoffs = runaround({ byHandoffs, bounced, oneStop: 0 });
  const [happened, inSpam] = [happenedIn(s, rows), happenedIn(s, spam)];
  return {
    ended: rows.length + spam.length,
    spam: spam.length,
    endedBy: { visitor: endings('visitor'), agent: endings('agent'), left: endings('left'), idle: endings('idle') },
    open,
    waits: {
      live: waitsIn(live, s.waitMs),
      offline: waitsIn(offline, s.waitMs),
      offlineInHours: waitsIn(offline, s.waitOpenMs),
    },
    promises: promiseReport(promisesOf(s, rows)),
    runaround: { ...handoffs, oneStop: shareOf(oneStop, settled), byHandoffs, pending: handoffs.n - settled },
    happened: {
      ...happened,
      blocked: happened.blocked + inSpam.blocked,
      unblocked: happened.unblocked + inSpam.unblocked,
    },
  };
}

/** What was promised is not one limit for all: that is in `promises`. */
function waitsIn(of: Uint32Array, column: Float64Array): Waits {
  const waits = waitsOf(of, column);
  return { n: waits.n, never: waits.never, p50: waits.at(50), p90: waits.at(90) };
}
