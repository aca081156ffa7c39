// Waiting for something that nobody announces: another process, a page. It looks again and again, and fails with what it saw last.

const betweenMs = 50;

/** The first value of `look` that `isIt` accepts. A look that throws is one that saw nothing yet. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  isIt: (value: T) => unknown,
  withinMs = 15_000,
): Promise<T> {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    let seen: unknown;
    try {
      const value = await look();
      if (isIt(value)) return value;
      seen = value;
    } catch (error) {
      seen = error;
    }
    if (performance.now() > endsAt) throw new Error(`${what}: not within ${withinMs} ms; last seen: ${show(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
  }
}

const show = (seen: unknown): string => (seen instanceof Error ? seen.message : JSON.stringify(seen));
