// Whether a page feels the chat: what the loader costs it, how soon one's own message stands there, and all that again in a transcript of
// ten thousand messages; in Chromium, on a processor made four times slower. And how long the first opening takes on a slow network.
import { launchBrowser } from '../test/chromium.ts';
import { agentClient } from '../test/clients.ts';
import { hostPage, tag } from '../test/host-page.ts';
import { firstOwner } from '../test/owner.ts';
import { chatOn } from '../test/pages.ts';
import { startRelay } from '../test/relay.ts';
import { rapport } from './dialect.ts';
import { alone, beside, inTurns, type Result, type Row } from './figures.ts';
import { coldOpen, loadOf, networks } from './first-load.ts';
import { type Desk, type Held, held, type Opened, openDesk, opened, type Reader } from './long-transcript.ts';
import { unlimited } from './target.ts';
import { openWire } from './wire.ts';

export const name = 'smooth: what a page feels of the chat, processor 4 × slower';

const many = 10_000;
const few = 30;
/** While the conversation is filled. */
const atOnce = 100;
/** Of the console. */
const pages = 12;
const html = (more: string): string =>
  `<!doctype html><html lang="en"><title>A shop</title>${more}<h1>A shop</h1>${'<p>Some words about some goods.</p>'.repeat(200)}</html>`;

export async function run(repetitions: number): Promise<Result> {
  const relay = await startRelay({ durability: 'relaxed', limits: unlimited });
  const host = await hostPage({
    html: html(tag(relay.url)),
    files: { '/plain': { type: 'text/html; charset=utf-8', body: html('') } },
  });
  await relay.store.changeSite('demo', (site) => ({ ...site, origins: [relay.url, host.origin] }));
  const owner = await firstOwner(relay.url, relay.setupLink);
  const agent = agentClient(relay.url, owner.ticket);
  const browser = await launchBrowser();
  const wire = await openWire({ url: new URL(`${relay.url.replace('http', 'ws')}/v1/ws`), protocol: 'rapport.v1' });
  try {
    await agent.connect();
    await rapport.enterAgent(wire, await owner.ticket(), []);
    const [bare = [], tagged = []] = await inTurns(
      [`${host.url}plain`, host.url].map((url) => () => loadOf(browser, url)),
      repetitions,
      1,
    );
    const added = tagged.map(({ busyMs }, at) => busyMs - (bare[at]?.busyMs ?? Number.NaN));

    const opens = await inTurns(
      networks.map((network) => () => coldOpen(browser, host.url, network)),
      repetitions,
    );

    const heard = (text: string): Promise<string> =>
      new Promise((resolve) => {
        agent.inbox.subscribe(({ waiting, mine, others }) => {
          const row = [...waiting, ...mine, ...others].find(({ last }) => last?.text === text);
          if (row) resolve(row.id);
        });
      });
    /** A visitor who has been written to so often. */
    async function begun(messages: number): Promise<Reader & { readonly id: string }> {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(host.url);
      const chat = chatOn(page);
      await chat.open();
      const greeting = `I am to hear ${messages}`;
      await chat.write(greeting);
      const id = await heard(greeting);
      await page.close();
      const talk = agent.conversation(id);
      await talk.join();
      let last = greeting;
      // Many under way at once, which the SDK does not do within one conversation.
      for (let n = 1; n <= messages; n += 1) {
        last = `Answer ${n}, as long as answers are.`;
        const commandId = `${messages}-answer-${n}`;
        const acked = n % atOnce === 0 || n === messages ? wire.next(`"i":"${commandId}"`) : null;
        wire.send(rapport.message(commandId, id, last));
        await acked;
      }
      return { context, url: host.url, id, last, answer: async (text) => void (await talk.send(text).committed()) };
    }

    const readers = [await begun(few), await begun(many)];
    const [short = [], long = []] = await inTurns(
      readers.map((reader) => () => opened(reader)),
      repetitions,
    );
    const baseline = { name: `${few} messages`, taken: short };
    const of = (what: string, unit: string, one: (taken: Opened) => number): Row =>
      beside(`${what}, ${many.toLocaleString('en')} messages`, unit, long, baseline, one);
    const [fewHeld, manyHeld] = [await held(readers[0] as Reader), await held(readers[1] as Reader)];
    const whole = (what: string, unit: string, one: (taken: Held) => number): Row =>
      beside(`all held: ${what}`, unit, [manyHeld], { name: baseline.name, taken: [fewHeld] }, one);

    const desks: Desk[] = [];
    for (let n = 0; n < repetitions; n += 1)
      desks.push(await openDesk(browser, relay.url, owner.cookie, readers[1]?.id as string, pages));

    return {
      name,
      rows: [
        beside(
          'main thread until the page rests, with the tag',
          'ms',
          tagged,
          { name: 'without', taken: bare },
          (one) => one.busyMs,
        ),
        alone('what the tag adds', 'ms', added, (ms) => ms),
        alone('longest task of the page with the tag', 'ms', tagged, (one) => one.longestMs),
        ...networks.map(({ name: network }, at) =>
          alone(`first opening, nothing cached, ${network}`, 'ms', opens[at] ?? [], (ms) => ms),
        ),
        of('opens', 'ms', (one) => one.openMs),
        of('own message painted after Enter', 'ms', (one) => one.ownMs),
        of('the same by Event Timing (0: below 16)', 'ms', (one) => one.eventMs),
        of('answer painted after it is written', 'ms', (one) => one.answerMs),
        of('longest task since the page began', 'ms', (one) => one.longestMs),
        of('heap', 'MB', (one) => one.heapBytes / 1e6),
        of('rows in the page', '', (one) => one.rows),
        whole('own message painted after Enter', 'ms', (one) => one.ownMs),
        whole('heap', 'MB', (one) => one.heapBytes / 1e6),
        whole('rows in the page at most, read up and down', '', (one) => one.rows),
        whole('what is read has moved by itself', 'px', (one) => one.movedPx),
        alone('console: opens 10,000 messages', 'ms', desks, (desk) => desk.openMs),
        alone('console: longest task of that', 'ms', desks, (desk) => desk.longestMs),
        alone(`console: rows in the page at most, ${pages} pages back`, '', desks, (desk) => desk.rows),
        alone('console: heap', 'MB', desks, (desk) => desk.heapBytes / 1e6),
      ],
      notes: [
        'Main thread: TaskDuration of the DevTools protocol, everything the page did. Painted: from the event of the key to the message after the frame that shows it.',
        'Networks as the presets of the DevTools; a WebSocket is not slowed down by them.',
      ],
    };
  } finally {
    wire.end();
    agent.dispose();
    await browser.close();
    await host.stop();
    await relay.stop();
  }
}
