// Blocking a visitor: who may, what becomes of its sockets, and how it is undone.
import { close } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { createFakeClock } from '../test/fake-clock.ts';
import { chat, createWorld } from '../test/world.ts';
import { createMemoryBus } from './memory-bus.ts';

test('[Q13] a blocked visitor is closed with 4505, comes in no more, and the staff sees why; unblocking undoes it', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  const tok = visitor.welcome.tok ?? '';
  agent.send({ t: 'sub', c: 'conv1/n', s: 0 });
  expect(await agent.ask('conv1', 'block', { reason: ' insults ' })).toMatchObject({ t: 'ack', c: 'conv1/n', s: 1 });
  expect(await visitor.ended()).toEqual({ code: close.banned, reason: 'banned' });
  const again = world.connect();
  again.send({ t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {}, tok });
  expect(await again.ended()).toEqual({ code: close.banned, reason: 'banned' });
  const row = await world.store.visitor(visitor.welcome.me.id);
  expect(row).toMatchObject({ info: { blocked: 1 }, block: { by: 'maria', reason: 'insults' } });
  await world.clock.pass(1_000);
  expect(agent.all('ev').at(-1)?.e).toMatchObject([{ k: 'blocked', d: { reason: 'insults' } }]);
  expect(agent.all('sum').at(-1)?.e[0]).toMatchObject({ v: { blocked: 1 }, st: { blocked: 1, st: 'active' } });

  expect(await agent.ask('conv1', 'unblock', {})).toMatchObject({ t: 'ack', c: 'conv1/n', s: 2 });
  const back = await world.visitor({ tok });
  expect(await back.ask('conv1', 'message', { text: 'Sorry' })).toMatchObject({ t: 'ack' });
  expect(back.welcome.convs[0]?.st).not.toHaveProperty('blocked');
});

test('[Q13] what is refused touches nobody: a visitor, an empty reason, a conversation that is not there', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  expect(await visitor.ask('conv1', 'block', { reason: 'x' })).toMatchObject({ t: 'err', code: 'forbidden' });
  expect(await agent.ask('conv1', 'block', { reason: ' ' })).toMatchObject({ t: 'err', code: 'empty' });
  expect(await agent.ask('none', 'block', { reason: 'x' })).toMatchObject({ t: 'err', code: 'not_found' });
  expect(await world.store.visitor(visitor.welcome.me.id)).not.toHaveProperty('block');
  expect(await visitor.ask('conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
});

test('[Q13] [L3] a block that is sent again after it was undone changes nothing', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  const first = await agent.ask('conv1', 'block', { reason: 'x' }, { i: 'b1' });
  await agent.ask('conv1', 'unblock', {});
  agent.send({ t: 'cmd', i: 'b1', c: 'conv1', k: 'block', d: { reason: 'x' } });
  await world.clock.settle();
  expect(agent.all('ack').filter((ack) => ack.i === 'b1')).toEqual([first, first]);
  expect(await world.store.visitor(visitor.welcome.me.id)).not.toHaveProperty('block');
});

test('[Q13] spam ends the session too, without an invitation; unblocking from another conversation frees them all', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  await visitor.ask('conv2', 'open', { text: 'Buy' });
  await agent.ask('conv1', 'message', { text: 'Hi' });
  await agent.ask('conv1', 'block', { reason: 'advertising', spam: 1 });
  const spam = (await world.store.conversation('conv1'))?.state;
  expect(spam).toMatchObject({ st: 'closed', blocked: 1, rate: {} });
  await agent.ask('conv2', 'unblock', {});
  await world.clock.settle();
  expect((await world.store.conversation('conv1'))?.state.blocked).toBeUndefined();
  const back = await world.visitor({ tok: visitor.welcome.tok ?? '' });
  expect(await back.ask('conv1', 'message', { text: 'Sorry' })).toMatchObject({ t: 'ack' });
});

test('[Q13] a hello that was under way when the visitor was blocked does not come in', async () => {
  const store = createMemoryStore();
  const gate = Promise.withResolvers<void>();
  let isSlow = false;
  const slow = {
    ...store,
    visitorByToken: async (hash: string) => {
      const row = await store.visitorByToken(hash);
      if (isSlow) await gate.promise;
      return row;
    },
  };
  const world = await createWorld({ store: slow });
  const { visitor, agent } = await chat(world);
  isSlow = true;
  const late = world.connect();
  late.send({ t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {}, tok: visitor.welcome.tok ?? '' });
  await world.clock.settle();
  expect(await agent.ask('conv1', 'block', { reason: 'x' })).toMatchObject({ t: 'ack' });
  gate.resolve();
  expect(await late.ended()).toEqual({ code: close.banned, reason: 'banned' });
});

test('[Q13] another node that hears of it ends its sockets, too', async () => {
  const [store, bus] = [createMemoryStore(), createMemoryBus()];
  const clock = createFakeClock();
  const here = await createWorld({ store, bus, clock });
  const there = await createWorld({ store, bus, clock });
  const { visitor, agent } = await chat(here);
  const tab = await there.visitor({ tok: visitor.welcome.tok ?? '' });
  expect(await agent.ask('conv1', 'block', { reason: 'x' })).toMatchObject({ t: 'ack' });
  expect(await tab.ended()).toEqual({ code: close.banned, reason: 'banned' });
});
