// What a visitor sees of hours, queue, hand-over and refusal: the shipped widget over a real relay, with an agent on the SDK.
import type { Agent } from '@rapport/sdk';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { agentClient } from './test/clients.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { firstOwner, type Owner } from './test/owner.ts';
import { type Chat, chatOn, openPage, words } from './test/pages.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

let relay: RunningRelay;
let browser: Browser;
let owner: Owner;
let agent: Agent;
let shops: Record<'en' | 'ar', HostPage>;

const shop = (lang: 'en' | 'ar'): Promise<HostPage> =>
  hostPage({
    html: `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Shop</title><main><h1>Shop</h1></main>${tag(relay.url)}</html>`,
  });

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  owner = await firstOwner(relay.url, relay.setupLink);
  shops = { en: await shop('en'), ar: await shop('ar') };
  const changed = await fetch(`${relay.url}/v1/sites/demo`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: owner.cookie },
    body: JSON.stringify({
      origins: [relay.url, shops.en.origin, shops.ar.origin],
      settings: { leadButton: 'always', capacity: 1 },
    }),
  });
  expect(await changed.text()).toContain('"capacity":1');
  agent = agentClient(relay.url, owner.ticket);
  await agent.connect();
  await agent.setPresence('away');
});

afterAll(async () => {
  agent?.dispose();
  await browser?.close();
  await Promise.all([shops?.en.stop(), shops?.ar.stop()]);
  await relay?.stop();
});

async function visit(lang: 'en' | 'ar', options: BrowserContextOptions = {}) {
  const { page, context } = await openPage(browser, shops[lang].url, { locale: lang, ...options });
  const chat = chatOn(page, lang);
  await chat.open();
  return { page, context, chat };
}

const button = ({ panel }: Chat, name: string) => panel.getByRole('button', { name, exact: true });
const field = ({ panel }: Chat) => panel.getByRole('textbox', { name: words.en.message });

/** The agent's handle of the conversation whose last words are these. */
async function find(text: string) {
  const row = () => {
    const { waiting, mine, others } = agent.inbox.getSnapshot();
    return [...waiting, ...mine, ...others].find(({ last }) => last?.text === text);
  };
  await expect.poll(row).toBeDefined();
  return agent.conversation(row()?.id as string);
}

const looks: readonly (BrowserContextOptions & { lang: 'en' | 'ar' })[] = [
  { lang: 'en', colorScheme: 'light' },
  { lang: 'ar', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
];

for (const { lang, ...options } of looks) {
  test(`[UX1][UX2][UX3][C5] ${lang}: while nobody can answer there is a form; what it sends has a reference, and is answered later`, async () => {
    await agent.setPresence('away');
    const { page, context, chat } = await visit(lang, options);
    await chat.panel.locator('[type=email]').waitFor();
    expect(await violations(page, 'rapport-chat')).toEqual([]);
    await chat.panel.locator('[type=email]').fill('ana@');
    const text = `Nobody there, ${lang}`;
    await chat.write(text);
    await expect.poll(() => chat.panel.locator('[aria-invalid=true]').count()).toBe(1);
    expect(await chat.panel.getByRole('textbox', { name: words[lang].message }).inputValue()).toBe(text);
    expect(await violations(page, 'rapport-chat')).toEqual([]);
    await chat.panel.locator('[type=email]').fill('ana@acme.example');
    await button(chat, words[lang].send).click();
    await chat.sees(text);
    await chat.panel.getByRole('group').getByText('ana@acme.example').first().waitFor();
    expect(await violations(page, 'rapport-chat')).toEqual([]);
    const c = await find(text);
    await expect.poll(() => c.visitor.getSnapshot().email).toBe('ana@acme.example');
    expect(c.state.getSnapshot().mode).toBe('offline');
    await c.accept();
    c.send('Here I am');
    await chat.sees('Here I am');
    await c.end();
    c.dispose();
    await context.close();
  });
}

test('[UX108][P4] somebody comes and goes: the form becomes the composer within five seconds and back, and the words stay', async () => {
  await agent.setPresence('away');
  const { context, chat } = await visit('en');
  await chat.panel.getByText('We’re offline right now.').first().waitFor();
  await field(chat).fill('half a sentence');
  await agent.setPresence('available');
  await chat.panel.getByText('is here now.').first().waitFor({ timeout: 5_000 });
  expect(await field(chat).inputValue()).toBe('half a sentence');
  await agent.setPresence('away');
  await chat.panel.getByText('We’re offline right now.').first().waitFor({ timeout: 5_000 });
  expect(await field(chat).inputValue()).toBe('half a sentence');
  await context.close();
});

test('[Q3] the queue is seen live: places, leaving, the hand of a supervisor, "blocked"', async () => {
  await agent.setPresence('available');
  const first = await visit('en');
  await first.chat.write('I am first');
  const c = await find('I am first');
  await c.accept();
  const second = await visit('en');
  await second.chat.write('I am second');
  await second.chat.panel.getByText('You are next.').first().waitFor();
  const third = await visit('en');
  await third.chat.write('I am third');
  await third.chat.panel.getByText('1 person is ahead of you.').first().waitFor();
  expect(await violations(third.page, 'rapport-chat')).toEqual([]);
  await button(second.chat, 'Leave the queue').click();
  await second.chat.log.getByText('You left the queue.').first().waitFor();
  await third.chat.panel.getByText('You are next.').first().waitFor();

  await button(first.chat, words.en.menu).click();
  await button(first.chat, 'Ask for a supervisor').click();
  await first.chat.panel.getByText('You stay with Maria meanwhile.').first().waitFor();
  expect(await violations(first.page, 'rapport-chat')).toEqual([]);
  await button(first.chat, 'Ask for a supervisor').click();
  await first.chat.log.getByText('You asked for a supervisor.').first().waitFor();
  await expect.poll(() => c.state.getSnapshot().lead).toBe(1);

  await button(first.chat, words.en.menu).click();
  await button(first.chat, 'Make a complaint').click();
  await first.chat.panel.getByRole('textbox', { name: 'What went wrong?' }).fill('Nobody listens');
  await button(first.chat, words.en.send).click();
  await first.chat.panel.getByText('Your complaint has been saved.').first().waitFor();
  await expect.poll(() => c.complaints.getSnapshot().map(({ text }) => text)).toEqual(['Nobody listens']);

  await c.block({ reason: 'a test' });
  await first.chat.panel.getByText('You can’t write in this chat. The site has blocked it.').first().waitFor();
  expect(await field(first.chat).count()).toBe(0);
  expect(await violations(first.page, 'rapport-chat')).toEqual([]);
  for (const { context } of [first, second, third]) await context.close();
});
