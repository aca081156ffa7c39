import { expect, test } from 'vitest';
import { ChatError } from './error.ts';
import { staff } from './test/fake-relay.ts';
import { createWorld, errorsOf, kill, statuses, texts } from './test/world.ts';

const commands = (w: ReturnType<typeof createWorld>, k: string): string[] =>
  w.relay.sockets.flatMap((s) => s.sent.flatMap((f) => (f.t === 'cmd' && f.k === k ? [f.i] : [])));

test('[O4] what waited for more than 15 min fails visibly, and goes out when the person says so', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.unreachable = true;
  w.relay.last().end(1006);
  const out = c.send('yesterday');
  await w.clock.pass(950_000);
  expect(out.status.getSnapshot()).toBe('failed');
  await expect(out.committed()).rejects.toMatchObject({ code: 'expired' });
  w.relay.unreachable = false;
  await w.clock.pass(60_000);
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
  out.retry();
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'yesterday']);
  expect(out.status.getSnapshot()).toBe('sent');
});

test('[O5] a refused message fails with its reason, the next one goes, and a retry goes under another id', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.refuse = (cmd) => ((cmd.d as { text?: string }).text === 'bad' ? { code: 'forbidden' } : null);
  const bad = c.send('bad');
  c.send('good');
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'good']);
  expect(texts(c)).toEqual(['Hello', 'good', 'bad']);
  expect(statuses(c)).toEqual(['sent', 'sent', 'failed']);
  await expect(bad.committed()).rejects.toMatchObject({ code: 'forbidden', retryable: false });
  const { key } = bad;
  w.relay.refuse = () => null;
  c.retry(key);
  await expect(bad.committed()).resolves.toMatchObject({ key: bad.key });
  expect(bad.key).not.toBe(key);
  expect(texts(c)).toEqual(['Hello', 'good', 'bad']);
});

test('[O5] a failed message can be discarded, one that may have arrived cannot', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.refuse = () => ({ code: 'banned' });
  const out = c.send('bad');
  await w.clock.settle();
  expect(c.discard(out.key)).toBe(true);
  expect(texts(c)).toEqual(['Hello']);
  w.relay.halfOpen = true;
  expect(c.send('flying').discard()).toBe(false);
  expect(c.discard('unknown')).toBe(false);
});

test('[B4] a command refused for now stays sending and is tried again under the same id when the relay says', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.refuse = () => ({ code: 'rate_limited', retry: 4_000 });
  const told: unknown[] = [];
  v.on('error', (error) => told.push(error));
  const out = c.send('busy');
  await w.clock.pass(3_900);
  expect(out.status.getSnapshot()).toBe('sending');
  // It has not failed, so nothing else says why it waits.
  expect(told).toMatchObject([{ code: 'rate_limited', retryAfterMs: 4_000 }]);
  w.relay.refuse = () => null;
  await w.clock.pass(200);
  expect(out.status.getSnapshot()).toBe('sent');
  expect(new Set(commands(w, 'message')).size).toBe(1);
});

test('[O7] a full outbox says so at once and loses nothing', async () => {
  const w = createWorld();
  w.relay.unreachable = true;
  const v = w.visitor(w.browser());
  const c = v.start({ message: '0' });
  for (let n = 1; n < 100; n++) c.send(`${n}`);
  expect(() => c.send('too much')).toThrow(ChatError);
  expect(texts(c).length).toBe(100);
});

test('[O8] status only moves forward: queued, sending, sent, delivered, read', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.last().end(1006);
  const out = c.send('one');
  const seen: string[] = [];
  out.status.subscribe((status) => seen.push(status));
  await w.clock.pass(3_000);
  const marks: [number, number][] = [
    [0, 3],
    [3, 3],
    [2, 2],
  ];
  for (const [r, d] of marks) {
    w.relay.last().say({ t: 'mk', c: c.id, w: staff, r, d });
    await w.clock.settle();
  }
  expect(seen).toEqual(['queued', 'sending', 'sent', 'delivered', 'read']);
});

test('[C9] a message to a chat that cannot be reopened begins a new one, with what followed, and is shown once', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const old = v.start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.refuse = (cmd) => (cmd.c === old.id ? { code: 'closed', d: { start: true } } : null);
  const out = old.send('again');
  old.send('and more');
  await w.clock.settle();
  const now = v.current.getSnapshot();
  expect(now?.id).not.toBe(old.id);
  expect(w.relay.texts(now?.id as string)).toEqual(['again', 'and more']);
  expect(texts(now as typeof old)).toEqual(['again', 'and more']);
  expect(texts(old)).toEqual(['Hello']);
  expect(out.status.getSnapshot()).toBe('sent');
});

