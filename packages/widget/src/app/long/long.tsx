// A long transcript: earlier messages when they are asked for, and of all that is held only a few screens in the page, while what is
// being read stays where it is. Loaded with the first transcript that is longer than what comes at once. What a row looks like it does not know.
/** @jsxRuntime classic */ /** @jsx h */
import type { Item } from '@rapport/sdk';
import { type Child, h } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';

/** Items in the page. Each is a message or a line, and may have a day above it. */
const mostItems = 96;

export interface Long {
  /** The button for what came before, if something did. */
  older(): Child;
  /** What of `items` is to be drawn. Called before each drawing. */
  cut(items: readonly Item[]): readonly Item[];
  /** After it: the message that was read is where it was. */
  keep(log: HTMLElement): void;
  /** The reader has moved. */
  moved(log: HTMLElement): void;
}

export function begin(panel: Panel): Long {
  const { box, root } = panel.shell;
  const { now } = panel;
  let conv = now.conv?.id;
  let items: readonly Item[] = now.timeline.items;
  let shown: readonly Item[] = items;
  /** The first item in the page, by its key: more may come above it. */
  let top = items[0]?.key;
  /** A message, and how far below the upper edge it stands. */
  let held: { readonly key: string; readonly y: number } | null = null;
  let hadFocus: Element | null = null;
  /** What an item is high, roughly: for those that are not there. */
  let each = 0;
  let marked: string | null = null;

  const bubbles = (log: Element): DOMRect[] => [...log.querySelectorAll('.m')].map((el) => el.getBoundingClientRect());
  const keysOf = (some: readonly Item[]): string[] =>
    some.flatMap(({ type, key }) => (type === 'message' ? [key] : []));
  const indexOf = (key: string | undefined | null): number => items.findIndex((item) => item.key === key);
  const within = (at: number): string | undefined =>
    items[Math.max(0, Math.min(Math.round(at), items.length - mostItems))]?.key;

  return {
    older() {
      const { conv, timeline } = panel.now;
      const load = () => {
        if (!timeline.loadingOlder)
          conv?.older().then(
            () => panel.say(t('log.loaded')),
            () => panel.set({ note: t('error.other') }),
          );
      };
      return (
        timeline.hasOlder && (
          <button class="btn t" aria-disabled={timeline.loadingOlder} onClick={load}>
            {t('log.older')}
          </button>
        )
      );
    },
    cut(now) {
      const { ui } = panel;
      const current = panel.now.conv?.id;
      const log = box.querySelector('.log');
      items = now;
      if (current !== conv) {
        conv = current;
        shown = [];
        held = null;
        top = undefined;
      }
      hadFocus = root.activeElement;
      if (log && !held) {
        const edge = log.getBoundingClientRect().top;
        const rects = bubbles(log);
        const at = rects.findIndex(({ bottom }) => bottom > edge);
        const key = keysOf(shown)[at];
        if (key) held = { key, y: (rects[at] as DOMRect).top - edge };
      }
      if (ui.newFrom !== marked) {
        marked = ui.newFrom;
        if (marked) top = within(indexOf(marked) - mostItems / 4);
      } else if (ui.bottom) top = within(Infinity);
      const from = Math.max(0, indexOf(top));
      return (shown = items.slice(from, from + mostItems));
    },
    keep(log) {
      const list = log.querySelector('ol') as HTMLElement;
      each ||= list.offsetHeight / shown.length;
      const from = indexOf(shown[0]?.key);
      list.style.paddingTop = `${from * each}px`;
      list.style.paddingBottom = `${(items.length - from - shown.length) * each}px`;
      const rect = held && bubbles(log)[keysOf(shown).indexOf(held.key)];
      if (held && rect) log.scrollTop += rect.top - log.getBoundingClientRect().top - held.y;
      held = null;
      // What had the focus may have gone: the keys go on scrolling.
      if (hadFocus?.closest('.log') && !root.activeElement) log.focus({ preventScroll: true });
    },
    moved(log) {
      const { top: edge, bottom, height } = log.getBoundingClientRect();
      const rects = bubbles(log);
      const [first, last] = [rects[0], rects.at(-1)];
      const from = indexOf(shown[0]?.key);
      const isShort =
        first &&
        last &&
        ((from > 0 && first.top > edge - height) ||
          (from + shown.length < items.length && last.bottom < bottom + height));
      if (!isShort) return;
      let at = from + rects.findIndex((rect) => rect.bottom > edge);
      if (first.top > bottom || last.bottom < edge) {
        // Somewhere else altogether, by the bar or a key.
        const list = log.querySelector('ol') as HTMLElement;
        at = Math.floor((log.scrollTop - list.offsetTop) / each);
        const key = keysOf(items.slice(Math.max(0, at)))[0];
        held = key ? { key, y: 0 } : null;
      }
      const before = top;
      top = within(at - mostItems / 2);
      if (top !== before) panel.set({});
      else held = null;
    },
  };
}
