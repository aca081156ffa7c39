import type { FileRef } from '@rapport/protocol';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conversation, createFakeAgent, emptyInbox, me, message, row, timeline } from '../../test/fake-agent.ts';
import type { FakeUpload } from '../../test/fake-files.ts';
import { openStage, type Stage } from '../../test/stage.ts';

let s: Stage;
beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async () => ({ width: 400, height: 200, close: () => undefined }));
});
afterEach(() => {
  s.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const photo: FileRef = { id: 'p1', name: 'photo.png', type: 'image/png', size: 1_400_000, w: 640, h: 320 };
const other: FileRef = { ...photo, id: 'p2', name: 'other.webp', type: 'image/webp' };
const pdf: FileRef = { id: 'd1', name: 'invoice.pdf', type: 'application/pdf', size: 2_048 };

async function stage(files?: readonly FileRef[], text = ''): Promise<Stage> {
  const mine = row('c1', 'Vera', 'Hello', { phase: 'active', assignee: me.id });
  const fake = createFakeAgent({ ...emptyInbox, mine: [mine] });
  const { visitor } = conversation('c1');
  if (files) fake.chat('c1').timeline.set(timeline([message(1, visitor, text, Date.now(), { files })]));
  return openStage({ hash: '#/inbox/c1', fake });
}

const fileOf = (name: string, type = 'image/png', size = 4): File => {
  const file = new File(['1234'], name, { type });
  Object.defineProperty(file, 'size', { value: size });
  return file;
};
const turn = () => s.now(() => undefined);
const last = (): FakeUpload => s.fake.files.uploads.at(-1) as FakeUpload;
const inPlace = <T extends Element>(selector: string): T => s.root.querySelector(selector) as T;

/** As a browser tells of a drop or a paste. */
const give = (files: readonly File[], type = 'drop', types: readonly string[] = ['Files']) =>
  act(async () => {
    const event = new Event(type, { bubbles: true, cancelable: true });
    Object.assign(event, { [type === 'paste' ? 'clipboardData' : 'dataTransfer']: { types, files } });
    inPlace('.conversation textarea').dispatchEvent(event);
  });

test('[U1] a dropped file is uploaded with its progress, and a reply may be files alone', async () => {
  s = await stage();
  await give([fileOf('photo.png')]);
  await s.now(() => last().progress(0.42));
  expect(inPlace('progress').getAttribute('aria-label')).toBe('Uploading photo.png');
  expect(inPlace('.upload').textContent).toContain('42%');
  expect(s.button('Send').getAttribute('aria-disabled')).toBe('true');
  await s.now(() => last().done({ w: 400, h: 200 }));
  expect(s.button('Send').getAttribute('aria-disabled')).toBe('false');
  await s.click(s.button('Send'));
  expect(s.fake.asked).toContain('send c1 [file-photo.png]');
  expect(inPlace('.files-tray')).toBeNull();
});

test('[F13] what is attached to a note stays with the note', async () => {
  s = await stage();
  await give([fileOf('secret.pdf', 'application/pdf')], 'paste');
  await s.now(() => last().done());
  await s.press('ArrowRight', {}, inPlace('#tab-reply'));
  expect(inPlace('.files-tray')).toBeNull();
  await give([fileOf('inner.txt', 'text/plain')]);
  await s.now(() => last().done());
  await s.click(s.button('Add note'));
  expect(s.fake.asked.filter((what) => /^(note|send)/.test(what))).toEqual(['note c1 [file-inner.txt]']);
  await s.press('ArrowRight', {}, inPlace('#tab-note'));
  expect(s.text()).toContain('secret.pdf');
});

test.each([
  ['too_large', { max: 1_048_576 }, 'Over 1 MB.', false],
  ['too_large', {}, 'This picture is too large.', false],
  ['file_type', {}, 'You can send PNG, JPEG', false],
  ['files_off', {}, 'Files can’t be sent here.', false],
  ['quota', {}, 'Try again later.', true],
  ['storage_full', {}, 'There’s no room for files', true],
  ['unavailable', {}, 'Check your connection.', true],
  ['internal', {}, 'Not uploaded.', true],
])('[U2][U3][U7] what is wrong is said in words: %s', async (code, details, text, again) => {
  s = await stage();
  await give([fileOf('a.png')]);
  await s.now(() => last().fail(code, details));
  expect(inPlace('.files-tray .error').textContent).toContain(text);
  const retry = [...s.root.querySelectorAll('.files-tray button')].find((b) => b.textContent === 'Try again');
  expect(!!retry).toBe(again);
  if (!retry) return;
  await s.click(retry as HTMLElement);
  expect(s.fake.files.uploads).toHaveLength(2);
});

test('[U2][U3][U6] what is too big, too many or of another kind is not sent anywhere', async () => {
  s = await stage();
  await give([fileOf('big.png', 'image/png', 10_485_761), fileOf('run.exe', 'application/x-msdownload')]);
  expect(s.text()).toContain('Over 10 MB.');
  expect(s.text()).toContain('This kind of file can’t be sent.');
  expect(s.fake.files.uploads).toHaveLength(0);
  await give(['1', '2', '3', '4', '5', '6'].map((name) => fileOf(`${name}.png`)));
  expect(s.fake.files.uploads).toHaveLength(5);
  expect(s.text()).toContain('At most 5 files fit in one message.');
  await s.click(s.button('Remove big.png'));
  expect(s.text()).not.toContain('Over 10 MB.');
});

test('while files are held over the chat it says where they go; a text that is pasted stays a text', async () => {
  s = await stage();
  await give([], 'dragover');
  expect(inPlace('.drop').textContent).toBe('Drop files here to attach them');
  await give([fileOf('sheet.png')], 'paste', ['text/plain', 'Files']);
  expect(s.fake.files.uploads).toHaveLength(0);
});

test('[U9] a picture has its room before it comes; everything else is a row, whatever it calls itself', async () => {
  s = await stage([photo, pdf, { ...photo, id: 'x', name: 'x.svg', type: 'image/svg+xml' }]);
  await turn();
  expect(s.button('Show photo.png').style.aspectRatio).toBe('320 / 160');
  expect(s.text()).toContain('2 kB');
  expect(s.root.querySelectorAll('.file-row')).toHaveLength(2);
  expect(s.root.querySelectorAll('img, iframe, object, embed')).toHaveLength(0);
  expect(s.fake.files.fetched).toEqual(['p1']);
});

test('the picture opens large, goes to the next one, can be kept, and closes', async () => {
  s = await stage([photo, other, pdf], 'Look');
  await s.click(s.button('Show photo.png'));
  const box = inPlace<HTMLDialogElement>('.lightbox');
  expect(box.open).toBe(true);
  expect(box.textContent).toContain('1 of 2');
  await s.click(s.button('Next'));
  expect(box.querySelector('canvas')?.getAttribute('aria-label')).toBe('other.webp');
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await s.click([...box.querySelectorAll('button')].find((b) => b.textContent === 'Download') as HTMLElement);
  await turn();
  expect(clicked).toHaveBeenCalledOnce();
  await s.click(s.button('Close'));
  await s.now(() => box.dispatchEvent(new Event('close')));
  expect(inPlace('.lightbox')).toBeNull();
});

test('a picture that does not come is a row that says so, and its button tries again', async () => {
  s = await stage();
  s.fake.files.bytes = null;
  await s.now(() => s.fake.chat('c1').timeline.set(timeline([message(1, 'v-c1', '', Date.now(), { files: [photo] })])));
  await turn();
  expect(s.text()).toContain('This file can’t be loaded.');
  s.fake.files.bytes = new Blob(['bytes']);
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await s.click(s.button('Download photo.png'));
  await turn();
  expect(s.button('Show photo.png')).toBeDefined();
});
