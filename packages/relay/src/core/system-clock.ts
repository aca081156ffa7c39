// The clock of a running relay. Tests bring their own.
import type { Clock } from './ports.ts';

export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    setTimer: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    // After the poll phase: every frame that the network has brought in this turn of the loop is in the same commit.
    soon: (run) => void setImmediate(run),
  };
}
