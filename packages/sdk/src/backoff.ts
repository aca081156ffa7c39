// How long to wait before the next try. Pure: chance is a parameter.

/**
 * X2: milliseconds before try `attempt` (0 is the first after a loss). The first is spread over 2 s, later ones over a window
 * that doubles up to 30 s. Drawn anew every time, after the cap, so that clients lost together do not come back together.
 */
export function backoff(attempt: number, random: () => number): number {
  return attempt ? random() * 1_000 + random() * Math.min(30_000, 1_000 * 2 ** attempt) : random() * 2_000;
}
