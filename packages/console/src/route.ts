// Where the console is, as the part of the address after `#`. Pure but for `createRouter`.
import { type ReadonlySignal, signal } from '@preact/signals';
import { type ConvId, isId } from '@rapport/protocol';

/** First part of the address. What each of them shows stands in screens/pages.tsx. */
export const placeNames = ['inbox', 'live'] as const;
export type Place = (typeof placeNames)[number];

/** `about`: the pane that tells of the visitor is in front, where there is no room beside. */
export interface Route {
  readonly place: Place;
  /** Only in the inbox. */
  readonly conv: ConvId | null;
  readonly about: boolean;
  /** What else stands in the address of another page: `hours` in `#/settings/hours`. */
  readonly part: string | null;
}

export function parseRoute(hash: string): Route {
  const [first, second, pane] = hash.replace(/^#?\/?/, '').split('/');
  const place = placeNames.find((name) => name === first) ?? 'inbox';
  const id = isId(second) ? second : null;
  if (place !== 'inbox') return { place, conv: null, about: false, part: id };
  const conv = first === 'inbox' ? id : null;
  return { place, conv, about: conv !== null && pane === 'about', part: null };
}

export function hashOf(conv: ConvId | null, about = false): string {
  if (conv === null) return '#/inbox';
  return `#/inbox/${conv}${about ? '/about' : ''}`;
}

export const pageHash = (place: Place, part: string | null = null): string =>
  part === null ? `#/${place}` : `#/${place}/${part}`;

/** The set-up token of a one-time link, or null. */
export function setupToken(hash: string): string | null {
  return /^#setup=([A-Za-z0-9_-]{1,200})$/.exec(hash)?.[1] ?? null;
}

export interface Router {
  readonly route: ReadonlySignal<Route>;
  /** To the inbox. `replace`: without a step in the history. */
  go(conv: ConvId | null, o?: { about?: boolean; replace?: boolean }): void;
  /** To another page. */
  visit(place: Place, part?: string | null): void;
  dispose(): void;
}

export function createRouter(view: Window): Router {
  const route = signal(parseRoute(view.location.hash));
  const read = (): void => {
    route.value = parseRoute(view.location.hash);
  };
  const move = (hash: string, replace = false): void => {
    if (hash === view.location.hash) return;
    if (replace) view.history.replaceState(null, '', hash);
    else view.history.pushState(null, '', hash);
    read();
  };
  view.addEventListener('hashchange', read);
  view.addEventListener('popstate', read);
  return {
    route,
    go: (conv, { about = false, replace = false } = {}) => move(hashOf(conv, about), replace),
    visit: (place, part = null) => move(pageHash(place, part)),
    dispose() {
      view.removeEventListener('hashchange', read);
      view.removeEventListener('popstate', read);
    },
  };
}
