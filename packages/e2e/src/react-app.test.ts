// examples/react-app as its README says to run it: bundled by its own server, a visitor who writes, is answered, ends and rates.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { agentClient } from './test/clients.ts';
import { firstOwner } from './test/owner.ts';
import { openPage } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

const server = fileURLToPath(new URL('../../../examples/react-app/server.ts', import.meta.url));

test('the page of examples/react-app chats, and a reload shows the same', async () => {
  const relay = await startRelay();
  const agent = agentClient(relay.url, (await firstOwner(relay.url, relay.setupLink)).ticket);
  const app = spawn(process.execPath, [server, '0', relay.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const browser = await launchBrowser();
  try {
    const [said] = (await once(app.stdout, 'data')) as [Buffer];
    const origin = said.toString().trim();
    await relay.store.putSite({ key: 'example', name: 'Example', origins: [origin], native: false, disabled: false });
    await agent.connect();
    await agent.setPresence('available');
    const waiting = new Promise<string>((resolve) => agent.on('waiting', ({ conversation }) => resolve(conversation)));
    const { page } = await openPage(browser, origin);
    await page.getByLabel('Your message').fill('Where is my order?');
    await page.getByRole('button', { name: 'Send' }).click();
    const chat = agent.conversation(await waiting);
    await chat.accept();
    chat.send('On its way');
    const lines = page.getByRole('log').getByRole('listitem');
    await expect
      .poll(() => lines.allTextContents())
      .toEqual([expect.stringContaining('Where is my order?'), 'On its way ']);
    await page.reload();
    await expect
      .poll(() => lines.allTextContents())
      .toEqual([expect.stringContaining('Where is my order?'), 'On its way ']);
    await page.getByRole('button', { name: 'End the chat' }).click();
    await page.getByRole('button', { name: '5' }).click();
    await page.getByText('Thank you.').waitFor();
    // Saved: it is there again on another load of the page.
    await page.reload();
    await page.getByRole('button', { name: '5', pressed: true }).waitFor();
  } finally {
    agent.dispose();
    await browser.close();
    app.kill();
    await relay.stop();
  }
});
