// How long those waited who were answered, by site and team: what promises are made of (R5). In memory; pure otherwise.
import type { Wait } from '@rapport/protocol';
import { bandFor, type Wait as Measured, mostWaits } from './promise.ts';

export interface Waits {
  /** `team`: '' for those who asked for none. */
  add(site: string, team: string, wait: Measured): void;
  /** What to promise to somebody who has waited `waitedMs` already; null: too little is known. */
  estimate(site: string, team: string, now: number, waitedMs?: number): Wait | null;
}

/** What was long ago says nothing about today (UX W4). */
const oldestMs = 28 * 86_400_000;

export function createWaits(): Waits {
  /** Newest first, at most `mostWaits`. */
  const known = new Map<string, Measured[]>();

  return {
    add: (site, team, wait) => {
      const key = keyOf(site, team);
      const waits = known.get(key) ?? [];
      known.set(key, [...waits, wait].sort((a, b) => b.takenAt - a.takenAt).slice(0, mostWaits));
    },
    estimate: (site, team, now, waitedMs = 0) => {
      const waits = known.get(keyOf(site, team));
      const band =
        waits &&
        bandFor(
          waits.filter(({ takenAt }) => takenAt > now - oldestMs),
          waitedMs,
        );
      return band ? { fromMs: band.from, toMs: band.to } : null;
    },
  };
}

const keyOf = (site: string, team: string): string => `${site} ${team}`;
