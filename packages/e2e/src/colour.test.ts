// One colour set for a site is the whole chat's: the shipped widget over a real relay, from the tag that the relay writes.
import { themeOf } from '@rapport/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { agentClient } from './test/clients.ts';
import { type HostPage, hostPage } from './test/host-page.ts';
import { firstOwner } from './test/owner.ts';
import { chatOn, openPage } from './test/pages.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

let relay: RunningRelay;
let browser: Browser;
let cookie: string;
const pages: HostPage[] = [];
let leave = (): void => {};

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  const owner = await firstOwner(relay.url, relay.setupLink);
  cookie = owner.cookie;
  const agent = agentClient(relay.url, owner.ticket);
  await agent.connect();
  await agent.setPresence('available');
  leave = () => agent.dispose();
});

afterAll(async () => {
  leave();
  await browser?.close();
  await Promise.all(pages.map((page) => page.stop()));
  await relay?.stop();
});

/** Sets the colour, and gives a page with the tag that the relay writes for it. */
async function shopIn(colour: string): Promise<HostPage> {
  const headers = { 'content-type': 'application/json', cookie };
  const set = (body: object) =>
    fetch(`${relay.url}/v1/sites/demo`, { method: 'PUT', headers, body: JSON.stringify(body) });
  const { site } = (await (await set({ settings: { colour } })).json()) as { site: { tag: string } };
  const page = await hostPage({
    html: `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Shop</title><main><h1>Shop</h1></main>${site.tag}</html>`,
  });
  pages.push(page);
  await set({ origins: [relay.url, ...pages.map(({ origin }) => origin)] });
  return page;
}

const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

for (const colour of ['#b91c1c', '#facc15'] as const)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`[UX79] UX 2.3.2: ${colour} makes every colour of the chat, ${colorScheme}, and every text can be read`, async () => {
      const { url } = await shopIn(colour);
      const { page, context } = await openPage(browser, url, { locale: 'en', colorScheme });
      const chat = chatOn(page, 'en');
      await chat.open();
      await chat.write('Do you have it in another colour?');
      await chat.sees('Do you have it in another colour?');
      const tokens = themeOf(colour)[colorScheme];
      const colourOf = (name: string) =>
        page.evaluate((token) => {
          const wrap = document.querySelector('rapport-chat')?.shadowRoot?.querySelector('.w') as HTMLElement;
          const probe = wrap.appendChild(document.createElement('i'));
          probe.style.setProperty('color', `var(--${token})`);
          const seen = getComputedStyle(probe).color;
          probe.remove();
          return seen;
        }, name);
      await expect.poll(() => colourOf('soft')).toBe(rgb(tokens.soft));
      expect([
        await colourOf('accent-text'),
        await colourOf('rapport-accent'),
        await colourOf('rapport-on-accent'),
      ]).toEqual([tokens.accentText, tokens.accent, tokens.onAccent].map(rgb));
      expect(await violations(page, 'rapport-chat')).toEqual([]);
      await context.close();
    });
