// The script tag: launcher, empty frame, command queue. Before a click it makes no request, writes nothing anywhere and changes nothing of the page.
// It must not know: words beyond one English line, hours, themes, the SDK. What it cannot do it leaves to the app, which `import()` brings.
import type { Call, Given, Rapport } from './shell.ts';
import { loaderStyle } from './style/loader.ts';
import { sheetOf } from './unit.ts';

/** Addresses, beside this script, of the app's chunk and of the one for a chat in the page; the build puts them in. */
declare const APP: string;
declare const PLACE: string;

const doc = document;
const page = window as unknown as { rapport?: Rapport };
const script = (doc.currentScript ?? doc.querySelector('script[data-site]')) as HTMLScriptElement;
const { src, dataset: data } = script;
const { site: floats, contact } = data;

function start(): void {
  const host: HTMLElement = doc.createElement('rapport-chat');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets.push(sheetOf(loaderStyle));
  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    name: string,
    parent: Node,
    text?: string,
  ): HTMLElementTagNameMap[K] => {
    const element = doc.createElement(tag);
    element.className = name;
    element.textContent = text as string;
    return parent.appendChild(element);
  };
  const wrap = make('div', 'w', root);
  const launcher = make('button', 'l', wrap, data.label ?? 'Chat with us');
  const dialog = make('dialog', 'p', wrap);
  const box = make('div', '', dialog);
  const minimise = make('button', 'x', box, 'Minimise chat');
  const line = make('p', '', box);
  launcher.ariaExpanded = 'false';
  dialog.ariaLabel = 'Chat';
  line.role = 'alert';

  const emit = (type: string, detail?: unknown) =>
    host.dispatchEvent(new CustomEvent(`rapport:${type}`, { detail, bubbles: true }));

  // biome-ignore lint/correctness/noUnusedVariables: on its way or here, it is not asked for again
  let coming: unknown;
  /** A browser may remember a failed import by its address, so every further try has another one. */
  let retry = '';
  const load = () => {
    coming ??= import(new URL(APP + retry, src) as unknown as string)
      .then((app) => app.start(shell))
      .catch(() => {
        coming = null;
        retry += '?';
        line.textContent = 'The chat didn’t load. ';
        make('button', '', line, 'Try again').onclick = load;
        if (contact) make('a', '', line, contact.replace(/.*:\/*/, '')).href = contact;
        emit('error', { code: 'load' });
      });
  };

  // A finger enters as a pointer too, so this is every kind of intent. It is no consent.
  const hint = () => shell.isOpen || data.consent || load();
  const shell: Given = {
    host,
    data,
    src,
    queue: [],
    isOpen: false,
    emit,
    isSmall: () => Math.min(innerWidth, innerHeight) * scale() < 480,
    attach(parent = floats && doc.body) {
      if (!parent || host.parentNode === parent) return;
      parent.append(host);
      const { style } = wrap;
      const { color, theme } = data;
      // A page that knows no phones is shown small: what is ours is as large as ever.
      style.setProperty('--u', `clamp(.75px,${getComputedStyle(host).fontSize}/16/${scale()},2.5px)`);
      // Any other word would be a value there, too, and would mean light.
      style.colorScheme = /^(light|dark)/.test(theme as string) ? (theme as string) : '';
      color && style.setProperty('--rapport-accent', color);
      wrap.className = `w ${data.side}`;
      data.consent || look();
    },
    set(open) {
      // The page may have thrown us out (a new body, a cleared root): opening brings us back.
      open && shell.attach();
      if (open === shell.isOpen || !host.isConnected) return;
      const small = shell.isSmall();
      shell.isOpen = open;
      launcher.ariaExpanded = open as never;
      shell.isModal = open && small;
      if (open) {
        wrap.hidden = false;
        shell.opener = doc.activeElement;
        load();
        small ? dialog.showModal() : (dialog.open = true);
        minimise.focus();
      } else dialog.close();
      // Last: what is hidden has no focus.
      launcher.hidden = open;
      emit('open', { open });
    },
  };
  const { set } = shell;
  // Asked for its width, the page is laid out; before that a phone has the scale of a page that knows no phones.
  const scale = () => (innerWidth ? Math.min(1, (visualViewport as VisualViewport).scale) : 1);
  minimise.onclick = () => set(false);
  // Closed by the browser itself (Escape, Back), unless the panel is open again by now.
  dialog.onclose = () => dialog.open || set(false);
  launcher.onclick = () => set(true);
  wrap.onpointerenter = launcher.onfocus = hint;
  // What has the focus is not under the launcher.
  doc.addEventListener('focusin', ({ target }) => {
    const { style } = launcher;
    style.translate = '';
    const { x, y } = (target as Element).getBoundingClientRect();
    if (doc.elementFromPoint(x + 1, y + 1) === host) style.translate = '0 -60px';
  });

  /** The one key that is read of a stranger: only somebody who has written before gets the app without asking for it, and may have hidden it. */
  const look = () => {
    data.consent = '';
    try {
      if (localStorage[`rapport:v:${data.site}`] != null) {
        // Hidden on this visit.
        if (sessionStorage['rapport:shown']) wrap.hidden = true;
        else {
          shell.known = true;
          load();
        }
      }
    } catch {
      // Storage is closed to this page: then nobody is known, and a click is needed.
    }
  };

  /** A listener of the page remembers the one that listens for it. */
  type Listen = ((detail: unknown) => void) & { rapport?: (event: Event) => void };
  const off = (type: string, listen: Listen) =>
    host.removeEventListener(`rapport:${type}`, listen.rapport as () => void);
  const verbs: Record<string, (type: string, listen: Listen) => unknown> = {
    // @ts-expect-error what every object has is no command
    __proto__: null,
    on(type, listen) {
      listen.rapport ??= (event) => listen((event as CustomEvent).detail);
      host.addEventListener(`rapport:${type}`, listen.rapport);
      return () => off(type, listen);
    },
    off,
    open: () => set(true),
    close: () => set(false),
    toggle: () => set(!shell.isOpen),
    show: () => (wrap.hidden = false),
    hide() {
      set(false);
      wrap.hidden = true;
    },
    consent: look,
  };
  const run = (...call: Call): unknown => {
    const [name, type, listen] = call;
    if (verbs[name]) return verbs[name](type as string, listen as Listen);
    if (shell.run) shell.run(call);
    else {
      shell.queue.push(call);
      name === 'start' && load();
    }
    return;
  };

  /** What few pages have: the chat in the page itself, or the tag of another site. */
  const place = (element: HTMLElement) =>
    import(new URL(PLACE, src) as unknown as string).then((chunk) => chunk.place(shell, element));
  const waiting = page.rapport?.q ?? [];
  page.rapport = Object.assign(run, { place });
  customElements.define(
    'rapport-chat',
    class extends HTMLElement {
      connectedCallback() {
        if (this !== host) void place(this);
      }
      // The page has taken out the place, or us, or its whole body: after that we look for where to be.
      disconnectedCallback() {
        setTimeout(shell.attach);
      }
    },
  );
  shell.attach();
  // The card of W1 is the app's.
  data.teaser && setTimeout(hint, 2e4);
  (waiting as Call[]).forEach((call) => {
    run(...call);
  });
  emit('ready');
}

function begin(): void {
  const { rapport } = page;
  rapport?.place ? rapport.place(script) : start();
}

doc.readyState === 'loading' ? doc.addEventListener('DOMContentLoaded', begin) : begin();
