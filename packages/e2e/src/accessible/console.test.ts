// The console without a mouse and on a phone, and what axe finds in it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../test/axe.ts';
import { launchBrowser } from '../test/chromium.ts';
import { chatOn, type Desk, openPage, setUpOwner } from '../test/pages.ts';
import { startRelay } from '../test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  const { page } = await openPage(browser, 'about:blank');
  desk = await setUpOwner(page, relay.setupLink as string);
});

afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

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
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Email').fill('maria@shop.example');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const list = page.getByRole('navigation', { name: 'Conversations' });
    await list
      .getByRole('link')
      .filter({ hasText: `Axe console ${colorScheme}` })
      .waitFor();
    expect(await faults(page)).toEqual([]);
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
    expect(await faults(page)).toEqual([]);
    await context.close();
    await visitor.close();
  });
}

test('[UX25][UX28] keyboard walk, console: j k r n e z work, and not while writing', async () => {
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
  const reply = page.getByRole('textbox', { name: 'Type your message…' });
  await expect.poll(() => reply.inputValue()).toBe('just j k e n');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(current).toContain('walk two');
  await page.keyboard.press('r');
  await reply.fill('another draft');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(current).toContain('walk one');
  await expect.poll(() => reply.inputValue()).toBe('just j k e n');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => reply.inputValue()).toBe('another draft');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(current).toContain('walk one');
  await reply.focus();
  await page.keyboard.press('Enter');
  await visitors[0]?.chat.sees('just j k e n');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('only for us');
  await page.keyboard.press('Enter');
  await desk.sees('only for us');
  await page.keyboard.press('Escape');
  // An end is taken back, and then meant.
  await page.keyboard.press('e');
  await page.getByRole('button', { name: /^Undo/ }).waitFor();
  await page.keyboard.press('z');
  await expect.poll(() => page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
  await page.keyboard.press('e');
  await visitors[0]?.chat.panel
    .getByRole('radiogroup', { name: 'How satisfied are you with this chat?' })
    .waitFor({ timeout: 15_000 });
  for (const { context } of visitors) await context.close();
});

test('[UX29][UX65] the console on a phone: list, conversation and details follow one another, Back leads back, and the focus is seen', async () => {
  const { page: visitorPage, context: visitor } = await openPage(browser, `${relay.url}/demo/`);
  const chat = chatOn(visitorPage);
  await chat.open();
  await chat.write('From the street');
  await chat.sees('From the street');
  const { page } = desk;
  await page.goto(`${relay.url}/console/#/inbox`);
  await page.setViewportSize({ width: 390, height: 844 });
  const row = page.getByRole('link').filter({ hasText: 'From the street' }).first();
  const details = page.getByRole('complementary', { name: /^About|details/i });
  const fits = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  };
  await row.waitFor();
  await fits();
  await row.click();
  await desk.log.waitFor();
  expect(await row.isVisible()).toBe(false);
  await fits();
  await page.getByRole('link', { name: /^Details/ }).click();
  await details.waitFor();
  await fits();
  await page.goBack();
  await desk.log.waitFor();
  expect(await details.isVisible()).toBe(false);
  await page.goBack();
  await row.waitFor();
  expect(await desk.log.isVisible()).toBe(false);
  for (let steps = 0; steps < 10; steps++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element);
      return (
        document.activeElement === document.body || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
      );
    });
    expect(seen).toBe(true);
  }
  await visitor.close();
});
