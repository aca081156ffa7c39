// What a browser does with a page that nobody looks at, over bare CDP: hidden, frozen, kept for the way back; and an extension
// that lets no socket through.
import { writeFileSync } from 'node:fs';
import { test as base } from './life/life.ts';
import { launchRaw, type RawBrowser, type RawTab } from './life/raw-browser.ts';
import { told } from './life/tab.ts';
import type { Wire } from './life/wire.ts';
import { hostPage } from './test/host-page.ts';
import { tempDir } from './test/temp-dir.ts';

interface Visit {
  readonly wire: Wire;
  readonly tab: RawTab;
  /** Another site. */
  readonly elsewhere: string;
}

const test = base.extend<{ raw: RawBrowser; visit: (text: string) => Promise<Visit> }>({
  raw: [
    // biome-ignore lint/correctness/noEmptyPattern: it is the pattern that says what is needed
    async ({}, use) => {
      const browser = await launchRaw();
      await use(browser);
      await browser.stop();
    },
    { scope: 'file' },
  ],
  // A visitor who has said `text`; what happens to the page is written down in `life`.
  visit: async ({ stage, raw }, use) => {
    const other = await hostPage({ html: '<!doctype html><title>Elsewhere</title><p>Another site.</p>' });
    await use(async (text) => {
      const wire = await stage.lay();
      const tab = await raw.stranger(`${wire.url}/demo/`);
      await tab.evaluate(`
        window.life = [];
        addEventListener('pageshow', ({ persisted }) => life.push(persisted ? 'from the cache' : 'anew'));
        document.addEventListener('freeze', () => life.push('frozen'));
        document.addEventListener('resume', () => life.push('resumed'));
        document.addEventListener('visibilitychange', () => life.push(document.visibilityState));`);
      await tab.click('button', 'Chat with us');
      await tab.write(text);
      await stage.settles(text, [text], tab.bubbles);
      return { wire, tab, elsewhere: other.url };
    });
    await other.stop();
  },
});

const life = (tab: RawTab): Promise<readonly string[]> => tab.evaluate('window.life ?? []');
const titleOf = (tab: RawTab): Promise<string> => tab.evaluate('document.title');

test.concurrent('[X1][D10] back to a page that was kept in the back/forward cache: it connects again and has what was said meanwhile', async ({
  stage,
  visit,
  expect,
}) => {
  const { tab, elsewhere } = await visit('Back 1');
  await tab.goto(elsewhere);
  await stage.reply('Back', 'Back 2, an answer', 'Back 3, another');
  await tab.back();
  await tab.sees('Back 3, another');
  expect(await life(tab)).toContain('from the cache');
  await tab.write('Back 4');
  await stage.settles('Back', ['Back 1', 'Back 2, an answer', 'Back 3, another', 'Back 4'], tab.bubbles);
});

test.concurrent('[O1][O6] away and back with a message that is not sent: kept in the cache or loaded anew, it is said once', async ({
  stage,
  visit,
  expect,
}) => {
  const { wire, tab, elsewhere } = await visit('Leave 1');
  wire.weather('stalled');
  await tab.write('Leave 2');
  await tab.write('Leave 3');
  await tab.goto(elsewhere);
  wire.weather('fair');
  await tab.back();
  await expect.poll(() => tab.evaluate('location.pathname + document.readyState')).toBe('/demo/complete');
  if (!(await life(tab)).includes('from the cache')) await tab.click('button', 'Chat with us');
  await stage.settles('Leave', ['Leave 1', 'Leave 2', 'Leave 3'], tab.bubbles);
});

test.concurrent('[P2][D10][O3] a frozen tab, its connection cut meanwhile: resumed, it sends what it had and shows what it missed', async ({
  stage,
  visit,
  expect,
}) => {
  const { wire, tab } = await visit('Frozen 1');
  wire.weather('stalled');
  await tab.write('Frozen 2');
  await tab.hide();
  await expect.poll(() => life(tab)).toContain('hidden');
  await tab.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect.poll(() => life(tab)).toContain('frozen');
  wire.cut();
  wire.weather('fair');
  await stage.reply('Frozen', 'Frozen 3, an answer', 'Frozen 4, another');
  expect(await tab.bubbles('Frozen 3')).toEqual([]);
  await tab.send('Page.setWebLifecycleState', { state: 'active' });
  await tab.show();
  await expect.poll(() => stage.written('Frozen')).toHaveLength(4);
  const log = await stage.written('Frozen');
  expect([...log].sort()).toEqual(['Frozen 1', 'Frozen 2', 'Frozen 3, an answer', 'Frozen 4, another']);
  await stage.settles('Frozen', log, tab.bubbles);
  expect(await life(tab)).toContain('resumed');
});

test.concurrent('[M1][P2] a hidden tab hears everything on the same socket, counts it in its title, and has read it only when it is looked at', async ({
  stage,
  visit,
  expect,
}) => {
  const { tab } = await visit('Hidden 1');
  await tab.hide();
  // As it is now: a window that has just come may have been hidden for a moment before.
  await expect.poll(async () => (await life(tab)).at(-1)).toBe('hidden');
  await stage.reply('Hidden', 'Hidden 2, an answer', 'Hidden 3, another');
  await expect.poll(() => titleOf(tab)).toMatch(/^\(2\) /);
  await stage.settles('Hidden', ['Hidden 1', 'Hidden 2, an answer', 'Hidden 3, another'], tab.bubbles);
  expect(await stage.isRead('Hidden 2, an answer')).toBe(false);
  await tab.show();
  await expect.poll(() => titleOf(tab)).toMatch(/^(?!\()/);
  await expect.poll(() => stage.isRead('Hidden 3, another')).toBe(true);
  expect(tab.heard('Network.webSocketCreated')).toHaveLength(1);
});

const blocker = {
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

test.concurrent('[X2][O1] an extension that blocks every WebSocket: the visitor is told, and once it lets go the messages are sent', async ({
  stage,
  onTestFinished,
  expect,
}) => {
  const extension = tempDir();
  onTestFinished(() => extension.remove());
  for (const [name, content] of Object.entries(blocker))
    writeFileSync(`${extension.path}/${name}`, JSON.stringify(content));
  writeFileSync(`${extension.path}/worker.js`, '');
  const browser = await launchRaw({
    args: [`--load-extension=${extension.path}`, '--disable-features=DisableLoadExtensionCommandLineSwitch'],
  });
  onTestFinished(() => browser.stop());
  const { url } = await stage.lay();
  const tab = await browser.tab(`${url}/demo/`);
  await tab.click('button', 'Chat with us');
  await tab.write('Blocked 1');
  await tab.write('Blocked 2');
  await expect.poll(() => tab.says()).toContain(told.lost);
  expect(await tab.says()).toContain('Waiting for connection');
  expect(await stage.written('Blocked')).toEqual([]);
  await browser.inExtension(`chrome.declarativeNetRequest.updateEnabledRulesets({ disableRulesetIds: ['sockets'] })`);
  await stage.settles('Blocked', ['Blocked 1', 'Blocked 2'], tab.bubbles);
  await expect.poll(() => tab.says()).toMatch(/(Sent|Delivered|Read) /);
  expect(await tab.says()).not.toContain(told.lost);
});
