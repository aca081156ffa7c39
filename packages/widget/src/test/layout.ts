// A transcript with measures in a DOM that has none: every message is as high as its text says, one below the other.
import { vi } from 'vitest';

export const viewPx = 600;

/** `heightOf`: of a message, by its text. Gives what takes it away. */
export function layOut(heightOf: (text: string) => number): () => void {
  const tops = new WeakMap<Element, number>();
  const listOf = (log: Element): HTMLElement => log.querySelector('ol') as HTMLElement;
  const px = (length: string): number => Number.parseFloat(length) || 0;
  const above = (list: HTMLElement): number => px(list.style.paddingTop);
  const below = (list: HTMLElement): number => px(list.style.paddingBottom);
  const bubbles = (list: Element): Element[] => [...list.querySelectorAll('.m')];
  const textOf = (bubble: Element): string => bubble.querySelector('.b')?.textContent ?? '';
  /** Within its list, while that shows the same. */
  let measured = new Map<Element, { readonly y: number; readonly height: number }>();
  let sign = '';
  let end = 0;
  function measure(list: HTMLElement): void {
    const all = bubbles(list);
    const now = [above(list), below(list), all.length, ...[all[0], all.at(-1)].map((el) => el && textOf(el))].join();
    if (now === sign) return;
    sign = now;
    end = above(list);
    measured = new Map();
    for (const el of all) {
      const height = heightOf(textOf(el));
      measured.set(el, { y: end, height });
      end += height;
    }
    end += below(list);
  }
  const heightOfList = (list: HTMLElement): number => {
    measure(list);
    return end;
  };
  const define = (name: string, of: (el: HTMLElement) => number): (() => void) => {
    const before = Object.getOwnPropertyDescriptor(HTMLElement.prototype, name);
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return of(this);
      },
      set(this: HTMLElement, px: number) {
        if (name === 'scrollTop') tops.set(this, Math.max(0, Math.min(px, this.scrollHeight - viewPx)));
      },
    });
    return () => {
      if (before) Object.defineProperty(HTMLElement.prototype, name, before);
      else Reflect.deleteProperty(HTMLElement.prototype, name);
    };
  };
  const offs = [
    define('scrollTop', (el) => tops.get(el) ?? 0),
    define('scrollHeight', (el) => (el.className === 'log' ? heightOfList(listOf(el)) : 0)),
    define('clientHeight', (el) => (el.className === 'log' ? viewPx : 0)),
    define('offsetHeight', (el) => (el.tagName === 'OL' ? heightOfList(el) : 0)),
  ];
  const rects = vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const log = this.closest('.log');
    if (!log || this === log) return new DOMRect(0, 0, 360, viewPx);
    measure(listOf(log));
    const { y = 0, height = 0 } = measured.get(this) ?? {};
    return new DOMRect(0, y - log.scrollTop, 360, height);
  });
  return () => {
    rects.mockRestore();
    for (const off of offs) off();
  };
}
