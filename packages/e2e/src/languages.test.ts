// Every language on a phone, nothing cut and nothing wider than the screen; the switch in the menu; and what a page says of colours.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { agentClient } from './test/clients.ts';
import { cut } from './test/cut.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { firstOwner } from './test/owner.ts';
import { openPage } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

const folder = fileURLToPath(new URL('../../widget/src/words/', import.meta.url));
const languages = readdirSync(folder).flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []);
const words = async (lang: string, part = ''): Promise<Record<string, string>> =>
  (await import(`${folder}${part}${lang}.ts`))[lang];

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let host: HostPage;
let leave = (): void => {};

const page = (head: string, more = '', lang = ''): { type: string; body: string } => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html ${lang}><meta name="viewport" content="width=device-width"><title>Shop</title>${head}<h1>Shop</h1>${tag(relay.url, more)}</html>`,
});

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  // Somebody is there, so that the way to write stays the same one from the first picture on.
  const agent = agentClient(relay.url, (await firstOwner(relay.url, relay.setupLink)).ticket);
  await agent.connect();
  await agent.setPresence('available');
  leave = () => agent.dispose();
  host = await hostPage({
    html: page('').body,
    files: {
      '/own': page(
        '<style>rapport-chat { --rapport-bg: rgb(1 2 3); --rapport-soft: rgb(4 5 6); --rapport-accent: rgb(7 8 9); --rapport-offset: 0 12px 64px }</style>',
      ),
      '/light': page('<style>:root { color-scheme: light only }</style>'),
      '/colour': page('', 'data-color="rebeccapurple"'),
      '/lang': page('', 'data-lang="he"', 'lang="fr"'),
    },
  });
  const site = await relay.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  await relay.store.putSite({ ...site, origins: [host.origin] });
});
afterAll(async () => {
  leave();
  await browser?.close();
  await host?.stop();
  await relay?.stop();
});

async function chatAt(path: string, options: BrowserContextOptions): Promise<Page> {
  const { page } = await openPage(browser, `${host.origin}${path}`, options);
  await page.locator('rapport-chat button.l').click();
  await page.locator('.cmp textarea').waitFor();
  return page;
}
const menu = async (page: Page): Promise<void> => {
  await page.locator('.menu').click();
  await page.locator('.sheet select').last().waitFor();
};
/** What is said in English words, and is no word of the language, too. */
async function english(page: Page, own: readonly unknown[]): Promise<string[]> {
  const known = Object.values({ ...(await words('en')), ...(await words('en', 'extra/')) });
  const seen = await page.evaluate(() => {
    const app = document.querySelector('rapport-chat')?.shadowRoot?.querySelector('.app') as Element;
    const walk = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
    const texts: string[] = [...app.querySelectorAll('[aria-label]')].map((el) => el.ariaLabel ?? '');
    while (walk.nextNode())
      if (!walk.currentNode.parentElement?.closest('option')) texts.push(walk.currentNode.textContent ?? '');
    return texts;
  });
  return seen.filter((text) => known.includes(text.trim()) && !own.includes(text.trim()));
}
const colourOf = (page: Page, name: string): Promise<string> =>
  page.evaluate((property) => {
    const wrap = document.querySelector('rapport-chat')?.shadowRoot?.querySelector('.app') as HTMLElement;
    const probe = wrap.appendChild(document.createElement('i'));
    probe.style.setProperty('color', `var(${property})`);
    const seen = getComputedStyle(probe).color;
    probe.remove();
    return seen;
  }, name);

test.each(languages)('[UX90] %s is spoken on a phone, and nothing of it is cut', async (lang) => {
  const page = await chatAt('', { locale: lang, viewport: { width: 390, height: 780 } });
  const [first, extra] = await Promise.all([words(lang), words(lang, 'extra/')]);
  expect(await page.locator('.app').getAttribute('lang')).toBe(lang);
  expect(await page.locator('.app').getAttribute('dir')).toBe(['ar', 'fa', 'he'].includes(lang) ? 'rtl' : 'ltr');
  expect(await page.locator('.cmp textarea').getAttribute('aria-label')).toBe(first['composer.placeholder']);
  await menu(page);
  expect(await page.locator('.sheet').textContent()).toContain(extra['menu.language']);
  expect(lang === 'en' ? [] : await english(page, Object.values({ ...first, ...extra }))).toEqual([]);
  expect(await cut(page)).toEqual([]);
  await page.context().close();
});

test('[UX72][UX81] another language, a larger text and dark are chosen in the menu, hold at once, and are there on the next visit', async () => {
  const page = await chatAt('', { locale: 'en', colorScheme: 'dark', viewport: { width: 390, height: 664 } });
  expect(await colourOf(page, '--bg')).toBe('rgb(14, 20, 19)');
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await colourOf(page, '--bg')).toBe('rgb(255, 255, 255)');
  await page.locator('.cmp textarea').fill('half a sen');
  await menu(page);
  await page.locator('.sheet select').last().selectOption('fa');
  await expect.poll(() => page.locator('.app').getAttribute('dir')).toBe('rtl');
  await page.locator('.sheet .a2').click();
  await page.locator('.sheet select').first().selectOption('2');
  expect(await page.locator('.cmp textarea').inputValue()).toBe('half a sen');
  await expect.poll(() => cut(page)).toEqual([]);
  await expect.poll(() => violations(page, 'rapport-chat')).toEqual([]);
  const size = () => page.locator('.cmp textarea').evaluate((element) => getComputedStyle(element).fontSize);
  await expect.poll(async () => Number.parseFloat(await size())).toBeCloseTo(19.5);
  await page.reload();
  await page.locator('rapport-chat button.l').click();
  await page.locator('.cmp textarea').waitFor();
  await expect.poll(() => page.locator('.app').getAttribute('lang')).toBe('fa');
  await expect.poll(async () => Number.parseFloat(await size())).toBeCloseTo(19.5);
  await expect.poll(() => colourOf(page, '--bg')).toBe('rgb(14, 20, 19)');
  // As large as that in the floating panel, too.
  await page.setViewportSize({ width: 1000, height: 800 });
  await expect.poll(() => cut(page)).toEqual([]);
  await page.context().close();
});

test('what a page sets on the element takes, whatever the site says', async () => {
  const page = await chatAt('/own', { locale: 'en', viewport: { width: 900, height: 700 } });
  const panel = await page.locator('rapport-chat dialog').boundingBox();
  expect([(panel?.x ?? 0) + (panel?.width ?? 0), (panel?.y ?? 0) + (panel?.height ?? 0)]).toEqual([868, 616]);
  expect([await colourOf(page, '--bg'), await colourOf(page, '--soft')]).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
  expect(
    await page
      .locator(':is(.send, .pri)')
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor),
  ).toBe('rgb(7, 8, 9)');
  await page.context().close();
});

test('[UX81] a page that is only light keeps a light chat for a person who likes it dark', async () => {
  const page = await chatAt('/light', { locale: 'en', colorScheme: 'dark' });
  expect(await colourOf(page, '--bg')).toBe('rgb(255, 255, 255)');
  await page.context().close();
});

test('a colour of the page’s own makes a whole theme, however it is written', async () => {
  const page = await chatAt('/colour', { locale: 'en', colorScheme: 'light' });
  await expect.poll(() => colourOf(page, '--soft')).not.toBe('rgb(214, 244, 240)');
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  await page.context().close();
});

test('[UX91] data-lang counts more than the page’s language, and that more than the browser’s', async () => {
  const { page, context } = await openPage(browser, `${host.origin}/lang`, { locale: 'ja' });
  const asked: string[] = [];
  page.on('request', (request) => void (/\/w\/(he|fr|ja|en)-/.test(request.url()) && asked.push(request.url())));
  await page.locator('rapport-chat button.l').waitFor();
  expect(asked).toEqual([]);
  await page.locator('rapport-chat button.l').click();
  await page.locator('.cmp textarea').waitFor();
  expect(await page.locator('.app').getAttribute('lang')).toBe('he');
  // Hebrew alone, once.
  expect(asked.map((url) => /\/w\/(..)-/.exec(url)?.[1])).toEqual(['he']);
  await page.route(/\/w\/he-/, (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await page.locator('rapport-chat button.l').click();
  await page.locator('.cmp textarea').waitFor();
  expect(await page.locator('.app').getAttribute('lang')).toBe('en');
  await context.close();
});
