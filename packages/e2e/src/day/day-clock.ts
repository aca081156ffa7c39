// The relay's clock on the scripted day: it stands still until the play goes on, so that every wait is exact.
import type { Clock } from '@rapport/relay';

export interface DayClock extends Clock {
  /** Goes on to `ms` after the day began; what falls due on the way runs at its own time. */
  to(ms: number): Promise<void>;
  /** Goes on by so much. */
  pass(ms: number): Promise<void>;
  /** As a machine that sleeps: nothing falls due. */
  sleep(ms: number): void;
}

/** Commits gather for a turn of the loop, and what follows from one may be another. */
const turns = 20;

export function createDayClock(startedAt: number): DayClock {
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  let now = startedAt;
  let order = 0;

  async function settle(): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async function until(end: number): Promise<void> {
    await settle();
    for (;;) {
      const [next] = [...timers].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b);
      if (!next) break;
      timers.delete(next[0]);
      now = Math.max(now, next[1].at);
      next[1].run();
      await settle();
    }
    now = Math.max(now, end);
    await settle();
  }

  return {
    now: () => now,
    soon: (run) => void setImmediate(run),
    setTimer(ms, run) {
      order += 1;
      const id = order;
      timers.set(id, { at: now + ms, run });
      return () => void timers.delete(id);
    },
    to: (ms) => until(startedAt + ms),
    pass: (ms) => until(now + ms),
    sleep: (ms) => {
      now += ms;
    },
  };
}
