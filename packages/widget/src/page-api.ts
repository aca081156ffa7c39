// The page's view of the widget, for `import type {} from '@rapport/widget'`: commands of `window.rapport`, `<rapport-chat>` and its events.
// Types only, shipped as it stands: it names nothing of the widget's inside.

/** What `rapport(name, …)` takes, by name. None of them throws into the page; what cannot be done is told by `rapport:error`. */
export interface Commands {
  /** Shows or hides the panel. `close` does not end the chat: `end` does. */
  open: [];
  close: [];
  toggle: [];
  /** Takes launcher and panel away, or brings the launcher back. */
  hide: [];
  show: [];
  /** Opens the panel and, with `message`, says it. `team` and `lang` (`de`) say who should answer, where the message begins a chat. */
  start: [input?: { message?: string; team?: string; lang?: string; fields?: Record<string, string> }];
  end: [];
  /** Who this is, signed by the site's own server; `null` signs out. */
  identify: [who: { jwt: string } | null];
  /** What the page says of this person. Unsigned: agents see it as unverified. */
  update: [profile: { name?: string; email?: string; fields?: Record<string, string> }];
  /** Where the person is now, for pages that change without loading. Without an argument: this page's address, without query, and its title. */
  page: [page?: { url: string; title?: string }];
  /** With `data-consent="wait"`: storage may be looked at from now on. Opening the chat says so, too. */
  consent: [];
  /** Forgets this visitor on this device. */
  forget: [];
}

/** `detail` of the CustomEvents `rapport:NAME`, which bubble from the element. */
export interface PageEvents {
  /** The launcher is on the page and commands are carried out at once. */
  ready: null;
  open: { open: boolean };
  /** The person has hidden the chat until the end of this visit. `open` brings it back. */
  hide: null;
  message: { id: string; mine: boolean };
  state: { phase: 'none' | 'draft' | 'queued' | 'active' | 'closed' };
  ended: { session: number };
  rated: { score: 1 | 2 | 3 | 4 | 5 };
  error: { code: string };
}

export interface RapportFunction {
  <K extends keyof Commands>(name: K, ...args: Commands[K]): void;
  /** Returns the function that stops listening. Called before the chat has loaded, it returns nothing: use `off`. */
  <K extends keyof PageEvents>(name: 'on', type: K, run: (detail: PageEvents[K]) => void): () => void;
  <K extends keyof PageEvents>(name: 'off', type: K, run: (detail: PageEvents[K]) => void): void;
}

/** The names of the CustomEvents, with the event a listener gets. */
export type RapportEventMap = { [K in keyof PageEvents as `rapport:${K}`]: CustomEvent<PageEvents[K]> };

/** `<rapport-chat site="SITE_KEY">` in a page, and the element that the script tag adds to the body. */
export interface RapportChatElement extends HTMLElement {
  addEventListener<K extends keyof RapportEventMap>(
    type: K,
    listener: (this: RapportChatElement, event: RapportEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: RapportChatElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** For the JSX of a framework: what `<rapport-chat>` takes. */
export interface RapportElements {
  'rapport-chat': { site: string; class?: string; className?: string; id?: string; style?: unknown; ref?: unknown };
}

declare global {
  interface Window {
    /** The command queue before the chat has loaded, and the chat after. */
    rapport: RapportFunction;
  }
  interface HTMLElementTagNameMap {
    'rapport-chat': RapportChatElement;
  }
  interface DocumentEventMap extends RapportEventMap {}
}
