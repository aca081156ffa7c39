// A store that a test sets by hand.
import type { Store } from '@rapport/sdk';

export interface Box<T> extends Store<T> {
  set(next: T): void;
}

export function box<T>(first: T): Box<T> {
  let value = first;
  const runs = new Set<(v: T) => void>();
  return {
    getSnapshot: () => value,
    subscribe(run) {
      runs.add(run);
      run(value);
      return () => runs.delete(run);
    },
    set(next) {
      value = next;
      for (const run of [...runs]) run(next);
    },
  };
}
