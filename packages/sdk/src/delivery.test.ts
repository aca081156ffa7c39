import { expect, test } from 'vitest';
import { ChatError } from './error.ts';
import { staff } from './test/fake-relay.ts';
import { createWorld, errorsOf, kill, statuses, texts } from './test/world.ts';

const commands = (w: ReturnType<typeof createWorld>, k: string): string[] =>
  w.relay.sockets.flatMap((s) => s.sent.flatMap((f) => (f.t === 'cmd' && f.k === k ? [f.i] : [])));

test('a message is shown and persisted before send returns, and is sent once there is a connection', async () => {
  const w = createWorld();
  const b = w.browser();
  w.relay.unreachable = true;
  const v = w.visitor(b);
  const c = v.start({ message: 'Hello' });
  expect(texts(c)).toEqual(['Hello']);
  expect([...b.values].filter(([key]) => key.startsWith('rapport:o:demo:')).map(([, text]) => text)).toEqual([
    expect.stringContaining('Hello'),
  ]); // [O1]
  expect(c.state.getSnapshot()).toMatchObject({ phase: 'draft', can: { send: true } });
  w.relay.unreachable = false;
  await w.clock.pass(15_000);
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
  expect(c.state.getSnapshot().phase).toBe('queued');
  expect(b.values.size).toBe(1); // the token
});

test('[H5] nothing leaves before the welcome but the hello', async () => {
  const w = createWorld();
  w.relay.toClient = (f) => f.t !== 'welcome';
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  c.typing(true);
  c.read();
  await w.clock.settle();
  expect(w.relay.last().sent.map((f) => f.t)).toEqual(['hello']);
});

test('[H6] a relay that never says welcome is left after 10 s, and the message goes out on the next socket', async () => {
  const w = createWorld();
  w.relay.toClient = (f) => f.t !== 'welcome';
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.pass(9_900);
  expect(w.relay.sockets.length).toBe(1);
  w.relay.toClient = () => true;
  await w.clock.pass(3_000);
  expect(w.relay.sockets.length).toBe(2);
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
});

test('[O3][L3] a command whose ack is lost with its socket is sent again under the same id, and stands in the log once', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.toClient = (f) => f.t !== 'ack' && f.t !== 'ev';
  c.send('once');
  await w.clock.settle();
  w.relay.toClient = () => true;
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'once']);
  expect(texts(c)).toEqual(['Hello', 'once']);
  expect(statuses(c)).toEqual(['sent', 'sent']);
});

test('[O2] the second message leaves only when the first is settled; another conversation does not wait', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'zero' });
  await w.clock.settle();
  w.relay.toClient = (f) => f.t !== 'ack' && f.t !== 'ev';
  c.send('one');
  c.send('two');
  const d = v.start({ message: 'other' });
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['zero', 'one']);
  expect(w.relay.texts(d.id)).toEqual(['other']);
  w.relay.toClient = () => true;
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(w.relay.texts(c.id)).toEqual(['zero', 'one', 'two']);
  expect(texts(c)).toEqual(['zero', 'one', 'two']);
});

test('[O1][C2] the own event settles a command as well as its ack does, and the item keeps its key', async () => {
  const w = createWorld();
  w.relay.toClient = (f) => f.t !== 'ack';
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  const [before] = c.timeline.getSnapshot().items;
  await w.clock.settle();
  const item = c.timeline.getSnapshot().items.find((i) => i.type === 'message');
  expect(item?.key).toBe(before?.key);
  expect(statuses(c)).toEqual(['sent']);
});

test('[D3][D5] an ack without its event moves no cursor; after 3 s the client asks', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.toClient = (f) => f.t !== 'ev';
  const out = c.send('deaf');
  await w.clock.settle();
  expect(out.status.getSnapshot()).toBe('sent');
  expect(c.timeline.getSnapshot().items.filter((i) => i.type === 'event').length).toBe(1);
  expect(texts(c)).toEqual(['Hello', 'deaf']);
  const before = w.relay.last().sent.length;
  await w.clock.pass(2_900);
  expect(w.relay.last().sent.length).toBe(before);
  w.relay.toClient = () => true;
  await w.clock.pass(200);
  expect(w.relay.last().sent.at(-1)).toEqual({ t: 'sub', c: c.id, s: 2 });
  expect(texts(c)).toEqual(['Hello', 'deaf']);
  expect(c.timeline.getSnapshot().head).toBe(3);
});

test('[D4][D5] a gap is asked for at once, once, and what is beyond it waits for the answer', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  let lost = 1;
  w.relay.toClient = (f) => f.t !== 'ev' || lost-- <= 0;
  for (const text of ['a', 'b', 'c']) w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text } });
  await w.clock.settle();
  expect(w.relay.last().sent.filter((f) => f.t === 'sub')).toEqual([{ t: 'sub', c: c.id, s: 2 }]);
  expect(texts(c)).toEqual(['Hello', 'a', 'b', 'c']);
});

test('[D5][D9] a heartbeat that knows more is followed by a question after 3 s', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.toClient = (f) => f.t !== 'ev';
  w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: 'Hi' } });
  await w.clock.settle();
  w.relay.toClient = () => true;
  w.relay.last().say({ t: 'hb', h: { [c.id]: 3 } });
  await w.clock.pass(3_100);
  expect(texts(c)).toEqual(['Hello', 'Hi']);
});

test('[D10] what happened meanwhile comes with the next socket, from the cursor on', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.last().end(1006);
  w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: 'Hi' } });
  await w.clock.pass(3_000);
  expect(w.relay.last().sent[0]).toMatchObject({
    t: 'hello',
    tok: 'token-1',
    ep: 'epoch-1',
    cur: { [c.id]: 2, [`${c.id}/r`]: 0 },
  });
  expect(texts(c)).toEqual(['Hello', 'Hi']);
});

test('[D6][D8] after a restore from a backup the window is replaced, the outbox stays, and the application hears of it', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  c.send('lost in the backup');
  await w.clock.settle();
  const told: unknown[] = [];
  v.on('discontinuity', (e) => told.push(e));
  w.relay.convs.get(c.id)?.log.main.pop();
  w.relay.epoch = 'epoch-2';
  w.relay.last().end(1006);
  c.send('kept');
  await w.clock.pass(3_000);
  expect(texts(c)).toEqual(['Hello', 'kept']);
  expect(told).toContainEqual({ conversation: c.id, reason: 'epoch' });
});

test('[P2] a half-open socket is found out by an overdue ack and a ping without answer, and the message arrives once', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  const first = w.relay.last();
  w.relay.halfOpen = true;
  c.send('into the void');
  await w.clock.pass(10_100);
  expect(first.sent.at(-1)?.t).toBe('ping');
  expect(first.isClosed()).toBe(false);
  w.relay.halfOpen = false;
  await w.clock.pass(12_000);
  expect(first.closedWith).toBe(4002);
  expect(w.relay.sockets.length).toBe(2);
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'into the void']);
});

test('[P2] a slow relay that answers pings keeps its socket', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.toRelay = (f) => f.t !== 'cmd';
  c.send('slow');
  await w.clock.pass(60_000);
  expect(w.relay.sockets.length).toBe(1);
});

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
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  w.relay.refuse = () => ({ code: 'rate_limited', retry: 4_000 });
  const out = c.send('busy');
  await w.clock.pass(3_900);
  expect(out.status.getSnapshot()).toBe('sending');
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

test('storage that throws is reported once, and the chat goes on in memory', async () => {
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
  expect(errors.map((e) => e.code).every((code) => code === 'storage')).toBe(true);
  expect(errors.length).toBeLessThanOrEqual(1);
});
