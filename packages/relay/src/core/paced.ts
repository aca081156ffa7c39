// Work that is asked for often and done once for all that has changed: soon, and then not again for a while.
import type { Clock } from './ports.ts';

export interface Paced {
  request(): void;
  stop(): void;
}

/** `everyMs` is asked each time. */
export function createPaced(clock: Clock, everyMs: () => number, run: () => void): Paced {
  let ranAt = Number.NEGATIVE_INFINITY;
  let isAsked = false;
  let isStopped = false;
  let cancel = (): void => {};

  function go(): void {
    if (isStopped) return;
    isAsked = false;
    ranAt = clock.now();
    run();
  }

  return {
    request: () => {
      if (isAsked || isStopped) return;
      isAsked = true;
      const every = everyMs();
      // A clock that was put back makes nobody wait longer.
      const waitMs = Math.min(ranAt + every - clock.now(), every);
      if (waitMs > 0) cancel = clock.setTimer(waitMs, go);
      else clock.soon(go);
    },
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
