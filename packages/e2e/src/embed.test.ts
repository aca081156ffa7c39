// What a page may ask of the chat: commands, attributes, events; whose chat it is; consent, and being forgotten.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { call, type EmbedStage, embedStage, field, html, kept, launcher, told } from './test/embed-stage.ts';
import { hostPage, tag } from './test/host-page.ts';
import { openPage } from './test/pages.ts';

let stage: EmbedStage;

beforeAll(async () => {
  stage = await embedStage();
});

afterAll(() => stage?.stop());

test('what is asked before the script has come is done in its order, and `ready` is heard', async () => {
  const { page, context } = await stage.visit('early');
  await field(page).waitFor();
  expect((await told(page)).slice(0, 2)).toEqual([
    ['open', { open: true }],
    ['heard', null],
  ]);
  expect(await told(page)).toContainEqual(['ready', null]);
  await context.close();
});

test('every command does what it is called, and every event says what happened', async () => {
  const { page, context, chat } = await stage.visit();
  await launcher(page).waitFor();
  await call(page, 'hide');
  await launcher(page).waitFor({ state: 'hidden' });
  await call(page, 'show');
  await launcher(page).waitFor();
  await call(page, 'hide');
  await call(page, 'toggle');
  await field(page).waitFor();
  await call(page, 'close');
  await field(page).waitFor({ state: 'hidden' });
  await call(page, 'start', { message: 'Asked by the page', fields: { order: '4711' } });
  await chat.sees('Asked by the page');
  await call(page, 'page', { url: `${stage.url}chairs`, title: 'Chairs' });
  await call(page, 'update', { name: 'Ana', email: 'ana@shop.example' });
  await call(page, 'nonsense');
  await call(page, 'end');
  await expect.poll(() => told(page)).toContainEqual(['ended', { session: 1 }]);
  const all = await told(page);
  expect(all).toContainEqual(['error', { code: 'unsupported' }]);
  expect(all.filter(([type]) => type === 'open').map(([, detail]) => (detail as { open: boolean }).open)).toEqual([
    true,
    false,
    true,
  ]);
  expect(all).toContainEqual(['message', { id: expect.any(String), mine: true }]);
  expect(all.filter(([type]) => type === 'state').map(([, detail]) => (detail as { phase: string }).phase)).toEqual([
    'draft',
    'queued',
    'closed',
  ]);
  const heard = await page.evaluate(() => {
    const { rapport } = window as unknown as { rapport(...given: unknown[]): () => void };
    let count = 0;
    const listen = () => {
      count++;
    };
    const off = rapport('on', 'open', listen);
    rapport('toggle');
    off();
    rapport('toggle');
    rapport('on', 'open', listen);
    rapport('off', 'open', listen);
    rapport('toggle');
    return count;
  });
  expect(heard).toBe(1);
  await context.close();
});

test('[UX146] consent that is waited for: until the person opens the chat nothing is asked for, read or kept', async () => {
  const { page, context, requests } = await stage.visit('wait');
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    for (const name of ['localStorage', 'sessionStorage'] as const) {
      const real = window[name];
      Object.defineProperty(window, name, {
        get() {
          seen.push(name);
          return real;
        },
      });
    }
  });
  await launcher(page).hover();
  await launcher(page).focus();
  await call(page, 'page');
  await call(page, 'hide');
  await call(page, 'show');
  expect(requests).toEqual(['/rapport.js']);
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
  expect(await kept(page)).toBe(0);
  await launcher(page).click();
  await field(page).waitFor();
  expect(requests).toContain('socket');
  await context.close();
});

test('consent that the page gives brings back whoever has written before, and nobody else', async () => {
  const { page, context, requests, chat } = await stage.visit('wait');
  await call(page, 'consent');
  expect(requests).toEqual(['/rapport.js']);
  await chat.open();
  await chat.write('I agree');
  await chat.sees('I agree');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('rapport:v:demo'))).toBeTruthy();
  requests.length = 0;
  await page.reload();
  await launcher(page).waitFor();
  expect(requests).toEqual(['/rapport.js']);
  await call(page, 'consent');
  await expect.poll(() => requests).toContain('socket');
  await context.close();
});

test('a second tag of the same site changes nothing; that of another site is refused, and it is said where a developer looks', async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && errors.push(message.text())));
  page.on('pageerror', (error) => errors.push(error.message));
  for (const path of ['two', 'other-inline']) {
    errors.length = 0;
    await page.goto(stage.url + path);
    await expect.poll(() => told(page)).toContainEqual(['error', { code: 'other_site' }]);
    expect(await page.locator('rapport-chat button.l').count()).toBe(1);
    expect(errors.filter((text) => !text.includes('404'))).toEqual([
      'Rapport: this page has the chat of site "demo", so that of "other" is left out.',
    ]);
  }
  await context.close();
});

test('forget: nothing of the person is left on the device, and the next words are a stranger’s', async () => {
  const { page, context, chat } = await stage.visit();
  await chat.open();
  await chat.write('Remember me');
  await chat.sees('Remember me');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('rapport:v:demo'))).toBeTruthy();
  const token = await page.evaluate(() => localStorage.getItem('rapport:v:demo'));
  await field(page).fill('half a secret');
  await call(page, 'forget');
  await expect.poll(() => kept(page)).toBe(0);
  await expect.poll(() => field(page).inputValue()).toBe('');
  await expect.poll(() => chat.panel.getByText('Remember me').count()).toBe(0);
  await chat.write('Somebody else');
  await chat.sees('Somebody else');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('rapport:v:demo'))).toBeTruthy();
  expect(await page.evaluate(() => localStorage.getItem('rapport:v:demo'))).not.toBe(token);
  await context.close();
});

test('[UX82] the attributes of the tag: the launcher is on the left, in another colour, with another text, and can be read', async () => {
  const left = await hostPage({
    html: html(tag(stage.relay.url, 'data-side="left" data-color="#ffd400" data-label="Ask us" data-theme="dark"'))
      .body,
  });
  const { page, context } = await openPage(stage.browser, left.url);
  const button = page.getByRole('button', { name: 'Ask us' });
  await button.waitFor();
  expect((await button.boundingBox())?.x).toBe(20);
  const look = await button.evaluate((el) => [getComputedStyle(el).backgroundColor, getComputedStyle(el).colorScheme]);
  expect(look).toEqual(['rgb(255, 212, 0)', 'dark']);
  // What comes with the app changes none of it.
  const drawn = () => button.evaluate((el) => [getComputedStyle(el).backgroundColor, getComputedStyle(el).color]);
  const first = await drawn();
  await button.hover();
  const sheets = () => page.locator('rapport-chat').evaluate((el) => el.shadowRoot?.adoptedStyleSheets.length);
  await expect.poll(sheets).toBe(2);
  expect(await drawn()).toEqual(first);
  expect(await violations(page, 'rapport-chat')).toEqual([]);
  await context.close();
  await left.stop();
});
