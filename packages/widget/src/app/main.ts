// The app's beginning: words, the visitor, the commands of the page. Nothing is stored before `go`, and `go` waits for a click, a `start` or an earlier visit.
import { createVisitor, type Visitor } from '@rapport/sdk';
import type { Call, Given as Loader, Shell } from '../shell.ts';
import { appStyle } from '../style/app.ts';
import { sheetOf } from '../unit.ts';
import { writeSwitch } from './draft.ts';
import { createPanel, type Panel } from './panel.tsx';
import { lang, loadWords, pickLang, rtl, t, wishes } from './words.ts';

interface Given {
  message?: string;
  team?: string;
  lang?: string;
  fields?: Record<string, string>;
  name?: string;
  email?: string;
  url?: string;
  title?: string;
  jwt?: string;
}

/** Takes over from the loader. Called once. */
export async function start(loader: Loader): Promise<void> {
  const { data, host, queue, src, set, emit } = loader;
  const root = host.shadowRoot as ShadowRoot;
  const wrap = root.firstElementChild as HTMLElement;
  const [launcher, dialog] = wrap.children as unknown as [HTMLButtonElement, HTMLDialogElement];
  const box = dialog.firstElementChild as HTMLElement;
  const shell: Shell = Object.assign(loader, { root, wrap, launcher, dialog, box });
  try {
    // What the person has chosen here before.
    if (!data.consent && localStorage['rapport:choices']) (await import('./choices/choices.tsx')).recall(shell);
  } catch {
    // Storage is closed, or it did not come: it looks as the page wants it.
  }
  await loadWords(pickLang(wishes(data.lang)));
  // A page that is always light gets a chat that is always light.
  const scheme =
    document.querySelector<HTMLMetaElement>('meta[name=color-scheme]')?.content ??
    getComputedStyle(document.documentElement).colorScheme;
  if (!/light|dark/.test(data.theme ?? '') && /^(only )?light( only)?$/.test(scheme)) wrap.style.colorScheme = 'light';
  root.adoptedStyleSheets.push(sheetOf(appStyle));
  launcher.textContent = launcher.ariaLabel = data.label ?? t('launcher.open');

  let visitor: Visitor | undefined;
  let panel: Panel;
  let email = '';

  const commands: Record<string, (client: Visitor, given: Given) => void> = {
    update(client, given) {
      email = given.email ?? email;
      client.update(given);
    },
    // Without query and fragment: they may hold what is nobody's business.
    page: (client, { url = location.origin + location.pathname, title = document.title }) => client.page(url, title),
    forget(client) {
      email = '';
      panel.forget();
      client
        .forget()
        .then(() => (shell.isOpen ? client.connect() : undefined))
        .catch(ignore);
    },
    identify: (client, { jwt = null }: { jwt?: string | null }) => client.identify(async () => jwt),
    end: (client) => client.current.getSnapshot()?.end().catch(ignore),
    start(client, { message, fields, team, lang: tongue }) {
      if (fields) client.update({ fields });
      set(true);
      if (!message) return;
      const current = client.current.getSnapshot();
      if (current?.state.getSnapshot().can.send) current.send(message);
      else client.start({ message, team, lang: tongue } as { message: string });
    },
  };
  const go = (): Visitor => {
    if (visitor) return visitor;
    const made = createVisitor({
      url: new URL('v1/ws', src).href.replace('http', 'ws'),
      site: data.site ?? '',
      profile: { lang: navigator.language },
    });
    visitor = made;
    box.replaceChildren();
    box.className = 'app';
    box.lang = lang;
    box.dir = rtl ? 'rtl' : 'ltr';
    panel = createPanel(made, shell, () => email);
    made.site.subscribe((site) => {
      if (site && (data.color || site.theme || site.words))
        void panel.bring('look').then(() => panel.parts.look?.take(site).catch(ignore));
      dialog.ariaLabel = site ? t('panel.label', { site: site.name }) : t('panel.bare');
    });
    let id: string | undefined;
    made.me.subscribe((me) => {
      // Somebody else is signed in: nothing of what was typed and not sent is his.
      if (me && id && me.id !== id) {
        email = '';
        panel.forget();
      }
      id = me?.id ?? id;
    });
    made.connect().catch(ignore);
    commands['page']?.(made, {});
    return made;
  };

  const drain = () => {
    if (!(visitor || shell.isOpen || shell.known || queue.some(([name]) => name === 'start'))) return;
    const client = go();
    for (const [name, given] of queue.splice(0)) {
      try {
        const command = Object.hasOwn(commands, name) && commands[name];
        if (command) command(client, given ?? {});
        else emit('error', { code: 'unsupported' });
      } catch (error) {
        // A page's mistake stays the page's: it is told by an event, never by an exception.
        emit('error', { code: (error as { code?: string }).code ?? 'bad_request' });
      }
    }
  };
  shell.run = (call: Call) => {
    queue.push(call);
    drain();
  };

  const onOpen = () => {
    drain();
    const { activeElement, body } = document;
    const { opener, isOpen } = shell;
    if (isOpen) {
      // Hidden on this visit until now.
      shell.isInline || writeSwitch('shown', true);
      // Forgotten while it was closed: from now on it is somebody else.
      if (visitor?.status.getSnapshot().phase === 'idle') visitor.connect().catch(ignore);
      // A chat in the page opens when it is pointed at: who is elsewhere stays there.
      if (shell.isInline && opener !== host) return;
      // After the drawing. On a phone the keyboard should not jump up by itself.
      setTimeout(() =>
        box.querySelector<HTMLElement>(matchMedia('(pointer:coarse)').matches ? 'h2' : '.cmp textarea')?.focus(),
      );
    } else if (activeElement === host || activeElement === body)
      (!opener || opener === body || opener === host ? launcher : (opener as HTMLElement)).focus();
  };
  host.addEventListener('rapport:open', onOpen);
  // Without it the panel fills the screen all the same.
  const fit = () => import('./viewport.ts').then(({ keepFitting }) => keepFitting(shell), ignore);
  if (shell.isSmall()) void fit();
  else addEventListener('resize', fit, { once: true });
  dialog.oncancel = (event) => {
    event.preventDefault();
    panel.escape();
  };
  /** The key that has closed the panel is still down. */
  let isEscaping = false;
  for (const type of ['keydown', 'keyup', 'keypress'])
    root.addEventListener(type, (event) => {
      const { key, ctrlKey, metaKey, altKey, isComposing } = event as KeyboardEvent;
      if (!(shell.isOpen || isEscaping) || ctrlKey || metaKey || altKey) return;
      // What is typed here is not the page's shortcut.
      event.stopPropagation();
      isEscaping = false;
      if (type !== 'keydown' || key !== 'Escape' || isComposing) return;
      event.preventDefault();
      isEscaping = true;
      panel.escape();
    });
  drain();
  if (shell.isOpen) onOpen();
  // In the page there is nothing to cover: it opens by itself.
  wrap.onpointerenter = launcher.onfocus = () => shell.isInline && set(true);
  if (shell.isInline) set(true);
  if (data.teaser) import('./visit/visit.tsx').then((visit) => visit.tease(shell), ignore);
}

/** For what is answered on the screen: the status, or the conversation's own state. */
function ignore(): void {}
