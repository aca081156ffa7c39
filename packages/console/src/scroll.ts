// Keeps whoever is at the end at the end, and counts what comes meanwhile for everybody else.
import type { Item } from '@rapport/sdk';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Cut } from './cut.ts';

/** This near to the end counts as the end. */
const nearPx = 48;
/** Seen means on the screen for this long. */
const seenMs = 1_000;

export interface Scroll {
  /** Messages that came while the reader was elsewhere. */
  readonly fresh: number;
  readonly toBottom: () => void;
}

export function useScroll({
  box,
  cut: { isLast, toLast },
  items,
  sent,
  onSeen,
}: {
  box: RefObject<HTMLDivElement | null>;
  cut: Pick<Cut, 'isLast' | 'toLast'>;
  items: readonly Item[];
  sent: number;
  onSeen: () => void;
}): Scroll {
  const atEnd = useRef(true);
  const hasLast = useRef(isLast);
  hasLast.current = isLast;
  const before = useRef<string | undefined>(undefined);
  const [fresh, setFresh] = useState(0);
  const newestKey = items.at(-1)?.key;

  const toBottom = (): void => {
    const el = box.current;
    if (el) el.scrollTop = el.scrollHeight;
    atEnd.current = true;
    toLast();
    setFresh(0);
  };

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const sample = (): void => {
      atEnd.current = hasLast.current && el.scrollHeight - el.scrollTop - el.clientHeight <= nearPx;
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
    if (isLast && atEnd.current) toBottom();
    else if (newestKey !== before.current) setFresh((n) => n + newSince(items, before.current));
    before.current = newestKey;
  }, [items]);

  // The newest may have come into the page only now.
  useLayoutEffect(() => {
    if (isLast && atEnd.current) toBottom();
  }, [isLast]);

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

  return { fresh, toBottom };
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
