// The survey as a person meets it who has no mouse, reads from right to left, and loses the network while answering.
import type { Agent } from '@rapport/sdk';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { agentClient } from './test/clients.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { firstOwner } from './test/owner.ts';
import { chatOn, openPage, words } from './test/pages.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

let relay: RunningRelay;
let browser: Browser;
let agent: Agent;
let shop: HostPage;

const said = {
  unsaved: 'لم يُحفظ بعد. سنواصل المحاولة.',
  saved: 'تم الحفظ. لا يزال بإمكانك التغيير.',
  thanks: 'شكرًا لك. تم حفظ إجابتك.',
  satisfied: 'راضٍ',
  nps: 'ما مدى احتمال أن توصي بنا لصديق أو زميل؟',
};

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  const owner = await firstOwner(relay.url, relay.setupLink);
  shop = await hostPage({
    html: `<!doctype html><html lang="ar" dir="rtl"><meta name="viewport" content="width=device-width"><title>Shop</title><main><h1>Shop</h1></main>${tag(relay.url)}</html>`,
  });
  const changed = await fetch(`${relay.url}/v1/sites/demo`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: owner.cookie },
    body: JSON.stringify({
      origins: [relay.url, shop.origin],
      settings: { guess: 0, extra: { expect: 0, nps: 100, ces: 0 } },
    }),
  });
  expect(await changed.text()).toContain('"nps":100');
  agent = agentClient(relay.url, owner.ticket);
  await agent.connect();
});

afterAll(async () => {
  agent?.dispose();
  await browser?.close();
  await shop?.stop();
  await relay?.stop();
});

/** Presses `key` until the focus is where `selector` says. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab', selector: string): Promise<void> {
  const isThere = () =>
    page.evaluate(
      (wanted) => !!document.querySelector('rapport-chat')?.shadowRoot?.activeElement?.matches(wanted),
      selector,
    );
  for (let steps = 0; !(await isThere()); steps++) {
    if (steps > 40) throw new Error(`${key} does not lead to ${selector}`);
    await page.keyboard.press(key);
  }
}

test('[UX99][R5] Arabic, by keyboard, without a network: the answer waits and says so, and is saved when it can be', async () => {
  const { page, context } = await openPage(browser, shop.url, { locale: 'ar' });
  const chat = chatOn(page, 'ar');
  await chat.open();
  await chat.write('سؤال');
  const row = () => {
    const { waiting, mine, others } = agent.inbox.getSnapshot();
    return [...waiting, ...mine, ...others].find(({ last }) => last?.text === 'سؤال');
  };
  await expect.poll(row).toBeDefined();
  const conv = agent.conversation(row()?.id as string);
  await conv.accept();
  await conv.send('جواب').committed();
  await chat.sees('جواب');
  await conv.end();
  await chat.panel.getByRole('radiogroup', { name: words.ar.question }).waitFor();
  const rated = () => conv.ratings.getSnapshot()[1];
  await expect.poll(() => rated()?.state).toBe('shown');

  await chat.panel.getByRole('textbox', { name: words.ar.message }).focus();
  await walk(page, 'Shift+Tab', '.sc input');
  await context.setOffline(true);
  // Arrows only move; Enter means it.
  const satisfied = chat.panel.getByRole('radio', { name: said.satisfied, exact: true });
  while (!(await satisfied.isChecked())) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await chat.panel.getByText(said.unsaved, { exact: true }).waitFor();
  expect(rated()?.state).toBe('shown');

  // What follows the score had come with the question.
  const line = chat.panel.getByRole('radiogroup', { name: said.nps });
  await walk(page, 'Tab', '.chips [type=checkbox]');
  await page.keyboard.press('Space');
  await walk(page, 'Tab', '.nums input');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  expect(await line.getByRole('radio', { name: '1', exact: true }).isChecked()).toBe(true);
  const boxes = await Promise.all(
    ['0', '10'].map((text) => line.locator('label', { hasText: text }).first().boundingBox()),
  );
  expect(boxes[0]?.x).toBeGreaterThan(boxes[1]?.x as number);
  expect(
    await line
      .locator('label')
      .first()
      .evaluate((label) => label.clientWidth),
  ).toBeGreaterThanOrEqual(24);
  expect(await violations(page, 'rapport-chat')).toEqual([]);

  await context.setOffline(false);
  await chat.panel.getByText(said.saved, { exact: true }).last().waitFor();
  await expect.poll(() => rated()?.rating?.score).toBe(4);
  expect(rated()?.rating).not.toHaveProperty('nps');
  await page.keyboard.press('Enter');
  await chat.panel.getByText(said.thanks, { exact: true }).waitFor();
  await expect
    .poll(() => rated()?.rating)
    .toMatchObject({ score: 4, nps: 1, lang: 'ar', reasons: [expect.any(String)] });
  await context.close();
});
