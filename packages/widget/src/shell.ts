// What the loader hands to the app: the elements on the page and the few verbs both of them know. Types only: it compiles to nothing.

import type { Announce } from './app/announce.ts';

/** A call of `window.rapport`, as it came: the command's name, then its arguments. */
export type Call = readonly [name: string, ...args: unknown[]];

/** What the loader makes; the elements in its shadow root the app finds itself. */
export interface Given {
  /** `<rapport-chat>`: events are dispatched here, and the announcers are its children. */
  readonly host: HTMLElement;
  /** The `data-` attributes of the script tag. */
  readonly data: DOMStringMap;
  /** Address of the loader's own script: every other address is made from it. */
  readonly src: string;
  /** Calls nobody has carried out yet. */
  readonly queue: Call[];
  isOpen: boolean;
  /** Somebody who has written before on this device: the app may begin without a click. */
  known?: boolean;
  /** The chat stands in the page now, where it has put `<rapport-chat site>`. */
  isInline?: boolean;
  /** The open panel fills a small screen, and the page waits behind it. */
  isModal?: boolean;
  /** What had the focus when the panel was opened. */
  opener?: Element | null;
  /** The app, once it is there, takes the calls that the loader does not know. */
  run?: (call: Call) => void;
  /** Goes where it belongs now: into its place, or over the page. */
  attach(at?: HTMLElement): void;
  /** Whether the panel is to fill the screen. */
  isSmall(): boolean;
  /** Shows or hides the panel. */
  set(open: boolean): void;
  /** Dispatches `rapport:TYPE` on the host. */
  emit(type: string, detail?: unknown): void;
}

export interface Shell extends Given {
  /** Made once: the panel speaks by it, and the card that stands before there is a panel. */
  say?: Announce;
  readonly root: ShadowRoot;
  /** Around launcher and panel; carries colour scheme, unit and brand colour. */
  readonly wrap: HTMLElement;
  readonly launcher: HTMLButtonElement;
  readonly dialog: HTMLDialogElement;
  /** The app draws into it. */
  readonly box: HTMLElement;
}

/** The page's stub before the loader came, or the loader's own function after. */
export interface Rapport {
  (...call: Call): unknown;
  q?: ArrayLike<unknown>[];
  /** Set by the loader: what a second script tag gives itself to. */
  place?(element: HTMLElement): unknown;
}
