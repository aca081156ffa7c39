// W11: what a person chooses of the chat itself holds at once, is remembered, and takes nothing away: no draft, no focus, no place in the text.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeShell } from '../../test/fake-shell.ts';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
import { loadWords } from '../words.ts';
// Loaded beforehand: no test waits for a file.
import '../extra/extra.ts';
import '../../words/extra/en.ts';
import '../../words/extra/ar.ts';
import '../../words/ar.ts';
import { recall } from './choices.tsx';

let p: OpenPanel;
beforeEach(async () => {
  localStorage.clear();
  p = await openPanel();
});
afterEach(async () => {
  // happy-dom keeps the focus on what is no longer there.
  (p.shell.root.activeElement as HTMLElement | null)?.blur();
  await vi.dynamicImportSettled();
  await p.drawn();
  vi.useRealTimers();
  await loadWords('en');
});

const menu = async () => {
  p.button('More options').click();
  await vi.waitFor(() => expect(p.find('.sheet select')).toBeTruthy());
};
const selects = () => p.all('.sheet select') as HTMLSelectElement[];
const select = async (element: HTMLSelectElement | undefined, value: string) => {
  if (!element) throw new Error('no such select');
  element.focus();
  element.value = value;
  element.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.dynamicImportSettled();
  await p.drawn();
};
const kept = () => JSON.parse(localStorage.getItem('rapport:choices') ?? '{}');

test('another language is spoken at once: what is typed, the focus and the messages stay, and it is remembered', async () => {
  await p.began('Hello');
  await p.joined();
  await p.write('half a sen');
  const bubble = p.find('.m');
  await menu();
  const language = selects()[1];
  expect(language?.value).toBe('en');
  await select(language, 'ar');
  expect([p.shell.box.lang, p.shell.box.dir]).toEqual(['ar', 'rtl']);
  const field = p.find<HTMLTextAreaElement>('.cmp textarea');
  expect([field.value, field.getAttribute('aria-label')]).toEqual(['half a sen', 'اكتب رسالتك هنا…']);
  expect(p.shell.root.activeElement).toBe(language);
  expect(p.find('.m')).toBe(bubble);
  expect(bubble.querySelector('.vh')?.textContent).toContain('أنت');
  expect(p.find('.sheet').textContent).toContain('اللغة');
  expect(p.shell.launcher.textContent).toBe('الدردشة معنا');
  expect(kept()).toEqual({ lang: 'ar' });
});

test('every language is called by its own name, and is written in it', async () => {
  await menu();
  const options = [...(selects()[1]?.options ?? [])];
  expect(options).toHaveLength(18);
  expect(options.map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['Ελληνικά', 'Русский', 'العربية', '日本語', 'Français', 'Українська']),
  );
  expect(options.every((option) => option.lang === option.value)).toBe(true);
});

test('a larger text makes the text larger, and not the panel', async () => {
  p.shell.wrap.style.setProperty('--u', '2px');
  await menu();
  expect(p.button('Standard').getAttribute('aria-pressed')).toBe('true');
  p.button('Very large').click();
  await p.drawn();
  expect(p.button('Very large').getAttribute('aria-pressed')).toBe('true');
  expect(p.button('Standard').getAttribute('aria-pressed')).toBe('false');
  expect(p.shell.box.style.getPropertyValue('--u')).toBe('2.6px');
  expect(p.shell.wrap.style.getPropertyValue('--u')).toBe('2px');
  expect(kept()).toEqual({ size: 2 });
  p.button('Standard').click();
  expect(p.shell.box.style.getPropertyValue('--u')).toBe('');
});

test.each([
  ['0', 'light dark'],
  ['1', 'light'],
  ['2', 'dark'],
])('appearance %s is %s', async (value, scheme) => {
  await menu();
  await select(selects()[0], value);
  expect(p.shell.wrap.style.colorScheme).toBe(scheme);
  expect(kept()).toEqual({ theme: scheme });
});

test('what was chosen is there on the next visit, before anything is said', () => {
  localStorage.setItem('rapport:choices', JSON.stringify({ lang: 'uk', size: 1, theme: 'dark' }));
  const shell = createFakeShell();
  shell.wrap.style.setProperty('--u', '1px');
  recall(shell);
  expect(shell.data).toMatchObject({ lang: 'uk', theme: 'dark' });
  expect(shell.wrap.style.colorScheme).toBe('dark');
  expect(shell.box.style.getPropertyValue('--u')).toBe('1.15px');
});

test.each(['nonsense', '{"lang":5,"size":9,"theme":"url(x)"}', 'null', '[]'])(
  'what somebody else has written there is no choice: %s',
  (text) => {
    localStorage.setItem('rapport:choices', text);
    const shell = createFakeShell();
    recall(shell);
    expect(shell.data).toEqual({ site: 'demo' });
    expect(shell.box.style.getPropertyValue('--u')).toBe('');
  },
);

test('a page whose storage is closed has the choice as long as it lives', async () => {
  const set = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('closed');
  });
  await menu();
  await select(selects()[0], '2');
  expect(p.shell.wrap.style.colorScheme).toBe('dark');
  set.mockRestore();
});
