// The transcript never moves under a reader's eyes, and follows who is at its end.
import type { AgentConversation } from '@rapport/sdk';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbedStage, embedStage, field, type Visit } from '../test/embed-stage.ts';
import { begun, listen } from './scene.ts';

let stage: EmbedStage;
let visit: Visit;
let page: Page;
let conv: AgentConversation;

beforeAll(async () => {
  stage = await embedStage();
  visit = await stage.visit('', { viewport: { width: 900, height: 760 } });
  ({ page } = visit);
  await page.evaluate(() => {
    const shifts: { value: number; own: boolean }[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources: { node: Node | null }[];
      })[])
        shifts.push({ value: entry.value, own: entry.sources.some(({ node }) => node && document.contains(node)) });
    }).observe({ type: 'layout-shift' });
  });
  conv = await begun(stage, visit, 'Scroll');
  await hears(30);
});
afterAll(() => stage?.stop());

let said = 0;
/** So many messages come from the agent. */
async function hears(count: number): Promise<void> {
  for (let n = 0; n < count; n++) conv.send(`line ${++said}`);
  await visit.chat.sees(`line ${said}`);
}
const log = () => visit.chat.log;
const place = () =>
  log().evaluate((el) => ({
    top: el.scrollTop,
    gap: el.scrollHeight - el.scrollTop - el.clientHeight,
    height: el.scrollHeight,
  }));
/** Scrolls as a person does: the transcript has heard of it when this returns. */
const scrollTo = (gap: number) =>
  log().evaluate(async (el, wanted) => {
    const heard = new Promise((done) => el.addEventListener('scroll', done, { once: true }));
    const to = el.scrollHeight - el.clientHeight - wanted;
    if (Math.abs(el.scrollTop - to) < 1) return;
    el.scrollTop = to;
    await heard;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }, gap);
const pill = (name: string) => visit.chat.panel.getByRole('button', { name });

test('[UX46] who is at the end stays there, within 48 px of it; who is not is told by a button', async () => {
  expect((await place()).gap).toBeLessThanOrEqual(1);
  await scrollTo(40);
  await hears(1);
  await expect.poll(async () => (await place()).gap).toBeLessThanOrEqual(1);
  await scrollTo(60);
  const { top } = await place();
  await hears(1);
  await pill('1 new message').waitFor();
  expect((await place()).top).toBe(top);
  await pill('1 new message').click();
  await expect.poll(async () => (await place()).gap).toBeLessThanOrEqual(1);
});

test('[UX45] scrolled up by 300 px, five messages move nothing, and are counted', async () => {
  await scrollTo(300);
  const { top } = await place();
  await hears(5);
  await pill('5 new messages').waitFor();
  expect((await place()).top).toBe(top);
  await pill('5 new messages').click();
  await expect.poll(async () => (await place()).gap).toBeLessThanOrEqual(1);
});

test('[UX50][UX51][UX75] the end stays in view while the field grows; that somebody writes takes no room, and stands still where motion is not wanted', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { height } = await place();
  conv.typing(true);
  await visit.chat.panel.locator('.typ').waitFor();
  expect((await place()).height).toBe(height);
  expect(await visit.chat.panel.locator('.typ').evaluate((el) => el.getAnimations().length)).toBe(0);
  conv.typing(false);
  await visit.chat.panel.locator('.typ').waitFor({ state: 'detached' });
  expect((await place()).height).toBe(height);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const before = await field(page).boundingBox();
  await field(page).fill('1\n2\n3\n4\n5');
  await expect.poll(async () => (await field(page).boundingBox())?.height).toBeGreaterThan((before?.height ?? 0) + 40);
  await expect.poll(async () => (await place()).gap).toBeLessThanOrEqual(1);
  await field(page).fill('');
});

test('[UX24] in an empty field PgUp and PgDn scroll the transcript, in a filled one they do not', async () => {
  await field(page).focus();
  await page.keyboard.press('PageUp');
  await expect.poll(async () => (await place()).gap).toBeGreaterThan(100);
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await place()).gap).toBeLessThanOrEqual(1);
  await field(page).fill('text');
  await page.keyboard.press('PageUp');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect((await place()).gap).toBeLessThanOrEqual(1);
  await field(page).fill('');
});

test('[UX48] a message that is taller than the window is read from its top', async () => {
  conv.send(Array.from({ length: 60 }, (_, n) => `row ${n}`).join('\n'));
  const tall = log().locator('.b').last();
  await expect.poll(() => tall.textContent()).toContain('row 59');
  const offset = async () => ((await tall.boundingBox())?.y ?? 0) - ((await log().boundingBox())?.y ?? 0);
  await expect.poll(offset).toBeGreaterThanOrEqual(0);
  expect(await offset()).toBeLessThan(40);
});

