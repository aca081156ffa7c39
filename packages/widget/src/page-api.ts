// The page's view of the widget: commands of `window.rapport` and events of `<rapport-chat>`. Types only.

/** What `rapport(name, …)` takes, by name. None of them throws into the page. */
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
  /** Reserved: answered by `rapport:error` with code `unsupported`. */
  identify: [who: { jwt: string } | null];
  update: [profile: { name?: string; email?: string; fields?: Record<string, string> }];
  page: [page: { url: string; title?: string }];
  /** Forgets this visitor on this device. */
  forget: [];
}

/** `detail` of the CustomEvents `rapport:NAME`, which bubble from the element. */
export interface PageEvents {
  /** The launcher is on the page and commands are carried out at once. */
  ready: undefined;
  open: { open: boolean };
  message: { id: string; mine: boolean };
  state: { phase: 'none' | 'draft' | 'queued' | 'active' | 'closed' };
  ended: { session: number };
  rated: { score: 1 | 2 | 3 | 4 | 5 };
  error: { code: string };
}

export interface RapportFunction {
  <K extends keyof Commands>(name: K, ...args: Commands[K]): void;
  /** Returns the function that stops listening. */
  <K extends keyof PageEvents>(name: 'on', type: K, run: (detail: PageEvents[K]) => void): () => void;
  <K extends keyof PageEvents>(name: 'off', type: K, run: (detail: PageEvents[K]) => void): void;
}
