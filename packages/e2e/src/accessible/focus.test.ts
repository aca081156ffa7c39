// The chat without a pointer: where the focus goes, what it shows of itself, and that nothing holds it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type EmbedStage, embedStage, field, launcher } from '../test/embed-stage.ts';
import { begun, focused, walkTo } from './scene.ts';

let stage: EmbedStage;
beforeAll(async () => {
  stage = await embedStage();
});
afterAll(() => stage?.stop());

/** The page's own: a link before the chat, a button that opens it, a link after it. */
const surround = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const link = (id: string) => Object.assign(document.createElement('a'), { id, href: '#x', textContent: id });
    const button = Object.assign(document.createElement('button'), { textContent: 'Ask us' });
    button.onclick = () => (window as unknown as { rapport(name: string): void }).rapport('open');
    document.body.prepend(link('before'), button);
    document.body.append(link('after'));
  });
const inChat = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.localName === 'rapport-chat');

test('[UX11][UX13][UX20] the chat is reached, opened and left by Tab, Enter and Escape; the focus goes back to what opened it', async () => {
  const { page, context } = await stage.visit('', { viewport: { width: 1000, height: 760 } });
  await launcher(page).waitFor();
  await surround(page);
  await walkTo(page, 'Ask us');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Chat with us');
  await page.keyboard.press('Enter');
  await field(page).waitFor();
  await expect.poll(() => focused(page)).toBe('Type your message…');
  // It holds nobody: on from the last control, and back.
  await walkTo(page, 'Send');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('after');
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('Send');
  await page.keyboard.press('Escape');
  expect([await inChat(page), await focused(page)]).toEqual([true, 'Chat with us']);
  await page.getByRole('button', { name: 'Ask us' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Type your message…');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('Ask us');
  await context.close();
});

test('[UX15][UX19][UX20][UX95] Enter presses the button it is on and sends nothing; Escape closes one layer at a time; a double click sends once', async () => {
  const visit = await stage.visit('', { viewport: { width: 1000, height: 760 } });
  const { page, context, chat } = visit;
  const conv = await begun(stage, visit, 'Keys');
  await field(page).fill('not sent');
  const chooser = page.waitForEvent('filechooser');
  await walkTo(page, 'Attach a file', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await chooser;
  await walkTo(page, 'More options', 'Shift+Tab');
  await page.keyboard.press('Enter');
  const end = chat.panel.getByRole('button', { name: 'End chat', exact: true });
  await end.waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => end.count()).toBe(0);
  expect(await focused(page)).toBe('More options');
  await page.keyboard.press('Enter');
  await walkTo(page, 'End chat');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Keep chatting');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('More options');
  await walkTo(page, 'Minimise chat');
  await page.keyboard.press('Enter');
  await expect.poll(() => field(page).isVisible()).toBe(false);
  await call(page, 'open');
  expect(await field(page).inputValue()).toBe('not sent');
  await chat.panel.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await chat.sees('not sent');
  conv.send('Got it');
  await chat.sees('Got it');
  expect(await chat.log.locator('.me .b').allTextContents()).toEqual(['Keys', 'not sent']);
  conv.dispose();
  await context.close();
});

/** Whatever has the focus now and does not show it by 2 px of a colour that parts from its ground by 3 : 1. */
const faint = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    let at = document.activeElement as HTMLElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement as HTMLElement;
    const canvas = document
      .createElement('canvas')
      .getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const light = (colour: string) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (a: string, b: string) => {
      const [x, y] = [light(a) + 0.05, light(b) + 0.05];
      return Math.max(x, y) / Math.min(x, y);
    };
    // A field shows it by the border and the ring of the box it stands in.
    const box = at.closest<HTMLElement>('.box');
    const style = getComputedStyle(at);
    const { outlineStyle, outlineWidth, outlineColor } = style;
    const ground = getComputedStyle(at.closest('dialog') ?? document.body).backgroundColor;
    if (at.localName === 'textarea' && box) {
      const { boxShadow, borderTopColor } = getComputedStyle(box);
      return boxShadow.includes('0px 0px 0px 1px') && ratio(borderTopColor, ground) >= 3 ? null : at.localName;
    }
    const isSeen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && ratio(outlineColor, ground) >= 3;
    return isSeen ? null : `${at.className} ${at.localName}: ${outlineStyle} ${outlineWidth} ${outlineColor}`;
  });

test('[UX29] whatever has the focus shows it, by day and by night', async () => {
  const { page, context, chat } = await stage.visit('', { viewport: { width: 1000, height: 760 } });
  await chat.open();
  await chat.write('https://acme.example');
  await chat.log.getByRole('link').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const seen = new Set<string>();
    for (let steps = 0; steps < 12; steps++) {
      await page.keyboard.press('Tab');
      if (!(await inChat(page))) continue;
      seen.add(await focused(page));
      expect(await faint(page)).toBeNull();
    }
    expect([...seen].map((name) => name.split(' ')[0])).toEqual(
      expect.arrayContaining(['More', 'Minimise', 'Messages', 'Attach', 'Type', 'Send']),
    );
  }
  await context.close();
});

test('[UX14][UX34] on a small screen Tab stays in the chat, the page waits behind it, and what is said can be heard', async () => {
  const visit = await stage.visit('', { viewport: { width: 390, height: 664 } });
  const { page, context, chat } = visit;
  await launcher(page).waitFor();
  await surround(page);
  await page.evaluate(() => {
    const region = Object.assign(document.createElement('div'), { textContent: 'said by the page' });
    region.ariaLive = 'polite';
    document.body.append(region);
  });
  const conv = await begun(stage, visit, 'Small');
  for (let steps = 0; steps < 12; steps++) {
    await page.keyboard.press('Tab');
    expect(['before', 'Ask us', 'after']).not.toContain(await focused(page));
  }
  const session = await context.newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    nodes: {
      ignored: boolean;
      properties?: { name: string; value: { value?: unknown } }[];
      name?: { value?: string };
    }[];
  };
  const regions = nodes.filter((node) =>
    node.properties?.some(({ name, value }) => name === 'live' && value.value === 'polite'),
  );
  expect(regions.some(({ ignored }) => !ignored)).toBe(true);
  expect(nodes.filter(({ ignored, name }) => !ignored && name?.value === 'said by the page')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => field(page).isVisible()).toBe(false);
  await page.locator('#before').focus();
  expect(await focused(page)).toBe('before');
  expect(await chat.panel.getByRole('button', { name: /^Chat with us/ }).isVisible()).toBe(true);
  conv.dispose();
  await context.close();
});
