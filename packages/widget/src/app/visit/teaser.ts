// W1: a card beside the launcher, if the site wants one: once per visit, 20 s after the page has loaded, never over what has the focus.
// It opens nothing and asks the relay for nothing; it must not know the panel.
import type { Shell } from '../../shell.ts';
import { teaserStyle } from '../../style/teaser.ts';
import { sheetOf } from '../../unit.ts';
import { createAnnouncer } from '../announce.ts';
import { readSwitch, writeSwitch } from '../draft.ts';
import { isolate, lang, t } from '../words.ts';
import { loadVisitWords } from './words-visit.ts';

const afterMs = 20_000;

/** Begins to wait, unless this visit has seen the card, or the person knows the chat. */
export function tease(shell: Shell): void {
  const { data, host } = shell;
  if (!data['teaser'] || shell.known || shell.isInline || !readSwitch('teaser')) return;
  if (document.readyState !== 'complete') return addEventListener('load', () => tease(shell), { once: true });
  const { loadEventEnd = 0 } = (performance.getEntriesByType('navigation')[0] ?? {}) as PerformanceNavigationTiming;
  const timer = setTimeout(() => void show(shell), Math.max(0, loadEventEnd + afterMs - performance.now()));
  // Who has opened the chat knows that it is there.
  host.addEventListener('rapport:open', () => {
    clearTimeout(timer);
    writeSwitch('teaser', false);
  });
}

async function show(shell: Shell): Promise<void> {
  const { data, host, launcher, root, wrap } = shell;
  try {
    await loadVisitWords();
  } catch {
    return; // It was never needed.
  }
  // The page has hidden the chat, or it was opened meanwhile.
  if (wrap.hidden || shell.isOpen) return;
  root.adoptedStyleSheets.push(sheetOf(teaserStyle));
  const name = siteName();
  const title = t('teaser.new', { name });
  const card = document.createElement('div');
  card.className = 'tz';
  card.role = 'group';
  card.ariaLabel = title;
  const make = (tag: string, text: string) => {
    const element = card.appendChild(document.createElement(tag));
    element.textContent = text;
    return element;
  };
  make('b', isolate(name)).translate = false;
  make('p', data['teaser'] ?? '').dir = 'auto';
  const dismiss = make('button', t('teaser.dismiss'));
  dismiss.className = 'btn';
  dismiss.lang = lang;
  launcher.before(card);

  let isSeen = false;
  const place = () => {
    const isAway = document.hidden || isOver(card);
    card.classList.toggle('off', isAway);
    if (isAway || isSeen) return;
    isSeen = true;
    writeSwitch('teaser', false);
    shell.say ??= createAnnouncer(shell);
    shell.say(title);
  };
  const stop = new AbortController();
  const on = { capture: true, passive: true, signal: stop.signal };
  const end = () => {
    stop.abort();
    card.remove();
  };
  for (const type of ['focusin', 'focusout', 'scroll', 'visibilitychange']) document.addEventListener(type, later, on);
  addEventListener('resize', later, on);
  host.addEventListener('rapport:open', end, on);
  dismiss.onclick = () => {
    end();
    launcher.focus();
  };
  place();

  /** While `focusout` is told, nothing has the focus yet. */
  function later(): void {
    queueMicrotask(place);
  }
}

/** What has the focus lies under the card: of a field, any part. */
function isOver(card: Element): boolean {
  const { activeElement, body } = document;
  if (!activeElement || activeElement === body) return false;
  const a = activeElement.getBoundingClientRect();
  const b = card.getBoundingClientRect();
  const isField = activeElement.matches('input, textarea, select, iframe, [contenteditable]');
  // Of anything else, something must be seen (WCAG 2.4.11).
  return isField
    ? a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    : a.width > 0 && a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}

/** The chat's own name for the site would have to be asked for. */
function siteName(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content || location.hostname;
}
