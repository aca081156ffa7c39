// examples/plain-html and examples/single-page-app as their READMEs say to run them: their own servers, a site that lists the origin, a person who opens the chat.
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

const spa = fileURLToPath(new URL('../../../examples/single-page-app/server.ts', import.meta.url));

test('the chat of examples/single-page-app lives through its pages, stands in the one about contact, and forgets who signs out', async () => {
  const relay = await startRelay();
  const app = spawn(process.execPath, [spa, '0', relay.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const browser = await launchBrowser();
  try {
    const [said] = (await once(app.stdout, 'data')) as [Buffer];
    const origin = said.toString().trim();
    await relay.store.putSite({ key: 'spa', name: 'Example', origins: [origin], native: false, disabled: false });
    const { page: tab } = await openPage(browser, origin);
    const field = tab.locator('rapport-chat').getByRole('textbox', { name: 'Type your message…' });
    await tab.locator('rapport-chat button.l').click();
    await field.fill('half a sentence');
    await tab.getByRole('link', { name: 'Tables' }).click();
    await tab.getByRole('heading', { name: 'Tables' }).waitFor();
    await field.waitFor();
    expect(await field.inputValue()).toBe('half a sentence');
    await tab.getByRole('link', { name: 'Contact' }).click();
    await tab.locator('rapport-chat[site] rapport-chat').hover();
    await field.waitFor();
    expect(await field.inputValue()).toBe('half a sentence');
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => field.inputValue()).toBe('');
    expect(await tab.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  } finally {
    await browser.close();
    app.kill();
    await relay.stop();
  }
});
