// Where an outbox survives its tab: one key per page load, a lock while it holds something, and the adoption of what dead tabs left (O6).

import type { Entry } from './outbox.ts';
import { pack, unpack } from './outbox.ts';
import type { Platform } from './platform/platform.ts';

export interface OutboxStorage {
  save(box: readonly Entry[]): void;
  /** Takes over the outboxes of dead tabs, now and whenever one dies. */
  adopt(take: (box: Entry[]) => boolean): void;
  /** This client is over: what it leaves may be adopted by another, also on the same page. */
  leave(): void;
  /** Removes this scope's outboxes of all tabs. */
  clear(): void;
}

/** Without locks, an outbox whose youngest entry is older than this belongs to nobody. */
const deadAfterMs = 15_000;

/**
 * Every page load has its own key, so that a duplicated tab never writes into the other's. Its lock is held while there is
 * something to guard and no longer: a held lock keeps a page out of the back/forward cache.
 */
export function createOutboxStorage(
  { storage, locks, now, setTimer }: Platform,
  scope: string,
  load: string,
): OutboxStorage {
  const prefix = `rapport:o:${scope}:`;
  const own = prefix + load;
  const seen = new Set([own]);
  let release: (() => void) | undefined;
  const leave = (): void => {
    release?.();
    release = undefined;
  };

  return {
    save(box) {
      const text = pack(box);
      if (text !== '[]') {
        storage.set(own, text);
        if (release) return;
        release = () => {};
        // A browser that refuses the lock leaves the rule without locks to the others.
        void locks?.hold(own, () => release && new Promise<void>((free) => (release = free))).catch(() => {});
      } else if (release) {
        storage.delete(own);
        leave();
      }
    },
    adopt(take) {
      for (const key of storage.keys(prefix)) {
        if (seen.has(key)) continue;
        seen.add(key);
        const move = (): void => {
          // First written under the own key, then removed there: dying in between leaves two, which make one message (L2).
          seen.delete(key);
          if (take(unpack(storage.get(key)))) storage.delete(key);
        };
        if (locks) void locks.hold(key, move).catch(move);
        else setTimer(Math.max(0, ...unpack(storage.get(key)).map((e) => e.at + deadAfterMs - now())), move);
      }
    },
    leave,
    clear() {
      for (const key of storage.keys(prefix)) storage.delete(key);
    },
  };
}
