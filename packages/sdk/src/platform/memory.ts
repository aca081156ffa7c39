// What stands in for storage where there is none, or where it throws.
import type { KV } from '../types.ts';

export function memoryKv(): KV {
  const map = new Map<string, string>();
  return {
    get: (key) => map.get(key) ?? null,
    set: (key, value) => void map.set(key, value),
    delete: (key) => void map.delete(key),
    keys: (prefix) => [...map.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/** `kv`, going on in memory where it throws (a full disk, an embedded frame without storage). `report` hears of the first time. */
export function sturdy(kv: KV, report: (cause: unknown) => void): KV {
  const memory = memoryKv();
  let reported = false;
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (cause) {
      if (!reported) report(cause);
      reported = true;
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt(() => kv.get(key)) ?? null,
    set(key, value) {
      memory.set(key, value);
      attempt(() => {
        kv.set(key, value);
        memory.delete(key);
      });
    },
    delete(key) {
      memory.delete(key);
      attempt(() => kv.delete(key));
    },
    keys: (prefix) => [...new Set([...memory.keys(prefix), ...(attempt(() => kv.keys(prefix)) ?? [])])],
  };
}
