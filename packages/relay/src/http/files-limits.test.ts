// How much may be uploaded, and what is left when it goes wrong: nothing (U3, U7, U10).
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { limits } from '@rapport/protocol';
import { afterEach, expect, test, vi } from 'vitest';
import { eraseCommand } from '../cli/erase.ts';
import { readSettings } from '../settings.ts';
import { createFakeClock } from '../test/fake-clock.ts';
import { type FileScene, fileScene, type Sender, shop } from '../test/file-scene.ts';
import { codeOf } from '../test/http-harness.ts';
import { plain } from '../test/sample-pictures.ts';

// Each starts a relay of its own, some of them twice.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let scene: FileScene;
afterEach(() => scene.end());

const text = (bytes: number): string => 'x'.repeat(bytes);
/** Descriptors of this process: how many sockets, and which uploaded files. */
function descriptors({ data }: FileScene): { readonly sockets: number; readonly files: readonly string[] } {
  const links = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return []; // That of the listing itself.
    }
  });
  const sockets = links.filter((link) => link.startsWith('socket:')).length;
  return { sockets, files: links.filter((link) => link.startsWith(join(data, 'files'))) };
}

/** Sends the head of an upload and some of its body, as slowly as it likes. */
function begun({ port }: FileScene, { token }: Sender, body: string, length: number): Promise<{ destroy(): void }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      const head = [
        'POST /v1/files?site=shop&name=a.txt HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        `Origin: ${shop}`,
        `Authorization: Bearer ${token}`,
        'Content-Type: text/plain',
        `Content-Length: ${length}`,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => resolve(socket));
    });
    socket.on('error', () => {});
  });
}

/** What comes back to `raw`, whose sender stays until then. */
function answerTo(port: number, raw: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(raw));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.endsWith('}}')) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

test('[U7] 20 files in an hour, also over a restart; the 21st is told when', async () => {
  scene = await fileScene();
  const ann = await scene.visitor();
  const uploads = await Promise.all(Array.from({ length: 5 }, () => ann.upload('x', 'a.txt')));
  for (let n = 5; n < 20; n += 1) uploads.push(await ann.upload('x', 'a.txt'));
  expect(uploads.map(({ status }) => status)).toEqual(Array(20).fill(201));
  const refused = await ann.upload('x', 'a.txt');
  expect([refused.status, codeOf(refused)]).toEqual([429, 'rate_limited']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500);
  expect(refused.headers['access-control-expose-headers']).toBe('retry-after');
  expect((await (await scene.visitor()).upload('x', 'a.txt')).status).toBe(201);
  expect(await scene.stored()).toHaveLength(21);
});

test('[U7] so many bytes in a day, counted while they come', async () => {
  scene = await fileScene({ limits: { fileBytesPerDay: 3_000 } });
  const ann = await scene.visitor();
  expect((await ann.upload(text(2_000), 'a.txt')).status).toBe(201);
  const refused = await ann.upload(text(1_001), 'a.txt');
  expect([refused.status, codeOf(refused), Number(refused.headers['retry-after']) > 80_000]).toEqual([
    429,
    'quota',
    true,
  ]);
  expect((await ann.upload(text(1_000), 'a.txt')).status).toBe(201);
  expect(codeOf(await ann.upload('x', 'a.txt'))).toBe('quota');
  expect(await scene.stored()).toHaveLength(2);
});

test('[U7] uploads that are begun are counted by the address, and so are those that come to nothing', async () => {
  scene = await fileScene({ limits: { addressUploads: [{ count: 2, perMs: 60_000 }] }, trustProxy: true });
  const [ann, bob] = [await scene.visitor(), await scene.visitor()];
  const from = (who: Sender, address: string) =>
    who.upload('PK\x03\x04', 'a.zip', undefined, { 'x-forwarded-for': address });
  const codes = [await from(ann, '192.0.2.1'), await from(bob, '192.0.2.1'), await from(ann, '192.0.2.1')].map(codeOf);
  expect(codes).toEqual(['file_type', 'file_type', 'rate_limited']);
  expect(codeOf(await from(ann, '192.0.2.2'))).toBe('file_type');
});

