// The script tag: launcher, empty frame, command queue. Before a click it makes no request, writes nothing anywhere and changes nothing of the page.
// It must not know: words beyond one English line, hours, themes, the SDK. What it cannot do it leaves to the app, which `import()` brings.
import type { Call, Rapport, Shell } from './shell.ts';
import { loaderStyle } from './style/loader.ts';
import { sheetOf } from './unit.ts';

/** Address of the app's chunk beside this script; the build puts it in. */
declare const APP: string;

const doc = document;
const page = window as unknown as { rapport?: Rapport };
const script = (doc.currentScript ?? doc.querySelector('script[data-site]')) as HTMLScriptElement;

function start(): void {
  const { dataset: data, src } = script;
  const host = doc.createElement('rapport-chat');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetOf(loaderStyle)];
  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    name: string,
    parent: Node,
  ): HTMLElementTagNameMap[K] => {
    const element = doc.createElement(tag);
    element.className = name;
    parent.appendChild(element);
    return element;
  };
  const wrap = make('div', 'w', root);
  const launcher = make('button', 'l', wrap);
  const section = make('section', 'p', wrap);
  const dialog = make('dialog', 'p', wrap);
  const box = make('div', '', section);
  const minimise = make('button', 'x', box);
  const line = make('p', '', box);
  launcher.textContent = data.label ?? 'Chat with us';
  launcher.ariaExpanded = 'false';
  minimise.ariaLabel = 'Minimise chat';
  section.ariaLabel = dialog.ariaLabel = 'Chat';

  const emit = (type: string, detail?: unknown) =>
    host.dispatchEvent(new CustomEvent(`rapport:${type}`, { detail, bubbles: true }));

  let isLoading = false;
  let tries = 0;
  const load = () => {
    if (isLoading) return;
    isLoading = true;
    // A browser may remember a failed import by its address, so every further try has another one.
    import(new URL(APP, src) + (tries++ ? `?${tries}` : ''))
      .then((app) => app.start(shell))
      .catch(() => {
        isLoading = false;
        line.textContent = 'The chat didn’t load. ';
        if (data.contact) {
          const link = make('a', '', line);
          link.href = data.contact;
          link.textContent = data.contact.replace(/^\w+:\/*/, '');
        }
        emit('error', { code: 'load' });
      });
  };

  const shell: Shell = {
    host,
    root,
    wrap,
    launcher,
    section,
    dialog,
    box,
    data,
    src,
    emit,
    queue: [],
    isOpen: false,
    known: false,
    opener: null,
    set(open) {
      if (open === shell.isOpen) return;
      // The page may have thrown us out (a new body, a cleared root): opening brings us back.
      host.isConnected || attach();
      shell.isOpen = launcher.hidden = open;
      launcher.ariaExpanded = `${open}`;
      if (open) {
        shell.opener = doc.activeElement;
        load();
        const small = innerWidth < 480 || innerHeight < 480;
        (small ? dialog : section).append(box);
        small ? dialog.showModal() : section.setAttribute('open', '');
        minimise.focus();
      } else {
        section.removeAttribute('open');
        dialog.close();
      }
      emit('open', { open });
    },
  };
  minimise.onclick = () => shell.set(false);
  // Closed by the browser itself (Escape, Back), unless the panel is open again or elsewhere by now.
  dialog.onclose = () => dialog.open || (box.parentNode === dialog && shell.set(false));
  launcher.onclick = () => shell.set(true);
  // A finger enters as a pointer too, so this is every kind of intent.
  launcher.onpointerenter = launcher.onfocus = load;

  const listeners = new Map<unknown, (event: Event) => void>();
  const run = (...call: Call): unknown => {
    const [name, type, listen] = call;
    if (name === 'on') {
      const heard = (event: Event) => (listen as (detail: unknown) => void)((event as CustomEvent).detail);
      listeners.set(listen, heard);
      host.addEventListener(`rapport:${type}`, heard);
      return () => host.removeEventListener(`rapport:${type}`, heard);
    }
    if (name === 'off') host.removeEventListener(`rapport:${type}`, listeners.get(listen) as () => void);
    else if (name === 'open' || name === 'close') shell.set(name === 'open');
    else if (name === 'toggle') shell.set(!shell.isOpen);
    else if (name === 'show') wrap.hidden = false;
    else if (name === 'hide') {
      shell.set(false);
      wrap.hidden = true;
    } else if (name === 'identify') emit('error', { code: 'unsupported' });
    else if (shell.run) shell.run(call);
    else {
      shell.queue.push(call);
      name === 'start' && load();
    }
    return;
  };

  const attach = () => {
    doc.body.append(host);
    const { fontSize, direction } = getComputedStyle(host);
    const { side, color, theme } = data;
    const { style } = wrap;
    style.setProperty('--u', `clamp(.75px,${fontSize}/16,2.5px)`);
    style.colorScheme = theme ?? '';
    wrap.className = side === 'start' || side === (direction === 'rtl' ? 'right' : 'left') ? 'w s' : 'w';
    if (color) {
      style.setProperty('--rapport-accent', color);
      // Black or white, whichever is read better on it: one of them always reaches 4.5 : 1.
      const channels = getComputedStyle(launcher).backgroundColor.match(/[\d.]+/g) as string[];
      const [r, g, b] = channels.map((value) => (+value / 255) ** 2.2) as [number, number, number];
      style.setProperty('--rapport-on-accent', 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff');
    }
  };
  attach();

  const waiting = page.rapport?.q ?? [];
  page.rapport = Object.assign(run, { host });
  for (const call of waiting) run(...(call as unknown as Call));
  emit('ready');
  try {
    // The one key that may be read: only somebody who has written before gets the app without asking for it.
    shell.known = !data.consent && localStorage.getItem(`rapport:v:${data.site}`) !== null;
    shell.known && load();
  } catch {
    // Storage is closed to this page: then nobody is known, and a click is needed.
  }
}

function begin(): void {
  page.rapport?.host || start();
}

doc.readyState === 'loading' ? doc.addEventListener('DOMContentLoaded', begin) : begin();
