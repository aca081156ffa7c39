// examples/plain-html as its README says to run it: its own server, a site that lists its origin, a person who opens the chat.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { openPage } from './test/pages.ts';
import { startRelay } from './test/relay.ts';

const server = fileURLToPath(new URL('../../../examples/plain-html/server.ts', import.meta.url));

test('the page of examples/plain-html opens its chat from its own button', async () => {
  const relay = await startRelay();
  const page = spawn(process.execPath, [server, '0', relay.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const browser = await launchBrowser();
  try {
    const [said] = (await once(page.stdout, 'data')) as [Buffer];
    const origin = said.toString().trim();
    await relay.store.putSite({ key: 'example', name: 'Example', origins: [origin], native: false, disabled: false });
    const { page: tab } = await openPage(browser, origin);
    await tab.getByRole('button', { name: 'Ask a person' }).click();
    await tab.locator('rapport-chat').getByRole('textbox', { name: 'Type your message…' }).waitFor();
    expect(await tab.getByRole('status').first().textContent()).toBe('');
  } finally {
    await browser.close();
    page.kill();
    await relay.stop();
  }
});
