// A clock that stands still until it is told to go on. Every promise settles before the next timer runs.
import type { Clock } from '../core/ports.ts';

export interface FakeClock extends Clock {
  /** Goes on by `ms`, running what falls due, in order. */
  pass(ms: number): Promise<void>;
  /** Lets everything that needs no time happen. */
  settle(): Promise<void>;
}

export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  let order = 0;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  const settle = async (): Promise<void> => {
    // A turn of the loop empties the queue of promises; work that chains several turns is given them.
    for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    soon: (run) => void setImmediate(run),
    setTimer: (ms, run) => {
      order += 1;
      const id = order;
      timers.set(id, { at: now + ms, run });
      return () => void timers.delete(id);
    },
    settle,
    pass: async (ms) => {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(([, t]) => t.at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = due[1].at;
        due[1].run();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
