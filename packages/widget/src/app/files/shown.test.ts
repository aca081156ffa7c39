import type { FileRef } from '@rapport/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';

beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async () => ({ width: 400, height: 200, close: () => undefined }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const photo: FileRef = { id: 'p1', name: 'photo.png', type: 'image/png', size: 1_400_000, w: 600, h: 300 };
const other: FileRef = { ...photo, id: 'p2', name: 'other.webp', type: 'image/webp' };
const pdf: FileRef = { id: 'd1', name: 'invoice.pdf', type: 'application/pdf', size: 2_048 };

async function heard(files: readonly FileRef[], text = '', before?: (p: OpenPanel) => void): Promise<OpenPanel> {
  const p = await openPanel();
  await p.began();
  await p.joined();
  before?.(p);
  p.conv().hear(text, files);
  await settled(p);
  return p;
}

async function settled(p: OpenPanel): Promise<void> {
  await p.drawn();
  await vi.dynamicImportSettled();
  for (let i = 0; i < 4; i++) await p.drawn();
}

test('[UX49] a picture has its room before it comes, and everything else is a row with name, size and a button', async () => {
  const p = await heard([photo, pdf]);
  expect(p.button('Show photo.png').style.getPropertyValue('--h')).toBe('120');
  expect(p.find('.fr').textContent).toContain('invoice.pdf');
  expect(p.find('.fr').textContent).toContain('2 kB');
  await vi.advanceTimersByTimeAsync(300);
  expect(p.said()).toContain('photo.png, invoice.pdf');
  expect(p.visitor.calls.filter(([name]) => name === 'file')).toEqual([['file', 'p1']]);
});

test.each(['image/svg+xml', 'text/html', 'image/tiff'])('[U9] what calls itself %s is never drawn', async (type) => {
  const p = await heard([{ ...photo, type }]);
  expect(p.find('.pic')).toBeNull();
  expect(p.button('Download photo.png')).toBeDefined();
  expect(p.visitor.calls.some(([name]) => name === 'file')).toBe(false);
});

test('a name is text, whatever is in it', async () => {
  const p = await heard([{ ...pdf, name: '<img src=x onerror=alert(1)>.pdf' }], '<b>hi</b>');
  expect(p.find('.fr bdi').textContent).toBe('<img src=x onerror=alert(1)>.pdf');
  expect(p.all('img')).toHaveLength(0);
});

test('a picture that cannot be fetched is a row that says so, and its button tries again', async () => {
  const p = await heard([photo], '', (panel) => {
    panel.visitor.bytes = null;
  });
  expect(p.find('.fr').textContent).toContain('This file can’t be loaded.');
  p.visitor.bytes = new Blob(['bytes']);
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  p.button('Download photo.png').click();
  await settled(p);
  expect(clicked).toHaveBeenCalledOnce();
  expect(p.button('Show photo.png')).toBeDefined();
});

test('the picture opens large in a dialog of the root, goes to the next one, and gives the focus back', async () => {
  const p = await heard([photo, other, pdf]);
  const opener = p.button('Show photo.png');
  opener.click();
  const dialog = p.shell.root.querySelector('.lbx') as HTMLDialogElement;
  expect(dialog.open).toBe(true);
  expect(dialog.getAttribute('aria-label') ?? dialog.ariaLabel).toBe('photo.png');
  expect(dialog.textContent).toContain('1 of 2');
  const press = (name: string) => (dialog.querySelector(`[aria-label="${name}"]`) as HTMLElement).click();
  press('Next');
  expect(dialog.querySelector('canvas')?.getAttribute('aria-label')).toBe('other.webp');
  press('Next');
  press('Previous');
  expect(dialog.textContent).toContain('2 of 2');
  const outside = vi.fn();
  p.shell.root.addEventListener('keydown', outside);
  dialog.querySelector('canvas')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(outside).not.toHaveBeenCalled();
  press('Close');
  await settled(p);
  expect(p.shell.root.querySelector('.lbx')).toBeNull();
  expect(p.shell.root.activeElement).toBe(opener);
});

test('before their part is there, files are called by their names', async () => {
  vi.doMock('./files.ts', () => {
    throw new Error('the network is down');
  });
  const p = await heard([photo, pdf], 'Here');
  expect(p.all('.b').at(-1)?.textContent).toBe('Here, photo.png, invoice.pdf');
  vi.doUnmock('./files.ts');
});
