// A conversation of any length in the widget and in the console, as it is opened, written in and read.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chatOn } from '../test/pages.ts';
import { eventMs, type Probe, paintedMs, probe, settled, watchFor } from './page-probe.ts';

export interface Opened {
  readonly openMs: number;
  readonly ownMs: number;
  readonly eventMs: number;
  readonly answerMs: number;
  readonly longestMs: number;
  readonly heapBytes: number;
  readonly rows: number;
}

/** All of it is held, and read. */
export interface Held {
  /** In the page at most. */
  readonly rows: number;
  /** How far something that was being read has moved by itself. */
  readonly movedPx: number;
  readonly ownMs: number;
  readonly heapBytes: number;
}

/** A visitor with a conversation behind him. */
export interface Reader {
  readonly context: BrowserContext;
  /** The page with the chat. */
  readonly url: string;
  /** Last message so far. */
  last: string;
  /** Staff says so, and the relay has it. */
  answer(text: string): Promise<void>;
}

let count = 0;

async function own(page: Page, reader: Reader): Promise<number> {
  reader.last = `Said ${++count}`;
  await page.keyboard.type(reader.last);
  await settled(page);
  await watchFor(page, 'keydown', reader.last);
  await page.keyboard.press('Enter');
  return paintedMs(page);
}

async function openChat(reader: Reader): Promise<{ page: Page; probed: Probe; openMs: number }> {
  const page = await reader.context.newPage();
  const probed = await probe(page);
  await page.goto(reader.url);
  await settled(page);
  await watchFor(page, 'click', reader.last);
  await chatOn(page).open();
  const openMs = await paintedMs(page);
  await settled(page);
  return { page, probed, openMs };
}

const rowsIn = (page: Page): Promise<number> =>
  page.evaluate(
    () => document.querySelector('rapport-chat')?.shadowRoot?.querySelectorAll('.m, li:not(.g)').length ?? 0,
  );

export async function opened(reader: Reader): Promise<Opened> {
  const { page, probed, openMs } = await openChat(reader);
  const ownMs = await own(page, reader);
  const byEvent = await eventMs(page);
  reader.last = `Answered ${++count}`;
  await watchFor(page, null, reader.last);
  await reader.answer(reader.last);
  const answerMs = await paintedMs(page);
  const { longestMs } = await probed.longTasks();
  const taken = {
    openMs,
    ownMs,
    eventMs: byEvent,
    answerMs,
    longestMs,
    heapBytes: await probed.heapBytes(),
    rows: await rowsIn(page),
  };
  await page.close();
  return taken;
}

export async function held(reader: Reader): Promise<Held> {
  const { page, probed } = await openChat(reader);
  await probed.slow(1);
  // Earlier ones, as long as there are any.
  await page.evaluate(async () => {
    const root = document.querySelector('rapport-chat')?.shadowRoot as ShadowRoot;
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    // The button comes with a file of its own.
    for (let n = 0; n < 60; n += 1) await frame();
    for (;;) {
      const button = root.querySelector<HTMLElement>('.log > button');
      if (!button) break;
      if (button.ariaDisabled !== 'true') button.click();
      await frame();
    }
  });
  const read = await page.evaluate(async () => {
    const root = document.querySelector('rapport-chat')?.shadowRoot as ShadowRoot;
    const log = root.querySelector('.log') as HTMLElement;
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    let [rows, movedPx] = [0, 0];
    const bubbles = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.m')];
    const topOf = (el: Element): number => el.getBoundingClientRect().top;
    async function step(px: number): Promise<void> {
      log.scrollTop += px;
      const middle = log.getBoundingClientRect().top + log.clientHeight / 2;
      const read = bubbles().find((el) => topOf(el) > middle);
      const [text, before] = [read?.textContent, read && topOf(read)];
      await frame();
      await frame();
      rows = Math.max(rows, root.querySelectorAll('.m, li:not(.g)').length);
      const now = bubbles().find((el) => el.textContent === text);
      if (before !== undefined)
        movedPx = Math.max(movedPx, now ? Math.abs(topOf(now) - before) : Number.POSITIVE_INFINITY);
    }
    for (let n = 0; n < 100; n += 1) await step(-300);
    for (let n = 0; n < 50; n += 1) await step(300);
    log.scrollTop = 0;
    await frame();
    await frame();
    for (let n = 0; n < 50; n += 1) await step(300);
    log.scrollTop = log.scrollHeight;
    await frame();
    await frame();
    return { rows, movedPx };
  });
  await probed.slow();
  await page.locator('rapport-chat').getByRole('textbox').focus();
  const ownMs = await own(page, reader);
  const taken = { ...read, ownMs, heapBytes: await probed.heapBytes() };
  await page.close();
  return taken;
}

export interface Desk {
  readonly openMs: number;
  readonly longestMs: number;
  readonly rows: number;
  readonly heapBytes: number;
}

/** The console opens conversation `id`, and goes back in it for `pages` pages. */
export async function openDesk(
  browser: Browser,
  url: string,
  cookie: string,
  id: string,
  pages: number,
): Promise<Desk> {
  const context = await browser.newContext();
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  const probed = await probe(page);
  await page.goto(`${url}/console/#/inbox`);
  await page.getByRole('navigation', { name: 'Conversations' }).getByRole('link').first().waitFor();
  await settled(page);
  await probed.longTasks();
  const taken = await page.evaluate(
    async ([hash, pages]) => {
      const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
      const startedAt = performance.now();
      location.hash = hash;
      while (!document.querySelector('.log .bubble')) await frame();
      const { port1, port2 } = new MessageChannel();
      const painted = new Promise((resolve) => {
        port1.onmessage = resolve;
      });
      port2.postMessage(null);
      await painted;
      const openMs = performance.now() - startedAt;
      let rows = 0;
      for (let n = 0; n < pages; n += 1) {
        const button = document.querySelector<HTMLElement>('.log > .earlier');
        if (!button) break;
        const before = button.ariaDisabled;
        if (before !== 'true') button.click();
        await frame();
        while (document.querySelector<HTMLElement>('.log > .earlier')?.ariaDisabled === 'true') await frame();
        rows = Math.max(rows, document.querySelectorAll('.log .bubble, .log > :not(.group)').length);
      }
      return { openMs, rows };
    },
    [`#/inbox/${id}`, pages] as const,
  );
  const desk = { ...taken, longestMs: (await probed.longTasks()).longestMs, heapBytes: await probed.heapBytes() };
  await context.close();
  return desk;
}
