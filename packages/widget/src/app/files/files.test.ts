import { limits } from '@rapport/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FakeUpload } from '../../test/fake-visitor.ts';
import { type OpenPanel, openPanel } from '../../test/open-panel.ts';
import { mostFiles } from './tray.ts';

const bitmaps: Blob[] = [];
beforeEach(() => {
  bitmaps.length = 0;
  vi.stubGlobal('createImageBitmap', async (blob: Blob) => {
    bitmaps.push(blob);
    return { width: 400, height: 200, close: () => undefined };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const fileOf = (name: string, type = 'image/png', size = 4): File => {
  const file = new File(['1234'], name, { type });
  Object.defineProperty(file, 'size', { value: size });
  return file;
};

/** As a browser tells of a drop or a paste. */
async function give(p: OpenPanel, files: readonly File[], type = 'drop', types: readonly string[] = ['Files']) {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { [type === 'paste' ? 'clipboardData' : 'dataTransfer']: { types, files } });
  p.find('.cmp').dispatchEvent(event);
  await settled(p);
  return event;
}

async function settled(p: OpenPanel): Promise<void> {
  await p.drawn();
  await vi.dynamicImportSettled();
  for (let i = 0; i < 4; i++) await p.drawn();
}

const last = (p: OpenPanel): FakeUpload => p.visitor.uploads.at(-1) as FakeUpload;
const kept = (): unknown => JSON.parse(sessionStorage.getItem('rapport:draft:files') ?? '[]');

test('[U6] five files fit in one message, by the protocol too', () => {
  expect(mostFiles).toBe(limits.files);
});

test('a site that takes no files has no button for them, and what is dropped is not taken', async () => {
  const p = await openPanel();
  expect(p.button('Attach a file')).toBeDefined();
  p.visitor.limits.set({ text: 4_000, comment: 2_000, frame: 65_536, cur: 200 });
  await p.write('x');
  expect(p.button('Attach a file')).toBeUndefined();
  await give(p, [fileOf('a.png')]);
  expect(p.find('.tray').textContent).toContain('Files can’t be sent here.');
  expect(p.visitor.uploads).toHaveLength(0);
});

test('[UX111][U1] a dropped file is uploaded with its progress, can be sent when it is there, and a message may be files alone', async () => {
  const p = await openPanel();
  await p.began();
  const event = await give(p, [fileOf('photo.png')]);
  expect(event.defaultPrevented).toBe(true);
  expect(p.find('.tray').textContent).toContain('photo.png');
  last(p).progress(0.42);
  await p.drawn();
  expect(p.find<HTMLProgressElement>('progress').getAttribute('aria-label')).toBe('Uploading photo.png');
  expect(p.find('.up').textContent).toContain('42%');
  await p.press('Enter');
  expect(p.visitor.calls.filter(([name]) => name === 'send')).toHaveLength(1);
  expect(p.find('.send').getAttribute('aria-disabled')).toBe('true');
  last(p).progress(1);
  await p.drawn();
  expect(p.find('.up').textContent).toContain('Checking…');
  last(p).done({ w: 400, h: 200 });
  await settled(p);
  expect(p.said()).toContain('photo.png is attached');
  expect(p.find('.send').getAttribute('aria-disabled')).toBe('false');
  await p.press('Enter');
  await p.press('Enter');
  await settled(p);
  const sent = p.visitor.calls.filter(([name]) => name === 'send').slice(1);
  expect(sent).toEqual([['send', { text: '', files: [expect.objectContaining({ id: 'file-photo.png', w: 400 })] }]]);
  expect(p.find('.tray')).toBeNull();
  const shown = p.button('Show photo.png');
  expect(shown.style.getPropertyValue('--w')).toBe('240');
  expect(shown.style.getPropertyValue('--h')).toBe('120');
  // What was sent from here is not fetched.
  expect(p.visitor.calls.some(([name]) => name === 'file')).toBe(false);
  expect(kept()).toEqual([]);
});

test('the first message may be a file; what is pasted as a text stays a text', async () => {
  const p = await openPanel();
  const text = await give(p, [fileOf('sheet.png')], 'paste', ['text/plain', 'Files']);
  expect(text.defaultPrevented).toBe(false);
  expect(p.visitor.uploads).toHaveLength(0);
  await give(p, [fileOf('a.txt', 'text/plain')], 'paste');
  last(p).done();
  await settled(p);
  await p.write('look');
  await p.press('Enter');
  expect(p.visitor.calls.find(([name]) => name === 'start')?.[1]).toEqual({
    message: { text: 'look', files: [expect.objectContaining({ name: 'a.txt' })] },
  });
});

test('while files are held over the panel it says that they may be dropped, and no longer', async () => {
  const p = await openPanel();
  await give(p, [], 'dragover');
  expect(p.find('.drop').textContent).toBe('Drop files here to attach them');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(p.find('.drop')).toBeNull();
});

test.each([
  ['too_large', { max: 1_048_576 }, 'Over 1 MB. Try a smaller file or a link.', false],
  ['too_large', { pixels: 40_000_000 }, 'This picture is too large.', false],
  ['file_type', { types: [] }, 'You can send PNG, JPEG, GIF, WEBP, PDF, or TXT.', false],
  ['files_off', undefined, 'Files can’t be sent here.', false],
  ['rate_limited', undefined, 'You’ve sent a lot of files.', true],
  ['quota', undefined, 'You’ve sent a lot of files.', true],
  ['storage_full', undefined, 'There’s no room for files right now.', true],
  ['unavailable', undefined, 'Not uploaded. Check your connection.', true],
  ['internal', undefined, 'Not uploaded.', true],
])('[U2][U3][U7] what is wrong is said in words: %s', async (code, details, text, again) => {
  const p = await openPanel();
  await give(p, [fileOf('a.png')]);
  last(p).fail(code, details);
  await settled(p);
  expect(p.find('.tray .err').textContent).toContain(text);
  expect(p.said()).toContain(text);
  expect(!!p.button('Try again')).toBe(again);
});

test.each([
  ['rate_limited', 2_390_000, '(in 40 minutes)'],
  ['quota', 68_400_000, '(in 19 hours)'],
])('[U7] after too many files it says when there may be more: %s', async (code, retryAfterMs, when) => {
  const p = await openPanel();
  await give(p, [fileOf('a.png')]);
  last(p).fail(code, undefined, retryAfterMs);
  await settled(p);
  expect(p.find('.tray .err').textContent).toBe(`You’ve sent a lot of files. Try again later. ${when}`);
});

test('[UX110][U2][U3] what is too big or of another kind is not sent anywhere', async () => {
  const p = await openPanel();
  await give(p, [fileOf('big.png', 'image/png', 10_485_761), fileOf('run.exe', 'application/x-msdownload')]);
  const [big, other] = p.all('.tray .err').map((el) => el.textContent);
  expect(big).toBe('Over 10 MB. Try a smaller file or a link.');
  expect(other).toContain('This kind of file can’t be sent.');
  expect(p.visitor.uploads).toHaveLength(0);
  await p.write('without');
  expect(p.find('.send').getAttribute('aria-disabled')).toBe('false');
});

test('an upload can be taken back, and one that the network lost is tried again when it is back', async () => {
  const p = await openPanel();
  await give(p, [fileOf('a.png')]);
  p.button('Cancel the upload of a.png').click();
  await settled(p);
  expect(last(p).signal.aborted).toBe(true);
  last(p).fail('aborted');
  await settled(p);
  expect(p.find('.tray')).toBeNull();

  await give(p, [fileOf('b.png')]);
  last(p).fail('unavailable');
  await settled(p);
  p.button('Try again').click();
  await settled(p);
  expect(p.visitor.uploads).toHaveLength(3);
  last(p).fail('unavailable');
  await settled(p);
  window.dispatchEvent(new Event('online'));
  await settled(p);
  expect(p.visitor.uploads).toHaveLength(4);
});

test('[U6] more than five are not taken, and it is said', async () => {
  const p = await openPanel();
  await give(
    p,
    ['1', '2', '3', '4', '5', '6'].map((name) => fileOf(`${name}.png`)),
  );
  expect(p.visitor.uploads).toHaveLength(5);
  expect(p.find('.cmp').textContent).toContain('At most 5 files fit in one message.');
});

test('[U10] after a reload what was uploaded can be sent, and what was cut off says so and can be chosen again', async () => {
  const p = await openPanel();
  await give(p, [fileOf('there.png'), fileOf('under-way.png')]);
  (p.visitor.uploads[0] as FakeUpload).done({ w: 4, h: 2 });
  await settled(p);
  const left = sessionStorage.getItem('rapport:draft:files') as string;
  const again = await openPanel('', () => sessionStorage.setItem('rapport:draft:files', left));
  await settled(again);
  expect(again.all('.tray li')).toHaveLength(2);
  expect(again.find('.tray .err').textContent).toContain('cut off when the page was left');
  expect(again.button('Choose again')).toBeDefined();
  await again.press('Enter');
  expect(again.visitor.calls.find(([name]) => name === 'start')?.[1]).toEqual({
    message: { text: '', files: [expect.objectContaining({ id: 'file-there.png' })] },
  });
  await give(again, [fileOf('under-way.png')]);
  expect(again.all('.tray li')).toHaveLength(1);
});
