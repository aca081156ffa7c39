import type { Hello } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { createWorld, errorsOf, kill, texts, type World } from './test/world.ts';

const tokenIn = (b: { values: Map<string, string> }): string | undefined => b.values.get('rapport:v:demo');
const hello = (w: World): Hello => w.relay.last().sent[0] as Hello;
const ends = (w: World, inMs: number, subject = 'ann', n = 0): string =>
  `${subject}.${btoa(JSON.stringify({ exp: (w.clock.now() + inMs) / 1_000, n }))}.signature`;

test('[I1] who is signed in is asked at each connect, and said in the hello', async () => {
  const w = createWorld();
  let asked = 0;
  const v = w.visitor(w.browser(), { identity: async () => `ann.${++asked}.s` });
  expect(asked).toBe(0);
  await v.connect();
  expect(hello(w).id).toBe('ann.1.s');
  w.relay.last().end(1006);
  await w.clock.pass(10_000);
  expect(hello(w).id).toBe('ann.2.s');
});

test('[I1] a page that never signs in says nothing of it, also if it cannot tell', async () => {
  const w = createWorld();
  await w.visitor(w.browser()).connect();
  expect(hello(w)).not.toHaveProperty('id');
  await w.visitor(w.browser(), { identity: async () => undefined }).connect();
  expect(hello(w)).not.toHaveProperty('id');
});

test.each([
  ['throws', () => Promise.reject(new Error('the server is down'))],
  ['never answers', () => new Promise<string>(() => {})],
])('[I1] an application that %s keeps nobody out, and is told', async (_name, identity) => {
  const w = createWorld();
  const v = w.visitor(w.browser(), { identity });
  const errors = errorsOf(v);
  const c = v.start({ message: 'Hello' });
  await w.clock.pass(6_000);
  expect(texts(c)).toEqual(['Hello']);
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
  expect(errors.map(({ code }) => code)).toEqual(['identity_invalid']);
});

test('[I1] that the relay did not accept it is an error with its reason, and the chat goes on', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser(), { identity: async () => 'ann.x.y' });
  const errors = errorsOf(v);
  await v.connect();
  w.relay.last().say({ t: 'err', code: 'identity_invalid', d: { why: 'expired' } });
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  expect(errors).toMatchObject([{ code: 'identity_invalid', retryable: false, details: { why: 'expired' } }]);
  expect(w.relay.texts(c.id)).toEqual(['Hello']);
});

test('[I4] signing in keeps the token, and what was said and was not yet sent', async () => {
  const w = createWorld();
  const b = w.browser();
  const v = w.visitor(b);
  const c = v.start({ message: 'before' });
  await w.clock.settle();
  w.relay.unreachable = true;
  w.relay.last().end(1006);
  c.send('in between');
  v.identify(async () => 'ann.x.y');
  w.relay.unreachable = false;
  await w.clock.pass(40_000);
  expect(hello(w)).toMatchObject({ tok: 'token-1', id: 'ann.x.y' });
  expect(tokenIn(b)).toBe('token-1');
  expect(w.relay.texts(c.id)).toEqual(['before', 'in between']);
});

test('[I4] [S3] somebody else sees nothing of the one before, sends nothing of him, and keeps his own token', async () => {
  const w = createWorld();
  const b = w.browser();
  const ann = w.visitor(b, { identity: async () => 'ann.x.y' });
  const c = ann.start({ message: 'only of Ann' });
  await w.clock.settle();
  w.relay.unreachable = true;
  w.relay.last().end(1006);
  c.send('never sent');
  await w.clock.settle();
  kill(b, ann);
  w.relay.unreachable = false;
  const bea = w.visitor(b, { identity: async () => 'bea.x.y' });
  const mine = bea.start({ message: 'only of Bea' });
  await w.clock.pass(40_000);
  expect(tokenIn(b)).toBe('token-2');
  expect(bea.conversations.getSnapshot().map(({ id }) => id)).toEqual([mine.id]);
  expect(texts(mine)).toEqual(['only of Bea']);
  expect(w.relay.texts(mine.id)).toEqual(['only of Bea']);
  expect(w.relay.texts(c.id)).toEqual(['only of Ann']);
  expect([...b.values.values()].join()).not.toContain('never sent');
});

