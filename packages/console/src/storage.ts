// The one file of the console that names localStorage and sessionStorage. What cannot be stored is kept in memory.

export interface Keep {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
  keys(prefix: string): readonly string[];
}

/** `tab`: survives a reload of this tab. `device`: survives the tab. */
export function browserKeep(kind: 'tab' | 'device'): Keep {
  const memory = memoryKeep();
  let store: Storage | null = null;
  try {
    store = kind === 'tab' ? window.sessionStorage : window.localStorage;
  } catch {
    // Storage is forbidden here: memory has to do.
  }
  if (store === null) return memory;
  const kept = store;
  return {
    get(key) {
      return memory.get(key) ?? kept.getItem(key);
    },
    set(key, value) {
      try {
        if (value === null) kept.removeItem(key);
        else kept.setItem(key, value);
        memory.set(key, null);
      } catch {
        memory.set(key, value); // full: this tab still remembers
      }
    },
    keys(prefix) {
      const found = new Set(memory.keys(prefix));
      for (let i = 0; i < kept.length; i++) {
        const key = kept.key(i);
        if (key?.startsWith(prefix)) found.add(key);
      }
      return [...found];
    },
  };
}

export function memoryKeep(): Keep {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => {
      if (value === null) kept.delete(key);
      else kept.set(key, value);
    },
    keys: (prefix) => [...kept.keys()].filter((k) => k.startsWith(prefix)),
  };
}
