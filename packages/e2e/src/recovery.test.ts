// From an angry rating to the second score on the screens that ship: what one does is on the others' screens without a reload.
import type { Visitor, VisitorConversation } from '@rapport/sdk';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { visitorClient } from './test/clients.ts';
import { post } from './test/colleague.ts';
import { createLeapingClock } from './test/leaping-clock.ts';
import { firstOwner } from './test/owner.ts';
import { deskOn, openPage } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

const clock = createLeapingClock();
let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let cookie: string;
let visitor: Visitor;

beforeAll(async () => {
  relay = await startRelay({ clock });
  browser = await launchBrowser();
  cookie = (await firstOwner(relay.url, relay.setupLink)).cookie;
  const changed = await fetch(`${relay.url}/v1/sites/demo`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ settings: { guess: 0, extra: { expect: 0, nps: 0, ces: 0 } } }),
  });
  expect(changed.status).toBe(200);
  visitor = visitorClient(relay.url);
  await visitor.connect();
});

afterAll(async () => {
  visitor?.dispose();
  await browser?.close();
  await relay?.stop();
});

/** `reads`: how often his console has said that a rating was read. */
async function colleague(name: string, role: 'agent' | 'lead'): Promise<{ page: Page; reads: () => number }> {
  const email = `${name.toLowerCase()}@shop.example`;
  const invited = await post<{ link: string }>(relay.url, 'agents', cookie, { name, email, role });
  const { page } = await openPage(browser, invited.answer.link, { viewport: { width: 1440, height: 900 } });
  let reads = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/ratings/read')) reads += 1;
  });
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  return { page, reads: () => reads };
}

async function csat(): Promise<unknown> {
  const to = clock.now() + 60_000;
  const answer = await fetch(`${relay.url}/v1/reports/card?from=${to - 86_400_000}&to=${to}`, { headers: { cookie } });
  const { figures } = (await answer.json()) as { figures: { id: string; count?: number; n: number }[] };
  return figures.filter(({ id }) => id === 'csat').map(({ count, n }) => [count, n]);
}

const goTo = (page: Page, hash: string): Promise<unknown> => page.goto(`${relay.url}/console/${hash}`);
const rows = (page: Page): Locator => page.getByRole('table').locator('tbody tr');
const fold = (page: Page, title: string): Locator => page.locator('summary', { hasText: title });

test('[F20] [R10] [Q21] one star: on the screens at once, a case after a minute, given, contacted, closed, asked again', async () => {
  const jon = await colleague('Jon', 'agent');
  const lea = await colleague('Lea', 'lead');
  const desk = await deskOn(jon.page);
  await deskOn(lea.page);

  const conv: VisitorConversation = visitor.start({ message: 'Where is my parcel?' });
  await desk.choose('Where is my parcel?');
  await desk.join();
  await desk.reply('Ask the other department.');
  await expect.poll(() => conv.timeline.getSnapshot().items.length).toBeGreaterThan(2);
  await conv.end();
  await expect.poll(() => conv.state.getSnapshot().rating?.state).toBe('offered');
  // Read by who has it open, marked as new for who has not.
  conv.rate({ score: 1, reasons: ['runaround'], comment: 'Nobody listens.', contact: { wish: true, to: '+355' } });
  await jon.page.getByRole('region', { name: 'Rating' }).first().getByText('Nobody listens.').waitFor();
  await lea.page.getByRole('link', { name: /Very dissatisfied\s*, new/ }).waitFor();
  await expect.poll(jon.reads).toBe(1);
  expect(lea.reads()).toBe(0);
  expect(await csat()).toEqual([[0, 1]]);

  await goTo(lea.page, '#/recovery');
  await lea.page.getByText('Nobody to win back.').waitFor();
  clock.leap(61_000);
  await rows(lea.page).first().waitFor();
  expect(await rows(lea.page).first().textContent()).toContain('Wishes to be contacted“Nobody listens.”');
  expect(await violations(lea.page)).toEqual([]);
  await rows(lea.page).first().getByRole('link').click();
  await fold(lea.page, 'Give it to somebody').click();
  await lea.page.getByLabel('To whom').selectOption({ label: 'Jon' });
  await lea.page.getByRole('button', { name: 'Give', exact: true }).click();
  await lea.page.getByText(/gave it to .*Jon/).waitFor();
  await expect.poll(lea.reads).toBe(1);

  await goTo(jon.page, '#/recovery');
  await rows(jon.page).first().getByRole('link').click();
  await fold(jon.page, 'Get in touch').click();
  await jon.page.getByRole('button', { name: 'Use it' }).click();
  await jon.page.getByRole('button', { name: 'Get in touch' }).click();
  await lea.page.getByText('got in touch in the chat').waitFor();
  await fold(jon.page, 'Close the case').click();
  await jon.page.getByLabel('What came of it').selectOption('resolved');
  await jon.page.getByLabel('Apology').check();
  await jon.page.getByLabel('Cause').selectOption('runaround');
  expect(await violations(jon.page)).toEqual([]);
  await jon.page.getByRole('button', { name: 'Close the case' }).click();
  await lea.page.getByText('closed it: Put right').waitFor();

  // The visitor has the words in his chat, and is asked how that was handled; the first score stands.
  const said = () => conv.timeline.getSnapshot().items.map((item) => ('message' in item ? item.message.text : ''));
  await expect.poll(() => said().some((text) => text.includes('I am sorry'))).toBe(true);
  await conv.end();
  await expect.poll(() => conv.state.getSnapshot().rating?.second?.state).toBe('asked');
  await conv.rerate(5).committed();
  await goTo(lea.page, '#/recovery/closed');
  await rows(lea.page).first().getByRole('link').click();
  await lea.page.getByText('Very satisfied', { exact: true }).waitFor();
  expect(await csat()).toEqual([[0, 1]]);
  expect([jon.reads(), lea.reads()]).toEqual([1, 1]);
});
