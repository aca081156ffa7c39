// What is in view, as a test says: happy-dom lays nothing out.
type Hear = (entries: readonly { readonly isIntersecting: boolean }[]) => void;

export interface FakeView {
  /** Of everything that is looked at now and later. */
  show(is: boolean): void;
  restore(): void;
}

/** Everything is in view at first. */
export function fakeView(): FakeView {
  const real = globalThis.IntersectionObserver;
  const heard = new Set<Hear>();
  let isIn = true;
  class Observer {
    #hear: Hear;
    constructor(hear: Hear) {
      this.#hear = hear;
    }
    observe(): void {
      heard.add(this.#hear);
      this.#hear([{ isIntersecting: isIn }]);
    }
    disconnect(): void {
      heard.delete(this.#hear);
    }
  }
  globalThis.IntersectionObserver = Observer as never;
  return {
    show(is) {
      isIn = is;
      for (const hear of [...heard]) hear([{ isIntersecting: is }]);
    },
    restore() {
      globalThis.IntersectionObserver = real;
    },
  };
}
