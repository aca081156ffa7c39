// Virtual time: timers run in order of their time, and between two of them every promise is let run. No real clock is read.

export interface VirtualClock {
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  soon(run: () => void): void;
  /** Lets `ms` pass. Resolves when everything due by then has run and every promise has settled. */
  pass(ms: number): Promise<void>;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  run: (() => void) | null;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

const mostAtOnce = 10_000;

/** Every promise that can settle without time passing has settled after this. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `onThrow` hears what a timer threw: in production it would have been an uncaught exception. */
export function createVirtualClock(startMs: number, onThrow: (error: unknown) => void): VirtualClock {
  const heap: Entry[] = [];
  let now = startMs;
  let order = 0;

  function push(entry: Entry): void {
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent] as Entry)) break;
      heap[at] = heap[parent] as Entry;
      at = parent;
    }
    heap[at] = entry;
  }

  function pop(): Entry {
    const top = heap[0] as Entry;
    const last = heap.pop() as Entry;
    if (heap.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child] as Entry)) child += 1;
      if (!before(heap[child] as Entry, last)) break;
      heap[at] = heap[child] as Entry;
      at = child;
    }
    heap[at] = last;
    return top;
  }

  function setTimer(ms: number, run: () => void): () => void {
    const entry: Entry = { at: now + Math.max(0, ms), order: order++, run };
    push(entry);
    return () => {
      entry.run = null;
    };
  }

  return {
    now: () => Math.floor(now),
    setTimer,
    soon: (run) => void setTimer(0, run),
    async pass(ms) {
      const until = now + ms;
      let atOnce = 0;
      await settled();
      while (heap.length > 0 && (heap[0] as Entry).at <= until) {
        const next = pop();
        if (next.run === null) continue;
        atOnce = next.at > now ? 0 : atOnce + 1;
        if (atOnce > mostAtOnce)
          throw new Error(
            `More than ${mostAtOnce} timers in one moment: somebody waits for nothing. The last: ${next.run}`,
          );
        now = Math.max(now, next.at);
        try {
          next.run();
        } catch (error) {
          onThrow(error);
        }
        await settled();
      }
      now = until;
    },
  };
}
