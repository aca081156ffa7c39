import { expect, test } from 'vitest';
import { staff } from './test/fake-relay.ts';
import { createWorld, statuses, texts } from './test/world.ts';

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

test('[O3] a command that was lost on the way is sent again after the reconnect, under the same id', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  const first = w.relay.last();
  w.relay.toRelay = (f) => f.t !== 'cmd';
  c.send('again');
  await w.clock.settle();
  w.relay.toRelay = () => true;
  first.end(1006);
  await w.clock.pass(3_000);
  expect(w.relay.texts(c.id)).toEqual(['Hello', 'again']);
  const commands = [first, w.relay.last()].map(({ sent }) => sent.findLast((f) => f.t === 'cmd'));
  expect(commands[1]).toEqual(commands[0]);
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
