// The survey step by step (S0–S6) as visitors meet it in three looks, and what becomes of it in the days after. RAPPORT_PICTURES=DIR keeps
// a picture of every step for people to judge.
import type { Rating, RatingState } from '@rapport/protocol';
import type { Agent } from '@rapport/sdk';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { agentClient } from './test/clients.ts';
import { post } from './test/colleague.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { createLeapingClock } from './test/leaping-clock.ts';
import { firstOwner, type Owner } from './test/owner.ts';
import { type Chat, chatOn, words } from './test/pages.ts';
import { picture } from './test/picture.ts';
import { startRelay } from './test/relay.ts';
import { afterwards, said } from './test/survey-words.ts';

type Lang = 'en' | 'ar';
type Extra = 'expect' | 'nps' | 'ces';

const hourMs = 3_600_000;
const clock = createLeapingClock();
let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let owner: Owner;
let shops: Record<Lang, HostPage>;

const shop = (lang: Lang): Promise<HostPage> =>
  hostPage({
    html: `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Shop</title><main><h1>Shop</h1></main>${tag(relay.url)}</html>`,
  });

beforeAll(async () => {
  relay = await startRelay({ clock });
  browser = await launchBrowser();
  owner = await firstOwner(relay.url, relay.setupLink);
  shops = { en: await shop('en'), ar: await shop('ar') };
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([shops?.en.stop(), shops?.ar.stop()]);
  await relay?.stop();
});

async function askToo(extra: Extra): Promise<void> {
  await relay.store.changeSite('demo', (site) => ({
    ...site,
    origins: [relay.url, shops.en.origin, shops.ar.origin],
    settings: { ...site.settings, guess: 0, extra: { expect: 0, nps: 0, ces: 0, [extra]: 100 } },
  }));
  await relay.relay.siteChanged('demo');
}

/** Signs in anew: days may have passed. */
async function staff(): Promise<Agent> {
  const { email, password } = owner;
  const { cookie } = await post(relay.url, 'session', '', { email, password });
  const agent = agentClient(
    relay.url,
    async () => (await post<{ ticket: string }>(relay.url, 'ticket', cookie, {})).answer.ticket,
  );
  await agent.connect();
  return agent;
}

/** Every page from now on is so much later than before; its timers run as ever. */
const goOn = (context: BrowserContext, ms: number): Promise<unknown> =>
  context.addInitScript((aheadMs) => {
    const now = Date.now;
    Date.now = () => now() + aheadMs;
  }, ms);

interface Rated {
  readonly page: Page;
  readonly chat: Chat;
  readonly conv: string;
  close(): Promise<void>;
}

/** A chat that was answered and has just ended: the question is there. */
async function ended(lang: Lang, extra: Extra, options: BrowserContextOptions = {}): Promise<Rated> {
  await askToo(extra);
  const context = await browser.newContext({ ...options, locale: lang });
  await goOn(context, clock.now() - Date.now());
  const page = await context.newPage();
  await page.goto(shops[lang].url);
  const chat = chatOn(page, lang);
  await chat.open();
  const text = `Chair ${lang} ${extra} ${options.colorScheme ?? ''}`;
  await chat.write(text);
  const agent = await staff();
  const row = () => {
    const { waiting, mine, others } = agent.inbox.getSnapshot();
    return [...waiting, ...mine, ...others].find(({ last }) => last?.text === text);
  };
  await expect.poll(row).toBeDefined();
  const conv = agent.conversation(row()?.id as string);
  await conv.accept();
  await conv.send('A second one is on its way.').committed();
  await chat.sees('A second one is on its way.');
  await conv.end();
  await chat.panel.getByRole('radiogroup', { name: words[lang].question }).waitFor();
  agent.dispose();
  return { page, chat, conv: conv.id, close: () => context.close() };
}

const asked = async ({ conv }: Rated): Promise<RatingState | undefined> =>
  (await relay.store.conversation(conv))?.state.rate[1];
const rated = async (scene: Rated): Promise<Rating | undefined> => (await asked(scene))?.rating;

/** Nothing is wrong with what is shown, and nothing is wider than the screen. */
async function judge({ page }: Rated, name: string): Promise<void> {
  expect(await violations(page, 'rapport-chat'), name).toEqual([]);
  const over = await page.evaluate(() => {
    const box = document.querySelector('rapport-chat')?.shadowRoot?.querySelector('.rate');
    return box ? box.scrollWidth - box.clientWidth : 0;
  });
  expect(over, name).toBe(0);
  await picture(page, name);
}

