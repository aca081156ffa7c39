// W1: when the card beside the launcher comes, where it does not, and that it comes once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeShell, type FakeShell } from '../../test/fake-shell.ts';
import { en } from '../../words/en.ts';
import { useWords } from '../words.ts';
import { tease } from './teaser.ts';
import '../../words/visit/en.ts';

let shell: FakeShell;
const card = () => shell.root.querySelector<HTMLElement>('.tz');
const said = () => [...shell.host.children].map((region) => region.textContent).join('');
const wait = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(0);
};
const rectOf = (element: Element, left: number, top: number, width: number, height: number) =>
  vi.spyOn(element, 'getBoundingClientRect').mockReturnValue(new DOMRect(left, top, width, height));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  sessionStorage.clear();
  document.body.replaceChildren();
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'og:site_name');
  meta.content = 'Acme';
  document.head.replaceChildren(meta);
  useWords(en, 'en');
  shell = createFakeShell({ site: 'demo', teaser: 'Which chair fits you? Ask us.' });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('20 s after the page has loaded, and announced as a new message from the site, and as no more', async () => {
  tease(shell);
  await wait(19_900);
  expect(card()).toBeNull();
  await wait(100);
  expect(card()?.querySelector('p')?.textContent).toBe('Which chair fits you? Ask us.');
  expect(card()?.ariaLabel).toBe('New message from Acme');
  await wait(500);
  expect(said()).toBe('New message from Acme');
  expect(shell.told).toEqual([]);
});

test('once per visit: not after a new page, and not to somebody who has opened the chat', async () => {
  tease(shell);
  await wait(20_000);
  shell.root.querySelector<HTMLElement>('.tz button')?.click();
  expect(card()).toBeNull();
  expect(shell.root.activeElement).toBe(shell.launcher);
  tease(shell);
  await wait(30_000);
  expect(card()).toBeNull();
  sessionStorage.clear();
  tease(shell);
  shell.set(true);
  shell.set(false);
  await wait(30_000);
  expect(card()).toBeNull();
});

test('opening the chat takes it away', async () => {
  tease(shell);
  await wait(20_000);
  shell.set(true);
  expect(card()).toBeNull();
});

test.each<[string, () => void]>([
  ['the site has not asked for it', () => void delete shell.data['teaser']],
  ['the chat stands in the page', () => void (shell.isInline = true)],
  ['the chat is hidden', () => void (shell.wrap.hidden = true)],
])('it does not come where %s', async (_, change) => {
  change();
  tease(shell);
  await wait(30_000);
  expect(card()).toBeNull();
});

test('never over a field that has the focus: it waits, and gives way; what is announced is what is seen', async () => {
  const [field, link] = [document.createElement('input'), document.createElement('a')];
  link.href = '#x';
  document.body.append(field, link);
  rectOf(field, 600, 500, 200, 40);
  rectOf(link, 720, 520, 20, 20);
  const real = Element.prototype.getBoundingClientRect;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return this.className.startsWith('tz') ? new DOMRect(700, 490, 300, 120) : real.call(this);
  });
  const isOff = () => card()?.classList.contains('off');
  field.focus();
  tease(shell);
  await wait(21_000);
  expect(isOff()).toBe(true);
  expect(said()).toBe('');
  field.blur();
  await wait(500);
  expect(isOff()).toBe(false);
  expect(said()).toBe('New message from Acme');
  link.focus();
  await wait(0);
  expect(isOff()).toBe(true);
  rectOf(link, 650, 520, 100, 20);
  document.dispatchEvent(new Event('scroll'));
  await wait(0);
  expect(isOff()).toBe(false);
});
