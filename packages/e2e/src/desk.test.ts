// The staff among themselves, on the screens that ship: an offer, a hand-over that comes back and one that does not, a lead who
// reads along and takes over. axe looks at each of them, light and dark.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { post } from './test/colleague.ts';
import { firstOwner } from './test/owner.ts';
import { type Chat, chatOn, openPage } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let cookie: string;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A house of its own for each: nobody of the one before is still there. */
beforeEach(async () => {
  relay = await startRelay();
  cookie = (await firstOwner(relay.url, relay.setupLink)).cookie;
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await relay.stop();
});

/** A colleague who was invited and has just let himself in. */
async function colleague(name: string, role: 'agent' | 'lead', colorScheme: 'light' | 'dark'): Promise<Page> {
  const email = `${name.toLowerCase()}@shop.example`;
  const invited = await post<{ link: string }>(relay.url, 'agents', cookie, { name, email, role });
  const { page } = await openPage(browser, invited.answer.link, {
    colorScheme,
    viewport: { width: 1440, height: 900 },
  });
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor();
  return page;
}

async function visitor(text: string): Promise<Chat> {
  const chat = chatOn((await openPage(browser, `${relay.url}/demo/`)).page);
  await chat.open();
  await chat.write(text);
  await chat.sees(text);
  return chat;
}

const status = (page: Page, name: string): Promise<void> => page.getByRole('radio', { name, exact: true }).check();
const write = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Type your message…' }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
};
/** By keyboard alone. */
async function handTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  const sheet = page.getByRole('dialog', { name: /^Transfer/ });
  await sheet.getByRole('option', { name: new RegExp(name) }).waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  expect(await sheet.getByRole('textbox', { name: /need to know/ }).inputValue()).toBe('Where is it?');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await sheet.waitFor({ state: 'detached' });
}

for (const look of ['light', 'dark'] as const) {
  test(`[UX4][UX105][Q4][Q5][Q6][Q7] console, ${look}: offered, handed over and returned, handed over and kept, watched and taken over`, async () => {
    const jon = await colleague('Jon', 'agent', look);
    const mia = await colleague('Mia', 'agent', look);
    const lea = await colleague('Lea', 'lead', look);
    await status(mia, 'Finishing (no new)');
    await status(lea, 'Away');
    const ana = await visitor('Where is it?');

    await jon.getByRole('article', { name: 'Offered to you' }).waitFor();
    expect(await violations(jon)).toEqual([]);
    await jon.keyboard.press('i');
    await write(jon, 'Let me look that up.');
    await ana.sees('Let me look that up.');

    await handTo(jon, 'Mia');
    await jon.getByRole('button', { name: 'Take back' }).waitFor();
    const call = mia.getByRole('article', { name: /hands you this chat/ });
    await call.getByText('Where is it?').waitFor();
    expect(await violations(mia)).toEqual([]);
    await mia.keyboard.press('d');
    await jon.getByRole('region', { name: 'For you' }).getByText('returned the chat').waitFor();
    await jon.getByRole('button', { name: 'Dismiss' }).click();

    await handTo(jon, 'Mia');
    await call.waitFor();
    await mia.keyboard.press('i');
    await mia.getByRole('log').getByText('accepted.').waitFor();
    await write(mia, 'It arrives tomorrow.');
    await ana.sees('It arrives tomorrow.');
    await mia.keyboard.press('Escape');
    await mia.keyboard.press('s');

    await lea.getByText('a lead is asked for').first().waitFor();
    await lea.keyboard.press('g');
    await lea.keyboard.press('l');
    await lea.getByRole('heading', { name: 'Supervisor requests' }).waitFor();
    expect(await violations(lea)).toEqual([]);
    await lea.getByRole('button', { name: /^Whisper / }).click();
    await lea.getByRole('textbox', { name: /^Whisper to/ }).fill('Offer free shipping.');
    await lea.keyboard.press('Enter');
    await mia.getByText(/is watching/).waitFor();
    await mia.getByRole('log').getByText('Offer free shipping.').waitFor();
    expect(await violations(mia)).toEqual([]);
    expect(await violations(lea)).toEqual([]);
    await lea.getByRole('button', { name: 'Take over…', exact: true }).click();
    await lea.getByRole('dialog').getByText('is told that you are taking over').waitFor();
    expect(await violations(lea)).toEqual([]);
    await lea.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
    await write(lea, 'Shipping is on us.');
    await ana.sees('Shipping is on us.');
    expect(await ana.log.getByText('Offer free shipping.').count()).toBe(0);

    await lea.keyboard.press('Escape');
    await lea.keyboard.press('e');
    await lea.keyboard.press('1');
    await lea.getByRole('log').getByText('Solved').waitFor();
  }, 180_000);
}