test('[O1][O6] a reload between send and ack loses nothing: the next page sends what the last one wrote', async () => {
  const w = createWorld();
  const b = w.browser();
  const v = w.visitor(b);
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.halfOpen = true;
  c.send('unsent');
  await w.clock.settle();
  kill(b, v);
  w.relay.halfOpen = false;
  const next = w.visitor(b);
  await w.clock.pass(3_000);
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'unsent']);
  const again = next.current.getSnapshot();
  expect(again?.id).toBe(c.id);
  expect(texts(again as typeof c)).toEqual(['Hello', 'unsent']);
});

test('[O6] the outbox of a living tab is left alone, and taken when the tab dies', async () => {
  const w = createWorld();
  const b = w.browser();
  w.relay.unreachable = true;
  const first = w.visitor(b);
  const c = first.start({ message: 'mine' });
  await w.clock.settle();
  const second = w.visitor(b);
  await w.clock.settle();
  expect(second.current.getSnapshot()).toBeNull();
  kill(b, first);
  await w.clock.settle();
  expect(texts(second.current.getSnapshot() as typeof c)).toEqual(['mine']);
  w.relay.unreachable = false;
  await w.clock.pass(15_000);
  expect(w.relay.texts(c.id)).toEqual(['mine']);
});

test('[O6] a tab that was there first says at its next heartbeat what a younger one left behind', async () => {
  const w = createWorld();
  const b = w.browser();
  const first = w.visitor(b);
  const c = first.start({ message: 'one' });
  await w.clock.settle();
  w.relay.unreachable = true;
  const second = w.visitor(b);
  second.open(c.id).send('two');
  await w.clock.settle();
  kill(b, second);
  w.relay.sockets[0]?.say({ t: 'hb' });
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['one', 'two']);
});

test('[O6] without locks an outbox is taken once it is 15 s old; two tabs that send the same make one message', async () => {
  const w = createWorld();
  const b = w.browser({ locks: false });
  const first = w.visitor(b);
  w.relay.toRelay = (f) => f.t !== 'cmd';
  const c = first.start({ message: 'twice' });
  await w.clock.settle();
  const second = w.visitor(b);
  await w.clock.pass(14_000);
  expect(second.current.getSnapshot()?.timeline.getSnapshot().items ?? []).toEqual([]);
  w.relay.toRelay = () => true;
  await w.clock.pass(1_500);
  w.relay.sockets[0]?.end(1006);
  await w.clock.pass(20_000);
  expect(commands(w, 'open').length).toBeGreaterThan(1);
  expect(w.relay.texts(c.id)).toEqual(['twice']);
});

test('storage that throws from the first look on is reported once, to whoever listens by then, and the chat goes on in memory', async () => {
  const w = createWorld();
  const b = w.browser();
  const full = (): never => {
    throw new Error('QuotaExceededError');
  };
  const v = w.visitor(b, { platform: { storage: { get: full, set: full, delete: full, keys: full } } });
  const errors = errorsOf(v);
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  c.send('two');
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'two']);
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(w.relay.tokens.size).toBe(1);
  expect(errors.map((e) => e.code)).toEqual(['storage']);
});

test('[C2][O6] an entry that is adopted after its event has come is not shown a second time', async () => {
  const w = createWorld();
  const b = w.browser();
  const first = w.visitor(b);
  const c = first.start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.toClient = (f) => f.t !== 'ack' && f.t !== 'ev';
  c.send('once');
  await w.clock.settle();
  w.relay.toClient = () => true;
  const second = w.visitor(b);
  await second.connect();
  await w.clock.settle();
  const theirs = second.current.getSnapshot() as typeof c;
  expect(texts(theirs)).toEqual(['Hello', 'once']);
  w.relay.toRelay = (f) => f.t !== 'cmd';
  kill(b, first);
  await w.clock.settle();
  expect(texts(theirs)).toEqual(['Hello', 'once']);
});

test('[O5][C5] a first message that failed can be sent again after the second has opened the conversation', async () => {
  const w = createWorld();
  w.relay.refuse = (cmd) => ((cmd.d as { text?: string }).text === 'first' ? { code: 'too_large' } : null);
  const c = w.visitor(w.browser()).start({ message: 'first' });
  await w.clock.settle();
  expect(statuses(c)).toEqual(['failed']);
  const [item] = c.timeline.getSnapshot().items;
  c.send('second');
  await w.clock.settle();
  w.relay.refuse = () => null;
  c.retry(item?.key as string);
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['second', 'first']);
  expect(w.relay.last().sent.findLast((f) => f.t === 'cmd')).toMatchObject({ k: 'message', d: { text: 'first' } });
});
