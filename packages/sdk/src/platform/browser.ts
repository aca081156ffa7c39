// The surroundings as found: a page, a worker, or Node 24. The only file that names WebSocket, the web storages, locks and page events.
import type { KV, Lifecycle, Locks, Platform } from '../types.ts';

/** What is found. Null where there is no storage. */
export type Surroundings = Omit<Platform, 'storage' | 'session'> & { readonly storage: KV | null; readonly session: KV | null };

export function surroundings(): Surroundings {
  const page = typeof document === 'object';
  const locks = (globalThis.navigator as Navigator | undefined)?.locks;
  return {
    socket: (url, protocol) => new WebSocket(url, protocol) as unknown as ReturnType<Platform['socket']>,
    storage: page ? webStorage(() => localStorage) : null,
    session: page ? webStorage(() => sessionStorage) : null,
    lifecycle: page ? pageLifecycle : { visible: () => true, on: () => () => {} },
    locks: locks ? webLocks(locks) : null,
    now: Date.now,
    random: Math.random,
    // 126 random bits in 21 characters of A–Z a–z 0–9 _ -. `randomUUID` would need a secure context.
    id: () =>
      btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .slice(0, 21),
    setTimer(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

/** Even looking at `localStorage` may throw, so it is looked at in every call and never before. */
const webStorage = (area: () => Storage): KV => ({
  get: (key) => area().getItem(key),
  set: (key, value) => area().setItem(key, value),
  delete: (key) => area().removeItem(key),
  keys: () => Object.keys(area()),
});

const pageLifecycle: Lifecycle = {
  visible: () => document.visibilityState === 'visible',
  on(signal, run) {
    const isSight = /visible|hidden/.test(signal);
    const target = isSight ? document : window;
    const type = isSight ? 'visibilitychange' : /hide|show/.test(signal) ? `page${signal}` : signal;
    const heard = (event: Event): void => {
      // The first `pageshow` of a page is no return.
      if (isSight ? document.visibilityState === signal : signal !== 'show' || (event as PageTransitionEvent).persisted) run();
    };
    target.addEventListener(type, heard);
    return () => target.removeEventListener(type, heard);
  },
};

const webLocks = (locks: LockManager): Locks => ({
  tryHold: (name) =>
    new Promise((resolve) => {
      locks
        .request(name, { ifAvailable: true }, (lock) => lock && new Promise<void>((free) => resolve(free)))
        // Not given; or a document without an origin, which has no locks either.
        .finally(() => resolve(null))
        .catch(() => {});
    }),
  hold: (name, work) => locks.request(name, () => work()) as ReturnType<Locks['hold']> as never,
});
