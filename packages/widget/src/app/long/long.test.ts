// Ten thousand messages: few of them in the page, and none lost from sight.
import type { Item } from '@rapport/sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { agent, visitorId } from '../../test/fake-visitor.ts';
import { layOut, viewPx } from '../../test/layout.ts';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
// Loaded beforehand: no test waits for a file.
import './long.tsx';

const many = 10_000;
const mostRows = 200;
const minuteMs = 60_000;

const said = (n: number): Item => {
  const mine = n % 3 === 0;
  const key = `m${n}`;
  const author = mine ? visitorId : agent.id;
  // Two a minute: groups as in life, some days, and some hours in which nobody writes.
  const at = 1_700_000_000_000 + n * (minuteMs / 2) + Math.floor(n / 500) * 600 * minuteMs;
  return { type: 'message', key, message: { key, seq: n, author, mine, at, text: `Number ${n}`, status: 'sent' } };
};
const saidFrom = (from: number, to: number): Item[] => Array.from({ length: to - from }, (_, n) => said(from + n));
/** From 30 px to 120 px, another for each. */
const heightOf = (text: string): number => 30 + ((Number(text.slice(7)) * 7) % 10) * 10;

let p: OpenPanel;
let takeAway: () => void;
let log: HTMLElement;
beforeEach(async () => {
  takeAway = layOut(heightOf);
  p = await openPanel();
  await p.began('Number 0');
  await p.joined();
  // As in life: it was not so long all at once.
  await hold(saidFrom(many - 110, many));
  await vi.waitFor(() => expect(p.all('.m').length).toBeLessThan(100));
  await hold(saidFrom(1, many));
});
afterEach(() => {
  takeAway();
  vi.useRealTimers();
});

async function hold(items: readonly Item[]): Promise<void> {
  const { timeline } = p.conv();
  timeline.set({ ...timeline.getSnapshot(), items, head: many });
  await p.drawn();
  log = p.find('.log');
}
const rows = (): number => p.all('.m, li:not(.g)').length;
/** What can be seen, with its distance from the upper edge. */
const seen = (): Map<string, number> =>
  new Map(
    p.all('.m').flatMap((el) => {
      const { top, bottom } = el.getBoundingClientRect();
      return bottom > 0 && top < viewPx ? [[el.querySelector('.b')?.textContent as string, top] as const] : [];
    }),
  );
/** As the browser tells it: once for the reader's own movement, and again for what came of it. */
async function scrollTo(px: number): Promise<void> {
  log.scrollTop = px;
  for (let top = -1; top !== log.scrollTop; ) {
    top = log.scrollTop;
    log.dispatchEvent(new Event('scroll'));
    await p.drawn();
    expect(rows()).toBeLessThanOrEqual(mostRows);
  }
}

test('[UX122] of 10,000 messages at most 200 rows are in the page, and whoever reads up and down misses none', async () => {
  for (const step of [-0.8 * viewPx, 0.8 * viewPx]) {
    const numbers: number[] = [];
    for (let n = 0; n < 25; n++) {
      log.scrollTop += step;
      const before = seen();
      await scrollTo(log.scrollTop);
      const after = seen();
      // Where the reader was is where the reader is, whatever was drawn meanwhile.
      expect([...after]).toEqual([...before]);
      for (const text of after.keys()) numbers.push(Number(text.slice(7)));
    }
    const known = new Set(numbers);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    // More than was in the page at first.
    expect(high - low).toBeGreaterThan(110);
    expect(known.size).toBe(high - low + 1);
  }
});

test('the bar and the keys lead to the first message, to the middle, and back to the newest', async () => {
  await scrollTo(0);
  expect([...seen().keys()]).toContain('Number 1');
  await scrollTo(log.scrollHeight / 2);
  const [some = ''] = seen().keys();
  expect(Number(some.slice(7))).toBeGreaterThan(many / 4);
  expect(Number(some.slice(7))).toBeLessThan((many / 4) * 3);
  await scrollTo(log.scrollHeight);
  expect([...seen().keys()].at(-1)).toBe(`Number ${many - 1}`);
});

test('what comes above and below moves nobody who reads in between, and what one says oneself is seen', async () => {
  await hold(saidFrom(200, many));
  await scrollTo(log.scrollHeight / 3);
  const before = seen();
  expect(before.size).toBeGreaterThan(1);
  await hold(saidFrom(1, many));
  expect([...seen()]).toEqual([...before]);
  await hold([...saidFrom(1, many), said(many)]);
  expect([...seen()]).toEqual([...before]);
  expect(p.find('.pill').textContent).toContain('1');
  // 10,002 is the visitor's own.
  await hold(saidFrom(1, many + 3));
  await scrollTo(log.scrollTop);
  expect([...seen().keys()].at(-1)).toBe(`Number ${many + 2}`);
});

test('at the end one stays at the end', async () => {
  for (let n = many; n < many + 100; n += 25) {
    await hold(saidFrom(1, n));
    expect([...seen().keys()].at(-1)).toBe(`Number ${n - 1}`);
    expect(rows()).toBeLessThanOrEqual(mostRows);
  }
});
