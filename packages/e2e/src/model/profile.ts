// A browser as the SDK sees it: storage shared by its tabs, a session storage for each, locks, and page life cycle.
// A dead tab can do nothing more: it writes nothing, hears nothing, and its locks are free.
import type { KV, Lifecycle, Locks } from '@rapport/sdk';

type Signal = Parameters<Lifecycle['on']>[0];

export interface Profile {
  readonly stored: Map<string, string>;
  readonly locks: LockTable;
}

export interface TabLife {
  alive(): boolean;
  onDeath(run: () => void): void;
}

interface LockTable {
  readonly held: Set<string>;
  readonly waiting: Map<string, (() => void)[]>;
}

export function createProfile(): Profile {
  return { stored: new Map(), locks: { held: new Set(), waiting: new Map() } };
}

/** Storage of one tab. */
export function storageOf(stored: Map<string, string>, life: TabLife): KV {
  return {
    get: (key) => stored.get(key) ?? null,
    set: (key, value) => void (life.alive() && stored.set(key, value)),
    delete: (key) => void (life.alive() && stored.delete(key)),
    keys: (prefix) => [...stored.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** Web Locks of one tab. */
export function locksOf(table: LockTable, life: TabLife): Locks {
  function release(name: string): void {
    if (!table.held.delete(name)) return;
    const next = table.waiting.get(name)?.shift();
    next?.();
  }
  function take(name: string): () => void {
    table.held.add(name);
    let mine = true;
    const free = (): void => {
      if (mine) release(name);
      mine = false;
    };
    life.onDeath(free);
    return free;
  }
  function wait(name: string): Promise<() => void> {
    return new Promise((resolve) => {
      const line = table.waiting.get(name) ?? [];
      line.push(() => (life.alive() ? resolve(take(name)) : line.shift()?.()));
      table.waiting.set(name, line);
    });
  }
  return {
    async hold(name, work) {
      // As in a browser: never before the caller has gone on.
      await null;
      const free = table.held.has(name) ? await wait(name) : take(name);
      try {
        return await work();
      } finally {
        free();
      }
    },
  };
}

export interface Page {
  readonly lifecycle: Lifecycle;
  signal(what: Signal): void;
}

export function createPage(life: TabLife): Page {
  const listeners = new Map<Signal, Set<() => void>>();
  let visible = true;
  return {
    lifecycle: {
      visible: () => visible,
      on(signal, run) {
        const set = listeners.get(signal) ?? new Set();
        listeners.set(signal, set.add(run));
        return () => void set.delete(run);
      },
    },
    signal(what) {
      if (!life.alive()) return;
      if (what === 'visible') visible = true;
      if (what === 'hidden') visible = false;
      for (const run of [...(listeners.get(what) ?? [])]) run();
    },
  };
}
