// Token buckets, pure: `now` is a parameter. A clock that jumps back gives nothing and takes nothing.

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
  const buckets = rates.map((r) => ({
    max: r.burst ?? r.count,
    left: r.burst ?? r.count,
    perMs: r.count / r.perMs,
    at: -Infinity,
  }));
  const refill = (now: number): void => {
    for (const b of buckets) {
      if (now > b.at && b.at !== -Infinity) b.left = Math.min(b.max, b.left + (now - b.at) * b.perMs);
      b.at = now;
    }
  };
  return {
    take: (now) => {
      refill(now);
      let waitMs = 0;
      for (const b of buckets) if (b.left < 1) waitMs = Math.max(waitMs, Math.ceil((1 - b.left) / b.perMs));
      if (waitMs === 0) for (const b of buckets) b.left -= 1;
      return waitMs;
    },
    isFull: (now) => {
      refill(now);
      return buckets.every((b) => b.left >= b.max);
    },
  };
}
