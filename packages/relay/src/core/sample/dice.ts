// Chance that can be repeated: the same seed rolls the same numbers (mulberry32).

export interface Dice {
  /** 0 ≤ x < 1. */
  roll(): number;
  /** An integer, both ends included. */
  between(low: number, high: number): number;
  /** True in `share` of the cases. */
  happens(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** 21 characters of `A–Z a–z 0–9 _ -`. */
  id(): string;
  /** Looks like 256 random bits in base64url. */
  token(): string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  function roll(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  const letters = (count: number): string =>
    Array.from({ length: count }, () => alphabet[Math.floor(roll() * 64)]).join('');
  return {
    roll,
    between: (low, high) => low + Math.floor(roll() * (high - low + 1)),
    happens: (share) => roll() < share,
    pick: (from) => from[Math.floor(roll() * from.length)] as (typeof from)[number],
    id: () => letters(21),
    token: () => letters(43),
  };
}
