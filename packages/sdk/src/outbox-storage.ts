// Where an outbox survives its tab: one key per page load, a lock while it holds something, and the adoption of what dead tabs left (O6).
import { pack, unpack } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import type { KV, Locks } from './types.ts';

export interface OutboxStorage {
  save(box: Outbox): void;
  /** Takes over the outboxes of dead tabs; may call `take` later, when a lock is free. */
  adopt(take: (box: Outbox) => void): void;
  /** Removes this scope's outboxes of all tabs. */
  clear(): void;
  release(): void;
}

/** Without locks, an outbox whose youngest entry is older than this belongs to nobody. */
const deadAfterMs = 15_000;

/**
 * Every page load has its own key, so that a duplicated tab never writes into the other's. `session` remembers the key for
 * the next load of this tab. The lock is held only while there is something to guard: a held lock keeps a page out of the
 * back/forward cache.
 */
export function createOutboxStorage(scope: string, load: string, storage: KV, session: KV, locks: Locks | null, now: () => number): OutboxStorage {
  const prefix = `rapport:o:${scope}:`;
  const own = prefix + load;
  const lastLoad = session.get('rapport:tab');
  let full = false;
  let release: (() => void) | null | undefined;

  const letGo = (): void => {
    full = false;
    release?.();
    release = undefined;
  };

  return {
    save(box) {
      const text = pack(box);
      if (text === '[]') {
        if (full) storage.delete(own);
        return letGo();
      }
      storage.set(own, text);
      if (full) return;
      full = true;
      session.set('rapport:tab', load);
      void locks?.tryHold(own).then((held) => {
        if (full && !release) release = held;
        else held?.();
      });
    },
    adopt(take) {
      for (const key of storage.keys(prefix)) {
        if (key === own) continue;
        const read = (): void => {
          const box = unpack(storage.get(key));
          // First written under the own key, then removed there: dying in between leaves two, which make one message (L2).
          take(box);
          storage.delete(key);
        };
        const previous = key === prefix + lastLoad;
        if (!locks) {
          if (previous || unpack(storage.get(key)).every((e) => now() - e.at > deadAfterMs)) read();
        } else if (previous) {
          // The page before this one in the same tab is going away; a duplicated tab waits here until the other has sent.
          void locks.hold(key, read);
        } else {
          void locks.tryHold(key).then((held) => {
            if (held) read();
            held?.();
          });
        }
      }
    },
    clear() {
      for (const key of storage.keys(prefix)) storage.delete(key);
      letGo();
    },
    release: letGo,
  };
}
