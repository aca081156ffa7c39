// A chat in the page itself, where it has put `<rapport-chat site>`; and the tag of a second site, which is refused. Few pages need it.
// It must not know the app: like the loader, it stores nothing and asks for nothing.
import type { Given } from './shell.ts';

let at: HTMLElement | undefined;

/** `element`: the place, or another script tag. */
export function place(shell: Given, element: HTMLElement): void {
  const { data, emit, host } = shell;
  const site = element.getAttribute('site') ?? element.dataset['site'] ?? '';
  if (site && (data['site'] ??= site) !== site) {
    // biome-ignore lint/suspicious/noConsole: a web developer looks there, and this is his mistake
    console.error(`Rapport: this page has the chat of site "${data['site']}", so that of "${site}" is left out.`);
    emit('error', { code: 'other_site' });
    return;
  }
  if (element.localName === 'script' || at?.isConnected) return;
  if (!at) settle(shell, host.shadowRoot as ShadowRoot);
  at = element;
  shell.attach();
}

/** From now on the chat looks for its place first, and floats, if the tag names its site, where there is none. */
function settle(shell: Given, root: ShadowRoot): void {
  const { attach, isSmall, host, set } = shell;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets.push(sheet);
  shell.isSmall = () => !shell.isInline && isSmall();
  shell.attach = () => {
    const isInline = !!at?.isConnected;
    // What was open in the page does not cover the next one.
    if (isInline !== !!shell.isInline) set(false);
    shell.isInline = isInline;
    attach(isInline ? at : undefined);
    if (isInline) root.firstElementChild?.classList.add('i');
  };
  // Where the chat would be, it says that it did not load.
  host.addEventListener('rapport:error', (event) => {
    if ((event as CustomEvent).detail.code === 'load' && shell.isInline) set(true);
  });
}

/** It fills its place; one without a height of its own is as high as 560 px. */
const style: string = /* css */ `
.i {
  display: grid;
  grid: minmax(0, 1fr) / minmax(0, 1fr);
  block-size: 100%;
  contain: size;
  contain-intrinsic-size: calc(400 * var(--u)) calc(560 * var(--u));
}
.i > * {
  position: static;
  grid-area: 1 / 1;
  place-self: center;
}
.i > .p {
  inline-size: 100%;
  block-size: 100%;
  max-inline-size: none;
  box-sizing: border-box;
  box-shadow: none;
  border-color: #8886;
}
.i .x {
  display: none;
}
`;
