// What comes wrong, and what goes wrong with it: it ends the socket that brought it at most, and nobody else's.
import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store, Unit } from '../store/store.ts';
import { chat, createWorld } from '../test/world.ts';

/** A mistake of ours, which one command brings to light: looking for its file breaks. */
function broken({ decide, ...unit }: Unit): Unit {
  const mistake = (): never => {
    throw new TypeError('a mistake of ours');
  };
  return { ...unit, decide: (state, others, file) => decide(state, others, unit.cmd === 'boom' ? mistake : file) };
}

test('[B6] a command that we cannot judge ends its own socket with 1011; the others of its commit are carried out', async () => {
  const memory = createMemoryStore();
  const world = await createWorld({ store: { ...memory, commit: (units) => memory.commit(units.map(broken)) } });
  const { visitor, agent } = await chat(world);
  const answer = agent.ask('conv1', 'message', { text: 'before' });
  visitor.send({ t: 'cmd', i: 'boom', c: 'conv1', k: 'message', d: { text: '', files: ['a-file-of-somebody'] } });
  expect(await visitor.ended()).toMatchObject({ code: 1011 });
  expect(await answer).toMatchObject({ t: 'ack' });
  expect(await agent.ask('conv1', 'message', { text: 'after' })).toMatchObject({ t: 'ack' });
});

test('[B6] a handler that throws ends its own socket with 1011 and no other', async () => {
  const memory = createMemoryStore();
  const store: Store = { ...memory, history: () => Promise.reject(new TypeError('a mistake of ours')) };
  const world = await createWorld({ store });
  const { visitor, agent } = await chat(world);
  visitor.send({ t: 'q', n: 1, k: 'hist', c: 'conv1' });
  expect(await visitor.ended()).toMatchObject({ code: 1011 });
  expect(await agent.ask('conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
});

test('[B2] a wrong field is told and counts as nothing more', async () => {
  const world = await createWorld();
  const visitor = await world.visitor();
  for (let n = 0; n < 30; n += 1) visitor.raw('{"t":"sub","c":"c1","s":"0"}');
  expect(visitor.socket.ended).toBeNull();
  expect(visitor.all('err')).toEqual(Array(30).fill({ t: 'err', c: 'c1', code: 'invalid_field', d: { field: 's' } }));
});

test('[B1] more than 10 bad frames in 60 s close with 4501; spread out they do not', async () => {
  const world = await createWorld();
  const [fast, slow] = [await world.visitor(), await world.visitor()];
  for (let i = 0; i < 10; i += 1) fast.raw('{');
  expect(fast.socket.ended).toBeNull();
  fast.raw('{');
  expect(fast.socket.ended).toMatchObject({ code: 4501 });
  expect(fast.all('err').every((f) => f.code === 'bad_frame')).toBe(true);
  for (let i = 0; i < 30; i += 1) {
    slow.raw('{');
    await world.clock.pass(6_000);
  }
  expect(slow.socket.ended).toBeNull();
});
