// A part that does not come: what was asked for is said not to have worked, and the chat goes on.
import { afterEach, expect, test, vi } from 'vitest';
import { offered, openPanel } from '../test/open-panel.ts';

afterEach(() => void vi.useRealTimers());

const broken = () => {
  throw new Error('the network is down');
};

test('a menu that does not come is said not to, and the next press brings it', async () => {
  vi.doMock('./extra/extra.ts', broken);
  const p = await openPanel();
  const settled = async () => {
    await vi.dynamicImportSettled();
    await p.drawn();
  };
  p.button('More options').click();
  await settled();
  expect(p.find('.note').textContent).toBe('That didn’t work. Try again.');
  expect(p.button('More options').getAttribute('aria-expanded')).toBe('false');
  vi.doUnmock('./extra/extra.ts');
  p.button('More options').click();
  await settled();
  await settled();
  expect(p.button('Turn sound off')).toBeDefined();
});

test('[R1] a rating that does not come leaves the chat as it is, and comes when the browser is back online', async () => {
  vi.doMock('./survey/survey.ts', broken);
  const p = await openPanel();
  await p.began();
  await p.joined();
  await p.ended(offered);
  expect(p.find('.sc')).toBeNull();
  expect(p.find('.cmp textarea')).not.toBeNull();
  vi.doUnmock('./survey/survey.ts');
  window.dispatchEvent(new Event('online'));
  await p.drawn();
  await vi.dynamicImportSettled();
  await p.drawn();
  expect(p.all('.sc input')).toHaveLength(5);
});
