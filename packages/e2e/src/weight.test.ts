// What a visitor's browser really receives from the relay to open, chat and rate, counted from the network; and what comes only when asked for.
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { chatOn, openPage, setUpOwner } from './test/pages.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

/** Bytes of response bodies as they travel (brotli). kB = 1,000 bytes, as size-limit counts. */
const mostBytes = 23_700;
/** What is loaded when the menu is first opened, or when a visitor has to wait or nobody is there. */
const mostLaterBytes = 5_400;
/** What is loaded with the invitation to rate: the score, and what follows it. */
const mostSurveyBytes = 5_400;
/** Text size, appearance and language: loaded with the menu. */
const mostChoicesBytes = 1_400;
/** Hiding the chat on this visit, a complaint, and the card beside the launcher: loaded with the menu, too. */
const mostVisitBytes = 2_000;

/** Offering copies of the chat: loaded with the menu. What makes them is loaded when they are asked for. */
const mostTranscriptBytes = 900;

let relay: RunningRelay;
let browser: Browser;

beforeAll(async () => {
  relay = await startRelay();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

interface Received {
  readonly path: string;
  readonly bytes: number;
  readonly encoding: string;
}

/** Body bytes per response, as the DevTools protocol counts them on the wire. */
async function count(session: CDPSession): Promise<() => readonly Received[]> {
  const responses = new Map<string, { path: string; bytes: number; encoding: string }>();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const path = new URL(response.url).pathname;
    if (path === '/rapport.js' || path.startsWith('/w/'))
      responses.set(requestId, {
        path,
        bytes: Number(headers['content-length'] ?? Number.NaN),
        encoding: headers['content-encoding'] ?? 'none',
      });
  });
  await session.send('Network.enable');
  return () => [...responses.values()];
}

test('[UX121] open and chat cost the visitor at most 23.7 kB, the menu 5.4 kB more, and the rating 5.4 kB, all of it brotli', async () => {
  const agent = await openPage(browser, 'about:blank');
  const desk = await setUpOwner(agent.page, relay.setupLink as string);
  const { page, context } = await openPage(browser, 'about:blank');
  const received = await count(await context.newCDPSession(page));
  await page.goto(`${relay.url}/demo/`);
  const chat = chatOn(page);
  await chat.open();
  await chat.write('How much do I weigh?');
  await desk.choose('How much do I weigh?');
  await desk.reply('Very little.');
  await chat.sees('Very little.');
  await chat.end();
  await chat.panel.getByText('Very satisfied', { exact: true }).click();
  await chat.panel.getByText('Saved. You can still change it.').last().waitFor();
  const files = received();
  const isLater = ({ path }: Received): boolean => /^\/w\/(extra|words-more|identity)-/.test(path);
  const bytesOf = (some: readonly Received[]): number => some.reduce((sum, file) => sum + file.bytes, 0);
  const isChoices = ({ path }: Received): boolean => /^\/w\/(choices|speak)-/.test(path);
  /** Comes with the menu: hiding the chat on this visit. */
  const isVisit = ({ path }: Received): boolean => path.startsWith('/w/visit-');
  /** Comes with the menu: that the chat can be printed and mailed. */
  const isTranscript = ({ path }: Received): boolean => path.startsWith('/w/transcript-');
  const isSurvey = ({ path }: Received): boolean => path.startsWith('/w/survey-');
  const asked = [isLater, isChoices, isSurvey, isVisit, isTranscript];
  const total = bytesOf(files.filter((file) => !asked.some((is) => is(file))));
  const later = bytesOf(files.filter(isLater));
  const survey = bytesOf(files.filter(isSurvey));
  console.log(
    `widget on the wire: ${total} B to chat; for the menu ${later} B more, for the rating ${survey} B; ${files.length} files\n${files.map((file) => `  ${file.bytes} B ${file.path} (${file.encoding})`).join('\n')}`,
  );
  expect(files.map((file) => file.encoding)).toEqual(files.map(() => 'br'));
  expect(files.length).toBeGreaterThanOrEqual(3);
  expect(total).toBeLessThanOrEqual(mostBytes);
  expect(later).toBeGreaterThan(0);
  expect(later).toBeLessThanOrEqual(mostLaterBytes);
  expect(bytesOf(files.filter(isChoices))).toBeLessThanOrEqual(mostChoicesBytes);
  expect(bytesOf(files.filter(isVisit))).toBeLessThanOrEqual(mostVisitBytes);
  expect(bytesOf(files.filter(isTranscript))).toBeLessThanOrEqual(mostTranscriptBytes);
  expect(survey).toBeGreaterThan(0);
  expect(survey).toBeLessThanOrEqual(mostSurveyBytes);
  await context.close();
});

test('earlier messages come with a file of their own, which nobody loads before', async () => {
  const { page, context } = await openPage(browser, 'about:blank');
  const received = await count(await context.newCDPSession(page));
  const histories = () => received().filter(({ path }) => path.startsWith('/w/history-'));
  await page.goto(`${relay.url}/demo/`);
  const chat = chatOn(page);
  await chat.open();
  await chat.write('Number 0');
  // More than a window holds.
  await page.evaluate(() => {
    const { rapport } = window as unknown as { rapport: (name: string, input: unknown) => void };
    for (let n = 1; n <= 35; n++) rapport('start', { message: `Number ${n}` });
  });
  await chat.log.getByText(/^Sent/).waitFor();
  await page.reload();
  await chat.open();
  await chat.sees('Number 35');
  expect(await chat.log.getByText('Number 0', { exact: true }).count()).toBe(0);
  expect(histories()).toEqual([]);
  await chat.panel.getByRole('button', { name: 'Load earlier messages' }).click();
  await chat.sees('Number 0');
  expect(histories()).toMatchObject([{ encoding: 'br' }]);
  await context.close();
});
