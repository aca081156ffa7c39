// Where an outbox survives its tab: one key per page load, a lock while it holds something, and the adoption of what dead tabs left (O6).
import { pack, unpack } from './outbox.ts';
import type { Entry } from './outbox.ts';
import type { Platform } from './types.ts';

export interface OutboxStorage {
  save(box: readonly Entry[]): void;
  /** Takes over the outboxes of dead tabs; may call `take` later, when a lock is free. */
  adopt(take: (box: Entry[]) => void): void;
  /** Removes this scope's outboxes of all tabs. */
  clear(): void;
}

/** Without locks, an outbox whose youngest entry is older than this belongs to nobody. */
const deadAfterMs = 15_000;

/**
 * Every page load has its own key, so that a duplicated tab never writes into the other's. `session` remembers the key for
 * the next load of this tab. The lock is held only while there is something to guard: a held lock keeps a page out of the
 * back/forward cache.
 */
export function createOutboxStorage({ storage, session, locks, now }: Platform, scope: string, load: string): OutboxStorage {
  const prefix = `rapport:o:${scope}:`;
  const own = prefix + load;
  const previous = session.get('rapport:tab');
  let isFull = false;
  let release: (() => void) | null | undefined;

  return {
    save(box) {
      const text = pack(box);
      const wasFull = isFull;
      isFull = text !== '[]';
      if (isFull) storage.set(own, text);
      if (isFull === wasFull) return;
      if (isFull) {
        session.set('rapport:tab', own);
        void locks?.tryHold(own).then((held) => {
          release?.();
          release = held;
          if (!isFull) held?.();
        });
      } else {
        storage.delete(own);
        release?.();
      }
    },
    adopt(take) {
      for (const key of storage.keys(prefix)) {
        if (key === own) continue;
        const read = (): Entry[] => unpack(storage.get(key));
        const move = (): void => {
          // First written under the own key, then removed there: dying in between leaves two, which make one message (L2).
          take(read());
          storage.delete(key);
        };
        if (!locks) {
          if (key === previous || read().every((e) => now() - e.at > deadAfterMs)) move();
        } else if (key === previous) {
          // The page that was in this tab before is going away; a duplicated tab waits until the other one has sent.
          void locks.hold(key, move);
        } else {
          void locks.tryHold(key).then((held) => {
            if (held) move();
            held?.();
          });
        }
      }
    },
    clear() {
      for (const key of storage.keys(prefix)) storage.delete(key);
    },
  };
}
