// What a person hears, and where the focus stays: items of ACCESSIBILITY.md that need no layout.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeShell } from '../test/fake-shell.ts';
import { agent } from '../test/fake-visitor.ts';
import { type OpenPanel, openPanel } from '../test/open-panel.ts';
import { ar } from '../words/ar.ts';
// Loaded beforehand: no test waits for a file.
import './extra/extra.ts';
import '../words/extra/en.ts';
import { createAnnouncer } from './announce.ts';
import { ring } from './attention.ts';
import { dayOf, timeOf } from './time.ts';
import { loadWords, useWords } from './words.ts';

let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel();
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await loadWords('en');
});

const regions = () => [...p.shell.host.children] as HTMLElement[];
const focused = () => p.shell.root.activeElement;
const pointer = (coarse: boolean) =>
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: coarse && /coarse/.test(query) }));

test('[UX17] Ctrl or ⌘ with Enter sends, Shift with Enter never does; on a phone Enter alone is a new line', async () => {
  const sent = () => p.visitor.calls.filter(([name]) => name === 'send').map(([, text]) => text);
  const press = (more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more });
    p.find('.cmp textarea').dispatchEvent(event);
    // What nobody has prevented makes a new line.
    return event.defaultPrevented;
  };
  await p.write('one');
  expect(press({ shiftKey: true })).toBe(false);
  expect(press({ ctrlKey: true })).toBe(true);
  await p.drawn();
  await p.write('two');
  pointer(true);
  expect(press()).toBe(false);
  expect(sent()).toEqual(['one']);
  expect(press({ metaKey: true })).toBe(true);
  await p.drawn();
  expect(sent()).toEqual(['one', 'two']);
});

test('[UX22] who joins, hands over, moves the queue or ends the chat moves no focus', async () => {
  await p.began();
  for (const selector of ['.cmp textarea', '.menu', '.log']) {
    p.find(selector).focus();
    const at = focused();
    await p.change({ phase: 'queued', place: 3 });
    await p.change({ place: 1 });
    await p.joined();
    p.conv().happen('transferred', { from: agent.id, to: 'a2' });
    await p.change({ phase: 'queued', assignee: null });
    await p.joined();
    await p.ended(null);
    expect(!!at && focused() === at, selector).toBe(true);
    await p.change({ phase: 'active', closedAt: null });
  }
});

test('[UX33] the live regions are children of the host, and stand 400 ms before anything is said', async () => {
  const { host, ...shell } = createFakeShell();
  const say = createAnnouncer({ host, ...shell });
  const lives = [...host.children].map((region) => region.getAttribute('aria-live') ?? region.ariaLive);
  expect(lives).toEqual(['polite', 'assertive', 'polite', 'assertive']);
  expect(host.localName).toBe('rapport-chat');
  say('Hello');
  await vi.advanceTimersByTimeAsync(399);
  expect(host.textContent).toBe('');
  await vi.advanceTimersByTimeAsync(1);
  expect(host.textContent).toBe('Hello');
});

test('[UX32] what is said stands for a second, and is then gone', async () => {
  await p.began();
  await p.joined();
  await vi.advanceTimersByTimeAsync(1);
  expect(p.said()).toContain('Maria has joined');
  await vi.advanceTimersByTimeAsync(990);
  expect(p.said()).toContain('Maria has joined');
  await vi.advanceTimersByTimeAsync(20);
  expect(p.said().replaceAll('|', '')).toBe('');
});

test('[UX40] that a message was not sent interrupts, once; that it was is not said', async () => {
  await p.began();
  await p.began('two');
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said().replaceAll('|', '')).toBe('');
  p.conv().mark(p.conv().timeline.getSnapshot().items[1]?.key as string, 'failed');
  await vi.advanceTimersByTimeAsync(200);
  await p.change({ unread: 0 });
  await vi.advanceTimersByTimeAsync(200);
  const [polite, assertive] = regions().map((region) => region.textContent);
  expect([polite, assertive?.match(/Message not sent/g)?.length]).toEqual(['', 1]);
});

test('[UX41] a tab that is not looked at says nothing', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  await p.began();
  await p.joined();
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said().replaceAll('|', '')).toBe('');
  hidden.mockReturnValue(false);
  p.conv().hear('Seen again');
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said()).toContain('Maria: Seen again');
});

test('[UX42] a name and a text that run two ways are each kept apart from the sentence', async () => {
  await p.began();
  p.conv().happen('joined', { who: agent });
  await p.change({ phase: 'active', assignee: agent.id, participants: [{ ...agent, name: 'مريم' }] });
  await vi.advanceTimersByTimeAsync(3_000);
  useWords(ar, 'ar');
  p.conv().hear('Hello (test).');
  await vi.advanceTimersByTimeAsync(500);
  expect(p.said()).toContain('\u2068مريم\u2069');
  expect(p.said()).toContain('\u2068Hello (test).\u2069');
});

test('[UX84] an empty field runs as its placeholder does, a filled one as its text does', async () => {
  useWords(ar, 'ar');
  p.visitor.here.set({ n: 1, names: ['Maria'] });
  await p.drawn();
  const dir = () => p.find('.cmp textarea').getAttribute('dir');
  expect(dir()).toBe('rtl');
  await p.write('Hello');
  expect(dir()).toBe('auto');
  await p.write('');
  expect(dir()).toBe('rtl');
});

test.each(['en', 'sq', 'el', 'ms', 'ru', 'ar', 'ar-EG'])(
  '[UX92] times and days in %s are those of Intl',
  async (tag) => {
    await loadWords(tag);
    const at = new Date(2026, 9, 25, 15, 5).getTime();
    expect(timeOf(at)).toBe(new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(at));
    const day = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
    expect(dayOf(at, at + 3 * 86_400_000).toLowerCase()).toBe(day.toLowerCase());
    const today = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(0, 'day');
    expect(dayOf(at, at).toLowerCase()).toBe(today.toLowerCase());
  },
);

test('[UX115][UX116] of several tabs one rings, and none before the person has touched its page', async () => {
  vi.useFakeTimers();
  const tones: number[] = [];
  const param = { value: 0, setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  const node = () => ({ gain: param, frequency: param, connect: () => node(), start: () => tones.push(1), stop() {} });
  vi.stubGlobal(
    'AudioContext',
    class {
      currentTime = 0;
      destination = {};
      createGain = node;
      createOscillator = node;
    },
  );
  // One lock for all tabs, as the browser keeps it.
  let isHeld = false;
  const request = async (_: string, __: unknown, run: (lock: unknown) => unknown) => {
    if (isHeld) return run(null);
    isHeld = true;
    const done = await run({});
    isHeld = false;
    return done;
  };
  const touched = { hasBeenActive: false };
  vi.stubGlobal('navigator', { locks: { request }, userActivation: touched, languages: ['en'] });
  ring('demo');
  await vi.advanceTimersByTimeAsync(10);
  expect(tones).toHaveLength(0);
  touched.hasBeenActive = true;
  for (let tab = 0; tab < 3; tab++) ring('demo');
  await vi.advanceTimersByTimeAsync(10);
  expect(tones).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3_000);
  ring('demo');
  await vi.advanceTimersByTimeAsync(10);
  expect(tones).toHaveLength(2);
});
