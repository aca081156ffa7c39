// One Limiter for each person or address that asked lately. It forgets those that forgetting changes nothing for, so it stays small.
import { Limiter, type Rate } from './rate-limit.ts';

/** Whoever asks under more names than this at once makes the oldest ones forgotten, not the memory full. */
const most = 50_000;
const fewToSweep = 1_000;

export class Limiters {
  readonly #rates: readonly Rate[];
  readonly #of = new Map<string, Limiter>();
  #sweepAt = fewToSweep;

  constructor(rates: readonly Rate[]) {
    this.#rates = rates;
  }

  get size(): number {
    return this.#of.size;
  }

  /** As of `Limiter`. */
  take(key: string, now: number): number {
    let limiter = this.#of.get(key);
    if (!limiter) {
      if (this.#of.size >= this.#sweepAt) this.#sweep(now);
      limiter = new Limiter(this.#rates);
      this.#of.set(key, limiter);
    }
    return limiter.take(now);
  }

  /** Looks at all of them only after they have doubled: a newcomer costs the same however many there are. */
  #sweep(now: number): void {
    for (const [key, limiter] of this.#of) if (limiter.isFull(now)) this.#of.delete(key);
    for (const key of this.#of.keys()) {
      if (this.#of.size <= most / 2) break;
      this.#of.delete(key);
    }
    this.#sweepAt = Math.max(fewToSweep, this.#of.size * 2);
  }
}
