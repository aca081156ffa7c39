// Where the console is, as the part of the address after `#`. Pure but for `createRouter`.
import { type ReadonlySignal, signal } from '@preact/signals';
import { type ConvId, isId } from '@rapport/protocol';

/** First part of the address. What each of them shows stands in screens/pages.tsx. */
export const placeNames = ['inbox', 'brief', 'live', 'recovery', 'reports', 'people', 'settings', 'me'] as const;
export type Place = (typeof placeNames)[number];

/** `about`: the pane that tells of the visitor is in front, where there is no room beside. */
export interface Route {
  readonly place: Place;
  /** Only in the inbox. */
  readonly conv: ConvId | null;
  readonly about: boolean;
  /** What else stands in the address of another page: `hours` in `#/settings/hours`. */
  readonly part: string | null;
  /** Whose part that is: `demo` in `#/settings/hours/demo`. */
  readonly of: string | null;
  /** What a page is asked for: `period=week` in `#/reports/card?period=week`. */
  readonly query: string;
}

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [first, second, third] = path.split('/');
  const place = placeNames.find((name) => name === first) ?? 'inbox';
  const id = isId(second) ? second : null;
  if (place !== 'inbox') return { place, conv: null, about: false, part: id, of: isId(third) ? third : null, query };
  const conv = first === 'inbox' ? id : null;
  return { place, conv, about: conv !== null && third === 'about', part: null, of: null, query: '' };
}

export function hashOf(conv: ConvId | null, about = false): string {
  if (conv === null) return '#/inbox';
  return `#/inbox/${conv}${about ? '/about' : ''}`;
}

export const pageHash = (place: Place, part: string | null = null, of: string | null = null): string =>
  ['#', place, part, part && of].filter((it) => it !== null).join('/');

/** The set-up token of a one-time link, or null. */
export function setupToken(hash: string): string | null {
  return /^#setup=([A-Za-z0-9_-]{1,200})$/.exec(hash)?.[1] ?? null;
}

export interface Router {
  readonly route: ReadonlySignal<Route>;
  /** To the inbox. `replace`: without a step in the history. */
  go(conv: ConvId | null, o?: { about?: boolean; replace?: boolean }): void;
  /** To another page. */
  visit(place: Place, part?: string | null, of?: string | null): void;
  /** The page as it is, asked for something else. */
  ask(query: string, o?: { replace?: boolean }): void;
  /** While held, every move asks first: `ask` gets what would carry it out. Returns the function that lets go. */
  hold(ask: (move: () => void) => void): () => void;
  dispose(): void;
}

export function createRouter(view: Window): Router {
  const route = signal(parseRoute(view.location.hash));
  let at = view.location.hash;
  let held: ((move: () => void) => void) | null = null;
  const read = (): void => {
    at = view.location.hash;
    route.value = parseRoute(at);
  };
  /** A link, Back or a typed address: the browser has moved already. */
  const moved = (): void => {
    const to = view.location.hash;
    if (to === at) return;
    if (held === null) return read();
    view.history.replaceState(null, '', at === '' ? view.location.pathname : at);
    held(() => move(to));
  };
  const move = (hash: string, replace = false): void => {
    if (hash === view.location.hash) return;
    if (held !== null) {
      held(() => move(hash, replace));
      return;
    }
    if (replace) view.history.replaceState(null, '', hash);
    else view.history.pushState(null, '', hash);
    read();
  };
  view.addEventListener('hashchange', moved);
  view.addEventListener('popstate', moved);
  return {
    route,
    go: (conv, { about = false, replace = false } = {}) => move(hashOf(conv, about), replace),
    visit: (place, part = null, of = null) => move(pageHash(place, part, of)),
    ask: (query, { replace = false } = {}) => move((at.split('?')[0] ?? '') + (query && `?${query}`), replace),
    hold(ask) {
      held = ask;
      return () => {
        if (held === ask) held = null;
      };
    },
    dispose() {
      view.removeEventListener('hashchange', moved);
      view.removeEventListener('popstate', moved);
    },
  };
}
