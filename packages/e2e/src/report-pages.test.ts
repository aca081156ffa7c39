// Every report page in the console as it is shipped, over data and over nothing: nothing is wrong with it for those who cannot see it,
// on a wide screen or a phone, by day, by night or on paper; and its CSV holds the very sessions that it counts.
import { readFileSync } from 'node:fs';
import type { Figure, Report } from '@rapport/protocol';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillSessions } from './bench/fill-sessions.ts';
import { violations } from './test/axe.ts';
import { launchBrowser } from './test/chromium.ts';
import { firstOwner } from './test/owner.ts';
import { startRelay } from './test/relay.ts';
import { type TempDir, tempDir } from './test/temp-dir.ts';

let dir: TempDir;
let relay: Awaited<ReturnType<typeof startRelay>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const wrong: string[] = [];

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const pages = [
  ...(['card', 'trend', 'reasons', 'gap', 'promise', 'runaround', 'recovery'] as const),
  ...(['coaching', 'times', 'volume', 'quality'] as const),
];
/** Local days, both inclusive: three months of the filled years, and a year before them. */
const periods = {
  data: 'period=custom&from=2025-09-01&to=2025-11-30',
  nothing: 'period=custom&from=2020-01-01&to=2020-12-31',
} as const;

beforeAll(async () => {
  dir = tempDir();
  await fillSessions(dir.path, 4_000);
  relay = await startRelay({ data: dir.path });
  const { cookie } = await firstOwner(relay.url, relay.setupLink);
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: wide, acceptDownloads: true, timezoneId: 'Europe/Athens' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: relay.url }]);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`CSP: ${violatedDirective} ${blockedURI}`),
    );
  });
  page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && wrong.push(message.text())));
});

afterAll(async () => {
  await browser?.close();
  await relay?.stop();
  dir?.remove();
});

const widerBy = (): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** As a phone by night. */
async function judgeSmall(what: string): Promise<void> {
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await page.setViewportSize(phone);
  expect(await violations(page), `${what}, dark, phone`).toEqual([]);
  expect(await widerBy(), `${what}, dark, phone`).toBeLessThanOrEqual(0);
  expect(wrong.splice(0), what).toEqual([]);
}

/** As a wide screen by day, as a phone by night, and as paper. */
async function judge(what: string): Promise<void> {
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.setViewportSize(wide);
  expect(await violations(page), `${what}, light`).toEqual([]);
  expect(await widerBy(), `${what}, light, wide`).toBeLessThanOrEqual(0);
  await judgeSmall(what);
  await page.setViewportSize(wide);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(await page.getByRole('navigation', { name: 'Main' }).isVisible(), `${what}, on paper`).toBe(false);
  expect(await widerBy(), `${what}, on paper`).toBeLessThanOrEqual(0);
  await page.emulateMedia({ media: 'screen' });
  expect(wrong.splice(0), what).toEqual([]);
}

async function open(name: string, period: string): Promise<Report> {
  const answered = page.waitForResponse((response) => response.url().includes(`/v1/reports/${name}?`));
  await page.goto(`${relay.url}/console/#/reports/${name}?${period}`);
  const response = await answered;
  expect(response.status(), name).toBe(200);
  const report = (await response.json()) as Report;
  await page.locator('.report-page [aria-busy=false]').waitFor();
  await page.getByText(/chats? that ended in this period/).waitFor();
  return report;
}

for (const [what, period] of Object.entries(periods)) {
  for (const name of pages) {
    test(`[UX4][UX130][UX135][UX136] report ${name}, ${what}: no violation, no error, nothing wider than the screen`, async () => {
      const { sessions } = await open(name, period);
      // She who looks has had no chat of her own.
      expect(sessions > 0).toBe(what === 'data' && name !== 'coaching');
      await (what === 'data' ? judge : judgeSmall)(`${name}, ${what}`);
    });
  }
}

test('brief and themes: no violation, no error, nothing wider than the screen', async () => {
  for (const hash of ['#/brief', '#/reports/themes']) {
    await page.goto(`${relay.url}/console/${hash}`);
    await page.locator('main.page').getByRole('heading', { level: 3 }).first().waitFor();
    await judge(hash);
  }
});

test('[UX133][F1] the CSV holds the very sessions that the page counts, in the zone of its name', async () => {
  const report = await open('card', periods.data);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('card_2025-09-01_2025-11-30_Europe-Athens.csv');
  const [header = '', ...rows] = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(rows).toHaveLength(report.sessions);
  const at = header.split(',').indexOf('score');
  const scores = rows.map((row) => row.split(',')[at]).filter((score) => score !== '');
  const csat = report.figures.find(({ id }) => id === 'csat') as Figure;
  expect({ n: scores.length, count: scores.filter((score) => Number(score) >= 4).length }).toEqual({
    n: csat.n,
    count: csat.count,
  });
});
