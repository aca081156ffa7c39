// Storage that does not fail: what the given one does not take (a full disk, an embedded frame, no storage at all) is kept in memory.
import type { KV } from './platform.ts';

/** `report` hears of the first time that `kv` throws. */
export function sturdy(kv: KV | null, report: (cause: unknown) => void): KV {
  const memory = new Map<string, string>();
  let isReported = !kv;
  const attempt = <T>(work: (kv: KV) => T): T | undefined => {
    try {
      return work(kv as KV);
    } catch (cause) {
      if (!isReported) report(cause);
      isReported = true;
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((kv) => kv.get(key)) ?? null,
    set(key, value) {
      memory.set(key, value);
      attempt((kv) => {
        kv.set(key, value);
        memory.delete(key);
      });
    },
    delete(key) {
      memory.delete(key);
      attempt((kv) => kv.delete(key));
    },
    keys: (prefix) =>
      [...memory.keys(), ...(attempt((kv) => kv.keys(prefix)) ?? [])].filter((key) => key.startsWith(prefix)),
  };
}