/** Keeps what screen readers are told, which stands for a second: the live regions are children of the host. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const host = document.querySelector('rapport-chat') as HTMLElement & { heard?: string[] };
    host.heard = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) if (target.textContent) host.heard?.push(target.textContent);
    }).observe(host, { childList: true, subtree: true, characterData: true });
  });
}

const heard = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (document.querySelector('rapport-chat') as HTMLElement & { heard?: string[] }).heard ?? []);

const looks = [
  { look: 'English, light', lang: 'en', extra: 'ces', colorScheme: 'light' },
  { look: 'English, dark', lang: 'en', extra: 'expect', colorScheme: 'dark' },
  { look: 'Arabic, 390 px', lang: 'ar', extra: 'nps', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

for (const { look, lang, extra, ...options } of looks) {
  test(`[UX1][UX2][UX3][R3][R5][F5][F7][F8] ${look}: from the score to the thanks, each step found by name and without a violation`, async () => {
    const w = said[lang];
    const scene = await ended(lang, extra, options);
    const { page, chat } = scene;
    const { panel } = chat;
    await listen(page);
    const pictured = (step: string): Promise<void> => judge(scene, `${lang}-${options.colorScheme}-${step}`);
    const group = (name: string) => panel.getByRole('group', { name });

    const scale = panel.getByRole('radiogroup', { name: words[lang].question });
    for (const name of w.scores) await scale.getByRole('radio', { name, exact: true }).waitFor();
    expect(await scale.getByRole('radio', { checked: true }).count()).toBe(0);
    await pictured('S0-question');

    await scale.getByText(w.scores[0], { exact: true }).click();
    await expect.poll(() => heard(page)).toContain(w.saved);
    await expect.poll(() => rated(scene)).toMatchObject({ score: 1 });
    await panel.getByText(w.sorry).waitFor();
    const why = group(w.why);
    expect(await why.getByRole('checkbox').count()).toBe(10);
    await pictured('S1-reasons');
    await panel.getByRole('button', { name: w.more }).click();
    expect(await why.getByRole('checkbox').count()).toBe(18);
    await why.getByRole('checkbox').nth(2).check();
    await why.getByRole('checkbox').nth(12).check();

    await group(w.resolved).getByRole('radio', { name: w.no, exact: true }).check();
    const comment = panel.getByRole('textbox', { name: w.differently });
    await comment.fill('x'.repeat(2_001));
    await panel.getByText(w.tooLong).waitFor();
    await panel.getByRole('button', { name: w.next }).click();
    await expect.poll(() => comment.evaluate((it) => (it.getRootNode() as ShadowRoot).activeElement === it)).toBe(true);
    expect(await panel.getByText(w.thanks).count()).toBe(0);
    await pictured('S3-too-long');
    await comment.fill('Say it at once. قلها فورًا.');

    const contact = group(w.contact);
    expect(await contact.getByRole('radio', { checked: true }).count()).toBe(0);
    await contact.getByRole('radio', { name: w.please }).check();
    await panel.getByRole('textbox', { name: w.to }).fill('ana@shop.example');
    await panel.getByRole('radiogroup', { name: w.extra[extra] }).getByRole('radio').first().check();
    await pictured('S5-extra');

    await panel.getByRole('button', { name: w.next }).click();
    await panel.getByText(w.thanks).waitFor();
    await expect.poll(async () => (await heard(page)).filter((text) => text === w.saved).length).toBe(2);
    await pictured('S6-thanks');
    await expect
      .poll(() => rated(scene))
      .toMatchObject({
        score: 1,
        resolved: 'no',
        comment: 'Say it at once. قلها فورًا.',
        contact: { wish: true, to: 'ana@shop.example' },
        [extra]: { expect: -2, nps: 0, ces: 1 }[extra],
      });
    expect((await rated(scene))?.reasons).toHaveLength(2);
    await scene.close();
  });
}

/** The same visitor comes back after so long. */
async function later({ page, chat }: Rated, ms: number): Promise<void> {
  clock.leap(ms);
  await goOn(page.context(), ms);
  await page.reload();
  await chat.panel.locator('button.l').click();
}

test('[UX100][R4][R5] within 24 h the answer stands there to be changed, and what is changed counts', async () => {
  const w = said.en;
  const scene = await ended('en', 'ces', { colorScheme: 'light' });
  const { panel } = scene.chat;
  await panel.getByText(w.scores[1], { exact: true }).click();
  await panel.getByText(w.saved).last().waitFor();

  await later(scene, 20 * hourMs);
  await panel.getByText(w.scores[1], { exact: true }).waitFor();
  await judge(scene, 'en-light-again');
  await panel.getByRole('button', { name: afterwards.change }).click();
  await panel.getByText(w.scores[3], { exact: true }).click();
  await expect.poll(() => rated(scene)).toMatchObject({ score: 4 });
  await panel.getByText(w.saved).last().waitFor();
  expect(await asked(scene)).toMatchObject({ rev: 2 });

  // R4: closed a day after the first answer, however often it was changed.
  await later(scene, 5 * hourMs);
  await panel.getByRole('button', { name: afterwards.past }).click();
  await panel.getByText(afterwards.closed).waitFor();
  await panel.getByText(w.scores[3], { exact: true }).waitFor();
  expect(await panel.getByRole('radio').count()).toBe(0);
  await judge(scene, 'en-light-locked');
  await scene.close();
});

test('[R4][R6] what was only seen comes back once, a day later, and says why; after 72 h it is gone', async () => {
  const scene = await ended('en', 'ces', { colorScheme: 'light', viewport: { width: 390, height: 844 } });
  const { panel } = scene.chat;
  const question = panel.getByRole('radiogroup', { name: words.en.question });
  await expect.poll(async () => (await asked(scene))?.state).toBe('shown');
  await later(scene, 25 * hourMs);
  await panel.getByText(afterwards.reminder).waitFor();
  await question.waitFor();
  await judge(scene, 'en-light-reminder');
  await expect.poll(async () => (await asked(scene))?.reminded).toBe(1);
  // Who has not read the answer yet finds the chat open for that, with its question; nothing reminds him of it again.
  const chat = panel
    .getByRole('button', { name: afterwards.past })
    .or(scene.chat.log.getByText('A second one', { exact: false }));
  for (const ms of [hourMs, 47 * hourMs]) {
    await later(scene, ms);
    await chat.first().waitFor();
    expect(await panel.getByText(afterwards.reminder).count()).toBe(0);
  }
  expect(await question.count()).toBe(0);
  await scene.close();
});
