// The app's beginning: words, the visitor, the commands of the page. Nothing is stored before `go`, and `go` waits for a click or an earlier visit.
import { createVisitor, type Visitor } from '@rapport/sdk';
import type { Call, Shell } from '../shell.ts';
import { appStyle } from '../style/app.ts';
import { sheetOf } from '../unit.ts';
import { createPanel } from './panel.tsx';
import { keepFitting } from './viewport.ts';
import { lang, loadWords, pickLang, rtl, t } from './words.ts';

/** Takes over from the loader. Called once. */
export async function start(shell: Shell): Promise<void> {
  const { box, data, host, root, launcher } = shell;
  await loadWords(pickLang([data.lang, document.documentElement.lang, ...navigator.languages]));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetOf(appStyle)];
  launcher.textContent = launcher.ariaLabel = data.label ?? t('launcher.open');

  let escape = () => shell.set(false);
  let visitor: Visitor | undefined;
  let email = '';

  const go = (): Visitor => {
    if (visitor) return visitor;
    const made = createVisitor({ url: new URL('v1/ws', shell.src).href.replace(/^http/, 'ws'), site: data.site ?? '', profile: { lang: navigator.language } });
    visitor = made;
    box.replaceChildren();
    box.className = 'app';
    box.lang = lang;
    box.dir = rtl ? 'rtl' : 'ltr';
    escape = createPanel(made, shell, () => email);
    made.siteName.subscribe((site) => {
      shell.section.ariaLabel = shell.dialog.ariaLabel = site ? t('panel.label', { site }) : t('panel.bare');
    });
    // The outcome is the status, which is on the screen.
    made.connect().catch(() => undefined);
    made.page(location.origin + location.pathname, document.title);
    return made;
  };

  // After the drawing. On a phone the keyboard should not jump up by itself.
  const focusIn = () => setTimeout(() => box.querySelector<HTMLElement>(matchMedia('(pointer:coarse)').matches ? 'h2' : 'textarea')?.focus());
  host.addEventListener('rapport:open', () => {
    const { opener, isOpen } = shell;
    if (isOpen) {
      go();
      focusIn();
    } else if (document.activeElement === host || document.activeElement === document.body) {
      const back = opener instanceof HTMLElement && opener !== document.body && opener !== host && opener.isConnected ? opener : launcher;
      back.focus();
    }
  });
  keepFitting(shell);

  shell.dialog.oncancel = (event) => {
    event.preventDefault();
    escape();
  };
  for (const type of ['keydown', 'keyup', 'keypress'] as const)
    root.addEventListener(type, (event) => {
      const { key, ctrlKey, metaKey, altKey, isComposing } = event as KeyboardEvent;
      if (!shell.isOpen || ctrlKey || metaKey || altKey) return;
      // What is typed here is not the page's shortcut.
      event.stopPropagation();
      if (type !== 'keydown' || key !== 'Escape' || isComposing) return;
      event.preventDefault();
      escape();
    });

  const run = ([name, input]: Call): void => {
    const given = (input ?? {}) as { message?: string; fields?: Record<string, string>; email?: string; url?: string; title?: string };
    if (name === 'update') {
      email = given.email ?? email;
      go().update(given);
    } else if (name === 'page' && given.url) go().page(given.url, given.title);
    else if (name === 'forget') go().forget().catch(() => undefined);
    else if (name === 'end') go().current.getSnapshot()?.end().catch(() => undefined);
    else if (name === 'start') {
      const client = go();
      const { message, fields } = given;
      if (fields) client.update({ fields });
      shell.set(true);
      if (message) {
        const current = client.current.getSnapshot();
        if (current?.state.getSnapshot().can.send) current.send(message);
        else client.start({ message });
      }
    } else shell.emit('error', { code: 'unsupported' });
  };
  const isWanted = () => shell.isOpen || shell.known || shell.queue.some(([name]) => name === 'start');
  const drain = () => {
    if (visitor || isWanted()) for (const call of shell.queue.splice(0)) attempt(call);
  };
  // A page's mistake stays the page's: it is told by an event, never by an exception.
  const attempt = (call: Call) => {
    try {
      run(call);
    } catch (error) {
      shell.emit('error', { code: (error as { code?: string }).code ?? 'bad_request' });
    }
  };
  shell.run = (call) => {
    shell.queue.push(call);
    drain();
  };
  host.addEventListener('rapport:open', drain);
  if (isWanted()) {
    go();
    if (shell.isOpen) focusIn();
  }
  drain();
}
