import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder, filesName } from '../files/folder.ts';
import { readSettings } from '../settings.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { at, closing, draft, message, opening, rating, unit } from '../test/units.ts';
import { type Done, type Given, Usage } from './command.ts';
import { exportCommand } from './export.ts';

let dir: string;
let on: Given;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-export-'));
  const read = readSettings({ RAPPORT_DATA: join(dir, 'data') });
  if (!read.ok) throw new Error('settings');
  const store = createMemoryStore();
  on = { store, settings: read.settings, now: 1_000 };
  const incoming = await createFolder(join(dir, 'data', filesName)).incoming();
  file = await incoming.keep([Buffer.from('the bill')]);
  await incoming.close();
  for (const key of ['shop', 'bank'])
    await store.putSite({ key, name: key, origins: [], native: false, disabled: false });
  for (const [id, site] of [
    ['vi', 'shop'],
    ['vj', 'bank'],
  ] as const)
    await store.createVisitor({ id, site, info: { name: id }, createdAt: at }, `hash of ${id}`);
  const files = [
    { id: file, name: '../bill.pdf', type: 'application/pdf', size: 8 },
    { id: '0'.repeat(32), name: 'gone.png', type: 'image/png', size: 1 },
  ];
  await store.commit([opening('c1'), opening('c2'), opening('c3', { site: 'bank', visitor: 'vj' })]);
  await store.commit([
    message('c1', 'm1', { text: 'Where is it?' }),
    unit('c1', 'm2', [draft('message', { text: '', files }, 'm2')]),
    unit('c1', 'n1', [draft('note', { text: 'canary of a note' }, 'n1', 'maria', 'notes')], { actor: 'maria' }),
    message('c3', 'm4'),
    closing('c2'),
  ]);
  await store.commit([rating('c2', 2)]);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const out = (): string => join(dir, 'out');
const run = (...args: string[]): Promise<Done> => exportCommand([...args, '--out', out()])(on);
const lines = async (name: string): Promise<Record<string, unknown>[]> =>
  (await readFile(join(out(), `${name}.jsonl`), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('a conversation: its visitor, every event of every stream, and its files under names of our own', async () => {
  expect(await run('conversation', 'c1')).toEqual({
    code: 0,
    text: `Exported to ${out()}: 1 visitors, 1 conversations, 4 events, 0 recovery cases, 1 files. 1 files are not kept any more.`,
  });
  expect(await lines('visitors')).toEqual([{ id: 'vi', site: 'shop', info: { name: 'vi' }, createdAt: at }]);
  expect(await lines('conversations')).toMatchObject([{ id: 'c1', site: 'shop', visitor: 'vi' }]);
  expect((await lines('events')).map(({ stream, k, s, conversation }) => [conversation, stream, s, k])).toEqual([
    ['c1', 'main', 1, 'opened'],
    ['c1', 'main', 2, 'message'],
    ['c1', 'main', 3, 'message'],
    ['c1', 'notes', 1, 'note'],
  ]);
  expect(await readdir(join(out(), 'files'))).toEqual([`${file}.pdf`]);
  expect(await readFile(join(out(), 'files', `${file}.pdf`), 'utf8')).toBe('the bill');
  expect((await stat(out())).mode & 0o077).toBe(0);
});

test('a visitor: all conversations, without what the staff keeps to itself if it is for the visitor', async () => {
  expect((await run('visitor', 'vi', '--for-visitor')).code).toBe(0);
  expect((await lines('conversations')).map(({ id }) => id).sort()).toEqual(['c1', 'c2']);
  const all = JSON.stringify([await lines('events'), await lines('visitors'), await lines('cases')]);
  expect(all).not.toContain('canary');
  expect(all).not.toContain('hash of');
  expect((await lines('events')).some(({ stream, k }) => stream === 'rating' && k === 'rated')).toBe(true);
});

test('a site: its conversations, open and closed, each once, and no other’s', async () => {
  expect((await run('site', 'shop')).code).toBe(0);
  expect((await lines('conversations')).map(({ id }) => id).sort()).toEqual(['c1', 'c2']);
  expect((await lines('visitors')).map(({ id }) => id)).toEqual(['vi']);
});

test('what is not there is said, and a folder that is there is not touched', async () => {
  expect(await run('visitor', 'nobody')).toEqual({ code: 1, text: 'There is no visitor nobody.' });
  expect(await run('site', 'none')).toMatchObject({ code: 1 });
  expect((await run('site', 'bank')).code).toBe(0);
  expect(await run('conversation', 'c1')).toMatchObject({
    code: 1,
    text: expect.stringContaining('is there already'),
  });
  expect(await lines('conversations')).toMatchObject([{ id: 'c3' }]);
});

test('what fails leaves nothing behind', async () => {
  const broken = { ...on, store: { ...on.store, events: () => Promise.reject(new Error('bad disk')) } };
  await expect(exportCommand(['site', 'shop', '--out', out()])(broken)).rejects.toThrow('bad disk');
  expect(await readdir(dir)).toEqual(['data']);
});

test.each([
  [[]],
  [['vi']],
  [['visitor', '--out', 'x']],
  [['visitor', 'a b', '--out', 'x']],
  [['visitor', 'vi']],
  [['site', 'shop', '--for-visitor', '--out', 'x']],
  [['site', 'shop', '--what', '--out', 'x']],
])('rapport export %j is wrong usage', (args) => expect(() => exportCommand(args)).toThrow(Usage));
