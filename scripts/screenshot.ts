// `node scripts/screenshot.ts`: takes the README's picture from the real thing: a relay, a visitor on the demo page, an agent at the console.
import { writeFileSync } from 'node:fs';
import { launchBrowser } from '../packages/e2e/src/test/chromium.ts';
import { chatOn, openPage, setUpOwner } from '../packages/e2e/src/test/pages.ts';
import { startRelay } from '../packages/e2e/src/test/relay.ts';
import { packageDir } from './packages.ts';

const picture = `${packageDir('widget')}/demo/rapport.png`;
const talk: readonly (readonly ['visitor' | 'agent', string])[] = [
  ['visitor', 'Hi! Only one of my two chairs arrived.'],
  ['agent', 'Hello! Let me look that up.'],
  ['agent', 'They went out in two boxes. The second one is with the carrier and arrives tomorrow before noon.'],
  ['visitor', 'Ah, that explains it. Thank you!'],
];

const relay = await startRelay();
const browser = await launchBrowser();
try {
  const console = await openPage(browser, 'about:blank', { viewport: { width: 1120, height: 720 } });
  const desk = await setUpOwner(console.page, relay.setupLink as string);
  await console.page.getByRole('radio', { name: 'Available' }).check();
  const shop = await openPage(browser, `${relay.url}/demo/`, { viewport: { width: 860, height: 720 } });
  const chat = chatOn(shop.page);
  await chat.open();
  for (const [who, text] of talk) {
    if (who === 'visitor') await chat.write(text);
    else await desk.reply(text);
    await chat.sees(text);
    if (text === talk[0]?.[1]) {
      await desk.choose(text);
      await desk.join();
    } else await desk.sees(text);
  }
  const [left, right] = await Promise.all([shop.page.screenshot(), console.page.screenshot()]);

  const data = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`;
  const both = await browser.newPage({ viewport: { width: 2056, height: 784 } });
  await both.setContent(
    `<body style="margin:0;padding:32px;display:flex;gap:16px;background:#e8eeed">
       <img src="${data(left)}" style="border-radius:12px"><img src="${data(right)}" style="border-radius:12px"></body>`,
  );
  writeFileSync(picture, await both.screenshot());
  process.stdout.write(`${picture}\n`);
} finally {
  await browser.close();
  await relay.stop();
}
