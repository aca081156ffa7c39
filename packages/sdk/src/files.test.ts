import type { FileRef } from '@rapport/protocol';
import { afterEach, expect, test, vi } from 'vitest';
// Loaded beforehand: a clock that tests step does not wait for a file.
import './files.ts';
import { createWorld, kill, opened, texts } from './test/world.ts';

afterEach(() => void vi.unstubAllGlobals());

const photo: FileRef = { id: 'f1', name: 'photo.png', type: 'image/png', size: 4, w: 20, h: 10 };
const url = 'wss://chat.example/v1/ws';
const png = new Blob(['1234'], { type: 'image/png' });

interface Asked {
  readonly url: string;
  readonly init: { method?: string; headers: Record<string, string>; body?: Blob };
}

/** What the relay answers over HTTP, and what it was asked. */
function answers(answer: () => Response | Promise<Response>): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('XMLHttpRequest', undefined);
  vi.stubGlobal('fetch', async (to: string, init: Asked['init']) => {
    asked.push({ url: to, init });
    return answer();
  });
  return asked;
}

const refused = (status: number, code: string, d?: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ error: { code, message: '', d } }), { status, headers });

test('[U1][T3] who attaches something before the first word becomes a visitor by it, and says who he is in a header only', async () => {
  const w = createWorld();
  const b = w.browser();
  const asked = answers(() => Response.json(photo, { status: 201 }));
  const v = w.visitor(b, { url });
  const shares: number[] = [];
  const uploaded = v.upload(png, { name: 'photo.png', onProgress: (share) => shares.push(share) });
  await w.clock.settle();
  expect(await uploaded).toEqual(photo);
  expect(asked[0]?.url).toBe('https://chat.example/v1/files?site=demo&name=photo.png');
  expect(asked[0]?.init).toMatchObject({
    method: 'POST',
    headers: { authorization: 'Bearer token-1', 'content-type': 'image/png' },
    body: png,
  });
  expect(b.values.get('rapport:v:demo')).toBe('token-1');
  expect(shares).toEqual([0, 1]);
});

test('[U6] a message with files says their ids, shows what they are called, and is there after a reload', async () => {
  const w = createWorld();
  const b = w.browser();
  w.relay.files.set(photo.id, photo);
  w.relay.unreachable = true;
  const first = w.visitor(b);
  const c = first.start({ message: { files: [photo] } });
  await w.clock.settle();
  expect(c.timeline.getSnapshot().items.at(-1)).toMatchObject({ message: { text: '', files: [photo], mine: true } });
  kill(b, first);
  w.relay.unreachable = false;
  const v = w.visitor(b);
  await w.clock.pass(3_000);
  const again = v.open(c.id);
  await w.clock.settle();
  const said = w.relay.last().sent.find((f) => f.t === 'cmd');
  expect(said).toMatchObject({ k: 'open', d: { text: '', files: ['f1'] } });
  expect(again.timeline.getSnapshot().items.at(-1)).toMatchObject({ message: { seq: 2, text: '', files: [photo] } });
  expect(() => again.send({ files: [] })).toThrow('empty');
  again.send({ text: 'and a word', files: [photo] });
  expect(texts(again)).toEqual(['', 'and a word']);
});

test('[U6] an agent sees what a chat is about that has files alone, and answers with one, also in a note', async () => {
  const w = createWorld();
  w.relay.files.set(photo.id, photo);
  const theirs = await opened(w, 'Hello');
  theirs.send({ files: [photo] });
  await w.clock.settle();
  const agent = w.agent();
  await agent.connect();
  expect(agent.inbox.getSnapshot().waiting[0]?.last?.text).toBe('photo.png');
  const c = agent.conversation(theirs.id);
  await w.clock.settle();
  c.note({ text: 'look', files: [photo] });
  expect(c.timeline.getSnapshot().items.at(-1)).toMatchObject({ type: 'note', message: { files: [photo] } });
  await w.clock.settle();
  expect(w.relay.log(theirs.id, 'notes').at(-1)?.d).toMatchObject({ text: 'look', files: [photo] });
});

test('[U2][U3][U7] what the relay refuses has its code and what it says beside it; without an answer it is the network', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser(), { url });
  await v.connect();
  let answer: () => Response | Promise<Response> = () => refused(413, 'too_large', { max: 10 });
  answers(() => answer());
  await expect(v.upload(png)).rejects.toMatchObject({ code: 'too_large', details: { max: 10 }, retryable: false });
  answer = () => refused(415, 'file_type', { types: ['image/png'] });
  await expect(v.upload(png)).rejects.toMatchObject({ code: 'file_type', details: { types: ['image/png'] } });
  answer = () => refused(429, 'quota', undefined, { 'retry-after': '60' });
  await expect(v.upload(png)).rejects.toMatchObject({ code: 'quota', retryAfterMs: 60_000, retryable: true });
  answer = () => new Response('<h1>Too big</h1>', { status: 413 });
  await expect(v.upload(png)).rejects.toMatchObject({ code: 'too_large' });
  answer = () => new Response('<h1>Bad gateway</h1>', { status: 502 });
  await expect(v.upload(png)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  answer = () => Promise.reject(new TypeError('network'));
  await expect(v.upload(png)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  await expect(v.file('f1')).rejects.toMatchObject({ code: 'unavailable' });
});

test('[U8] a file comes back as bytes, asked for in a header: an agent that is a program by its token', async () => {
  const w = createWorld();
  const asked = answers(() => new Response('1234', { headers: { 'content-type': 'image/png' } }));
  const agent = w.agent({ url, token: () => 'api-token' });
  const blob = (await agent.file('f/1')) as Blob;
  expect(await blob.text()).toBe('1234');
  expect(asked[0]?.url).toBe('https://chat.example/v1/files/f%2F1');
  expect(asked[0]?.init.headers).toEqual({ authorization: 'Bearer api-token' });
});

class FakeRequest {
  static last: FakeRequest;
  upload: { onprogress?: (e: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 201;
  responseText = JSON.stringify(photo);
  sent: unknown;
  constructor() {
    FakeRequest.last = this;
  }
  open(): void {}
  setRequestHeader(): void {}
  getResponseHeader(): null {
    return null;
  }
  send(body: unknown): void {
    this.sent = body;
  }
  abort(): void {
    this.onabort?.();
  }
}

test('[U1] a page is told how far an upload is, and can take it back', async () => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  const w = createWorld();
  const v = w.visitor(w.browser(), { url });
  await v.connect();
  const shares: number[] = [];
  const begun = v.upload(png, { onProgress: (share) => shares.push(share) });
  await vi.waitFor(() => expect(FakeRequest.last?.sent).toBe(png));
  FakeRequest.last.upload.onprogress?.({ loaded: 1, total: 4 });
  FakeRequest.last.onload?.();
  expect(await begun).toEqual(photo);
  expect(shares).toEqual([0.25]);

  const stop = new AbortController();
  const other = v.upload(new Blob(['5']), { signal: stop.signal });
  const ended = expect(other).rejects.toMatchObject({ code: 'aborted' });
  await vi.waitFor(() => expect(FakeRequest.last.sent).not.toBe(png));
  stop.abort();
  await ended;
  await expect(v.upload(png, { signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });

  const broken = v.upload(png);
  const failed = expect(broken).rejects.toMatchObject({ code: 'unavailable' });
  await vi.waitFor(() => expect(FakeRequest.last.sent).toBe(png));
  FakeRequest.last.onerror?.();
  await failed;
});
