// Accessibility of what is shown: axe after the screen's own controls were found by role and name, and one keyboard walk of each.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { cut } from './test/cut.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { chatOn, type Desk, openPage, setUpOwner, words } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let desk: Desk;
let shops: Record<'en' | 'ar', HostPage>;

const shop = (lang: 'en' | 'ar'): Promise<HostPage> =>
  hostPage({
    html: `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Shop</title><main><h1>Shop</h1><section aria-label="Offers">Chairs</section></main>${tag(relay.url)}</html>`,
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

/** What is cut of texts that are 60 % longer and have accents. They are as before when this returns. */
async function longer(page: Page): Promise<string[]> {
  const swap = (isOn: boolean): Promise<void> =>
    page.evaluate((on) => {
      const app = document.querySelector('rapport-chat')?.shadowRoot?.querySelector('.app') as Element;
      const walk = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode() as Text | null; node; node = walk.nextNode() as Text | null) {
        const text = node.data;
        if (!on) node.data = text.replace(/\[(.*)\u200b.*/s, '$1');
        else if (text.trim() && !node.parentElement?.closest('select, .b, .av'))
          node.data = `[${text}\u200b ${'éà '.repeat(Math.ceil(text.length / 5))}]`;
      }
    }, isOn);
  await swap(true);
  const lost = await cut(page);
  await swap(false);
  return lost;
}

const looks: readonly (BrowserContextOptions & { look: string; lang: 'en' | 'ar' })[] = [
  { look: 'English, light', lang: 'en', colorScheme: 'light' },
  { look: 'English, dark', lang: 'en', colorScheme: 'dark' },
  { look: 'Arabic, light, 390 px', lang: 'ar', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { look: 'Arabic, dark', lang: 'ar', colorScheme: 'dark' },
];

for (const { look, lang, ...options } of looks) {
  test(`[UX1][UX2][UX3][UX7][UX8][UX10][UX88] widget, ${look}: home, conversation and rating have no violation`, async () => {
    const w = words[lang];
    // Two looks go through every state, the other two through the main ones.
    const isWhole = /English, light|Arabic, dark/.test(look);
    const { page, context } = await openPage(browser, shops[lang].url, { ...options, locale: lang });
    const chat = chatOn(page, lang);
    await chat.panel.locator('button.l').waitFor();
    if (isWhole) expect(await faults(page)).toEqual([]);
    await chat.open();
    await chat.panel.getByRole('button', { name: w.send, exact: true }).waitFor();
    expect(await faults(page, 'rapport-chat')).toEqual([]);
    const text = `Axe ${look}`;
    await chat.write(text);
    await chat.panel.locator('.card').waitFor();
    if (isWhole) expect(await faults(page, 'rapport-chat')).toEqual([]);
    await desk.choose(text);
    await desk.reply('Hello, see https://example.com/help');
    await chat.log.getByRole('link').first().waitFor();
    // With regions of the page's own beside it.
    expect(await faults(page)).toEqual([]);
    if (isWhole) {
      await chat.panel.getByRole('button', { name: w.menu }).click();
      await chat.panel.locator('.sheet select').last().waitFor();
      await context.setOffline(true);
      await chat.panel.locator('.ban').waitFor();
      expect(await faults(page, 'rapport-chat')).toEqual([]);
      if (lang === 'en') expect(await longer(page)).toEqual([]);
      await context.setOffline(false);
      await chat.panel.getByRole('button', { name: w.end, exact: true }).click();
      await chat.panel.locator('.ask').waitFor();
      expect(await faults(page, 'rapport-chat')).toEqual([]);
      if (lang === 'en') expect(await longer(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await chat.end();
    await chat.panel.getByRole('radiogroup', { name: w.question }).getByRole('radio').first().waitFor();
    expect(await chat.panel.getByRole('radio').count()).toBe(5);
    expect(await faults(page, 'rapport-chat')).toEqual([]);
    await chat.panel.locator('.sc label').nth(1).click();
    await chat.panel.getByRole('checkbox').first().waitFor();
    expect(await faults(page, 'rapport-chat')).toEqual([]);
    if (lang === 'en') expect(await longer(page)).toEqual([]);
    expect(
      await page.evaluate(() =>
        document.querySelector('rapport-chat')?.shadowRoot?.querySelector('[dir]')?.getAttribute('dir'),
      ),
    ).toBe(lang === 'ar' ? 'rtl' : 'ltr');
    await context.close();
  });
}

test('[UX12][UX23] keyboard walk, widget: open, write, end and rate without a pointer', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const chat = chatOn(page);
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const element = document.querySelector('rapport-chat')?.shadowRoot?.activeElement;
      return element
        ? `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent ?? ''}`.trim()
        : 'outside';
    });
  await chat.panel.getByRole('button', { name: 'Chat with us' }).waitFor();
  for (let i = 0; i < 12 && !(await focused()).includes('Chat with us'); i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const field = chat.panel.getByRole('textbox', { name: 'Type your message…' });
  await field.waitFor();
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
  await chat.panel.getByRole('radio').first().waitFor();
  const at = (selector: string): Promise<boolean> =>
    page.evaluate(
      (wanted) => !!document.querySelector('rapport-chat')?.shadowRoot?.activeElement?.matches(wanted),
      selector,
    );
  const walk = async (key: string, selector: string): Promise<void> => {
    for (let i = 0; i < 40 && !(await at(selector)); i++) await page.keyboard.press(key);
    expect(await at(selector), selector).toBe(true);
  };
  await walk('Shift+Tab', '.sc input');
  await page.keyboard.press('ArrowUp');
  const chosen = chat.panel.locator('.sc input:checked');
  const score = await chosen.getAttribute('value');
  // Tab leaves the group at once, and comes back to what was chosen.
  await page.keyboard.press('Tab');
  expect(await at('.sc input')).toBe(false);
  await walk('Shift+Tab', '.sc input');
  expect(await at('.sc input:checked')).toBe(true);
  expect(await chosen.getAttribute('value')).toBe(score);
  // Going on to what comes next has meant it.
  await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
  await walk('Tab', '.chips [type=checkbox]');
  await page.keyboard.press('Space');
  await walk('Tab', '.rate textarea');
  await page.keyboard.type('By keys alone');
  await walk('Tab', '.rate .pri');
  await page.keyboard.press('Enter');
  await chat.panel.getByText('Thank you. Your answer has been saved.').last().waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() =>
      page.evaluate(() => document.querySelector('rapport-chat')?.shadowRoot?.activeElement?.className ?? 'outside'),
    )
    .toBe('l');
  await context.close();
});
