// The loader's half, without the loader: the elements it makes and the verbs it knows.
import type { Shell } from '../shell.ts';

export interface FakeShell extends Shell {
  /** What was dispatched, in order. */
  readonly told: [type: string, detail: unknown][];
}

export function createFakeShell(data: Record<string, string> = { site: 'demo' }): FakeShell {
  const host = document.createElement('rapport-chat');
  const root = host.attachShadow({ mode: 'open' });
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, parent: Node): HTMLElementTagNameMap[K] =>
    parent.appendChild(document.createElement(tag));
  const wrap = make('div', root);
  const launcher = make('button', wrap);
  const dialog = make('dialog', wrap);
  const box = make('div', dialog);
  document.body.append(host);
  const shell: FakeShell = {
    host,
    root,
    wrap,
    launcher,
    dialog,
    box,
    data,
    src: 'http://127.0.0.1/rapport.js',
    queue: [],
    told: [],
    isOpen: false,
    known: false,
    isModal: false,
    attach: () => undefined,
    opener: null,
    isSmall: () => false,
    emit: (type, detail) => {
      shell.told.push([type, detail]);
      host.dispatchEvent(new CustomEvent(`rapport:${type}`, { detail }));
    },
    set(open) {
      if (open === shell.isOpen) return;
      shell.isOpen = open;
      shell.emit('open', { open });
    },
  };
  return shell;
}
