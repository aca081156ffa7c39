// Keeps a reader where it is, and whoever is at the end at the end.
import type { Item } from '@rapport/sdk';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** This near to the end counts as the end. */
const nearPx = 48;
/** Seen means on the screen for this long. */
const seenMs = 1_000;

export interface Scroll {
  readonly box: RefObject<HTMLDivElement | null>;
  /** Messages that came while the reader was elsewhere. */
  readonly fresh: number;
  readonly toBottom: () => void;
}

export function useScroll({
  items,
  sent,
  onSeen,
}: {
  items: readonly Item[];
  sent: number;
  onSeen: () => void;
}): Scroll {
  const box = useRef<HTMLDivElement | null>(null);
  const atEnd = useRef(true);
  const before = useRef<{ last: string | undefined; count: number; height: number; top: number }>({
    last: undefined,
    count: 0,
    height: 0,
    top: 0,
  });
  const [fresh, setFresh] = useState(0);
  const newestKey = items.at(-1)?.key;

  const toBottom = (): void => {
    const el = box.current;
    if (el) el.scrollTop = el.scrollHeight;
    atEnd.current = true;
    setFresh(0);
  };

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const sample = (): void => {
      atEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight <= nearPx;
      before.current.top = el.scrollTop;
      if (atEnd.current) setFresh(0);
    };
    el.addEventListener('scroll', sample, { passive: true });
    const resized = new ResizeObserver(() => {
      if (atEnd.current) el.scrollTop = el.scrollHeight;
    });
    resized.observe(el);
    return () => {
      el.removeEventListener('scroll', sample);
      resized.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    const el = box.current;
    if (!el) return;
    const was = before.current;
    if (atEnd.current) toBottom();
    else if (newestKey !== was.last) setFresh((n) => n + newSince(items, was.last));
    else if (items.length > was.count && was.top <= 1) el.scrollTop = was.top + el.scrollHeight - was.height; // earlier ones came in above
    before.current = { last: newestKey, count: items.length, height: el.scrollHeight, top: el.scrollTop };
  }, [items]);

  useLayoutEffect(() => {
    if (sent > 0) toBottom();
  }, [sent]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (document.visibilityState === 'visible' && atEnd.current) onSeen();
      }, seenMs);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [newestKey, fresh, onSeen]);

  return { box, fresh, toBottom };
}

/** Messages of others behind the last one that was known. */
function newSince(items: readonly Item[], last: string | undefined): number {
  let n = 0;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (item === undefined || item.key === last) break;
    if (item.type === 'message' && !item.message.mine) n++;
  }
  return n;
}
