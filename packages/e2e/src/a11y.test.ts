// Accessibility of what is shown: axe after the screen's own controls were found by role and name, and one keyboard walk of each.
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { chatOn, type Desk, openPage, setUpOwner, words } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let desk: Desk;
let shops: Record<'en' | 'ar', HostPage>;

const shop = (lang: 'en' | 'ar'): Promise<HostPage> =>
  hostPage({
    html: `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Shop</title><main><h1>Shop</h1></main>${tag(relay.url)}</html>`,
  });

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  const { page } = await openPage(browser, 'about:blank');
  desk = await setUpOwner(page, relay.setupLink as string);
  shops = { en: await shop('en'), ar: await shop('ar') };
  const site = await relay.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  await relay.store.putSite({ ...site, origins: [relay.url, shops.en.origin, shops.ar.origin] });
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([shops?.en.stop(), shops?.ar.stop()]);
  await relay?.stop();
});

const looks: readonly (BrowserContextOptions & { look: string; lang: 'en' | 'ar' })[] = [
  { look: 'English, light', lang: 'en', colorScheme: 'light' },
  { look: 'English, dark', lang: 'en', colorScheme: 'dark' },
  { look: 'Arabic, light, 390 px', lang: 'ar', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { look: 'Arabic, dark', lang: 'ar', colorScheme: 'dark' },
];

for (const { look, lang, ...options } of looks) {
  test(`[UX1][UX2][UX3][UX7][UX8][UX10] widget, ${look}: home, conversation and rating have no violation`, async () => {
    const w = words[lang];
    const { page, context } = await openPage(browser, shops[lang].url, { ...options, locale: lang });
    const chat = chatOn(page, lang);
    await chat.open();
    await chat.panel.getByRole('button', { name: w.send, exact: true }).waitFor();
    expect(await violations(page, 'rapport-chat')).toEqual([]);
    const text = `Axe ${look}`;
    await chat.write(text);
    await desk.choose(text);
    await desk.reply('Hello, see https://example.com/help');
    await chat.log.getByRole('link').first().waitFor();
    expect(await violations(page, 'rapport-chat')).toEqual([]);
    await chat.end();
    await chat.panel.getByRole('radiogroup', { name: w.question }).getByRole('radio').first().waitFor();
    expect(await chat.panel.getByRole('radio').count()).toBe(5);
    expect(await violations(page, 'rapport-chat')).toEqual([]);
    await chat.panel.locator('.sc label').nth(1).click();
    await chat.panel.getByRole('checkbox').first().waitFor();
    expect(await violations(page, 'rapport-chat')).toEqual([]);
    expect(
      await page.evaluate(() =>
        document.querySelector('rapport-chat')?.shadowRoot?.querySelector('[dir]')?.getAttribute('dir'),
      ),
    ).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    await context.close();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[UX4][UX7] console, ${colorScheme}: sign-in, inbox, conversation with note and rating have no violation`, async () => {
    const { page: visitorPage, context: visitor } = await openPage(browser, `${relay.url}/demo/`);
    const chat = chatOn(visitorPage);
    await chat.open();
    await chat.write(`Axe console ${colorScheme}`);
    await chat.sees(`Axe console ${colorScheme}`);

    const { page, context } = await openPage(browser, `${relay.url}/console/`, {
      colorScheme,
      viewport: { width: 1440, height: 900 },
    });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Email').fill('maria@shop.example');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const list = page.getByRole('navigation', { name: 'Conversations' });
    await list
      .getByRole('link')
      .filter({ hasText: `Axe console ${colorScheme}` })
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await desk.choose(`Axe console ${colorScheme}`);
    await desk.reply('An answer');
    await desk.note('A note');
    await list.getByRole('link').filter({ hasText: 'An answer' }).first().click();
    await page.getByText('A note', { exact: true }).waitFor();
    await chat.sees('An answer');
    await chat.end();
    await chat.panel.getByText('Dissatisfied', { exact: true }).click();
    await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
    await page.getByRole('region', { name: 'Rating' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
    await visitor.close();
  });
}

test('[UX12][UX23] keyboard walk, widget: open, write, end and rate without a pointer', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const chat = chatOn(page);
  await chat.panel.getByRole('button', { name: 'Chat with us' }).focus();
  await page.keyboard.press('Enter');
  const field = chat.panel.getByRole('textbox', { name: 'Type your message…' });
  await field.waitFor();
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const element = document.querySelector('rapport-chat')?.shadowRoot?.activeElement;
      return element
        ? `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`.trim()
        : 'outside';
    });
  await expect.poll(focused).toContain('TEXTAREA');
  await page.keyboard.type('No mouse here');
  await page.keyboard.press('Enter');
  await chat.sees('No mouse here');
  await desk.choose('No mouse here');
  await desk.reply('None needed');
  await chat.sees('None needed');
  // Backwards from the field to the menu, then end the chat.
  for (let i = 0; i < 12 && !(await focused()).includes('More options'); i++) await page.keyboard.press('Shift+Tab');
  expect(await focused()).toContain('More options');
  await page.keyboard.press('Enter');
  for (let i = 0; i < 24 && !(await focused()).includes('End chat'); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toContain('Keep chatting');
  await page.keyboard.press('Escape');
  await expect.poll(() => chat.panel.getByText('End this chat?').count()).toBe(0);
  await chat.end();
  const radios = chat.panel.getByRole('radio');
  await radios.first().waitFor();
  await radios.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await chat.panel.getByRole('radio', { name: 'Neither satisfied nor dissatisfied' }).isChecked()).toBe(true);
  await page.keyboard.press('Enter');
  await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() =>
      page.evaluate(() => document.querySelector('rapport-chat')?.shadowRoot?.activeElement?.className ?? 'outside'),
    )
    .toBe('l');
  await context.close();
});

test('[UX25][UX28] keyboard walk, console: j k r n e work, and not while writing', async () => {
  const visitors = [];
  for (const text of ['walk one', 'walk two']) {
    const { page, context } = await openPage(browser, `${relay.url}/demo/`);
    const chat = chatOn(page);
    await chat.open();
    await chat.write(text);
    await chat.sees(text);
    visitors.push({ chat, context });
  }
  const { page } = desk;
  const list = page.getByRole('navigation', { name: 'Conversations' });
  await list.getByRole('link').filter({ hasText: 'walk two' }).waitFor();
  await desk.choose('walk one');
  const current = (): Promise<string | null> => list.locator('[aria-current]').first().textContent();
  await list.locator('[aria-current]').first().focus();
  await page.keyboard.press('j');
  await expect.poll(current).toContain('walk two');
  await page.keyboard.press('k');
  await expect.poll(current).toContain('walk one');
  await page.keyboard.press('r');
  await page.keyboard.type('just j k e n');
  await expect.poll(() => page.getByRole('textbox', { name: 'Type your message…' }).inputValue()).toBe('just j k e n');
  await page.keyboard.press('Enter');
  await visitors[0]?.chat.sees('just j k e n');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('only for us');
  await page.keyboard.press('Enter');
  await desk.sees('only for us');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await visitors[0]?.chat.panel
    .getByRole('radiogroup', { name: 'How satisfied are you with this chat?' })
    .waitFor({ timeout: 15_000 });
  for (const { context } of visitors) await context.close();
});
