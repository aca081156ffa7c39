// Files over real HTTP, with the store on disk: from the upload to the bytes that a participant gets.
import { createHash } from 'node:crypto';
import type { EventData, FileRef } from '@rapport/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FileScene, fileScene, type Sender, shop } from '../test/file-scene.ts';
import { codeOf } from '../test/http-harness.ts';
import { keys, mint } from '../test/mint.ts';
import { photo, place, plain } from '../test/sample-pictures.ts';

// Each starts a relay of its own, some of them twice.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let scene: FileScene;
let ann: Sender;
beforeEach(async () => {
  scene = await fileScene();
  ann = await scene.visitor();
});
afterEach(() => scene.end());

const filesOf = async (conv: string, audience: 'main' | 'notes' = 'main'): Promise<readonly FileRef[]> =>
  (await scene.store.events(conv, audience, 0, 99)).flatMap(({ d }) => (d as EventData['message']).files ?? []);

describe('an upload', () => {
  test('[U1] by a visitor: 201 and what the relay knows of it; its bytes lie under a random name', async () => {
    const answer = await ann.upload(plain.png, 'photo.png', 'image/png');
    expect([answer.status, answer.json()]).toEqual([
      201,
      { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'photo.png', type: 'image/png', size: 101, w: 6, h: 4 },
    ]);
    expect(answer.headers['access-control-allow-origin']).toBe(shop);
    expect(await scene.stored()).toEqual([(answer.json() as FileRef).id]);
    expect(await scene.incoming()).toEqual([]);
  });

  test('[U1] by the staff with an API token, and without any credential not at all', async () => {
    const maria = await scene.staff('maria');
    expect(await maria.uploaded('Hello', 'note.txt', 'text/plain')).toMatchObject({ type: 'text/plain', size: 5 });
    expect(codeOf(await scene.ask('POST', '/v1/files?name=a.txt', { body: 'x' }))).toBe('unauthenticated');
    const none = await scene.ask('POST', '/v1/files?site=shop&name=a.txt', { body: 'x', headers: { origin: shop } });
    expect([none.status, codeOf(none)]).toEqual([401, 'unauthenticated']);
  });

  test('[U1] a page of another site, and a token of another site, get nothing', async () => {
    const evil = await ann.upload('x', 'a.txt', 'text/plain', { origin: 'https://evil.example' });
    expect([evil.status, codeOf(evil), evil.headers['access-control-allow-origin']]).toEqual([
      403,
      'origin_denied',
      undefined,
    ]);
    const headers = { authorization: `Bearer ${ann.token}`, origin: 'https://bank.example' };
    expect(codeOf(await scene.ask('POST', '/v1/files?site=bank&name=a.txt', { body: 'x', headers }))).toBe(
      'unauthenticated',
    );
    expect(codeOf(await scene.ask('POST', '/v1/files?site=none&name=a.txt', { body: 'x', headers }))).toBe('not_found');
    const { url } = scene;
    const cookieless = await scene.ask('POST', '/v1/files?name=a.txt', { body: 'x', headers: { origin: shop } });
    expect([url.length > 0, codeOf(cookieless)]).toEqual([true, 'forbidden']);
    expect(await scene.stored()).toEqual([]);
  });

  test('[U1] a preflight is answered to pages of the site alone', async () => {
    const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    const ask = (origin: string, path = '/v1/files?site=shop') =>
      scene.ask('OPTIONS', path, { headers: { ...headers, origin } });
    const allowed = await ask(shop);
    expect([allowed.status, allowed.headers]).toMatchObject([
      204,
      {
        'access-control-allow-origin': shop,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization, content-type',
        vary: 'origin',
      },
    ]);
    expect((await ask(shop, '/v1/files/abc?site=shop')).headers['access-control-allow-methods']).toBe('GET');
    const refused = await ask('https://evil.example');
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect(allowed.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('[U4] a photograph is kept without where it was taken', async () => {
    const { id } = await ann.uploaded(photo(6), 'home.jpg', 'image/jpeg');
    const { bytes } = await ann.download(id);
    expect(bytes.includes(place)).toBe(false);
    expect(await ann.uploaded(bytes, 'again.jpg', 'image/jpeg')).toMatchObject({ w: 4, h: 6, size: bytes.length });
  });

  test('[U7] a site that takes none says so before, and refuses', async () => {
    await scene.settle('shop', { files: { on: false, maxBytes: 5_000, keepDays: null } });
    expect(codeOf(await ann.upload('x', 'a.txt', 'text/plain'))).toBe('files_off');
    const bob = await scene.visitor();
    expect(await scene.stored()).toEqual([]);
    const refused = await bob.tell('c1', 'open', { text: '', files: ['a'.repeat(32)] });
    expect(refused).toMatchObject({ t: 'err', code: 'files_off' });
  });
});

describe('a message', () => {
  test('[U6] claims files of its author, once, with words or without', async () => {
    const one = await ann.uploaded(plain.png, 'one.png', 'image/png');
    const two = await ann.uploaded('two', 'two.txt', 'text/plain');
    expect(await ann.tell('c1', 'open', { files: [one.id] })).toMatchObject({ t: 'ack', s: 2 });
    expect(await ann.tell('c1', 'message', { text: ' see ', files: [two.id] })).toMatchObject({ t: 'ack', s: 3 });
    expect(await filesOf('c1')).toEqual([one, two]);
    const events = await scene.store.events('c1', 'main', 1, 9);
    expect(events.map(({ d }) => (d as { text: string }).text)).toEqual(['', 'see']);
    for (const ids of [[one.id], ['b'.repeat(32)], ['http://169.254.169.254/latest/meta-data/']])
      expect(await ann.tell('c1', 'message', { text: 'x', files: ids })).toMatchObject({ code: 'not_found' });
    const three = await ann.uploaded('three', 'three.txt', 'text/plain');
    for (const ids of [
      [three.id, three.id],
      [three.id, two.id],
    ])
      expect(await ann.tell('c1', 'message', { text: 'x', files: ids })).toMatchObject({ code: 'not_found' });
    for (const ids of [[], Array(6).fill(three.id), 'x', [{ id: three.id }]])
      expect(await ann.tell('c1', 'message', { text: 'x', files: ids })).toMatchObject({ code: 'invalid_field' });
    expect(await ann.tell('c1', 'message', { text: ' ', files: [three.id] })).toMatchObject({ t: 'ack', s: 4 });
    expect(await ann.tell('c1', 'message', { text: ' ' })).toMatchObject({ code: 'empty' });
  });

  test('[U6] never those of somebody else, and what the client says of a file is not heard', async () => {
    const bob = await scene.visitor();
    const theirs = await bob.uploaded(plain.png, 'bob.png', 'image/png');
    expect(await ann.tell('c1', 'open', { text: 'x', files: [theirs.id] })).toMatchObject({ code: 'not_found' });
    expect(await scene.store.conversation('c1')).toBeNull();
    expect(await bob.tell('c2', 'open', { text: 'x', files: [theirs.id] })).toMatchObject({ t: 'ack' });
  });
});

describe('a download', () => {
  const download = async (who: Sender, id: string): Promise<number> => (await who.download(id)).status;

  test('[U8] is for the uploader until it is sent, then for who takes part, and for nobody else', async () => {
    const [bob, maria, stranger] = [await scene.visitor(), await scene.staff('maria'), await scene.visitor('bank')];
    const { id } = await ann.uploaded(plain.png, 'one.png', 'image/png');
    const all = async (): Promise<number[]> => [
      await download(ann, id),
      await download(bob, id),
      await download(maria, id),
      await download(stranger, id),
    ];
    expect(await all()).toEqual([200, 404, 404, 404]);
    await ann.tell('c1', 'open', { files: [id] });
    expect(await all()).toEqual([200, 404, 200, 404]);
    const [theirs, nobodys] = [await bob.download(id), await bob.download('0'.repeat(32))];
    expect([codeOf(theirs), codeOf(nobodys)]).toEqual(['not_found', 'not_found']);
    const answer = await maria.uploaded('for you', 'answer.txt', 'text/plain');
    await maria.tell('c1', 'message', { text: 'here', files: [answer.id] });
    expect([await download(ann, answer.id), await download(bob, answer.id)]).toEqual([200, 404]);
    expect((await scene.ask('GET', `/v1/files/${id}`)).status).toBe(401);
    expect(
      (await scene.ask('GET', `/v1/files/${id}?site=shop&token=${ann.token}&sig=x`, { headers: { origin: shop } }))
        .status,
    ).toBe(401);
  });

  test('[U8] [I5] a person whom the site vouches for gets them on every device, while one is here that was accepted', async () => {
    await scene.store.changeSite('shop', (it) => ({ ...it, keys }));
    await scene.relay.siteChanged('shop');
    const signed = (): object => ({ id: mint(Date.now(), { aud: 'shop' }, { kid: 'es' }) });
    const [phone, desk] = [await scene.visitor('shop', signed()), await scene.visitor('shop', signed())];
    const mine = await desk.uploaded('from the desk', 'a.txt');
    const sent = await phone.uploaded('from the phone', 'b.txt');
    await phone.tell('c1', 'open', { files: [sent.id] });
    expect([await download(desk, sent.id), await download(ann, sent.id)]).toEqual([200, 404]);
    expect(await desk.tell('c1', 'message', { text: '', files: [mine.id] })).toMatchObject({ t: 'ack' });
    expect(await download(phone, mine.id)).toBe(200);
    const unsigned = await scene.visitor('shop', { tok: desk.token });
    desk.socket.close();
    await desk.socket.closed;
    await vi.waitFor(async () => expect(await download(unsigned, sent.id)).toBe(404));
  });

  test('[UX102][U8] [S1] what is in a note is for the staff alone', async () => {
    const maria = await scene.staff('maria');
    const ben = await scene.staff('ben');
    await ann.tell('c1', 'open', { text: 'Hello' });
    const { id } = await maria.uploaded('secret', 'note.txt', 'text/plain');
    expect(await maria.tell('c1', 'note', { text: '', files: [id] })).toMatchObject({ t: 'ack' });
    expect(await filesOf('c1', 'notes')).toMatchObject([{ id }]);
    expect([await download(ann, id), await download(ben, id)]).toEqual([404, 200]);
    expect(await ben.tell('c1', 'message', { text: 'x', files: [id] })).toMatchObject({ code: 'not_found' });
  });

  test('[U9] its headers let nothing run, and its name comes in every script', async () => {
    const pdf = Buffer.from('%PDF-1.4\n%%EOF');
    const { id } = await ann.uploaded(pdf, 'счёт "1".pdf', 'application/pdf');
    const { headers, bytes } = await ann.download(id);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `attachment; filename="____ _1_.pdf"; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82%20_1_.pdf`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
      'access-control-allow-origin': shop,
    });
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(pdf).digest('hex'));
  });

  test('[U9] only pictures are shown in their place, and only to the staff', async () => {
    const maria = await scene.staff('maria');
    const picture = await ann.uploaded(plain.gif, 'a.gif', 'image/gif');
    const text = await ann.uploaded('<script>alert(1)</script>', 'a.txt', 'text/plain');
    await ann.tell('c1', 'open', { files: [picture.id, text.id] });
    const how = async (who: Sender, id: string): Promise<string | undefined> =>
      (await who.download(id, 'inline=1')).headers['content-disposition']?.split(';')[0];
    expect([await how(maria, picture.id), await how(maria, text.id), await how(ann, picture.id)]).toEqual([
      'inline',
      'attachment',
      'attachment',
    ]);
    expect((await maria.download(text.id)).headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});
