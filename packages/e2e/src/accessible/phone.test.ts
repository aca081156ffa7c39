// The chat on small screens, under a keyboard, with large and wide text, and as a person has set colours and sizes.
import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cut } from '../test/cut.ts';
import { type EmbedStage, embedStage, field, launcher } from '../test/embed-stage.ts';
import { chatOn } from '../test/pages.ts';
import { answering, begun, focused } from './scene.ts';

let stage: EmbedStage;
beforeAll(async () => {
  stage = await embedStage();
});
afterAll(() => stage?.stop());

const phone = { viewport: { width: 390, height: 664 }, hasTouch: true, isMobile: true } as const;
type Keyboard = { keyboard(height: number | null, scale?: number): void };

/** What a keyboard leaves of the screen cannot be had without one: the page is told. */
const pretend = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    let height: number | null = null;
    const view = Object.assign(new EventTarget(), { offsetTop: 0, offsetLeft: 0, pageTop: 0, pageLeft: 0, scale: 1 });
    Object.defineProperty(view, 'height', { get: () => height ?? innerHeight });
    Object.defineProperty(view, 'width', { get: () => innerWidth });
    Object.defineProperty(window, 'visualViewport', { value: view, configurable: true });
    const keyboard: Keyboard['keyboard'] = (left, scale = 1) => {
      height = left;
      view.scale = scale;
      view.dispatchEvent(new Event('resize'));
    };
    Object.assign(window, { keyboard });
  });
const keyboard = (page: Page, height: number | null, scale = 1): Promise<void> =>
  page.evaluate(
    ([left, by]) => (window as unknown as Keyboard).keyboard(left as number | null, by as number),
    [height, scale],
  );

/** Whether all of it stands between the upper edge and `height`. */
const isWithin = async (what: Locator, height: number): Promise<boolean> => {
  const box = await what.boundingBox();
  return !!box && box.y >= -0.5 && box.y + box.height <= height + 0.5;
};

