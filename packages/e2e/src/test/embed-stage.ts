// A relay, a browser and a page of somebody else's with the tag in several ways; and what a test asks of the page's own side.
import type { Agent } from '@rapport/sdk';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { agentClient } from './clients.ts';
import { hostPage, tag } from './host-page.ts';
import { firstOwner } from './owner.ts';
import { type Chat, chatOn } from './pages.ts';
import { startRelay } from './relay.ts';

export type Told = readonly (readonly [type: string, detail: unknown])[];
type Api = { rapport(...call: unknown[]): unknown; told: [string, unknown][] };

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly chat: Chat;
  /** Paths asked of the relay, and `socket`. */
  readonly requests: string[];
}

export interface EmbedStage {
  readonly relay: Awaited<ReturnType<typeof startRelay>>;
  readonly browser: Browser;
  /** Who answers, available from the beginning. */
  readonly agent: Agent;
  /** Ends with a slash. */
  readonly url: string;
  visit(path?: string, options?: BrowserContextOptions): Promise<Visit>;
  stop(): Promise<void>;
}

/** Hears every event from before the tag on, and queues the commands of `early`. */
const before = (early = ''): string => `<script>
  window.rapport = window.rapport || function () { (rapport.q = rapport.q || []).push(arguments) };
  window.told = [];
  for (const type of ['ready', 'open', 'hide', 'message', 'state', 'ended', 'rated', 'error'])
    document.addEventListener('rapport:' + type, (event) => told.push([type, event.detail]));
  ${early}
</script>`;
export const html = (body: string, early?: string): { type: string; body: string } => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>${before(early)}<h1>Shop</h1>${body}</html>`,
});

export async function embedStage(): Promise<EmbedStage> {
  const relay = await startRelay();
  const browser = await launchBrowser();
  const { url } = relay;
  // Somebody is here: otherwise a form stands where the chat begins.
  const agent = agentClient(url, (await firstOwner(url, relay.setupLink)).ticket);
  await agent.connect();
  await agent.setPresence('available');
  const inline = (style: string) => `<rapport-chat site="demo" style="${style}"></rapport-chat>`;
  const host = await hostPage({
    html: html(tag(url)).body,
    files: {
      '/early': html(
        tag(url),
        `rapport('on', 'ready', () => told.push(['heard', null])); rapport('update', { name: 'Ana' }); rapport('open');`,
      ),
      '/wait': html(tag(url, 'data-consent="wait"'), `rapport('update', { name: 'Ana' });`),
      '/teaser': html(tag(url, 'data-teaser="Which chair fits you?"')),
      // Deferred scripts run in their order, async ones in any.
      '/two': html(
        `${tag(url)}${tag(url)}<script async src="${url}/rapport.js" data-site="other"></script>`.replaceAll(
          'async',
          'defer',
        ),
      ),
      '/inline': html(
        `<script async src="${url}/rapport.js"></script>${inline('display: block; width: 360px; height: 480px')}`,
      ),
      '/plain-inline': html(`<script async src="${url}/rapport.js"></script><rapport-chat site="demo"></rapport-chat>`),
      '/small-inline': html(
        `<script async src="${url}/rapport.js"></script>${inline('display: block; width: 280px; height: 320px')}`,
      ),
      '/large-inline': html(`<script async src="${url}/rapport.js"></script>${inline('display: block; height: 80vh')}`),
      '/other-inline': html(`${tag(url)}<rapport-chat site="other"></rapport-chat>`),
    },
  });
  const site = await relay.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  await relay.store.putSite({ ...site, origins: [host.origin] });
  return {
    relay,
    browser,
    agent,
    url: host.url,
    async visit(path = '', options = {}) {
      const requests: string[] = [];
      const context = await browser.newContext(options);
      const page = await context.newPage();
      page.on(
        'request',
        (request) => request.url().startsWith(relay.url) && requests.push(new URL(request.url()).pathname),
      );
      page.on('websocket', () => requests.push('socket'));
      await page.goto(host.url + path);
      return { page, context, requests, chat: chatOn(page) };
    },
    async stop() {
      agent.dispose();
      await browser.close();
      await host.stop();
      await relay.stop();
    },
  };
}

export const told = (page: Page): Promise<Told> => page.evaluate(() => (window as unknown as Api).told);
export const call = (page: Page, ...args: unknown[]): Promise<void> =>
  page.evaluate((given) => void (window as unknown as Api).rapport(...given), args);
export const kept = (page: Page): Promise<number> => page.evaluate(() => localStorage.length + sessionStorage.length);
export const field = (page: Page): Locator =>
  page.locator('rapport-chat').getByRole('textbox', { name: 'Type your message…' });
export const launcher = (page: Page): Locator => page.locator('rapport-chat button.l');