test('[I6] who signs out on the page leaves nothing on it, and the next word is that of a new visitor', async () => {
  const w = createWorld();
  const b = w.browser();
  const v = w.visitor(b, { identity: async () => 'ann.x.y' });
  const c = v.start({ message: 'only of Ann' });
  await w.clock.settle();
  const id = v.me.getSnapshot()?.id;
  v.identify(async () => null);
  await w.clock.settle();
  expect(hello(w).id).toBe('');
  expect(v.me.getSnapshot()?.id).not.toBe(id);
  expect(v.conversations.getSnapshot()).toEqual([]);
  expect(v.current.getSnapshot()).toBeNull();
  expect(tokenIn(b)).toBe('token-2');
  const next = v.start({ message: 'from anybody' });
  await w.clock.settle();
  expect(w.relay.texts(next.id)).toEqual(['from anybody']);
  expect(w.relay.texts(c.id)).toEqual(['only of Ann']);
});

test('[I4] [I5] that the one before had conversations of which the next one hears nothing is no error of anybody', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser(), { identity: async () => 'ann.x.y' });
  const errors = errorsOf(v);
  v.start({ message: 'only of Ann' });
  await w.clock.settle();
  const refused: unknown[] = [];
  const hear = w.relay.toClient;
  w.relay.toClient = (frame) => {
    if (frame.t === 'err') refused.push(frame.code);
    return hear(frame);
  };
  v.identify(async () => 'bea.x.y');
  await w.clock.settle();
  // The hello names what was followed: who is let in is known only after it.
  expect(refused).toContain('not_found');
  expect(errors).toEqual([]);
  await w.clock.pass(100_000);
  expect(errors).toEqual([]);
  expect(w.relay.last().sent.filter((f) => f.t === 'sub')).toEqual([]);
});

test('[I4] a tab whose visitor was replaced by another tab shows nothing of the one before, either', async () => {
  const w = createWorld();
  const b = w.browser();
  let who = 'ann.x.y';
  const one = w.visitor(b, { identity: async () => who });
  const two = w.visitor(b, { identity: async () => who });
  one.start({ message: 'only of Ann' });
  await w.clock.settle();
  await two.connect();
  await w.clock.settle();
  who = 'bea.x.y';
  one.identify(async () => who);
  await w.clock.settle();
  w.relay.sockets.at(-2)?.end(1006);
  await w.clock.pass(10_000);
  expect(two.me.getSnapshot()?.id).toBe(one.me.getSnapshot()?.id);
  expect(two.conversations.getSnapshot()).toEqual([]);
});

test('[I1] shortly before a token ends the application is asked again, and only another one makes a new connection', async () => {
  const w = createWorld();
  let token = ends(w, 300_000);
  let asked = 0;
  const v = w.visitor(w.browser(), {
    identity: async () => {
      asked += 1;
      return token;
    },
  });
  v.start({ message: 'Hello' });
  await w.clock.settle();
  const { length } = w.relay.sockets;
  await w.clock.pass(269_000);
  expect(asked).toBe(1);
  await w.clock.pass(2_000);
  expect([asked, w.relay.sockets.length]).toEqual([2, length]);
  w.relay.last().end(1006);
  token = ends(w, 60_000, 'ann', 1);
  await w.clock.pass(10_000);
  const next = token;
  token = ends(w, 300_000, 'ann', 2);
  await w.clock.pass(30_000);
  expect(next).not.toBe(token);
  expect(hello(w).id).toBe(token);
  expect(w.relay.sockets.length).toBe(length + 2);
});

test('[I5] in a conversation that was begun on another device, what the person wrote there is its own', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'from here' });
  await w.clock.settle();
  // As from the relay, to a device that is another visitor of the same subject.
  const author = v.me.getSnapshot()?.id;
  w.relay.tokens.set('token-1', 'other-device');
  w.relay.last().end(1006);
  await w.clock.pass(10_000);
  expect(v.me.getSnapshot()?.id).toBe('other-device');
  const messages = c.timeline.getSnapshot().items.flatMap((i) => (i.type === 'message' ? [i.message] : []));
  expect(messages).toMatchObject([{ author, mine: true, text: 'from here' }]);
  w.relay.append(c.id, 'main', { k: 'message', a: 'maria', d: { text: 'an answer' } });
  await w.clock.settle();
  expect(c.state.getSnapshot().unread).toBe(1);
  c.read();
  expect(c.state.getSnapshot().unread).toBe(0);
});
