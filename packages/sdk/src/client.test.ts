import { errors } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { ChatError } from './error.ts';
import { share } from './store.ts';
import { staff } from './test/fake-relay.ts';
import { createWorld, errorsOf, texts } from './test/world.ts';

test('an error may be retried exactly if the table of the protocol says so', () => {
  for (const [code, { retry }] of Object.entries(errors))
    expect([code, new ChatError(code).retryable]).toEqual([code, retry]);
  const error = new ChatError('rate_limited', { retryAfterMs: 50, details: 1 });
  expect(error).toMatchObject({ name: 'ChatError', message: 'rate_limited', retryAfterMs: 50, details: 1 });
  expect([
    ChatError.is(error),
    ChatError.is(error, 'rate_limited'),
    ChatError.is(error, 'taken'),
    ChatError.is(new Error('x')),
  ]).toEqual([true, true, false, false]);
});

test('a snapshot is the same object until it really changed, and so is every part of it', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  const before = { timeline: c.timeline.getSnapshot(), state: c.state.getSnapshot(), current: v.current.getSnapshot() };
  w.relay.last().say({ t: 'here', n: 2, names: ['Maria', 'Nils'] });
  await w.clock.settle();
  expect(v.here.getSnapshot()).toEqual({ n: 2, names: ['Maria', 'Nils'] });
  expect(c.timeline.getSnapshot()).toBe(before.timeline);
  expect(c.state.getSnapshot()).toBe(before.state);
  expect(v.current.getSnapshot()).toBe(before.current);
  w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: 'Hi' } });
  await w.clock.settle();
  expect(c.timeline.getSnapshot()).not.toBe(before.timeline);
  expect(c.timeline.getSnapshot().items[1]).toBe(before.timeline.items[1]);
});

test('sharing keeps what is equal and looks into nothing but plain objects and arrays', () => {
  const old = { a: [1, { b: 2 }], c: { d: 3 }, e: new Date(0) };
  const next = share(old, { a: [1, { b: 2 }], c: { d: 4 }, e: new Date(0) });
  expect(next.a).toBe(old.a);
  expect(next.c).toEqual({ d: 4 });
  expect(next.e).not.toBe(old.e);
  expect(share(old, { ...old })).toBe(old);
  expect(share([1, 2], [1])).toEqual([1]);
  expect(share({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
});

test('a store tells a subscriber at once, then of each change, and no more after it left', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const seen: string[] = [];
  const off = v.status.subscribe((s) => seen.push(s.phase));
  expect(seen).toEqual(['idle']);
  await v.connect();
  expect(seen).toEqual(['idle', 'connecting', 'online']);
  off();
  await v.disconnect();
  expect(seen.length).toBe(3);
});

test('listeners and subscribers that throw are reported, and stop neither each other nor the chat', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const reported = errorsOf(v);
  let heard = 0;
  v.on('event', () => {
    throw new Error('mine');
  });
  v.on('event', () => heard++);
  v.status.subscribe(() => {
    throw new Error('mine too');
  });
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  expect(heard).toBe(2);
  expect(texts(c)).toEqual(['Hello']);
  expect(new Set(reported.map((e) => e.code))).toEqual(new Set(['listener']));
});

test('a signal ends a listener, a wait and a whole client', async () => {
  const w = createWorld();
  w.relay.unreachable = true;
  const life = new AbortController();
  const v = w.visitor(w.browser(), { signal: life.signal });
  const stop = new AbortController();
  const waits = v.connect({ signal: stop.signal }).catch((e: unknown) => e);
  const seen: string[] = [];
  v.on('status', (s) => seen.push(s.phase), { signal: stop.signal });
  stop.abort();
  expect(await waits).toMatchObject({ code: 'aborted' });
  const forever = v.connect({ timeoutMs: Infinity }).catch((e: unknown) => e);
  life.abort();
  expect(await forever).toMatchObject({ code: 'disposed' });
  expect(seen).toEqual([]);
  expect(() => v.start({ message: 'x' })).toThrow(expect.objectContaining({ code: 'disposed' }));
  expect(() => w.visitor(w.browser(), { signal: AbortSignal.abort() }).start()).toThrow(
    expect.objectContaining({ code: 'disposed' }),
  );
});

test('a wait that takes too long ends with timeout, and what it waited for still happens', async () => {
  const w = createWorld();
  w.relay.unreachable = true;
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  const out = c.send('two');
  const waits = out.committed({ timeoutMs: 5_000 }).catch((e: unknown) => e);
  await w.clock.pass(5_000);
  expect(await waits).toMatchObject({ code: 'timeout' });
  w.relay.unreachable = false;
  await w.clock.pass(30_000);
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'two']);
  await expect(out.committed()).resolves.toMatchObject({ key: out.key, seq: 3 });
});

test('disconnect waits for the outbox, says goodbye, and stays away until connect', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  const leaving = v.disconnect();
  await w.clock.settle();
  await leaving;
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
  expect(w.relay.last().sent.at(-1)).toEqual({ t: 'bye' });
  expect(w.relay.last().closedWith).toBe(1000);
  await w.clock.pass(100_000);
  expect(w.relay.sockets.length).toBe(1);
  await v.connect();
  expect(w.relay.sockets.length).toBe(2);
});

test('disconnect gives up flushing after its time', async () => {
  const w = createWorld();
  w.relay.unreachable = true;
  const v = w.visitor(w.browser());
  v.start({ message: 'Hello' });
  const leaving = v.disconnect({ flushMs: 500 });
  await w.clock.pass(500);
  await leaving;
  expect(v.status.getSnapshot()).toEqual({ phase: 'idle' });
});

test('a question that the socket took with it is asked again on the next', async () => {
  const w = createWorld();
  const agent = w.agent();
  await agent.connect();
  w.relay.toClient = (f) => f.t !== 'res';
  const page = agent.archive();
  await w.clock.settle();
  w.relay.toClient = () => true;
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect((await page).rows).toEqual([]);
});

test('after dispose no timer, socket or lock is left', async () => {
  const w = createWorld();
  const b = w.browser();
  const v = w.visitor(b);
  v.start({ message: 'Hello' });
  await w.clock.settle();
  v.dispose();
  v.dispose();
  expect(w.relay.last().closedWith).toBe(1000);
  await w.clock.pass(1_000_000);
  expect(w.relay.sockets.length).toBe(1);
});
