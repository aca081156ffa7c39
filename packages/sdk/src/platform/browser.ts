// The surroundings as found: a page, a worker, or Node 24. The only file that names WebSocket, the web storages, locks and page events.
import type { KV, Lifecycle, Locks, Platform } from '../types.ts';
import { memoryKv } from './memory.ts';

/** Every part that exists is used; what does not exist has a stand-in. */
export function surroundings(): Platform {
  const page = typeof document === 'object';
  const locks = (globalThis.navigator as Navigator | undefined)?.locks;
  return {
    socket: (url, protocol) => new WebSocket(url, protocol) as unknown as ReturnType<Platform['socket']>,
    storage: page ? webStorage(() => localStorage) : memoryKv(),
    session: page ? webStorage(() => sessionStorage) : memoryKv(),
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
function webStorage(area: () => Storage): KV {
  return {
    get: (key) => area().getItem(key),
    set: (key, value) => area().setItem(key, value),
    delete: (key) => area().removeItem(key),
    keys: (prefix) => Object.keys(area()).filter((key) => key.startsWith(prefix)),
  };
}

const pageLifecycle: Lifecycle = {
  visible: () => document.visibilityState === 'visible',
  on(signal, run) {
    const stops: (() => void)[] = [];
    const listen = (target: EventTarget, type: string, when: (event: Event) => boolean): void => {
      const heard = (event: Event): void => {
        if (when(event)) run();
      };
      target.addEventListener(type, heard);
      stops.push(() => target.removeEventListener(type, heard));
    };
    const always = (): boolean => true;
    if (signal === 'visible' || signal === 'hidden') {
      listen(document, 'visibilitychange', () => document.visibilityState === signal);
      // A frozen tab that runs again has slept, seen or not.
      if (signal === 'visible') listen(document, 'resume', always);
    } else if (signal === 'show') listen(window, 'pageshow', (event) => (event as PageTransitionEvent).persisted);
    else listen(window, signal === 'hide' ? 'pagehide' : signal, always);
    return () => {
      for (const stop of stops) stop();
    };
  },
};

function webLocks(locks: LockManager): Locks {
  return {
    tryHold: (name) =>
      new Promise((resolve) => {
        const given = (lock: unknown): Promise<void> | undefined => {
          if (lock) return new Promise((free) => resolve(free));
          resolve(null);
          return undefined;
        };
        // A document without an origin has no locks either.
        locks.request(name, { ifAvailable: true }, given).catch(() => resolve(null));
      }),
    hold: async (name, work) => {
      let isHeld = false;
      try {
        return await locks.request(name, () => {
          isHeld = true;
          return work();
        });
      } catch (error) {
        if (isHeld) throw error;
        return work();
      }
    },
  };
}
