// [B6] Hostile text is shown as the text it is, letter by letter, in the widget and in the console; nothing runs, nothing is fetched.
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { visitorClient } from './test/clients.ts';
import { chatOn, type Desk, openPage, setUpOwner } from './test/pages.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

interface Texts {
  readonly messages: readonly { readonly class: string; readonly text: string; readonly link: string | null }[];
  readonly names: readonly { readonly class: string; readonly name: string }[];
}
const { messages, names } = JSON.parse(
  readFileSync(new URL('./test/hostile-texts.json', import.meta.url), 'utf8'),
) as Texts;

let relay: RunningRelay;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  const many = [{ count: 10_000, perMs: 1_000 }];
  relay = await startRelay({ limits: { visitorCommands: many, agentCommands: many } });
  browser = await launchBrowser();
  const { page } = await openPage(browser, 'about:blank');
  desk = await setUpOwner(page, relay.setupLink as string);
});

afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

/** Fails on a dialog, an uncaught error, a policy violation or a request to anywhere but the relay. */
function guard(page: Page): () => readonly string[] {
  const found: string[] = [];
  page.on('dialog', (dialog) => {
    found.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => found.push(`error ${error.message}`));
  page.on('request', (request) => void (request.url().startsWith(relay.url) || found.push(`request ${request.url()}`)));
  page.on('console', (message) => void (/Content Security Policy/.test(message.text()) && found.push(message.text())));
  return () => found;
}

/** The texts of all bubbles, without what is there for screen readers only. */
const bubbles = (log: Locator, selector: string): Promise<string[]> =>
  log.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const extra of copy.querySelectorAll('.vh, .heard')) extra.remove();
      return copy.textContent ?? '';
    }),
  );

test('[UX94][UX114][B6][C3] every hostile message stands in widget and console as it was written', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const [visitorFound, agentFound] = [guard(page), guard(desk.page)];
  const chat = chatOn(page);
  await chat.open();
  for (const [index, { text }] of messages.entries()) {
    await chat.write(text);
    if (index === 0) await desk.choose('<script>alert(1)</script>');
  }
  await chat.write('the end');
  await desk.sees('the end');
  const expected = [...messages.map(({ text }) => text), 'the end'];
  expect(await bubbles(chat.log, '.b')).toEqual(expected);
  expect(await bubbles(desk.log, '.text')).toEqual(expected);
  for (const log of [chat.log, desk.log]) {
    const links = await log.locator('a').evaluateAll((found) =>
      found.map((a) => ({
        href: a.getAttribute('href') ?? '',
        rel: a.getAttribute('rel') ?? '',
        target: a.getAttribute('target'),
      })),
    );
    for (const link of links) {
      expect(link.href).toMatch(/^(https?:\/\/|mailto:)/);
      expect(link.href).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|@/);
      expect(link.rel).toContain('noopener noreferrer');
      expect(link.target).toBe('_blank');
    }
    expect(links.length).toBeGreaterThan(0);
  }
  for (const { text } of messages.slice(0, 6)) await desk.reply(text);
  await desk.reply('that is all');
  await chat.sees('that is all');
  expect((await bubbles(chat.log, '.b')).slice(-7, -1)).toEqual(messages.slice(0, 6).map(({ text }) => text));
  expect(visitorFound()).toEqual([]);
  expect(agentFound()).toEqual([]);
  await context.close();
});

test('[UX86][B6] every hostile name stands in the console as it is', async () => {
  const found = guard(desk.page);
  const clients = names.map(({ name }) => visitorClient(relay.url));
  for (const [index, visitor] of clients.entries()) {
    visitor.update({ name: names[index]?.name ?? '' });
    await visitor
      .start({ message: `name ${index}` })
      .send(`my name is ${index}`)
      .committed();
  }
  const list = desk.page.getByRole('navigation', { name: 'Conversations' });
  for (const [index, { name }] of names.entries()) {
    const row = list.getByRole('link').filter({ hasText: new RegExp(`my name is ${index}(?!\\d)`) });
    await row.waitFor();
    expect(await row.locator('bdi').textContent()).toBe(name);
  }
  expect(found()).toEqual([]);
  for (const visitor of clients) visitor.dispose();
});
