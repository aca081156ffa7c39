// A host page under a strict Content-Security-Policy with Trusted Types: the chat works, and the browser reports no violation.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { chatOn, openPage, setUpOwner } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let host: HostPage;

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  const { url } = relay;
  host = await hostPage({
    html: `<!doctype html><html lang="en"><title>Strict shop</title><link rel="stylesheet" href="/shop.css">
      <script nonce="x">window.violations=[];document.addEventListener('securitypolicyviolation',e=>violations.push(e.violatedDirective+' '+e.blockedURI))</script>
      <h1>Strict shop</h1>${tag(url)}</html>`,
    csp: `default-src 'self'; script-src 'self' ${url} 'nonce-x'; connect-src ${url} ${url.replace('http', 'ws')}; style-src 'self'; require-trusted-types-for 'script'`,
    files: { '/shop.css': { type: 'text/css', body: 'h1{color:rebeccapurple}' } },
  });
  const site = await relay.store.site('demo');
  if (!site) throw new Error('The demo site is missing.');
  await relay.store.putSite({ ...site, origins: [host.origin] });
});

afterAll(async () => {
  await browser?.close();
  await host?.stop();
  await relay?.stop();
});

test('[UX145][H4] under a strict CSP a visitor of a listed origin chats and rates, and no violation is reported', async () => {
  const console = await openPage(browser, 'about:blank');
  const desk = await setUpOwner(console.page, relay.setupLink as string);
  const { page, context } = await openPage(browser, host.url);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  const chat = chatOn(page);
  await chat.open();
  await chat.write('Hello from a strict page');
  await desk.choose('Hello from a strict page');
  await desk.reply('Hello, strict page');
  await chat.sees('Hello, strict page');
  await chat.end();
  await chat.panel.getByText('Very satisfied', { exact: true }).click();
  await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  // A missing icon of the test's own page is not the widget's doing.
  expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
  await context.close();
});

test('[H3] a page whose origin no site lists gets no chat, and says so', async () => {
  const stranger = await hostPage({
    html: `<!doctype html><title>Stranger</title>${tag(relay.url, 'data-contact="mailto:help@shop.example"')}`,
  });
  const { page, context } = await openPage(browser, stranger.url);
  const chat = chatOn(page);
  await chat.open();
  await chat.panel.getByRole('textbox', { name: 'Type your message…' }).fill('Anybody?');
  await chat.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await chat.panel
    .getByText(/Connection lost|isn’t available/)
    .first()
    .waitFor();
  expect(await relay.store.openConversations()).toHaveLength(1 - 1);
  await context.close();
  await stranger.stop();
});
