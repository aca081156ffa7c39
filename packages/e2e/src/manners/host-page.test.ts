// The chat on pages that were made without a thought of it: their styles, directions, dialogs, shortcuts, frames and sizes.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '../test/axe.ts';
import { launchBrowser } from '../test/chromium.ts';
import { agentClient } from '../test/clients.ts';
import { type HostPage, hostPage, tag } from '../test/host-page.ts';
import { firstOwner } from '../test/owner.ts';
import { chatOn } from '../test/pages.ts';
import { startRelay } from '../test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let host: HostPage;
let agent: ReturnType<typeof agentClient>;

const meta = '<meta name="viewport" content="width=device-width">';
const page = (head: string, body = '', attributes = 'lang="en"'): { type: string; body: string } => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html ${attributes}><title>Shop</title>${head}<body><h1>Shop</h1>${body}${tag(relay.url, 'data-contact="mailto:help@shop.example"')}</html>`,
});

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  agent = agentClient(relay.url, (await firstOwner(relay.url, relay.setupLink)).ticket);
  await agent.connect();
  await agent.setPresence('available');
  host = await hostPage({
    html: () => page(meta).body,
    files: {
      '/small-root': page(
        `${meta}<style>html { font-size: 62.5% } body { font: 300 3em/3 cursive; letter-spacing: 1em }</style>`,
      ),
      '/unset': page(
        `${meta}<style>*, *::before { all: unset !important } button { display: none !important } rapport-chat { display: none; color: red }</style>`,
      ),
      '/rtl': page(meta, '<p>مرحبا</p>', 'lang="ar" dir="rtl"'),
      '/no-meta': page('', '<p style="width: 980px">As wide as a desk.</p>'),
      // The script runs before the page has ever been laid out.
      '/deferred': { ...page(meta), body: page(meta).body.replace('async', 'defer') },
      '/keys': page(
        meta,
        `<script>window.heard = []; for (const type of ['keydown', 'keyup', 'keypress']) document.addEventListener(type, (e) => heard.push(e.key))</script>`,
      ),
      '/dialog': page(meta, '<dialog><button autofocus>Accept</button></dialog>'),
      '/frame': page(meta, '<iframe sandbox="allow-scripts" src="/" width="500" height="600"></iframe>'),
    },
  });
  const site = await relay.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  await relay.store.putSite({ ...site, origins: [host.origin] });
});

afterAll(async () => {
  agent?.dispose();
  await browser?.close();
  await host?.stop();
  await relay?.stop();
});

async function visit(path = '', options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const thrown: string[] = [];
  tab.on('pageerror', (error) => thrown.push(error.message));
  await tab.goto(host.url + path);
  return { context, tab, thrown, chat: chatOn(tab) };
}

const launcher = (tab: Page) => tab.locator('rapport-chat button.l');
const panel = (tab: Page) => tab.locator('rapport-chat dialog.p');
const field = (tab: Page) => tab.locator('rapport-chat').getByRole('textbox', { name: 'Type your message…' });
const lookOf = (tab: Page) =>
  field(tab).evaluate((el) => {
    const { fontSize, letterSpacing, fontWeight, color, display } = getComputedStyle(el);
    return { fontSize, letterSpacing, fontWeight, color, display, height: el.getBoundingClientRect().height };
  });

test('[UX70][UX147] a page’s root size, fonts and `*` rules do not reach the chat: it looks as on a plain page', async () => {
  const seen = [];
  for (const path of ['', 'small-root', 'unset']) {
    const { context, tab, chat } = await visit(path);
    await launcher(tab).waitFor();
    const closed = await launcher(tab).boundingBox();
    await chat.open();
    seen.push({ closed, open: await panel(tab).boundingBox(), look: await lookOf(tab) });
    await context.close();
  }
  const { context, tab, chat } = await visit('small-root');
  await chat.open();
  const look = await lookOf(tab);
  for (const size of ['10px', '1px', '24px']) {
    await tab.evaluate((px) => document.documentElement.style.setProperty('font-size', px), size);
    expect(await lookOf(tab), size).toEqual(look);
  }
  await context.close();
  expect(seen[0]?.closed?.height).toBe(52);
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
});

test('on a page from right to left the chat is at the other side, and speaks its language', async () => {
  const { context, tab } = await visit('rtl');
  await launcher(tab).click();
  await tab.locator('rapport-chat textarea').waitFor();
  expect((await panel(tab).boundingBox())?.x).toBe(20);
  expect(await tab.locator('rapport-chat .app').getAttribute('dir')).toBe('rtl');
  await context.close();
});

test('[UX18] what is typed in the chat is no shortcut of the page', async () => {
  const { context, tab, chat } = await visit('keys');
  await chat.open();
  await field(tab).focus();
  await tab.keyboard.type('sjk/?');
  await tab.keyboard.press('Escape');
  expect(await tab.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
  await tab.keyboard.press('Control+k');
  expect(await tab.evaluate(() => (window as unknown as { heard: string[] }).heard)).toContain('k');
  await context.close();
});

test('a modal dialog of the page lies over the chat, which goes on when it is closed', async () => {
  const { context, tab, chat } = await visit('dialog');
  await chat.open();
  await field(tab).fill('half a sentence');
  await tab.evaluate(() => document.querySelector('dialog')?.showModal());
  expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('Accept');
  const box = await field(tab).boundingBox();
  const under = ({ x = 0, y = 0 }) => document.elementFromPoint(x + 5, y + 5)?.localName;
  expect(await tab.evaluate(under, box ?? {})).not.toBe('rapport-chat');
  await tab.evaluate(() => document.querySelector('dialog')?.close());
  expect(await tab.evaluate(under, box ?? {})).toBe('rapport-chat');
  expect(await field(tab).inputValue()).toBe('half a sentence');
  await context.close();
});

test('in a sandboxed frame without an origin nothing is thrown, and it says that there is no chat', async () => {
  const { context, tab, thrown } = await visit('frame');
  const inner = tab.frameLocator('iframe').locator('rapport-chat');
  await inner.locator('button.l').click();
  await inner.getByRole('textbox', { name: 'Type your message…' }).fill('Anybody?');
  await inner.getByRole('button', { name: 'Send', exact: true }).click();
  await inner
    .getByText(/isn’t available|Connection lost/)
    .first()
    .waitFor();
  const texts = () =>
    inner.locator('.app').evaluate((el) => `${el.textContent} ${el.querySelector('textarea')?.value}`);
  await expect.poll(texts).toContain('Anybody?');
  expect(thrown).toEqual([]);
  await context.close();
});

test('on paper there is no launcher', async () => {
  const { context, tab } = await visit();
  await launcher(tab).waitFor();
  await tab.emulateMedia({ media: 'print' });
  expect(await launcher(tab).isVisible()).toBe(false);
  await context.close();
});

test('[UX62] a page that knows no phones: the launcher is as large as a thumb, and the panel fills the screen; one that does is taken for no such page', async () => {
  const { context, tab, chat } = await visit('no-meta', {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  await launcher(tab).waitFor();
  const scale = await tab.evaluate(() => visualViewport?.scale ?? 1);
  expect(scale).toBeLessThan(0.5);
  expect(((await launcher(tab).boundingBox())?.height ?? 0) * scale).toBeGreaterThanOrEqual(44);
  await launcher(tab).tap();
  await field(tab).waitFor();
  const box = await panel(tab).boundingBox();
  expect((box?.width ?? 0) * scale).toBeCloseTo(390, 0);
  expect(Number.parseFloat((await lookOf(tab)).fontSize) * scale).toBeGreaterThanOrEqual(14);
  await chat.write('From a phone');
  await chat.sees('From a phone');
  await tab.goto(`${host.url}deferred`);
  expect((await launcher(tab).boundingBox())?.height).toBe(56);
  await context.close();
});

test('[UX67] at 400 %, which is 320×256, everything is on the screen and nothing scrolls sideways', async () => {
  const { context, tab, chat } = await visit('', { viewport: { width: 320, height: 256 } });
  await chat.open();
  await chat.write('At 400 %');
  await chat.sees('At 400 %');
  for (const control of [
    field(tab),
    chat.panel.getByRole('button', { name: 'Send', exact: true }),
    chat.panel.getByRole('button', { name: 'Minimise chat' }),
  ]) {
    const box = await control.boundingBox();
    expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 320 && box.y + box.height <= 256).toBe(true);
  }
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const bubble = chat.log.getByText('At 400 %', { exact: true });
  await bubble.scrollIntoViewIfNeeded();
  const [line, log] = [await bubble.boundingBox(), await chat.log.boundingBox()];
  const seen = line && log && Math.min(line.y + line.height, log.y + log.height) - Math.max(line.y, log.y);
  expect(seen).toBeGreaterThanOrEqual(20);
  expect(await violations(tab, 'rapport-chat')).toEqual([]);
  const [chooser] = await Promise.all([
    tab.waitForEvent('filechooser'),
    chat.panel.getByRole('button', { name: 'Attach a file' }).click(),
  ]);
  await chooser.setFiles(
    ['a', 'b', 'c', 'd'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })),
  );
  await expect.poll(() => chat.panel.getByRole('button', { name: /^Remove/ }).count()).toBe(4);
  const writes = await field(tab).boundingBox();
  expect((writes?.y ?? 256) + (writes?.height ?? 0)).toBeLessThanOrEqual(256);
  // What is higher than the window can be scrolled to its end.
  await chat.panel.getByRole('button', { name: 'More options' }).click();
  await chat.panel.getByRole('button', { name: 'Make a complaint' }).click();
  await chat.panel.getByRole('button', { name: 'Cancel' }).click();
  await field(tab).waitFor();
  await context.close();
});

test('[UX5][UX73][UX75] forced colours draw borders where colours made the shape; reduced motion moves nothing', async () => {
  const { context, tab, chat } = await visit('', { forcedColors: 'active', reducedMotion: 'reduce' });
  await launcher(tab).waitFor();
  const border = (el: Element) => getComputedStyle(el).borderTopColor;
  expect(await launcher(tab).evaluate(border)).not.toBe('rgba(0, 0, 0, 0)');
  await chat.open();
  expect(await panel(tab).evaluate((el) => el.getAnimations({ subtree: true }).length)).toBe(0);
  await chat.write('In two colours');
  await chat.sees('In two colours');
  expect(await tab.locator('rapport-chat .b').first().evaluate(border)).not.toBe('rgba(0, 0, 0, 0)');
  const without = await tab
    .locator('rapport-chat')
    .locator('button:visible, .box, .badge, select:visible')
    .evaluateAll((all) =>
      all.filter((el) => /^0px|none/.test(getComputedStyle(el).border)).map((el) => el.ariaLabel ?? el.className),
    );
  expect(without).toEqual([]);
  expect(await violations(tab, 'rapport-chat', ['color-contrast'])).toEqual([]);
  await context.close();
});

test('[UX1][UX2] the app’s file does not come: that is said, with another way to reach the site, and it can be tried again', async () => {
  const { context, tab } = await visit();
  await tab.route('**/w/app-*', (route) => route.abort());
  await launcher(tab).click();
  await tab.getByRole('alert').getByText('The chat didn’t load.').waitFor();
  expect(await tab.getByRole('link', { name: 'help@shop.example' }).getAttribute('href')).toBe(
    'mailto:help@shop.example',
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    await tab.emulateMedia({ colorScheme });
    expect(await violations(tab, 'rapport-chat'), colorScheme).toEqual([]);
  }
  await tab.unroute('**/w/app-*');
  await tab.getByRole('button', { name: 'Try again' }).click();
  await field(tab).waitFor();
  await context.close();
});
