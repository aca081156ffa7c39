// The machine's clock, which a test can move on: for what opens after a minute and closes after a day, in a relay that browsers talk to.
import type { Clock } from '@rapport/relay';

export interface MovingClock extends Clock {
  /** Goes on by so much at once; what has fallen due runs, in its order. */
  pass(ms: number): void;
}

export function createMovingClock(): MovingClock {
  const pending = new Map<ReturnType<typeof setTimeout>, { readonly due: number; readonly run: () => void }>();
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  return {
    now,
    setTimer(ms, run) {
      const timer = setTimeout(() => {
        pending.delete(timer);
        run();
      }, ms);
      pending.set(timer, { due: now() + ms, run });
      return () => {
        clearTimeout(timer);
        pending.delete(timer);
      };
    },
    soon: (run) => void setImmediate(run),
    pass(ms) {
      aheadMs += ms;
      const due = [...pending].filter(([, it]) => it.due <= now()).sort(([, a], [, b]) => a.due - b.due);
      for (const [timer, { run }] of due) {
        // One of them may have ended another.
        if (!pending.delete(timer)) continue;
        clearTimeout(timer);
        run();
      }
    },
  };
}
