// Of a long conversation only some screens are in the page, and what is being read stays where it is while the rest comes and goes.
// What a row looks like it does not know; at the end is scroll.ts.
import type { Item } from '@rapport/sdk';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

/** In the page. An item is a row, and may have a day or what goes with it beside: 300 rows at most. */
const mostItems = 140;

export interface Cut {
  readonly shown: readonly Item[];
  /** Some that are held stand before them. */
  readonly isCut: boolean;
  /** The newest is among them. */
  readonly isLast: boolean;
  readonly back: () => void;
  readonly toLast: () => void;
}

const bubblesIn = (box: Element): DOMRect[] =>
  [...box.querySelectorAll('.bubble')].map((el) => el.getBoundingClientRect());
const keysOf = (items: readonly Item[]): string[] =>
  items.flatMap(({ type, key }) => (type === 'message' ? [key] : []));

export function useCut(items: readonly Item[], box: RefObject<HTMLDivElement | null>): Cut {
  /** Key of the first in the page; null: the newest are. */
  const [top, setTop] = useState<string | null>(null);
  const [most, last] = [mostItems, Math.max(0, items.length - mostItems)];
  const found = top === null ? last : items.findIndex(({ key }) => key === top);
  const from = Math.min(found < 0 ? last : found, last);
  const shown = useMemo(() => (items.length > most ? items.slice(from, from + most) : items), [items, from]);
  const isLast = from === last;

  /** The message that is read, and where. What is in the page while this is drawn is what was drawn before. */
  const drawn = useRef<readonly Item[]>(shown);
  const read = (): { readonly key: string; readonly y: number } | null => {
    const el = box.current;
    if (!el) return null;
    const edge = el.getBoundingClientRect().top;
    const rects = bubblesIn(el);
    const at = rects.findIndex(({ bottom }) => bottom > edge);
    const key = keysOf(drawn.current)[at];
    return key === undefined ? null : { key, y: (rects[at] as DOMRect).top - edge };
  };
  const held = drawn.current === shown ? null : read();
  useLayoutEffect(() => {
    const el = box.current;
    drawn.current = shown;
    const rect = el && held && bubblesIn(el)[keysOf(shown).indexOf(held.key)];
    if (el && held && rect) el.scrollTop += rect.top - el.getBoundingClientRect().top - held.y;
  }, [shown]);

  const start = (at: number): void => {
    const first = items[Math.max(0, Math.round(at))];
    setTop(at >= last || !first ? null : first.key);
  };
  const moved = useRef<() => void>(() => {});
  moved.current = () => {
    const el = box.current;
    if (!el) return;
    const { scrollTop, clientHeight, scrollHeight } = el;
    const isShort =
      (from > 0 && scrollTop < clientHeight) || (!isLast && scrollHeight - scrollTop - clientHeight < clientHeight);
    const now = isShort ? read() : null;
    if (now) start(items.findIndex(({ key }) => key === now.key) - most / 2);
  };
  useEffect(() => {
    const el = box.current;
    const hear = (): void => moved.current();
    el?.addEventListener('scroll', hear, { passive: true });
    return () => el?.removeEventListener('scroll', hear);
  }, []);

  return { shown, isCut: from > 0, isLast, back: () => start(from - most / 2), toLast: () => setTop(null) };
}
