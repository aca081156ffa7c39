// Deadlines are kept in the clock's time. When that is set back, they must not move an hour away: here time only goes forward.

/** What two clocks may differ by only because they are not exact. */
const jitterMs = 20;

/** `steady` says how much time has passed at least; it may stand still while the machine sleeps. */
export function forwardOnly(now: () => number, steady: () => number): () => number {
  let behind = 0;
  let latest = -Infinity;
  let seen = 0;
  return () => {
    const passed = steady();
    const lost = latest + passed - seen - now();
    if (lost - behind > jitterMs) behind = lost;
    seen = passed;
    return (latest = now() + behind);
  };
}
