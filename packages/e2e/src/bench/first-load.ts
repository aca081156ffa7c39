// A page that is opened for the first time: what it works until it rests, and how long a visitor waits for the chat on a slow network.
import type { Browser } from 'playwright-core';
import { chatOn } from '../test/pages.ts';
import { probe, settled } from './page-probe.ts';

interface Load {
  readonly busyMs: number;
  readonly longestMs: number;
}

export async function loadOf(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const { busyMs, longTasks } = await probe(page);
  const before = await busyMs();
  await page.goto(url);
  await settled(page);
  const load = { busyMs: (await busyMs()) - before, longestMs: (await longTasks()).longestMs };
  await context.close();
  return load;
}

interface Network {
  readonly name: string;
  /** Bytes a second; −1: as fast as it goes. */
  readonly down: number;
  readonly up: number;
  readonly latencyMs: number;
}

/** The presets of the DevTools. */
export const networks: readonly Network[] = [
  { name: 'no limit', down: -1, up: -1, latencyMs: 0 },
  { name: 'Fast 3G', down: 180_000, up: 84_375, latencyMs: 562.5 },
  { name: 'Slow 3G', down: 50_000, up: 50_000, latencyMs: 2_000 },
];

/** Milliseconds from the click on the launcher, at once after the page has come, until one can write. */
export async function coldOpen(browser: Browser, url: string, { down, up, latencyMs }: Network): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await probe(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: down,
    uploadThroughput: up,
  });
  await page.goto(url);
  const launcher = page.locator('rapport-chat button.l');
  await launcher.waitFor();
  const startedAt = performance.now();
  await chatOn(page).open();
  const ms = performance.now() - startedAt;
  await context.close();
  return ms;
}
