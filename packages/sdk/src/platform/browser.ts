// The surroundings as found: a page, a worker, or Node 24. The only file that names WebSocket, localStorage, locks and page events.
import type { KV, Lifecycle, Platform } from './platform.ts';

/** What is found. Null where there is no storage. */
export type Surroundings = Omit<Platform, 'storage'> & { readonly storage: KV | null };

export function surroundings(): Surroundings {
  const page = typeof document === 'object';
  const locks = (globalThis.navigator as Navigator | undefined)?.locks;
  return {
    socket: (url, protocol) => new WebSocket(url, protocol) as unknown as ReturnType<Platform['socket']>,
    storage: page ? webStorage : null,
    lifecycle: page ? pageLifecycle : { visible: () => true, on: () => () => {} },
    locks: locks ? { hold: (name, work) => locks.request(name, () => work()) as never } : null,
    now: Date.now,
    random: Math.random,
    // 105 random bits in 21 characters of 0–9 a–v. `randomUUID` would need a secure context.
    id: () => Array.from(crypto.getRandomValues(new Uint8Array(21)), (byte) => (byte & 31).toString(32)).join(''),
    setTimer(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

/** Even looking at `localStorage` may throw, so it is looked at in every call and never before. */
const webStorage: KV = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, value),
  delete: (key) => localStorage.removeItem(key),
  keys: () => Object.keys(localStorage),
};

const pageLifecycle: Lifecycle = {
  visible: () => document.visibilityState === 'visible',
  on(signal, run) {
    const isSight = /visible|hidden/.test(signal);
    const target = isSight ? document : window;
    const type = isSight ? 'visibilitychange' : /hide|show/.test(signal) ? `page${signal}` : signal;
    const heard = (event: Event): void => {
      // The first `pageshow` of a page is no return.
      if (isSight ? document.visibilityState === signal : signal !== 'show' || (event as PageTransitionEvent).persisted)
        run();
    };
    target.addEventListener(type, heard);
    return () => target.removeEventListener(type, heard);
  },
};
