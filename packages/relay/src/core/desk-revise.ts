// Promises that can be made shorter, because somebody was answered sooner than was thought (Q8). They never grow here: a broken one
// is an event of its own.
import type { Entry } from './desk-book.ts';
import type { DeskClock } from './desk-clock.ts';
import type { Floor } from './desk-floor.ts';
import { type Promised, revise } from './queue/promise.ts';

export interface Reviser {
  /** Something was measured there. */
  request(site: string, team: string): void;
  stop(): void;
}

/** With a turn for everybody else between them. */
const atOnce = 500;

export function createReviser(floor: Floor, { perform }: Pick<DeskClock, 'perform'>): Reviser {
  const { clock, book, sites, waits, limits } = floor;
  let asked = new Set<string>();
  let cancel: (() => void) | null = null;

  function run(): void {
    cancel = null;
    const [lines, now] = [asked, clock.now()];
    asked = new Set();
    const waiting = [...book.queued()].filter(({ state }) => lines.has(`${state.site} ${state.team ?? ''}`));
    piece(waiting, 0, now);
  }

  function piece(waiting: readonly Entry[], from: number, now: number): void {
    for (const entry of waiting.slice(from, from + atOnce)) shorten(entry, now);
    if (from + atOnce < waiting.length && !floor.isStopped) clock.soon(() => piece(waiting, from + atOnce, now));
  }

  function shorten(entry: Entry, now: number): void {
    const { st, promise, site, team, openedAt } = entry.state;
    if (st !== 'queued' || !promise || promise.late || !sites.settings(site).promise) return;
    const estimate = waits.estimate(site, team ?? '', now, now - openedAt);
    if (!estimate) return;
    const stands: Promised = { band: { from: promise.fromMs, to: promise.toMs }, at: promise.at, outcome: 'open' };
    const better = revise(stands, { from: estimate.fromMs, to: estimate.toMs }, now);
    if (better !== stands && better.outcome === 'open') perform(entry, { k: 'promise', d: estimate });
  }

  return {
    request: (site, team) => {
      if (floor.isStopped) return;
      asked.add(`${site} ${team}`);
      cancel ??= clock.setTimer(limits.reviseEveryMs, run);
    },
    stop: () => cancel?.(),
  };
}
