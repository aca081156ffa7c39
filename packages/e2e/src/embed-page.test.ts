// The chat in the page itself, in boxes of several sizes; pages that change without loading; and what the launcher must not cover.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './test/axe.ts';
import { type EmbedStage, embedStage, field, launcher } from './test/embed-stage.ts';

let stage: EmbedStage;

beforeAll(async () => {
  stage = await embedStage();
});

afterAll(() => stage?.stop());

for (const path of ['inline', 'plain-inline', 'small-inline', 'large-inline'])
  test(`${path}: the chat stands in the page, asks for nothing before it is pointed at, and fills its box`, async () => {
    const { page, context, requests, chat } = await stage.visit(path);
    await launcher(page).waitFor();
    expect(requests.filter((path) => !/^\/w\/place-/.test(path))).toEqual(['/rapport.js']);
    const place = page.locator('rapport-chat[site]');
    const box = await place.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
    await field(page).waitFor();
    // Who only passed by with the pointer is still where he was.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    await chat.write(`Written in ${path}`);
    await chat.sees(`Written in ${path}`);
    const section = await page.locator('rapport-chat dialog').boundingBox();
    expect(section).toEqual(await place.boundingBox());
    expect(section?.height).toBe(box?.height);
    expect(await chat.panel.getByRole('button', { name: 'Minimise chat' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await field(page).isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await violations(page, 'rapport-chat[site]')).toEqual([]);
    await context.close();
  });

test('by keyboard: the chat in the page is reached with Tab and opens with the focus in its field', async () => {
  const { page, context } = await stage.visit('inline', { viewport: { width: 390, height: 664 } });
  await launcher(page).waitFor();
  await page.keyboard.press('Tab');
  await field(page).waitFor();
  await expect
    .poll(() => field(page).evaluate((el) => (el.getRootNode() as ShadowRoot).activeElement === el))
    .toBe(true);
  await context.close();
});

test('a page that replaces its body, or empties it, keeps its chat: open as it was, with what is typed', async () => {
  const { page, context, chat } = await stage.visit();
  await chat.open();
  await chat.write('Before');
  await chat.sees('Before');
  await field(page).fill('half a sentence');
  for (const change of [
    'document.body.replaceWith(document.createElement("body"))',
    'document.body.replaceChildren()',
  ]) {
    await page.evaluate(change);
    await chat.sees('Before');
    expect(await field(page).inputValue()).toBe('half a sentence');
  }
  // The tag inserted again, as a framework does with its pages.
  await page.evaluate((src) => {
    for (let n = 0; n < 2; n++) {
      const script = document.createElement('script');
      script.src = src;
      script.dataset['site'] = 'demo';
      document.body.append(script);
      if (!n) script.remove();
    }
    return new Promise((done) => document.body.lastElementChild?.addEventListener('load', done));
  }, `${stage.relay.url}/rapport.js`);
  expect(await page.locator('rapport-chat').count()).toBe(1);
  await chat.sees('Before');
  await context.close();
});

test('[UX30] the launcher gives way to what has the focus, and comes back', async () => {
  const { page, context } = await stage.visit('', { viewport: { width: 1280, height: 720 } });
  await launcher(page).waitFor();
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = 'Buy';
    button.style.cssText = 'position: fixed; right: 60px; bottom: 30px';
    document.body.prepend(button);
  });
  const home = await launcher(page).boundingBox();
  await page.getByRole('button', { name: 'Buy' }).focus();
  const away = await launcher(page).boundingBox();
  expect(home?.y).toBe((away?.y ?? 0) + (home?.height ?? 0) + 8);
  await launcher(page).focus();
  expect(await launcher(page).boundingBox()).toEqual(home);
  // A long page on a phone: whatever Tab comes to can be seen.
  await page.setViewportSize({ width: 390, height: 664 });
  await page.evaluate(() => {
    for (let n = 0; n < 30; n++) {
      const link = Object.assign(document.createElement('a'), { href: '#x', textContent: `Link ${n}` });
      link.style.cssText = 'display: block; text-align: end; padding: 8px';
      document.body.prepend(link);
    }
  });
  for (let n = 0; n < 31; n++) {
    await page.keyboard.press('Tab');
    const isHidden = await page.evaluate(() => {
      const { left, right, top, bottom } = (document.activeElement as Element).getBoundingClientRect();
      const corners = [
        [left, top],
        [right, top],
        [left, bottom],
        [right, bottom],
      ] as const;
      const over = document.querySelector('rapport-chat')?.shadowRoot?.querySelector('.l')?.getBoundingClientRect();
      if (!over || document.activeElement?.localName === 'rapport-chat') return false;
      return corners.every(([x, y]) => x > over.left && x < over.right && y > over.top && y < over.bottom);
    });
    expect(isHidden).toBe(false);
  }
  await context.close();
});