test('[U3] what is too long is refused as soon as it is known, with a length and without', async () => {
  scene = await fileScene();
  await scene.settle('shop', { files: { on: true, maxBytes: 5_000, keepDays: null } });
  const ann = await scene.visitor();
  const told = await ann.upload(text(5_001), 'a.txt');
  const head = `POST /v1/files?site=shop&name=a.txt HTTP/1.1\r\nHost: 127.0.0.1:${scene.port}\r\nOrigin: ${shop}\r\n`;
  const asked = `${head}Authorization: Bearer ${ann.token}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const untold = await answerTo(scene.port, `${asked}1389\r\n${text(5_001)}\r\n0\r\n\r\n`);
  expect(told.json()).toMatchObject({ error: { code: 'too_large', d: { max: 5_000 } } });
  expect(untold).toMatch(/^HTTP\/1\.1 413 [\s\S]*"too_large"/);
  const empty = await ann.upload('', 'a.txt');
  expect([empty.status, codeOf(empty)]).toEqual([422, 'empty']);
  expect((await ann.upload(text(5_000), 'a.txt')).status).toBe(201);
  expect([await scene.stored(), await scene.incoming()]).toEqual([expect.toSatisfy((all) => all.length === 1), []]);
});

test('[U7] five of one person at once, and so many of all', async () => {
  scene = await fileScene({ limits: { uploads: 7 } });
  const [ann, bob] = [await scene.visitor(), await scene.visitor()];
  const slow = await Promise.all(Array.from({ length: 5 }, () => begun(scene, ann, 'x', 100)));
  await vi.waitFor(async () => expect(await scene.incoming()).toHaveLength(5));
  expect(codeOf(await ann.upload('x', 'a.txt'))).toBe('rate_limited');
  slow.push(...(await Promise.all([begun(scene, bob, 'x', 100), begun(scene, bob, 'x', 100)])));
  await vi.waitFor(async () => expect(await scene.incoming()).toHaveLength(7));
  const full = await bob.upload('x', 'a.txt');
  expect([full.status, codeOf(full), full.headers['retry-after']]).toEqual([503, 'unavailable', '2']);
  for (const one of slow) one.destroy();
  await vi.waitFor(async () => expect(await scene.incoming()).toEqual([]));
  expect((await ann.upload('x', 'a.txt')).status).toBe(201);
});

test('[U3] a thousand uploads that are broken off leave no file and no descriptor', { timeout: 60_000 }, async () => {
  scene = await fileScene({ limits: { uploadsPerPerson: 50 } });
  const ann = await scene.visitor();
  await ann.upload('x', 'a.txt');
  const before = descriptors(scene);
  for (let round = 0; round < 40; round += 1) {
    const some = await Promise.all(Array.from({ length: 25 }, (_, i) => begun(scene, ann, text(i * 700), 1_000_000)));
    if (round % 8 === 0) await vi.waitFor(async () => expect(await scene.incoming()).not.toEqual([]));
    for (const one of some) one.destroy();
  }
  await vi.waitFor(
    async () => {
      expect(await scene.incoming()).toEqual([]);
      expect(descriptors(scene).files).toEqual([]);
      expect(descriptors(scene).sockets).toBeLessThanOrEqual(before.sockets);
    },
    { timeout: 20_000 },
  );
  expect(await scene.stored()).toHaveLength(1);
  expect((await ann.upload('x', 'a.txt')).status).toBe(201);
});

test('[U7] a disk that the log needs for itself takes no files, and chats go on', async () => {
  scene = await fileScene({ limits: { diskReserveBytes: 2 ** 52 } });
  const ann = await scene.visitor();
  const refused = await ann.upload(plain.png, 'a.png', 'image/png');
  expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([503, 'storage_full', '30']);
  expect([await scene.stored(), await scene.incoming()]).toEqual([[], []]);
  expect(await ann.tell('c1', 'open', { text: 'Hello' })).toMatchObject({ t: 'ack' });
});

test('[U10] what nobody sends goes after a day, what its site keeps no longer after that, and what a crash left at once', {
  timeout: 60_000,
}, async () => {
  scene = await fileScene();
  const ann = await scene.visitor();
  const [sent, unsent] = [await ann.uploaded('sent', 'a.txt'), await ann.uploaded('unsent', 'b.txt')];
  await ann.tell('c1', 'open', { files: [sent.id] });
  const data = scene.data;
  const left = async (afterMs: number, files: readonly string[]): Promise<void> => {
    await scene.close();
    writeFileSync(join(data, 'files', 'incoming', 'f'.repeat(32)), 'half of it');
    scene = await fileScene({ data, clock: createFakeClock(Date.now() + afterMs) });
    await vi.waitFor(
      async () => expect([await scene.incoming(), await scene.stored()]).toEqual([[], [...files].sort()]),
      { timeout: 10_000 },
    );
  };
  const nobodys = join(data, 'files', 'e'.repeat(32));
  writeFileSync(nobodys, 'without a row');
  await utimes(nobodys, 1, 1);
  await left(limits.unsentFileMs - 60_000, [sent.id, unsent.id]);
  await left(limits.unsentFileMs + 60_000, [sent.id]);
  await scene.settle('shop', { files: { on: true, maxBytes: 5_000, keepDays: 7 } });
  await left(6 * 86_400_000, [sent.id]);
  await left(8 * 86_400_000, []);
  expect(await scene.store.file(sent.id)).toBeNull();
});

test('[U10] erasing a conversation or a visitor erases the files', async () => {
  scene = await fileScene();
  const ann = await scene.visitor();
  const [one, two] = [await ann.uploaded('one', 'a.txt'), await ann.uploaded('two', 'b.txt')];
  await ann.tell('c1', 'open', { files: [one.id] });
  const read = readSettings({ RAPPORT_DATA: scene.data });
  if (!read.ok) throw new Error('settings');
  const erase = async (...words: string[]): Promise<string> =>
    (await eraseCommand(words)({ store: scene.store, settings: read.settings, now: 0 })).text;
  expect(await erase('conversation', 'c1')).toMatch(/1 files\.$/);
  expect(await scene.stored()).toEqual([two.id]);
  expect((await ann.download(one.id)).status).toBe(404);
  expect(await erase('visitor', ann.id)).toMatch(/1 files\.$/);
  expect(await scene.stored()).toEqual([]);
});
