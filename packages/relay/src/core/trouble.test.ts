// A store in trouble (B7): what is asked meanwhile is answered, what may wait waits, and nobody who is in loses the socket.
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { type Store, StoreFailed, StoreFull } from '../store/store.ts';
import { chat, createWorld } from '../test/world.ts';

const log = async (store: Store): Promise<string> =>
  JSON.stringify([await store.conversation('conv1'), await store.events('conv1', 'main', 0, 999)]);

describe('[B7] trouble in the store', () => {
  test.each([
    ['storage_full', () => new StoreFull()],
    ['unavailable', () => new StoreFailed()],
  ] as const)('[B7] %s: no ack, nothing half done, and the next one goes through', async (code, error) => {
    const memory = createMemoryStore();
    let isBroken = false;
    const store: Store = { ...memory, commit: (units) => (isBroken ? Promise.reject(error()) : memory.commit(units)) };
    const world = await createWorld({ store });
    const { visitor } = await chat(world);
    const before = await log(store);
    isBroken = true;
    expect(await visitor.ask('conv1', 'message', { text: 'x' }, { i: 'm1' })).toMatchObject({
      t: 'err',
      i: 'm1',
      code,
      retry: 1_000,
    });
    expect(await log(store)).toBe(before);
    isBroken = false;
    visitor.send({ t: 'cmd', i: 'm1', c: 'conv1', k: 'message', d: { text: 'x' } });
    expect(await visitor.until('ack', (f) => f.i === 'm1')).toMatchObject({ s: 5 });
  });
});

test('[B7] a question that meets trouble in the store is answered, and the socket stays', async () => {
  const memory = createMemoryStore();
  const world = await createWorld({ store: { ...memory, history: () => Promise.reject(new StoreFailed()) } });
  const { visitor } = await chat(world);
  visitor.send({ t: 'q', n: 1, k: 'hist', c: 'conv1' });
  expect(await visitor.until('err')).toEqual({ t: 'err', n: 1, code: 'unavailable', retry: 1_000 });
  expect(await visitor.ask('conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
});

test('[B7] a mark that meets trouble in the store waits for it, and the socket stays', async () => {
  const memory = createMemoryStore();
  let isBroken = true;
  const store: Store = {
    ...memory,
    mark: (...asked) => (isBroken ? Promise.reject(new StoreFull()) : memory.mark(...asked)),
  };
  const world = await createWorld({ store });
  const { visitor, agent } = await chat(world);
  visitor.send({ t: 'mark', c: 'conv1', r: 1, d: 2 });
  await world.clock.pass(3_500);
  visitor.send({ t: 'mark', c: 'conv1', d: 3 });
  await world.clock.pass(3_500);
  expect(agent.all('mk')).toEqual([]);
  isBroken = false;
  await world.clock.pass(1_000);
  expect(agent.all('mk')).toEqual([{ t: 'mk', c: 'conv1', w: visitor.welcome.me.id, r: 1, d: 3 }]);
  expect(await visitor.ask('conv1', 'message', { text: 'still here' })).toMatchObject({ t: 'ack' });
});

test('[B7] a stream that cannot be read now is asked for again, on the same socket', async () => {
  const memory = createMemoryStore();
  let isBroken = false;
  const store: Store = {
    ...memory,
    events: (...asked) => (isBroken ? Promise.reject(new StoreFailed()) : memory.events(...asked)),
    history: (...asked) => (isBroken ? Promise.reject(new StoreFailed()) : memory.history(...asked)),
  };
  const world = await createWorld({ store });
  const { visitor } = await chat(world);
  isBroken = true;
  visitor.send({ t: 'sub', c: 'conv1', s: -1 });
  expect(await visitor.until('err')).toEqual({ t: 'err', c: 'conv1', code: 'unavailable', retry: 1_000 });
  isBroken = false;
  visitor.send({ t: 'sub', c: 'conv1', s: -1 });
  expect(await visitor.until('snap')).toMatchObject({ c: 'conv1' });
});
