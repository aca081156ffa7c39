import { expect, test } from 'vitest';
import { staff } from './test/fake-relay.ts';
import { createPage, createWorld } from './test/world.ts';

test('[X1] a page that leaves closes with 1000 and comes back at once', async () => {
  const w = createWorld();
  const page = createPage();
  const v = w.visitor(w.browser(), { page });
  v.start({ message: 'Hello' });
  await w.clock.settle();
  page.signal('hide');
  expect(w.relay.last().closedWith).toBe(1000);
  expect(v.status.getSnapshot().phase).toBe('idle');
  page.signal('show');
  await w.clock.settle();
  expect(w.relay.sockets.length).toBe(2);
  expect(v.status.getSnapshot().phase).toBe('online');
});

test('[P2][X4] `offline` and `online` are reasons to ask an open socket, not to close it', async () => {
  const w = createWorld();
  const page = createPage();
  w.visitor(w.browser(), { page }).start({ message: 'Hello' });
  await w.clock.settle();
  page.signal('offline');
  page.signal('online');
  await w.clock.pass(20_000);
  expect(w.relay.sockets.length).toBe(1);
  expect(w.relay.last().sent.filter((f) => f.t === 'ping').length).toBeGreaterThan(0);
});

test('a hidden tab without an open chat sleeps after five minutes, and wakes when it is seen', async () => {
  const w = createWorld();
  const page = createPage();
  const v = w.visitor(w.browser(), { page });
  await v.connect();
  page.signal('hidden');
  await w.clock.pass(299_000);
  expect(v.status.getSnapshot().phase).toBe('online');
  await w.clock.pass(2_000);
  expect(v.status.getSnapshot().phase).toBe('idle');
  page.signal('visible');
  await w.clock.settle();
  expect(v.status.getSnapshot().phase).toBe('online');
  v.start({ message: 'Hello' });
  await w.clock.settle();
  page.signal('hidden');
  await w.clock.pass(400_000);
  expect(v.status.getSnapshot().phase).toBe('online');
});

test('[X4] a hidden tab with nothing to say does not try to reconnect until it is seen; one with an open chat does', async () => {
  const w = createWorld();
  const page = createPage();
  const v = w.visitor(w.browser(), { page, sleepAfterHiddenMs: false });
  await v.connect();
  page.signal('hidden');
  w.relay.last().end(1006);
  await w.clock.pass(100_000);
  expect(w.relay.sockets.length).toBe(1);
  page.signal('visible');
  await w.clock.pass(1_500);
  expect(v.status.getSnapshot().phase).toBe('online');
  v.start({ message: 'Hello' });
  await w.clock.settle();
  page.signal('hidden');
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(v.status.getSnapshot().phase).toBe('online');
});

test('[P2] a machine that slept asks whether its socket still lives, and does not judge it by the time that passed', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  v.start({ message: 'Hello' });
  await w.clock.settle();
  w.clock.sleep(8 * 3_600_000);
  await w.clock.pass(41_000);
  expect(w.relay.sockets.length).toBe(1);
  expect(w.relay.last().sent.some((f) => f.t === 'ping')).toBe(true);
  expect(v.status.getSnapshot().phase).toBe('online');
});

test('[O3][X4] a clock that is set forward delays nothing: what is due counts from the new time', async () => {
  const w = createWorld();
  const page = createPage();
  const v = w.visitor(w.browser(), { page });
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  page.signal('hidden'); // in five minutes there is something to do
  w.clock.set(400_000);
  w.relay.last().end(1006);
  await w.clock.pass(1_500);
  c.send('two');
  await w.clock.pass(1_000);
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'two']);
});

test('[O3][X4] what is said in a hidden page that waits for nothing is tried at once', async () => {
  const w = createWorld();
  const page = createPage();
  const v = w.visitor(w.browser(), { page, sleepAfterHiddenMs: false });
  await v.connect();
  page.signal('hidden');
  w.relay.last().end(1006);
  await w.clock.pass(10_000);
  expect(v.status.getSnapshot().phase).toBe('waiting');
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
});

test('`lost` turns true once the connection is gone for longer than four seconds', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  await v.connect();
  w.relay.unreachable = true;
  w.relay.last().end(1006);
  const seen: unknown[] = [];
  v.status.subscribe((s) => seen.push('lost' in s ? s.lost : s.phase));
  await w.clock.pass(3_900);
  expect(seen).not.toContain(true);
  await w.clock.pass(200);
  expect(seen.at(-1)).toBe(true);
});

test('status says that it is catching up until the head that welcome named is reached', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.last().end(1006);
  w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: 'Hi' } });
  const seen: unknown[] = [];
  v.status.subscribe((s) => seen.push(s.phase === 'online' ? s.catchingUp : s.phase));
  await w.clock.pass(3_000);
  expect(seen).toEqual(['waiting', 'connecting', true, false]);
});
