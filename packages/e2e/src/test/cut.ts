// What of the chat does not fit: texts that are wider than their box, and whatever reaches over the edge of the screen.
import type { Page } from 'playwright-core';

/** The texts of what is cut; empty when all of it can be read. */
export const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const all = document
      .querySelector('rapport-chat')
      ?.shadowRoot?.querySelectorAll<HTMLElement>('.app :is(button, h2, p, b, select, label)');
    return [...(all ?? [])]
      .filter((element) => element.getClientRects().length > 0 && !element.closest('.vh'))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (
          (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') ||
          left < -1 ||
          right > innerWidth + 1
        );
      })
      .map((element) => element.textContent ?? '');
  });
