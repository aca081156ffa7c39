// The bus of a relay that runs alone: a hint is heard at once, in the same turn.
import type { Bus, Hint } from './ports.ts';

export function createMemoryBus(): Bus {
  const listeners = new Set<(hint: Hint) => void>();
  return {
    publish: (hint) => {
      for (const run of listeners) run(hint);
    },
    subscribe: (run) => {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
  };
}