/** What can be pressed and is smaller than it may be: 44 px in header, composer and rating, 24 px elsewhere. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const app = document.querySelector('rapport-chat')?.shadowRoot?.querySelector('.app');
    return [...(app?.querySelectorAll<HTMLElement>('button, label:not(.lb), select') ?? [])].flatMap((el) => {
      const { width, height } = el.getBoundingClientRect();
      if (!width) return [];
      const least = el.closest('.top, .box, .rate') ? 44 : 24;
      return Math.min(width, height) < least ? [`${el.ariaLabel ?? el.textContent} ${width}×${height}`] : [];
    });
  });

test('[UX55][UX56][UX57][UX58][UX59][UX60][UX61][UX66] on a phone: large enough for a thumb, and the chat stays within what the keyboard leaves', async () => {
  const context = await stage.browser.newContext(phone);
  const page = await context.newPage();
  await pretend(page);
  await page.goto(stage.url);
  await launcher(page).waitFor();
  await page.evaluate(() => {
    document.body.style.height = '3000px';
    scrollTo(0, 300);
  });
  const host = () => page.evaluate(() => [scrollY, document.documentElement.style.overflow]);
  await launcher(page).tap();
  await field(page).waitFor();
  expect(await focused(page)).not.toBe('Type your message…');
  expect(Number.parseFloat(await field(page).evaluate((el) => getComputedStyle(el).fontSize))).toBeGreaterThanOrEqual(
    16,
  );
  const chat = chatOn(page);
  await field(page).tap();
  await field(page).fill('On a phone');
  await chat.panel.getByRole('button', { name: 'Send', exact: true }).tap();
  await chat.sees('On a phone');
  const conv = await answering(stage, 'On a phone');
  for (let n = 1; n <= 12; n++) conv.send(`answer ${n}`);
  await chat.sees('answer 12');
  expect(await small(page)).toEqual([]);

  const panel = chat.panel.locator('dialog.p');
  await keyboard(page, 380);
  for (const part of [
    chat.panel.locator('.top'),
    chat.log.getByText('answer 12', { exact: true }),
    chat.panel.locator('.cmp'),
  ])
    await expect.poll(() => isWithin(part, 380)).toBe(true);
  await field(page).tap();
  await field(page).fill('Under the keyboard');
  await chat.panel.getByRole('button', { name: 'Send', exact: true }).tap();
  await chat.sees('Under the keyboard');
  await expect.poll(() => isWithin(chat.log.getByText('Under the keyboard', { exact: true }), 380)).toBe(true);
  // The keyboard is there as long as the field has the focus.
  expect(await focused(page)).toBe('Type your message…');

  await keyboard(page, null);
  await expect.poll(async () => (await panel.boundingBox())?.height).toBe(664);
  expect(await chat.panel.locator('.cmp').evaluate((el) => getComputedStyle(el).paddingBottom)).toBe('12px');
  const style = await panel.evaluate((el) => el.style.cssText);
  await keyboard(page, 500, 1.5);
  expect(await panel.evaluate((el) => el.style.cssText)).toBe(style);
  await keyboard(page, null);

  await conv.end();
  await chat.panel.getByRole('radio').first().waitFor();
  await chat.panel.locator('.sc label').first().tap();
  await chat.panel.getByRole('checkbox').first().waitFor();
  expect(await small(page)).toEqual([]);
  expect(await host()).toEqual([300, 'clip']);
  await chat.panel.getByRole('button', { name: 'Minimise chat' }).tap();
  await expect.poll(host).toEqual([300, '']);
  conv.dispose();
  await context.close();
});

test('[UX64][UX68][UX69][UX71][UX74] on its side, at 200 %, with wide text, with a large default font, with more contrast: nothing is lost', async () => {
  const visit = await stage.visit('', { viewport: { width: 844, height: 390 } });
  const { page, context, chat } = visit;
  const conv = await begun(stage, visit, 'On its side');
  conv.send('One line.\nAnd another one.');
  await chat.sees('One line.\nAnd another one.');
  expect((await chat.panel.locator('.top').boundingBox())?.height).toBeLessThanOrEqual(48);
  expect(await chat.log.evaluate((el) => el.clientHeight)).toBeGreaterThanOrEqual(2 * 22);
  expect(await isWithin(chat.log.locator('.b').last(), 390)).toBe(true);
  expect(await cut(page)).toEqual([]);

  await page.setViewportSize({ width: 640, height: 512 });
  const controls = ['Minimise chat', 'More options', 'Attach a file', 'Send'];
  for (const name of controls)
    await expect.poll(() => isWithin(chat.panel.getByRole('button', { name, exact: true }), 512)).toBe(true);
  await expect.poll(() => cut(page)).toEqual([]);

  // WCAG 1.4.12.
  await page.evaluate(() => {
    const wide = new CSSStyleSheet();
    wide.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }',
    );
    document.querySelector('rapport-chat')?.shadowRoot?.adoptedStyleSheets.push(wide);
  });
  expect(await cut(page)).toEqual([]);
  await chat.panel.getByRole('button', { name: 'More options' }).click();
  await chat.panel.getByRole('button', { name: 'End chat', exact: true }).waitFor();
  expect(await cut(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.querySelector('rapport-chat')?.shadowRoot?.adoptedStyleSheets.pop());

  const border = () =>
    chat.log
      .locator('.b')
      .last()
      .evaluate((el) => getComputedStyle(el).borderTopColor);
  expect(await border()).toBe('rgba(0, 0, 0, 0)');
  await page.emulateMedia({ contrast: 'more' });
  expect(await border()).not.toBe('rgba(0, 0, 0, 0)');
  await page.emulateMedia({ contrast: 'no-preference' });

  const size = async () => Number.parseFloat(await field(page).evaluate((el) => getComputedStyle(el).fontSize));
  const normal = await size();
  await page.setViewportSize({ width: 1200, height: 900 });
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 24 } });
  await page.reload();
  await chat.open();
  await chat.sees('On its side');
  expect(await size()).toBeCloseTo(normal * 1.5, 1);
  expect(await cut(page)).toEqual([]);
  conv.dispose();
  await context.close();
});

test('[UX83] from right to left one’s own messages stand at the end of the line, and the arrow points there; the clip is as ever', async () => {
  const { page, context, chat } = await stage.visit('', { locale: 'ar', viewport: { width: 1000, height: 760 } });
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ar'));
  await launcher(page).click();
  await chat.panel.locator('.cmp textarea').fill('رسالتي');
  await page.keyboard.press('Enter');
  const own = chat.panel.locator('.me .b').first();
  await own.waitFor();
  const [bubble, log] = [await own.boundingBox(), await chat.log.boundingBox()];
  expect((bubble?.x ?? 0) - (log?.x ?? 0)).toBeLessThan(24);
  const turn = (selector: string) =>
    chat.panel.locator(`.cmp ${selector} svg`).evaluate((el) => getComputedStyle(el).transform);
  expect(await turn('.send')).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  expect(await turn('.ib')).toBe('none');
  await context.close();
});
