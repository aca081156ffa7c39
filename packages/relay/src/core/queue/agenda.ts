// What is due when, for thousands of things and one timer: a heap of moments. Pure; knows no clock and not what it keeps.
// A moment may only come nearer. What has moved further away is found out when it falls due: whoever is asked then says when again.

export interface Agenda<K> {
  /** `key` is due at `at`, or earlier if that was said before. */
  note(key: K, at: number): void;
  /** When the next one is due; Infinity: none is. */
  readonly next: number;
  /** Takes out what is due at `now`, at most `most`, the longest due first. */
  take(now: number, most: number): K[];
  drop(key: K): void;
}

interface Entry<K> {
  readonly key: K;
  readonly at: number;
}

export function createAgenda<K>(): Agenda<K> {
  const heap: Entry<K>[] = [];
  /** Entries of the heap that say something else are void. */
  const noted = new Map<K, number>();

  function push(entry: Entry<K>): void {
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as Entry<K>).at <= entry.at) break;
      heap[at] = heap[parent] as Entry<K>;
      at = parent;
    }
    heap[at] = entry;
  }

  function pop(): void {
    const last = heap.pop() as Entry<K>;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as Entry<K>).at < (heap[child] as Entry<K>).at) child += 1;
      if ((heap[child] as Entry<K>).at >= last.at) break;
      heap[at] = heap[child] as Entry<K>;
      at = child;
    }
    heap[at] = last;
  }

  function top(): Entry<K> | undefined {
    for (let first = heap[0]; first; first = heap[0]) {
      if (noted.get(first.key) === first.at) return first;
      pop();
    }
    return undefined;
  }

  return {
    note: (key, at) => {
      if (at === Number.POSITIVE_INFINITY || (noted.get(key) ?? Number.POSITIVE_INFINITY) <= at) return;
      noted.set(key, at);
      push({ key, at });
    },
    get next() {
      return top()?.at ?? Number.POSITIVE_INFINITY;
    },
    take: (now, most) => {
      const due: K[] = [];
      for (let first = top(); first && first.at <= now && due.length < most; first = top()) {
        pop();
        noted.delete(first.key);
        due.push(first.key);
      }
      return due;
    },
    drop: (key) => void noted.delete(key),
  };
}
