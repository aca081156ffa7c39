// W1 and W11: what the launcher says while the site is closed, and a chat that the person has hidden.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
import { readSwitch } from '../draft.ts';
// Loaded beforehand: no test waits for a file.
import '../choices/choices.tsx';
import '../extra/extra.ts';
import './visit.tsx';
import '../../words/extra/en.ts';
import '../../words/visit/en.ts';

let p: OpenPanel;
beforeEach(async () => {
  p = await openPanel();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const openMenu = async () => {
  p.button('More options').click();
  await vi.waitFor(() => expect(p.button('Hide chat on this visit')).toBeDefined());
};

test('the menu hides the chat until the end of the visit: panel and launcher go, the page is told, and nothing of the chat ends', async () => {
  await p.began();
  await openMenu();
  expect(p.all('.sheet button').at(-1)?.textContent).toBe('End chat');
  const disconnect = vi.spyOn(p.visitor, 'disconnect');
  p.button('Hide chat on this visit').click();
  await p.drawn();
  expect(p.shell.isOpen).toBe(false);
  expect(p.shell.wrap.hidden).toBe(true);
  expect(readSwitch('shown')).toBe(false);
  expect(p.shell.told).toContainEqual(['hide', undefined]);
  // Nothing comes that would be rung or counted.
  expect(disconnect).toHaveBeenCalledOnce();
  expect(p.visitor.calls).not.toContainEqual(['end']);
  expect(p.find('.sheet')).toBeNull();
});

test('a chat that stands in the page is not offered to be hidden', async () => {
  p.shell.isInline = true;
  p.button('More options').click();
  await vi.waitFor(() => expect(p.button('Text size') ?? p.all('.az')[0]).toBeDefined());
  await vi.dynamicImportSettled();
  await p.drawn();
  expect(p.button('Hide chat on this visit')).toBeUndefined();
});

test('outside its hours the launcher offers what can be done, as soon as they are known; a label of the page stands', async () => {
  const { launcher, data } = p.shell;
  expect(launcher.textContent).toBe('Chat with us');
  p.visitor.here.set({ n: 0, names: [], open: 0, opensAt: Date.now() + 3_600_000 });
  await p.drawn();
  expect([launcher.textContent, launcher.ariaLabel]).toEqual(['Leave a message', 'Leave a message']);
  // Nobody is here for the moment: that is no reason to change what stands on the page.
  p.visitor.here.set({ n: 0, names: [] });
  await p.drawn();
  expect(launcher.textContent).toBe('Chat with us');
  data['label'] = 'Ask the workshop';
  p.visitor.here.set({ n: 0, names: [], open: 0, opensAt: Date.now() + 3_600_000 });
  await p.drawn();
  expect(launcher.textContent).toBe('Ask the workshop');
});
