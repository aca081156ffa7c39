// When a hello has its turn (A1): as fast as the relay may let people in, the others in a line, and who would stand there for too long
// is told when to come back. Pure: time and chance are parameters. A storm costs a number per socket, not a reading of the store.
import { Limiter, type Rate } from './rate-limit.ts';

/** `waitMs`: until its turn. `retryMs`: it has none; until it should try again. */
export type Turn = { readonly waitMs: number } | { readonly retryMs: number };

/** Later than this nobody is sent away for: the line is not that long, only many have asked in vain. */
const longestMs = 20_000;
const soonestMs = 5_000;

export class Turns {
  readonly #limiter: Limiter;
  readonly #everyMs: number;
  readonly #patienceMs: number;
  #nextBackAt = 0;

  constructor(rates: readonly Rate[], patienceMs: number) {
    this.#limiter = new Limiter(rates);
    this.#everyMs = Math.max(0, ...rates.map(({ count, perMs }) => perMs / count));
    this.#patienceMs = patienceMs;
  }

  take(now: number, random: () => number): Turn {
    const waitMs = this.#limiter.take(now, this.#patienceMs);
    if (waitMs <= this.#patienceMs) return { waitMs };
    // They come back one after the other, at the pace of the line, while it is still half full: what chance adds on the way is evened out there.
    const earliest = now + this.#patienceMs / 2;
    if (this.#nextBackAt < earliest || this.#nextBackAt > earliest + 10 * longestMs) this.#nextBackAt = earliest;
    this.#nextBackAt += this.#everyMs;
    const inMs = this.#nextBackAt - now;
    return { retryMs: Math.round(inMs <= longestMs ? inMs : soonestMs + random() * (longestMs - soonestMs)) };
  }
}