test('[UX85][UX93][UX94] each text runs by its own first letter, and what is endless is broken, within its bubble', async () => {
  const texts = [
    ['Order 48213 — شكرا!', 'ltr'],
    ['مرحبا Hello (test).', 'rtl'],
    ['انظر https://acme.example/a?b=c الآن', 'rtl'],
    ['+355 69 123 4567 — رقم', 'rtl'],
    ['One ش in an English sentence', 'ltr'],
    ['x'.repeat(120), 'ltr'],
    [`https://acme.example/${'y'.repeat(1_900)}`, 'ltr'],
    [`z${'\u0301'.repeat(300)}`, 'ltr'],
    ['👩‍👩‍👧‍👦'.repeat(10), 'ltr'],
  ] as const;
  for (const [text] of texts) conv.send(text);
  const bubbles = log().locator('.b');
  await expect.poll(() => bubbles.last().textContent()).toBe(texts.at(-1)?.[0]);
  const drawn = await bubbles.evaluateAll((all) => all.slice(-9).map((el) => el.matches(':dir(rtl)')));
  expect(drawn).toEqual(texts.map(([, dir]) => dir === 'rtl'));
  const wide = await log().evaluate((el) => ({
    over: el.scrollWidth - el.clientWidth,
    widest: Math.max(...[...el.querySelectorAll('.m')].map((m) => m.getBoundingClientRect().width)) / el.clientWidth,
  }));
  expect(wide.over).toBe(0);
  expect(wide.widest).toBeLessThanOrEqual(0.86);
  // "3:05 m.d." and the like: twelve characters leave the line above a group one line.
  const who = log().locator('.who').last();
  const height = await who.evaluate((el) => {
    const before = el.clientHeight;
    const text = el.textContent;
    el.firstChild?.parentElement?.lastChild?.replaceWith('12:05 PTG 123');
    const after = el.clientHeight;
    el.textContent = text;
    return [before, after];
  });
  expect(height[1]).toBe(height[0]);
});

test('[UX52] of all that has come nothing shifted the page, and the coming and going of a banner next to nothing of the panel', async () => {
  const shifts = () => page.evaluate(() => (window as unknown as { shifts: { value: number; own: boolean }[] }).shifts);
  const before = (await shifts()).length;
  await visit.context.setOffline(true);
  await visit.chat.panel.locator('.ban').waitFor();
  await visit.context.setOffline(false);
  await visit.chat.panel.locator('.ban').waitFor({ state: 'detached' });
  const all = await shifts();
  expect(all.filter(({ own }) => own)).toEqual([]);
  for (const { value } of all.slice(before)) expect(value).toBeLessThanOrEqual(0.02);
});

test('[UX37][UX47] earlier messages come in above: what is read stays where it is, and one sentence says so', async () => {
  // More at once would not fit into an outbox.
  for (let n = 0; n < 160; n++) {
    const sent = conv.send(`line ${++said}`);
    if (n % 40 === 39) await sent.committed();
  }
  await page.reload();
  await visit.chat.open();
  await visit.chat.sees(`line ${said}`);
  const heard = await listen(page);
  const older = log().getByRole('button', { name: 'Load earlier messages' });
  for (const top of [0, 1, 120]) {
    await older.waitFor();
    const moved = await log().evaluate(async (el, wanted) => {
      el.scrollTop = wanted;
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      for (let n = 0; n < 3; n++) await frame();
      const edge = el.getBoundingClientRect().top;
      const rows = () => [...el.querySelectorAll('.m')];
      const row = rows().find((m) => m.getBoundingClientRect().bottom > edge) as Element;
      const text = row.textContent;
      const before = row.getBoundingClientRect().top;
      const { scrollHeight } = el;
      el.querySelector<HTMLButtonElement>(':scope > .btn')?.click();
      while (el.scrollHeight < scrollHeight + 500) await frame();
      for (let n = 0; n < 3; n++) await frame();
      // Drawn anew or not: it is told by its words. What is measured late on a busy machine has half a second's frames for it.
      const move = () => {
        const same = rows().find((m) => m.textContent === text);
        return same ? Math.abs(same.getBoundingClientRect().top - before) : null;
      };
      for (let n = 0; n < 30 && (move() ?? 2) > 1; n++) await frame();
      return move();
    }, top);
    expect(moved, `${top}`).not.toBeNull();
    expect(moved, `${top}`).toBeLessThanOrEqual(1);
  }
  await expect.poll(heard).toContain('Earlier messages loaded');
  expect(new Set(await heard())).toEqual(new Set(['Earlier messages loaded']));
});
