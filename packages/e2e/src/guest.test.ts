// A good guest: what the tag does to a page before anybody clicks.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { type HostPage, hostPage, tag } from './test/host-page.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

let relay: RunningRelay;
let browser: Browser;
let withTag: HostPage;
let without: HostPage;

const html = (script: string): string => `<!doctype html><html lang="en"><title>Shop</title>
  <script>window.shift=0;new PerformanceObserver(l=>{for(const e of l.getEntries())shift+=e.value}).observe({type:'layout-shift',buffered:true})</script>
  <style>h1{color:teal}p{margin:1em}</style><h1>Shop</h1><p id="p">Chairs, <a href="#x">tables</a></p><form><input name="q"><button>Search</button></form>${script}</html>`;

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
  withTag = await hostPage({ html: html(tag(relay.url)) });
  without = await hostPage({ html: html('') });
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([withTag?.stop(), without?.stop(), relay?.stop()]);
});

/** Every computed style of the page's own elements, and what the page holds. */
async function visit(url: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.clock.runFor(10_000);
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(async () => ({
    styles: [
      document.documentElement,
      ...document.querySelectorAll('html, head, body, h1, p, a, form, input, button'),
    ].map((element) => {
      const style = getComputedStyle(element);
      return `${element.tagName}: ${[...style].map((name) => `${name}=${style.getPropertyValue(name)}`).join(';')}`;
    }),
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    shift: (window as unknown as { shift: number }).shift,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    globals: Object.keys(window),
    scroll: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
  }));
  const cookies = await context.cookies();
  const launcher = page.locator('rapport-chat').getByRole('button', { name: 'Chat with us' });
  const visible = (await launcher.count()) === 1 && (await launcher.isVisible());
  await context.close();
  return {
    ...seen,
    cookies,
    requests: requests.filter((request) => !request.startsWith(url) || request === `${url}x`),
    visible,
  };
}

test('[UX53][UX129] ten seconds after load, before any click: one request, nothing stored, the page as it was', async () => {
  const plain = await visit(without.url);
  const guest = await visit(withTag.url);
  expect(guest.visible).toBe(true);
  expect(guest.requests).toEqual([`${relay.url}/rapport.js`]);
  expect(guest.cookies).toEqual([]);
  const { cookie, local, session, databases, caches, workers, shift } = guest;
  expect({ cookie, local, session, databases, caches, workers, shift }).toEqual({
    cookie: '',
    local: 0,
    session: 0,
    databases: 0,
    caches: 0,
    workers: 0,
    shift: 0,
  });
  expect(guest.styles).toEqual(plain.styles);
  expect(guest.sheets).toBe(plain.sheets);
  expect(guest.scroll).toEqual(plain.scroll);
  expect(guest.globals.filter((name) => !plain.globals.includes(name))).toEqual(['rapport']);
});
