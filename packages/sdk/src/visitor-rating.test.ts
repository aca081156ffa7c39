// What a visitor's client knows of a rating beside its score: whether it was asked for, what more is asked, and the second score.
import { expect, test } from 'vitest';
import { ChatError } from './error.ts';
import { createWorld, kill, type World } from './test/world.ts';

async function closed(w: World) {
  const b = w.browser();
  const v = w.visitor(b);
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  void c.end();
  await w.clock.settle();
  const rating = () => c.state.getSnapshot().rating;
  const told = () => w.relay.log(c.id, 'rating').map((e) => e.k);
  const happens = async (k: string, d: object) => {
    w.relay.append(c.id, 'rating', { k, a: 'system', d: { n: 1, ...d } });
    await w.clock.settle();
  };
  return { b, v, c, rating, told, happens };
}

test('[R1] what more is asked, and the order of the reasons, are the invitation\u2019s', async () => {
  const w = createWorld();
  const { rating, happens } = await closed(w);
  expect(rating()).not.toHaveProperty('extra');
  await happens('invited', { until: w.clock.now() + 1e8, extra: 'nps', seed: 77 });
  expect(rating()).toMatchObject({ state: 'offered', extra: 'nps', seed: 77 });
});

test.each(['ineligible', 'suppressed'])('[R1] a session that is excused (%s) is not asked about', async (state) => {
  const w = createWorld();
  const { c, rating, happens } = await closed(w);
  await happens('excused', { state, why: 'throttled' });
  expect(rating()).toBeNull();
  expect(c.state.getSnapshot().can.rate).toBe(false);
});

test('the question is told to be in view once, however often it is called', async () => {
  const w = createWorld();
  const { c, rating, told } = await closed(w);
  c.shown();
  await w.clock.settle();
  expect(rating()?.state).toBe('shown');
  c.shown();
  await w.clock.settle();
  expect(told()).toEqual(['invited', 'shown']);
});

test('what there is to know of ratings asks for nothing of a chat that the relay does not have yet (C5)', async () => {
  const w = createWorld();
  const { b, v } = await closed(w);
  kill(b, v);
  const next = w.visitor(b);
  const errors: string[] = [];
  next.on('error', ({ code }) => errors.push(code));
  const draft = next.start();
  await next.connect();
  await w.clock.settle();
  await import('./rating.ts');
  await w.clock.settle();
  draft.send('A second question');
  await w.clock.settle();
  expect(errors).toEqual([]);
  expect(w.relay.log(draft.id, 'main').map((e) => e.k)).toEqual(['opened', 'message']);
});

test('the one reminder is told once, also by the next page', async () => {
  const w = createWorld();
  const { b, v, c, told } = await closed(w);
  c.shown();
  c.shown({ again: true });
  await w.clock.settle();
  kill(b, v);
  const next = w.visitor(b);
  await next.connect();
  await w.clock.settle();
  const again = next.open(c.id);
  await w.clock.settle();
  expect(again.state.getSnapshot().rating).toMatchObject({ state: 'shown', reminded: true });
  again.shown({ again: true });
  await w.clock.settle();
  expect(told()).toEqual(['invited', 'shown', 'shown']);
});

test('[R4] a rating that somebody of the staff has answered stands as it is', async () => {
  const w = createWorld();
  const { c, rating, happens } = await closed(w);
  c.rate({ score: 2 });
  await w.clock.settle();
  expect(rating()?.until).not.toBeNull();
  await happens('locked', {});
  expect(rating()).toMatchObject({ state: 'rated', given: { score: 2 }, until: null });
  expect(c.state.getSnapshot().can.rate).toBe(false);
});

test('the second score is asked for after a recovery, saved apart, and leaves the first as it is', async () => {
  const w = createWorld();
  const { c, rating, told, happens } = await closed(w);
  c.rate({ score: 1 });
  await w.clock.settle();
  expect(rating()).not.toHaveProperty('second');
  expect(() => c.rerate(4)).toThrow(new ChatError('forbidden'));
  const until = w.clock.now() + 1e6;
  await happens('reinvited', { until });
  expect(rating()?.second).toEqual({ session: 1, state: 'asked', given: null, until });
  expect(() => c.rerate(6 as 5)).toThrow(expect.objectContaining({ code: 'invalid_field' }));
  const out = c.rerate(4);
  expect(rating()?.second).toMatchObject({ state: 'saving', given: 4 });
  await w.clock.settle();
  await out.committed();
  expect(rating()).toMatchObject({ given: { score: 1 }, second: { state: 'rated', given: 4 } });
  expect(told()).toEqual(['invited', 'rated', 'reinvited', 'rerated']);
});

test('a second score that is refused says so, and the next one takes its place', async () => {
  const w = createWorld();
  const { c, rating, happens } = await closed(w);
  await happens('reinvited', { until: w.clock.now() + 1e6 });
  w.relay.refuse = (cmd) => (cmd.k === 'rerate' ? { code: 'conflict', d: { why: 'expired' } } : null);
  c.rerate(2);
  await w.clock.settle();
  expect(rating()?.second).toMatchObject({ state: 'failed', given: 2, error: { code: 'conflict' } });
  w.relay.refuse = () => null;
  c.rerate(3);
  await w.clock.settle();
  expect(rating()?.second).toMatchObject({ state: 'rated', given: 3 });
});

test('the second score of an earlier session is asked for beside a later one that is excused', async () => {
  const w = createWorld();
  const { c, rating, happens } = await closed(w);
  await happens('excused', { n: 2, state: 'ineligible', why: 'no_human_reply' });
  expect(rating()).toBeNull();
  await happens('reinvited', { until: w.clock.now() + 1e6 });
  expect(rating()).toMatchObject({ session: 1, second: { session: 1, state: 'asked' } });
  c.rerate(5);
  await w.clock.settle();
  expect(rating()?.second).toMatchObject({ state: 'rated', given: 5 });
});
