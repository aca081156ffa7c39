// The whole path in real browsers: the shipped bundle, the real relay, a visitor and an agent.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { chatOn, type Desk, openPage, setUpOwner } from './test/pages.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

let relay: RunningRelay;
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

test('[UX102][C5][C7][C8][R1][R5] a visitor chats with a person and rates the chat; the rating stands on the agent’s screen', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const chat = chatOn(page);
  await chat.open();
  await chat.panel.getByText(/Maria.? is here now\./).waitFor();
  await chat.write('Hi! Only one of my two chairs arrived.');
  await chat.sees('Hi! Only one of my two chairs arrived.');

  await desk.choose('Only one of my two chairs');
  await desk.join();
  await desk.reply('Hello, let me look it up.');
  await chat.sees('Hello, let me look it up.');
  await desk.note('Box 2 was split at the warehouse.');
  await desk.sees('Box 2 was split at the warehouse.');
  await desk.reply('The second box ships today.');
  await chat.sees('The second box ships today.');

  await chat.end();
  const question = chat.panel.getByRole('radiogroup', { name: 'How satisfied are you with this chat?' });
  await question.waitFor();
  await chat.panel.getByText('Satisfied', { exact: true }).click();
  await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
  await chat.panel.getByText('Clear, correct information').click();
  await chat.panel
    .getByRole('group', { name: 'Was your question resolved?' })
    .getByText('Yes', { exact: true })
    .click();
  await chat.panel
    .getByRole('textbox', { name: /What could we do differently\?/ })
    .fill('Tell me about split deliveries at once.');
  await chat.panel.getByRole('button', { name: 'Next' }).click();
  await chat.panel.getByText('Thank you. Your answer has been saved.').last().waitFor();

  const card = desk.page.getByRole('region', { name: 'Rating' });
  await card.getByText('Satisfied', { exact: true }).first().waitFor();
  await card.getByText('Tell me about split deliveries at once.').waitFor();
  await card.getByText('Clear, correct information').waitFor();

  expect(await chat.panel.innerText()).not.toContain('Box 2 was split');
  await context.close();
});

test('[UX98][O1][T3] a reload in the middle loses nothing, and the draft is kept', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const chat = chatOn(page);
  await chat.open();
  await chat.write('Before the reload');
  await chat.sees('Before the reload');
  await desk.choose('Before the reload');
  await desk.reply('I am here');
  await chat.sees('I am here');
  await chat.panel.getByRole('textbox', { name: 'Type your message…' }).fill('half a sentence');
  await page.reload();
  await chat.open();
  await chat.sees('Before the reload');
  await chat.sees('I am here');
  await expect
    .poll(() => chat.panel.getByRole('textbox', { name: 'Type your message…' }).inputValue())
    .toBe('half a sentence');
  await chat.write('After the reload');
  await desk.sees('After the reload');
  expect(await desk.log.getByText('Before the reload', { exact: true }).count()).toBe(1);
  await context.close();
});

test('[O2][O3] offline, then online: the outbox drains in order, each message once', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const chat = chatOn(page);
  await chat.open();
  await chat.write('First, online');
  await desk.choose('First, online');
  await desk.reply('Go on');
  await chat.sees('Go on');
  await context.setOffline(true);
  const lines = ['offline one', 'offline two', 'offline three'];
  for (const line of lines) {
    await chat.write(line);
    await chat.sees(line);
  }
  expect(await desk.log.getByText('offline one').count()).toBe(0);
  await context.setOffline(false);
  await desk.sees('offline three');
  const seen = (await desk.log.getByText(/^offline (one|two|three)$/).allInnerTexts()).map((text) => text.trim());
  expect(seen).toEqual(lines);
  await chat.panel
    .getByText(/^(Sent|Delivered|Read)/)
    .last()
    .waitFor();
  await context.close();
});
