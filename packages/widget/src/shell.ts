// What the loader hands to the app: the elements on the page and the few verbs both of them know. Types only: it compiles to nothing.

/** A call of `window.rapport`, as it came: the command's name, then its arguments. */
export type Call = readonly [name: string, ...args: unknown[]];

export interface Shell {
  /** `<rapport-chat>`: events are dispatched here, and the announcers are its children. */
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** Around launcher and panels; carries colour scheme, unit and brand colour. */
  readonly wrap: HTMLElement;
  readonly launcher: HTMLButtonElement;
  /** Floating panel: a region, not modal. */
  readonly section: HTMLElement;
  /** Full-screen panel on small screens: modal. */
  readonly dialog: HTMLDialogElement;
  /** Moves between the two panels; the app draws into it. */
  readonly box: HTMLElement;
  /** The `data-` attributes of the script tag. */
  readonly data: DOMStringMap;
  /** Address of the loader's own script: every other address is made from it. */
  readonly src: string;
  /** Calls nobody has carried out yet. */
  readonly queue: Call[];
  isOpen: boolean;
  /** Somebody who has written before on this device: the app may begin without a click. */
  known: boolean;
  /** What had the focus when the panel was opened. */
  opener: Element | null;
  /** The app, once it is there, takes the calls that the loader does not know. */
  run?: (call: Call) => void;
  /** Shows or hides the panel. */
  set(open: boolean): void;
  /** Dispatches `rapport:TYPE` on the host. */
  emit(type: string, detail?: unknown): void;
}

/** The page's stub before the loader came, or the loader's own function after. */
export interface Rapport {
  (...call: Call): unknown;
  q?: ArrayLike<unknown>[];
  /** Set by the loader: a second script tag sees it and does nothing. */
  host?: HTMLElement;
}
