// [B6] Hostile texts, addresses of pages, files and settings are shown as the text they are, in the widget and in the console; nothing runs, nothing is fetched.
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './test/chromium.ts';
import { visitorClient } from './test/clients.ts';
import { hostPage, tag } from './test/host-page.ts';
import { chatOn, type Desk, openPage, setUpOwner } from './test/pages.ts';
import { png } from './test/png.ts';
import { type RunningRelay, startRelay } from './test/relay.ts';

interface Texts {
  readonly messages: readonly { readonly class: string; readonly text: string; readonly link: string | null }[];
  readonly names: readonly { readonly class: string; readonly name: string }[];
  /** `href`: where a link to it may go; null: nowhere. */
  readonly pages: readonly { readonly url: string; readonly title: string; readonly href: string | null }[];
  readonly settings: Readonly<Record<'name' | 'team' | 'label' | 'title' | 'typing', string>>;
}
const { messages, names, pages, settings } = JSON.parse(
  readFileSync(new URL('./test/hostile-texts.json', import.meta.url), 'utf8'),
) as Texts;

let relay: RunningRelay;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  const many = [{ count: 10_000, perMs: 1_000 }];
  relay = await startRelay({ limits: { visitorCommands: many, agentCommands: many } });
  browser = await launchBrowser();
  const { page } = await openPage(browser, 'about:blank');
  desk = await setUpOwner(page, relay.setupLink as string, { name: '<svg onload=alert(1)>' });
});

afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

