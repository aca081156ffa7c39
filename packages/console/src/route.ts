// Where the console is, as the part of the address after `#`. Pure but for `createRouter`.
import { type ReadonlySignal, signal } from '@preact/signals';
import { type ConvId, isId } from '@rapport/protocol';

/** `about`: the pane that tells of the visitor is in front, where there is no room beside. */
export interface Route {
  readonly conv: ConvId | null;
  readonly about: boolean;
}

export function parseRoute(hash: string): Route {
  const [place, conv, pane] = hash.replace(/^#?\/?/, '').split('/');
  if (place !== 'inbox' || !isId(conv)) return { conv: null, about: false };
  return { conv, about: pane === 'about' };
}

export function hashOf(conv: ConvId | null, about = false): string {
  if (conv === null) return '#/inbox';
  return `#/inbox/${conv}${about ? '/about' : ''}`;
}

/** The set-up token of a one-time link, or null. */
export function setupToken(hash: string): string | null {
  return /^#setup=([A-Za-z0-9_-]{1,200})$/.exec(hash)?.[1] ?? null;
}

export interface Router {
  readonly route: ReadonlySignal<Route>;
  /** `replace`: without a step in the history. */
  go(conv: ConvId | null, o?: { about?: boolean; replace?: boolean }): void;
  dispose(): void;
}

export function createRouter(view: Window): Router {
  const route = signal(parseRoute(view.location.hash));
  const read = (): void => {
    route.value = parseRoute(view.location.hash);
  };
  view.addEventListener('hashchange', read);
  view.addEventListener('popstate', read);
  return {
    route,
    go(conv, { about = false, replace = false } = {}) {
      const hash = hashOf(conv, about);
      if (hash === view.location.hash) return;
      if (replace) view.history.replaceState(null, '', hash);
      else view.history.pushState(null, '', hash);
      read();
    },
    dispose() {
      view.removeEventListener('hashchange', read);
      view.removeEventListener('popstate', read);
    },
  };
}
