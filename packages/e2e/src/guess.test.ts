// The blind guess on the screens that ship: the agent guesses with one key before he sees anything, his lead sees it at once; and how long
// a rating takes from the visitor's screen to theirs.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { employ } from './test/colleague.ts';
import { firstOwner } from './test/owner.ts';
import { type Chat, chatOn, type Desk, deskOn, openPage } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
/** Jon, an agent, and Maria, who leads. */
let jon: Desk;
let maria: Desk;
let chat: Chat;

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  const { cookie } = await firstOwner(relay.url, relay.setupLink);
  const colleague = await employ(relay.url, cookie, { name: 'Jon' });
  await relay.store.changeSite('demo', (site) => ({ ...site, settings: { ...site.settings, guess: 100 } }));
  await relay.relay.siteChanged('demo');
  jon = await deskOf(colleague.cookie);
  maria = await deskOf(cookie);
  chat = chatOn((await openPage(browser, `${relay.url}/demo/`)).page);
});

afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

async function deskOf(signedIn: string): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = '', value = ''] = signedIn.split('=');
  await context.addCookies([{ name, value, url: relay.url }]);
  const page = await context.newPage();
  await page.goto(`${relay.url}/console/#/inbox`);
  return deskOn(page);
}

const ratingOn = ({ page }: Desk) => page.getByRole('region', { name: 'Rating' });
const guessOn = (page: Page) => page.getByRole('region', { name: 'Your guess' });

test('[R7][R8][F11] one key guesses at the end; only then the agent sees what the visitor said, and the lead at once', async () => {
  await chat.open();
  await chat.write('My chair came broken');
  await jon.choose('My chair came broken');
  await jon.join();
  await jon.reply('That happens.');
  await chat.sees('That happens.');
  await maria.page.goto(`${relay.url}/console/`);
  await maria.choose('That happens.');
  await chat.end();
  await guessOn(jon.page).waitFor();
  expect(await violations(jon.page)).toEqual([]);

  await chat.panel.getByText('Very dissatisfied', { exact: true }).click();
  await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
  await ratingOn(maria).getByText('Very dissatisfied').first().waitFor();
  // What she was told, he was not.
  expect(
    await jon.page
      .getByRole('navigation', { name: 'Conversations' })
      .getByText(/dissatisfied/i)
      .count(),
  ).toBe(0);
  expect(await ratingOn(jon).count()).toBe(0);

  // Out of the field in which he wrote: there a digit is a digit.
  await jon.page.keyboard.press('Escape');
  await jon.page.keyboard.press('4');
  await ratingOn(jon).getByText('Very dissatisfied').first().waitFor();
  expect(await guessOn(jon.page).count()).toBe(0);
  const [row] = (await relay.store.closedConversations(1)).rows;
  const notes = await relay.store.events(row?.conv ?? '', 'notes', 0, 99);
  expect(notes.find(({ k }) => k === 'guessed')?.d).toMatchObject({ n: 1, score: 4 });
});

test('a change of the rating comes to both screens by itself; how long that took is printed', async () => {
  await chat.panel.getByText('Dissatisfied', { exact: true }).click();
  await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
  const savedAt = performance.now();
  const taken = await Promise.all(
    [jon, maria].map(async (desk) => {
      await ratingOn(desk).getByText('Dissatisfied', { exact: true }).first().waitFor({ timeout: 15_000 });
      return performance.now() - savedAt;
    }),
  );
  process.stdout.write(`rating → agent ${taken[0]?.toFixed()} ms, lead ${taken[1]?.toFixed()} ms after it was saved\n`);
});
