import { expect, test } from 'vitest';
import { ChatError } from './error.ts';
import { staff } from './test/fake-relay.ts';
import { createWorld, errorsOf, kill, texts } from './test/world.ts';

const tokenIn = (b: { values: Map<string, string> }): string | undefined => b.values.get('rapport:v:demo');

test('[T3] merely connecting writes nothing; the token is on disk before the first command leaves', async () => {
  const w = createWorld();
  const b = w.browser();
  const v = w.visitor(b, { profile: { name: 'Vera' } });
  await v.connect();
  v.page('https://shop.example/cart', 'Cart');
  await w.clock.settle();
  expect(b.values.size).toBe(0);
  expect(v.known).toBe(false);
  expect(w.relay.last().sent.map((f) => f.t)).toEqual(['hello']);
  const kept: (string | undefined)[] = [];
  w.relay.toRelay = (f) => {
    if (f.t === 'cmd') kept.push(tokenIn(b));
    return true;
  };
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  expect(kept).toEqual(['token-1', 'token-1']);
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
  expect(w.relay.profiles).toEqual([{ name: 'Vera', page: { url: 'https://shop.example/cart', title: 'Cart' } }]);
  expect(v.known).toBe(true);
});

test('[O6][T3] who writes before there is a token is known at once, and the next page says what the last one could not', async () => {
  const w = createWorld();
  const b = w.browser();
  w.relay.unreachable = true;
  const first = w.visitor(b);
  const c = first.start({ message: 'Hello' });
  await w.clock.settle();
  expect(tokenIn(b)).toBe('');
  expect(first.known).toBe(true);
  kill(b, first);
  w.relay.unreachable = false;
  const v = w.visitor(b);
  expect(v.known).toBe(true);
  await w.clock.pass(3_000);
  expect(w.relay.last().sent[0]).not.toHaveProperty('tok');
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
  expect(tokenIn(b)).toBe('token-1');
  await v.forget();
  expect(b.values.size).toBe(0);
  expect(v.known).toBe(false);
});

test.each([true, false])(
  '[T3] two tabs that write first at the same time are one visitor (locks: %s)',
  async (locks) => {
    const w = createWorld();
    const b = w.browser({ locks });
    const one = w.visitor(b);
    const two = w.visitor(b);
    await Promise.all([one.connect(), two.connect()]);
    expect(w.relay.tokens.size).toBe(2);
    const c = one.start({ message: 'from one' });
    const d = two.start({ message: 'from two' });
    await w.clock.pass(3_000);
    expect(one.me.getSnapshot()?.id).toBe(two.me.getSnapshot()?.id);
    expect(w.relay.convs.get(c.id)?.st?.visitor).toBe(w.relay.convs.get(d.id)?.st?.visitor);
    expect(w.relay.texts(d.id)).toEqual(['from two']);
  },
);

test('[T4] a token that the relay does not know stops the client and makes no new visitor, until it is forgotten', async () => {
  const w = createWorld();
  const b = w.browser();
  b.values.set('rapport:v:demo', 'stolen');
  const v = w.visitor(b);
  await expect(v.connect()).rejects.toMatchObject({ code: 'unauthenticated' });
  await w.clock.pass(100_000);
  expect(w.relay.sockets.length).toBe(1);
  expect(v.status.getSnapshot()).toMatchObject({ phase: 'stopped', error: { code: 'unauthenticated' } });
  await v.forget();
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
});

test('forget removes token and outbox, and the next message comes from somebody else', async () => {
  const w = createWorld();
  const b = w.browser();
  const v = w.visitor(b);
  v.start({ message: 'Hello' });
  await w.clock.settle();
  const before = v.me.getSnapshot()?.id;
  w.relay.unreachable = true;
  w.relay.last().end(1006);
  v.current.getSnapshot()?.send('secret');
  await v.forget();
  expect(b.values.size).toBe(0);
  expect(v.current.getSnapshot()).toBeNull();
  expect(v.conversations.getSnapshot()).toEqual([]);
  w.relay.unreachable = false;
  v.start({ message: 'new' });
  await w.clock.pass(20_000);
  expect(v.me.getSnapshot()?.id).not.toBe(before);
});

test('[D6] a returning visitor sees the newest conversation, from its tail, and loads the rest', async () => {
  const w = createWorld();
  const b = w.browser();
  const first = w.visitor(b);
  const c = first.start({ message: 'm0' });
  await w.clock.settle();
  for (let n = 1; n < 50; n++) w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: `m${n}` } });
  await w.clock.settle();
  kill(b, first);
  const v = w.visitor(b);
  await v.connect();
  await w.clock.settle();
  const again = v.current.getSnapshot();
  if (!again) throw new Error('no conversation');
  expect(texts(again)).toEqual(Array.from({ length: 30 }, (_, n) => `m${n + 20}`));
  expect(again.timeline.getSnapshot()).toMatchObject({ from: 22, head: 51, hasOlder: true });
  const older = again.older({ limit: 15 });
  expect(again.timeline.getSnapshot().loadingOlder).toBe(true);
  expect(await older).toEqual({ done: false });
  expect(await again.older({ limit: 100 })).toEqual({ done: true });
  expect(texts(again).length).toBe(50);
  expect(again.timeline.getSnapshot()).toMatchObject({ from: 1, hasOlder: false, loadingOlder: false });
  expect(await again.older()).toEqual({ done: true });
});