/** Fails on a dialog, an uncaught error, a policy violation or a request to anywhere but the relay and the page's own `origin`. */
function guard(page: Page, origin = relay.url): () => readonly string[] {
  const found: string[] = [];
  page.on('dialog', (dialog) => {
    found.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => found.push(`error ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(relay.url) && !url.startsWith(origin)) found.push(`request ${url}`);
  });
  page.on('console', (message) => void (/Content Security Policy/.test(message.text()) && found.push(message.text())));
  return () => found;
}

/** How far something is wider than its place. */
const overflow = (at: Locator): Promise<number> => at.evaluate((el) => el.scrollWidth - el.clientWidth);

/** The texts of all bubbles, without what is there for screen readers only. */
const bubbles = (log: Locator, selector: string): Promise<string[]> =>
  log.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const extra of copy.querySelectorAll('.vh, .heard')) extra.remove();
      return copy.textContent ?? '';
    }),
  );

test('[UX94][UX114][B6][C3] every hostile message stands in widget and console as it was written', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const [visitorFound, agentFound] = [guard(page), guard(desk.page)];
  const chat = chatOn(page);
  await chat.open();
  for (const [index, { text }] of messages.entries()) {
    await chat.write(text);
    if (index === 0) await desk.choose('<script>alert(1)</script>');
  }
  await chat.write('the end');
  await desk.sees('the end');
  const expected = [...messages.map(({ text }) => text), 'the end'];
  expect(await bubbles(chat.log, '.b')).toEqual(expected);
  expect(await bubbles(desk.log, '.text')).toEqual(expected);
  for (const log of [chat.log, desk.log]) {
    const links = await log.locator('a').evaluateAll((found) =>
      found.map((a) => ({
        href: a.getAttribute('href') ?? '',
        rel: a.getAttribute('rel') ?? '',
        target: a.getAttribute('target'),
      })),
    );
    for (const link of links) {
      expect(link.href).toMatch(/^(https?:\/\/|mailto:)/);
      expect(link.href).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|@/);
      expect(link.rel).toContain('noopener noreferrer');
      expect(link.target).toBe('_blank');
    }
    expect(links.length).toBeGreaterThan(0);
  }
  for (const { text } of messages.slice(0, 6)) await desk.reply(text);
  await desk.reply('that is all');
  await chat.sees('that is all');
  // The agent has a name like that, too.
  await chat.log.getByText('<svg onload=alert(1)> has joined the chat.').first().waitFor();
  expect([await overflow(chat.log), await overflow(desk.log)]).toEqual([0, 0]);
  expect((await bubbles(chat.log, '.b')).slice(-7, -1)).toEqual(messages.slice(0, 6).map(({ text }) => text));
  expect(visitorFound()).toEqual([]);
  expect(agentFound()).toEqual([]);
  await context.close();
});

test('[UX86][B6] every hostile name stands in the console as it is', async () => {
  const found = guard(desk.page);
  const clients = names.map(({ name }) => visitorClient(relay.url));
  for (const [index, visitor] of clients.entries()) {
    visitor.update({ name: names[index]?.name ?? '' });
    await visitor
      .start({ message: `name ${index}` })
      .send(`my name is ${index}`)
      .committed();
  }
  const list = desk.page.getByRole('navigation', { name: 'Conversations' });
  for (const [index, { name }] of names.entries()) {
    const row = list.getByRole('link').filter({ hasText: new RegExp(`my name is ${index}(?!\\d)`) });
    await row.waitFor();
    expect(await row.locator('bdi').textContent()).toBe(name);
  }
  expect(found()).toEqual([]);
  for (const visitor of clients) visitor.dispose();
});

test('[B6] of the page that somebody claims to be on there is a link to a site, or none; what is private in it is gone', async () => {
  const found = guard(desk.page);
  const clients = pages.map(() => visitorClient(relay.url));
  for (const [index, { url, title }] of pages.entries()) {
    const client = clients[index];
    client?.page(url, title);
    await client
      ?.start({ message: `page ${index}` })
      .send(`from page ${index}.`)
      .committed();
  }
  const about = desk.page.getByRole('complementary', { name: /^About/ });
  for (const [index, { title, href }] of pages.entries()) {
    await desk.choose(`from page ${index}.`);
    await about.getByText('Started').waitFor();
    const links = about.locator('a[target=_blank]');
    if (href === null) expect(await links.count(), title).toBe(0);
    else {
      await links.waitFor();
      expect(await links.getAttribute('href')).toBe(href);
      // Marks that would turn the words beside it were taken out.
      expect(await links.evaluate((a) => a.firstChild?.textContent)).toBe(title.replace('\u202e', ''));
    }
    expect(await overflow(about)).toBe(0);
  }
  expect(await desk.page.content()).not.toContain('SECRET-');
  expect(found()).toEqual([]);
  for (const client of clients) client.dispose();
});

test('[B6] [U2] [U5] [U9] files that are something else by name or content are refused, or shown by their names and run nowhere', async () => {
  const { page, context } = await openPage(browser, `${relay.url}/demo/`);
  const [visitorFound, agentFound] = [guard(page), guard(desk.page)];
  const chat = chatOn(page);
  await chat.open();
  await chat.write('files come');
  const attach = async (files: readonly { name: string; mimeType: string; buffer: Buffer }[]) => {
    const chooser = page.waitForEvent('filechooser');
    await chat.panel.getByRole('button', { name: 'Attach a file' }).click();
    await (await chooser).setFiles([...files]);
  };
  const picture = png(40, 20);
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
  await attach([
    { name: 'a.svg', mimeType: 'image/svg+xml', buffer: svg },
    { name: 'svg.png', mimeType: 'image/png', buffer: svg },
    { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
  ]);
  await expect.poll(() => chat.panel.getByText('You can send PNG').count()).toBe(3);
  for (const name of ['a.svg', 'svg.png', 'page.html'])
    await chat.panel.getByRole('button', { name: `Remove ${name}` }).click();
  const script = Buffer.from('<script>alert(1)</script>');
  await attach([
    { name: '<img src=x onerror=alert(1)>.png', mimeType: 'image/png', buffer: Buffer.concat([picture, script]) },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(`<!doctype html>${script}`) },
    { name: 'p\u202egnp.js.png', mimeType: 'image/png', buffer: picture },
    { name: `${'x'.repeat(180)}.png`, mimeType: 'image/png', buffer: picture },
  ]);
  const send = chat.panel.getByRole('button', { name: 'Send', exact: true });
  await expect.poll(() => send.getAttribute('aria-disabled')).toBe('false');
  await chat.panel.getByText('<img src=x onerror=alert(1)>.png').waitFor();
  expect(await overflow(chat.panel.locator('.cmp'))).toBe(0);
  await send.click();
  await desk.choose('files come');
  for (const log of [chat.log, desk.log]) {
    await log.getByRole('button', { name: 'Show _img src=x onerror=alert(1)_.png' }).waitFor();
    await log.getByText('notes.txt').first().waitFor();
    await log.getByRole('button', { name: /^Show pgnp\.js\.png/ }).waitFor();
    expect(await log.locator('img, iframe, object, embed, script').count()).toBe(0);
    expect(await overflow(log)).toBe(0);
  }
  await desk.log.getByRole('button', { name: /^Show _img/ }).click();
  await desk.page.getByRole('dialog').getByRole('img').waitFor();
  await desk.page.keyboard.press('Escape');
  expect(visitorFound()).toEqual([]);
  expect(agentFound()).toEqual([]);
  await context.close();
});

test('[B6] what a site is called, its teams, its words and the label of its button are texts, on its pages and in the settings', async () => {
  const label = settings.label.replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const host = await hostPage({
    html: () =>
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>
      ${tag(relay.url, `data-label="${label}" data-contact="javascript:alert(1)" data-color="#fff;}*{display:none}"`)}</html>`,
  });
  const change = {
    name: settings.name,
    origins: [relay.url, host.origin],
    settings: {
      label: settings.label,
      teams: ['x', 'y'].map((key) => ({ key, name: `${settings.team}${key}`, hours: null })),
      texts: { en: { 'home.title': settings.title, 'queue.waiting': settings.typing } },
    },
  };
  const answer = await desk.page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const put = await fetch('/v1/sites/demo', { method: 'PUT', headers, body: JSON.stringify(body) });
    return `${put.status} ${await put.text()}`;
  }, change);
  expect(answer).toMatch(/^200 /);
  const { page, context } = await openPage(browser, host.url, { viewport: { width: 390, height: 700 } });
  const found = guard(page, host.origin);
  await page.locator('rapport-chat button.l', { hasText: settings.label }).click();
  await page.locator('rapport-chat').getByText(settings.title.replace('{site}', settings.name)).waitFor();
  await page.locator('rapport-chat').getByText(`${settings.team}x`).waitFor();
  expect(await overflow(page.locator('html'))).toBe(0);
  expect(found()).toEqual([]);
  await context.close();
  await host.stop();

  const agentFound = guard(desk.page);
  for (const [part, shown] of [
    ['general', settings.name],
    ['look', settings.label],
    ['teams', `${settings.team}x`],
    ['texts', settings.title],
  ] as const) {
    await desk.page.goto(`${relay.url}/console/#/settings/${part}`);
    const values = () =>
      desk.page.locator('main input').evaluateAll((inputs) => inputs.map((it) => (it as HTMLInputElement).value));
    await expect.poll(values).toContain(shown);
    expect(await overflow(desk.page.locator('html'))).toBe(0);
  }
  expect(agentFound()).toEqual([]);
});
