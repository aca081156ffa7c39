// How often something may be done, pure: `now` is a parameter. Each rate is one number: the time until its allowance is whole again.

/** `count` in `perMs` milliseconds on average, `burst` (default `count`) at once. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
  readonly burst?: number;
}

export interface Limiter {
  /** Takes one. 0: granted; else the milliseconds after which it would be. */
  take(now: number): number;
  /** Whether forgetting it would change nothing. */
  isFull(now: number): boolean;
}

/** All of `rates` hold together: one for the burst, one for the minute. */
export function createLimiter(rates: readonly Rate[]): Limiter {
  const costMs = (rate: Rate): number => rate.perMs / rate.count;
  const allowanceMs = (rate: Rate): number => costMs(rate) * (rate.burst ?? rate.count);
  const owedMs = rates.map(() => 0);
  let at = 0;

  /** A clock that jumps back gives nothing and takes nothing. */
  function pass(now: number): void {
    const elapsedMs = Math.max(0, now - at);
    at = now;
    for (const [i, owed] of owedMs.entries()) owedMs[i] = Math.max(0, owed - elapsedMs);
  }

  return {
    take: (now) => {
      pass(now);
      const waits = rates.map((rate, i) => (owedMs[i] ?? 0) + costMs(rate) - allowanceMs(rate));
      // A millionth of a millisecond is what adding fractions can be wrong by.
      const waitMs = Math.max(0, Math.ceil(Math.max(...waits) - 1e-6));
      if (waitMs === 0) for (const [i, rate] of rates.entries()) owedMs[i] = (owedMs[i] ?? 0) + costMs(rate);
      return waitMs;
    },
    isFull: (now) => {
      pass(now);
      return owedMs.every((owed) => owed === 0);
    },
  };
}
