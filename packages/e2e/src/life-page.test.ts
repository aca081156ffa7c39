// What a browser does with a page that nobody looks at, over bare CDP: hidden, frozen, kept for the way back; and an extension
// that lets no socket through.
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchRaw, type RawBrowser, type RawTab } from './life/raw-browser.ts';
import { banner, type Stage, setStage } from './life/stage.ts';
import { type HostPage, hostPage } from './test/host-page.ts';
import { tempDir } from './test/temp-dir.ts';

const extension = tempDir();
let stage: Stage;
let browser: RawBrowser;
let elsewhere: HostPage;

beforeAll(async () => {
  stage = await setStage();
  elsewhere = await hostPage({ html: '<!doctype html><title>Elsewhere</title><p>Another site.</p>' });
  browser = await launchRaw();
});
beforeEach(() => stage.wire.weather('fair'));
afterAll(async () => {
  await browser?.stop();
  await elsewhere?.stop();
  await stage?.stop();
  extension.remove();
});

/** A tab whose visitor has said `text`; what happens to the page is written down in `life`. */
async function visit(text: string): Promise<RawTab> {
  const tab = await browser.tab(elsewhere.url);
  // One visitor for each test, though they share a profile.
  await tab.send('Storage.clearDataForOrigin', { origin: stage.url, storageTypes: 'all' });
  await tab.goto(`${stage.url}/demo/`);
  await tab.evaluate(`
    window.life = [];
    addEventListener('pageshow', ({ persisted }) => life.push(persisted ? 'from the cache' : 'anew'));
    document.addEventListener('freeze', () => life.push('frozen'));
    document.addEventListener('resume', () => life.push('resumed'));
    document.addEventListener('visibilitychange', () => life.push(document.visibilityState));`);
  await tab.click('button', 'Chat with us');
  await tab.write(text);
  await stage.settles(text, [text], tab.bubbles);
  return tab;
}

const life = (tab: RawTab): Promise<readonly string[]> => tab.evaluate('window.life ?? []');

test('[X1][D10] back to a page that was kept in the back/forward cache: it connects again and has what was said meanwhile', async () => {
  const tab = await visit('Back 1');
  await tab.goto(elsewhere.url);
  await stage.reply('Back', 'Back 2, an answer', 'Back 3, another');
  await tab.back();
  await tab.sees('Back 3, another');
  expect(await life(tab)).toContain('from the cache');
  await tab.write('Back 4');
  await stage.settles('Back', ['Back 1', 'Back 2, an answer', 'Back 3, another', 'Back 4'], tab.bubbles);
  await tab.close();
});

test('[O1][O6] away and back with a message that is not sent: kept in the cache or loaded anew, it is said once', async () => {
  const tab = await visit('Leave 1');
  stage.wire.weather('stalled');
  await tab.write('Leave 2');
  await tab.write('Leave 3');
  await tab.goto(elsewhere.url);
  stage.wire.weather('fair');
  await tab.back();
  await expect.poll(() => tab.evaluate('location.pathname')).toBe('/demo/');
  if (!(await life(tab)).includes('from the cache')) await tab.click('button', 'Chat with us');
  await stage.settles('Leave', ['Leave 1', 'Leave 2', 'Leave 3'], tab.bubbles);
  await tab.close();
});

test('[P2][D10][O3] a frozen tab, its connection cut meanwhile: resumed, it sends what it had and shows what it missed', async () => {
  const tab = await visit('Frozen 1');
  stage.wire.weather('stalled');
  await tab.write('Frozen 2');
  const front = await browser.tab(elsewhere.url);
  await front.show();
  await expect.poll(() => life(tab)).toContain('hidden');
  await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(() => life(tab)).toContain('frozen');
  stage.wire.cut();
  stage.wire.weather('fair');
  await stage.reply('Frozen', 'Frozen 3, an answer', 'Frozen 4, another');
  expect(await tab.bubbles('Frozen 3')).toEqual([]);
  await tab.send('Page.setWebLifecycleState', { state: 'active' });
  await tab.show();
  await expect.poll(async () => (await stage.written('Frozen')).length).toBe(4);
  const log = await stage.written('Frozen');
  expect([...log].sort()).toEqual(['Frozen 1', 'Frozen 2', 'Frozen 3, an answer', 'Frozen 4, another']);
  await stage.settles('Frozen', log, tab.bubbles);
  expect(await life(tab)).toContain('resumed');
  await tab.close();
  await front.close();
});

test('[M1][P2] a hidden tab hears everything on the same socket, counts it in its title, and has read it only when it is looked at', async () => {
  const tab = await visit('Hidden 1');
  const sockets = tab.heard('Network.webSocketCreated').length;
  const front = await browser.tab(elsewhere.url);
  await front.show();
  await expect.poll(() => life(tab)).toContain('hidden');
  await stage.reply('Hidden', 'Hidden 2, an answer', 'Hidden 3, another');
  await expect.poll(() => tab.evaluate<string>('document.title')).toMatch(/^\(2\) /);
  await stage.settles('Hidden', ['Hidden 1', 'Hidden 2, an answer', 'Hidden 3, another'], tab.bubbles);
  expect(await stage.isRead('Hidden 2, an answer')).toBe(false);
  await tab.show();
  await expect.poll(() => tab.evaluate<string>('document.title')).toMatch(/^(?!\()/);
  await expect.poll(() => stage.isRead('Hidden 3, another'), { timeout: 10_000 }).toBe(true);
  expect(tab.heard('Network.webSocketCreated').length).toBe(sockets);
  await tab.close();
  await front.close();
});

test('[X2][X4][O1] an extension that blocks every WebSocket: the visitor is told, and once it lets go the message is sent', async () => {
  const blocking = {
    'manifest.json': {
      manifest_version: 3,
      name: 'Blocker',
      version: '1',
      permissions: ['declarativeNetRequest'],
      background: { service_worker: 'worker.js' },
      declarative_net_request: { rule_resources: [{ id: 'sockets', enabled: true, path: 'rules.json' }] },
    },
    'rules.json': [{ id: 1, action: { type: 'block' }, condition: { resourceTypes: ['websocket'] } }],
  };
  mkdirSync(extension.path, { recursive: true });
  for (const [name, content] of Object.entries(blocking))
    writeFileSync(`${extension.path}/${name}`, JSON.stringify(content));
  writeFileSync(`${extension.path}/worker.js`, '');
  const other = await launchRaw({
    args: [`--load-extension=${extension.path}`, '--disable-features=DisableLoadExtensionCommandLineSwitch'],
  });
  try {
    const tab = await other.tab(`${stage.url}/demo/`);
    await tab.click('button', 'Chat with us');
    await tab.write('Blocked 1');
    await tab.write('Blocked 2');
    await expect.poll(() => tab.says(), { timeout: 15_000 }).toContain(banner.lost);
    expect(await tab.says()).toContain('Waiting for connection');
    expect(await stage.written('Blocked')).toEqual([]);
    await other.inExtension(`chrome.declarativeNetRequest.updateEnabledRulesets({ disableRulesetIds: ['sockets'] })`);
    await stage.settles('Blocked', ['Blocked 1', 'Blocked 2'], tab.bubbles);
    await expect.poll(() => tab.says()).toMatch(/(Sent|Delivered|Read) /);
    expect(await tab.says()).not.toContain(banner.lost);
  } finally {
    await other.stop();
  }
});
