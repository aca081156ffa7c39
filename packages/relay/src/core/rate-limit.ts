// How often something may be done, pure: `now` is a parameter. Each rate is one number: the time until its allowance is whole again.

/** `count` in `perMs` milliseconds on average, `burst` (default `count`) at once. */
export interface Rate {
  readonly count: number;
  readonly perMs: number;
  readonly burst?: number;
}

/** All of its rates hold together: one for the burst, one for the minute. Small, because there are many of them. */
export class Limiter {
  readonly #rates: readonly Rate[];
  readonly #owedMs: number[];
  #at = 0;

  constructor(rates: readonly Rate[]) {
    this.#rates = rates;
    this.#owedMs = rates.map(() => 0);
  }

  // Plain loops: this is done for every frame.

  /** Takes one, and gives the milliseconds after which it is granted. What would wait for more than `patienceMs` takes nothing. */
  take(now: number, patienceMs = 0): number {
    this.#pass(now);
    let waitMs = 0;
    for (let i = 0; i < this.#rates.length; i += 1) {
      const rate = this.#rates[i] as Rate;
      // A millionth of a millisecond is what adding fractions can be wrong by.
      waitMs = Math.max(waitMs, Math.ceil(this.#owed(i) + costMs(rate) - allowanceMs(rate) - 1e-6));
    }
    if (waitMs > patienceMs) return waitMs;
    for (let i = 0; i < this.#rates.length; i += 1) this.#owedMs[i] = this.#owed(i) + costMs(this.#rates[i] as Rate);
    return waitMs;
  }

  /** Whether forgetting it would change nothing. */
  isFull(now: number): boolean {
    this.#pass(now);
    return this.#owedMs.every((owed) => owed === 0);
  }

  #owed(i: number): number {
    return this.#owedMs[i] ?? 0;
  }

  /** A clock that jumps back gives nothing and takes nothing. */
  #pass(now: number): void {
    const elapsedMs = Math.max(0, now - this.#at);
    this.#at = now;
    for (let i = 0; i < this.#owedMs.length; i += 1) this.#owedMs[i] = Math.max(0, this.#owed(i) - elapsedMs);
  }
}

const costMs = (rate: Rate): number => rate.perMs / rate.count;
const allowanceMs = (rate: Rate): number => costMs(rate) * (rate.burst ?? rate.count);
