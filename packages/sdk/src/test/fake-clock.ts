// Time that passes only when a test says so. Timers run in order; between them, promises that are due are let through.
import type { Platform } from '../platform/platform.ts';

export interface FakeClock extends Pick<Platform, 'now' | 'setTimer'> {
  /** Lets `ms` pass, timer by timer. */
  pass(ms: number): Promise<void>;
  /** Moves the clock without running anything: the machine slept. */
  sleep(ms: number): void;
  /** Sets the clock forward: what waits goes on waiting for as long as it had to. */
  set(ms: number): void;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
}

export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  let count = 0;
  const timers = new Map<number, { at: number; run: () => void }>();

  const settle = async (): Promise<void> => {
    for (let n = 0; n < 600; n++) await Promise.resolve();
  };

  return {
    now: () => now,
    setTimer(ms, run) {
      const id = count++;
      timers.set(id, { at: now + ms, run });
      return () => timers.delete(id);
    },
    settle,
    sleep(ms) {
      now += ms;
    },
    set(ms) {
      now += ms;
      for (const timer of timers.values()) timer.at += ms;
    },
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter(([, t]) => t.at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].run();
        await settle();
      }
      now = Math.max(now, end);
    },
  };
}