test('[M1] what was seen is marked read, forward only, and at most once a second', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  for (const text of ['a', 'b']) w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text } });
  await w.clock.settle();
  expect(c.state.getSnapshot().unread).toBe(2);
  await w.clock.pass(1_100);
  c.read(3);
  expect(c.state.getSnapshot().unread).toBe(1);
  c.read();
  c.read(2);
  expect(c.state.getSnapshot().unread).toBe(0);
  await w.clock.pass(2_000);
  const marks = w.relay.last().sent.flatMap((f) => (f.t === 'mark' ? [[f.r, f.d]] : []));
  expect(marks.at(-1)).toEqual([4, 4]);
  expect(marks.length).toBeLessThanOrEqual(4);
});

test('[E1] typing is told at most every 3 s, ends by itself at the receiver, and with the message of its author', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  for (let n = 0; n < 10; n++) c.typing(true);
  await w.clock.pass(3_100);
  c.typing(true);
  c.typing(false);
  c.typing(false);
  expect(w.relay.last().sent.flatMap((f) => (f.t === 'eph' ? [f.on] : []))).toEqual([1, 1, 0]);
  const says = (on: 0 | 1): void => w.relay.last().say({ t: 'eph', c: c.id, a: staff, k: 'typing', on, ttl: 6_000 });
  says(1);
  await w.clock.settle();
  expect(c.state.getSnapshot().typing).toEqual([staff]);
  await w.clock.pass(6_100);
  expect(c.state.getSnapshot().typing).toEqual([]);
  says(1);
  await w.clock.settle();
  w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: 'Hi' } });
  await w.clock.settle();
  expect(c.state.getSnapshot().typing).toEqual([]);
  says(1);
  says(0);
  await w.clock.settle();
  expect(c.state.getSnapshot().typing).toEqual([]);
});

test('[V1][V2] frames, events and fields nobody knows disturb nothing, and the cursor moves on', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const errors = errorsOf(v);
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  const socket = w.relay.last();
  socket.say({ t: 'hologram', x: 1 } as never);
  socket.onmessage?.({ data: 'not json' });
  socket.onmessage?.({ data: 'null' });
  socket.onmessage?.({ data: '{"t":"ev"}' });
  w.relay.append(c.id, 'main', { k: 'teleported', a: staff, d: { to: 'Mars' } });
  w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: 'Hi', mood: 'good' } });
  await w.clock.settle();
  expect(texts(c)).toEqual(['Hello', 'Hi']);
  expect(c.timeline.getSnapshot().head).toBe(4);
  expect(errors).toEqual([]);
});

test('[R2][R3][R5] a closed chat is rated with the secret of its invitation, shown as given while it is saved', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  expect(() => c.rate({ score: 4 })).toThrow(new ChatError('forbidden'));
  const end = c.end();
  await w.clock.settle();
  await end;
  expect(c.state.getSnapshot()).toMatchObject({
    phase: 'closed',
    rating: { session: 1, state: 'offered', given: null },
    can: { rate: true, close: false },
  });
  for (const score of [0, 6, 4.5, '5', Number.NaN, null]) {
    expect(() => c.rate({ score: score as 5 })).toThrow(
      expect.objectContaining({ code: 'invalid_field', details: { field: 'score' } }),
    );
  }
  const out = c.rate({ score: 2, comment: 'slow' });
  expect(c.state.getSnapshot().rating).toMatchObject({ state: 'saving', given: { score: 2, comment: 'slow' } });
  await w.clock.settle();
  await out.committed();
  expect(out.status.getSnapshot()).toBe('sent');
  expect(c.state.getSnapshot().rating).toMatchObject({ state: 'rated', given: { score: 2, comment: 'slow' } });
  expect(w.relay.log(c.id, 'rating').map((e) => e.k)).toEqual(['invited', 'rated']);
});

test('[O5][R3] a rating that is refused is failed with its reason, and the next one takes its place', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  void c.end();
  await w.clock.settle();
  w.relay.refuse = (cmd) => (cmd.k === 'rate' ? { code: 'conflict', d: { why: 'expired' } } : null);
  c.rate({ score: 1 });
  await w.clock.settle();
  expect(c.state.getSnapshot().rating).toMatchObject({
    state: 'failed',
    given: { score: 1 },
    error: { code: 'conflict' },
  });
  w.relay.refuse = () => null;
  c.rate({ score: 5 });
  await w.clock.settle();
  expect(c.state.getSnapshot().rating).toMatchObject({ state: 'rated', given: { score: 5 } });
});

test('[R6] an invitation can be put away, and still be answered', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'Hello' });
  await w.clock.settle();
  void c.end();
  await w.clock.settle();
  c.dismiss();
  await w.clock.settle();
  expect(c.state.getSnapshot()).toMatchObject({ rating: { state: 'dismissed' }, can: { rate: true } });
  c.rate({ score: 4 });
  await w.clock.settle();
  expect(c.state.getSnapshot().rating?.state).toBe('rated');
});

test('[C3] the caller is told at once of a text that cannot be sent, and nothing is left of it', () => {
  const w = createWorld();
  w.relay.unreachable = true;
  const v = w.visitor(w.browser());
  expect(() => v.start({ message: ' \n ' })).toThrow(expect.objectContaining({ code: 'empty' }));
  expect(() => v.start({ message: '😀'.repeat(4_001) })).toThrow(expect.objectContaining({ code: 'too_large' }));
  expect(v.current.getSnapshot()).toBeNull();
  v.start({ message: '😀'.repeat(4_000) });
});

test('[B1] what would make a frame bad never reaches the wire', async () => {
  const w = createWorld();
  const c = w.visitor(w.browser()).start({ message: 'a\0b\ud800c😀' });
  await w.clock.settle();
  expect(w.relay.texts(c.id)).toEqual(['abc😀']);
});
