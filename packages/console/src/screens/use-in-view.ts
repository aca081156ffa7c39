// Calls when what is held has come into view; `run` returns what ends it.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** How much of it there must be, of what is small enough to be seen whole. */
const part = 0.5;

export function useInView<T extends Element>(run: () => () => void): RefObject<T | null> {
  const at = useRef<T>(null);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const held = at.current;
    if (held === null) return;
    let stop = (): void => {};
    const observer = new IntersectionObserver(
      (entries) => {
        stop();
        const isIn = entries.at(-1)?.isIntersecting ?? false;
        stop = isIn ? latest.current() : () => {};
      },
      { threshold: part },
    );
    observer.observe(held);
    return () => {
      observer.disconnect();
      stop();
    };
  }, []);
  return at;
}
