// Deadlines are kept in the clock's time. When that is set back, they must not move an hour away: here time only goes forward.

export function forwardOnly(now: () => number): () => number {
  let latest = -Infinity;
  let behind = 0;
  return () => {
    behind = Math.max(behind, latest - now());
    return (latest = now() + behind);
  };
}
