// Which ratings this agent has seen, and which came in and wait to be seen. That one was seen is told to the relay once: from it follows
// how long ratings go unread.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ConvId } from '@rapport/protocol';
import type { Api } from './api.ts';

export interface ReadRatings {
  /** Conversations with a rating that came in while the console was open, and was not seen. */
  readonly fresh: ReadonlySignal<ReadonlySet<ConvId>>;
  /** A rating came in. */
  came(conv: ConvId, n: number): void;
  /** The rating stands before somebody's eyes. It counts as seen once the page is in front. Returns what ends it. */
  inFront(conv: ConvId, n: number): () => void;
}

export function createReadRatings(api: Pick<Api, 'call'>, doc: Document): ReadRatings {
  const noted = new Set<string>();
  const unseen = signal<ReadonlyMap<string, ConvId>>(new Map());
  const fresh = signal<ReadonlySet<ConvId>>(new Set());
  const keep = (next: Map<string, ConvId>): void => {
    unseen.value = next;
    fresh.value = new Set(next.values());
  };
  function seen(conv: ConvId, n: number): void {
    const key = `${conv} ${n}`;
    const next = new Map(unseen.peek());
    if (next.delete(key)) keep(next);
    if (noted.has(key)) return;
    noted.add(key);
    // What could not be noted is noted when it is looked at again.
    api.call('POST', '/v1/ratings/read', { conv, n }).catch(() => noted.delete(key));
  }
  /** Before somebody's eyes, if the page is in front. */
  const shown = new Map<string, number>();
  const isInFront = (): boolean => doc.visibilityState === 'visible';
  return {
    fresh,
    came(conv, n) {
      const key = `${conv} ${n}`;
      if (!shown.has(key) || !isInFront()) keep(new Map(unseen.peek()).set(key, conv));
    },
    inFront(conv, n) {
      const key = `${conv} ${n}`;
      const look = (): void => {
        if (isInFront()) seen(conv, n);
      };
      shown.set(key, (shown.get(key) ?? 0) + 1);
      doc.addEventListener('visibilitychange', look);
      look();
      return () => {
        doc.removeEventListener('visibilitychange', look);
        const left = (shown.get(key) ?? 1) - 1;
        if (left > 0) shown.set(key, left);
        else shown.delete(key);
      };
    },
  };
}
