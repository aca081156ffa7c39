// The machine's clock, that can be put forward: what a relay does after a minute is seen at once.
import type { Clock } from '@rapport/relay';

export interface LeapingClock extends Clock {
  /** What falls due on the way runs now. */
  leap(ms: number): void;
}

export function createLeapingClock(): LeapingClock {
  const timers = new Set<{ readonly at: number; readonly run: () => void; handle: NodeJS.Timeout | null }>();
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  type Timer = typeof timers extends Set<infer T> ? T : never;
  const arm = (timer: Timer): void => {
    timer.handle = setTimeout(
      () => {
        timers.delete(timer);
        timer.run();
      },
      Math.max(0, timer.at - now()),
    );
    timer.handle.unref();
  };
  return {
    now,
    soon: (run) => void setImmediate(run),
    setTimer(ms, run) {
      const timer: Timer = { at: now() + ms, run, handle: null };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        if (timer.handle) clearTimeout(timer.handle);
      };
    },
    leap(ms) {
      aheadMs += ms;
      for (const timer of timers) {
        if (timer.handle) clearTimeout(timer.handle);
        arm(timer);
      }
    },
  };
}
