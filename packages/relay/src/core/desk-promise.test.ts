// What visitors are promised, from waits that were measured: shortened when it can be, broken in the open when it cannot be kept.
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { caller, createShop, kinds, minute, offers } from '../test/desk-world.ts';
import type { Client, World } from '../test/world.ts';

const plenty = { addressConversations: [{ count: 999, perMs: 1 }], agentCommands: [{ count: 999, perMs: 1 }] };

/** So many visitors, who wait. */
async function come(world: World, count: number, name: string): Promise<string[]> {
  const convs = Array.from({ length: count }, (_, n) => `${name}${n}`);
  for (const c of convs) await caller(world, c);
  return convs;
}

/** So many visitors, each answered after `waitMs` and gone. */
async function answer(world: World, agent: Client, count: number, waitMs: number, name = 'w'): Promise<void> {
  const convs = await come(world, count, name);
  await world.clock.pass(waitMs);
  for (const c of convs) {
    await agent.ask(c, 'accept', {});
    await agent.ask(c, 'close', {});
  }
}

/** Nothing is missed while nothing is offered. */
const quiet = { acceptWithinMs: 60 * minute };

describe('[Q8] a promise', () => {
  test('[Q8] needs five waits; then it is in the commit that begins the wait, and in `here`', async () => {
    const world = await createShop(quiet, { limits: plenty });
    const maria = await world.agent('maria');
    const watcher = await world.visitor();
    await answer(world, maria, 4, 90_000);
    await caller(world, 'a');
    expect(await kinds(world, 'a')).not.toContain('promised');
    await maria.ask('a', 'accept', {});
    await answer(world, maria, 1, 90_000, 'last');
    await world.clock.pass(1_000);
    await caller(world, 'b');
    expect(await kinds(world, 'b')).toEqual(['opened', 'promised', 'message']);
    const wait = { fromMs: minute, toMs: 2 * minute };
    expect((await world.store.conversation('b'))?.state.promise).toMatchObject(wait);
    expect(watcher.all('here').at(-1)).toMatchObject({ wait });
  });

  test('[Q8] none where the site shows none, none when nobody is here, none from messages that were left', async () => {
    const world = await createShop({ ...quiet, promise: false }, { limits: plenty });
    const maria = await world.agent('maria');
    await answer(world, maria, 6, 90_000);
    await caller(world, 'a');
    expect(await kinds(world, 'a')).toEqual(['opened', 'message']);
    maria.drop();
    const other = await createShop(quiet, { limits: plenty });
    for (let n = 0; n < 6; n += 1) await caller(other, `left${n}`);
    await other.clock.pass(90_000);
    const ben = await other.agent('ben');
    for (let n = 0; n < 6; n += 1) await ben.ask(`left${n}`, 'accept', {});
    await caller(other, 'b');
    expect(await kinds(other, 'b')).toEqual(['opened', 'message']);
    ben.drop();
    await other.clock.settle();
    await caller(other, 'c');
    expect((await other.store.conversation('c'))?.state).toMatchObject({ mode: 'offline', promise: undefined });
  });

  test('[Q8] is made shorter when others are answered sooner, and never longer', async () => {
    const world = await createShop(quiet, { limits: plenty });
    const maria = await world.agent('maria');
    await answer(world, maria, 6, 7 * minute);
    const visitor = await caller(world, 'a');
    expect((await world.store.conversation('a'))?.state.promise).toMatchObject({
      fromMs: 4 * minute,
      toMs: 8 * minute,
    });
    await answer(world, maria, 20, 30_000, 'fast');
    await world.clock.pass(15_000);
    // Its own half minute is over: what is known of longer waits is nothing, so nothing better can be said.
    expect((await kinds(world, 'a')).filter((k) => k === 'promised')).toHaveLength(1);
    visitor.drop();
    await caller(world, 'b');
    expect((await world.store.conversation('b'))?.state.promise).toMatchObject({ fromMs: 0, toMs: minute });
    await answer(world, maria, 20, 50_000, 'slow');
    await world.clock.pass(5_000);
    expect((await kinds(world, 'b')).filter((k) => k === 'promised')).toHaveLength(1);
  });

  test('[Q8] shorter: the system says so in the log, once', async () => {
    const world = await createShop(quiet, { limits: plenty });
    const maria = await world.agent('maria');
    await answer(world, maria, 6, 7 * minute);
    const others = await come(world, 20, 'others');
    await world.clock.pass(minute);
    await caller(world, 'a');
    await world.clock.pass(30_000);
    for (const c of others) await maria.ask(c, 'accept', {});
    await world.clock.pass(60_000);
    const said = (await world.store.events('a', 'main', 0, 99)).filter(({ k }) => k === 'promised');
    expect(said.map(({ d }) => d)).toEqual([
      { fromMs: 4 * minute, toMs: 8 * minute },
      { fromMs: 0, toMs: minute },
    ]);
    expect(said[1]).toMatchObject({ a: 'system', at: (said[0]?.at ?? 0) + 45_000 });
  });
});

describe('[Q9] a broken promise', () => {
  test('[UX107][Q9] is said once, with the estimate of now, by the system', async () => {
    const world = await createShop(quiet, { limits: plenty });
    const maria = await world.agent('maria');
    await answer(world, maria, 6, 90_000);
    const visitor = await caller(world, 'a');
    await world.clock.pass(2 * minute);
    expect(await kinds(world, 'a')).not.toContain('late');
    await world.clock.pass(1);
    expect(await kinds(world, 'a')).toEqual(['opened', 'promised', 'message', 'late']);
    await visitor.until('ev', (f) => f.e.some(({ k, a }) => k === 'late' && a === 'system'));
    await world.clock.pass(30 * minute);
    expect((await kinds(world, 'a')).filter((k) => k === 'late')).toHaveLength(1);
  });

  test('[Q9] taken is not answered: it is broken all the same; a reply in time keeps it', async () => {
    const world = await createShop(quiet, { limits: plenty });
    const maria = await world.agent('maria');
    await answer(world, maria, 6, 90_000);
    for (const c of ['taken', 'answered']) {
      await caller(world, c);
      await maria.ask(c, 'accept', {});
    }
    await maria.ask('answered', 'message', { text: 'Hello' });
    await world.clock.pass(3 * minute);
    expect(await kinds(world, 'taken')).toContain('late');
    expect(await kinds(world, 'answered')).not.toContain('late');
  });

  test('[Q9] with the estimate of now, if longer waits than this one are known by then', async () => {
    const world = await createShop(quiet, { limits: plenty });
    const maria = await world.agent('maria');
    const others = await come(world, 6, 'others');
    await world.clock.pass(8 * minute);
    await answer(world, maria, 6, 90_000);
    await caller(world, 'a');
    for (const c of others) await maria.ask(c, 'accept', {});
    await world.clock.pass(2 * minute + 1);
    const said = (await world.store.events('a', 'main', 0, 99)).slice(-2);
    expect(said.map(({ k, a, d }) => [k, a, d])).toEqual([
      ['late', 'system', {}],
      ['promised', 'system', { fromMs: 4 * minute, toMs: 8 * minute }],
    ]);
  });

  test('[Q9] [Q14] is due again after a restart, waits are known again, and two nodes say it once', async () => {
    const store = createMemoryStore();
    const world = await createShop(quiet, { store, limits: plenty });
    const maria = await world.agent('maria');
    await answer(world, maria, 6, 90_000);
    await caller(world, 'a');
    await world.relay.stop({ budgetMs: 0 });
    const nodes = [
      await createShop(quiet, { store, clock: world.clock, limits: plenty }),
      await createShop(quiet, { store, clock: world.clock, limits: plenty }),
    ];
    await nodes[0]?.agent('ben');
    await world.clock.pass(2 * minute + 1);
    await world.clock.pass(5_000);
    expect((await kinds(world, 'a')).filter((k) => k === 'late')).toHaveLength(1);
    await caller(nodes[0] as World, 'b');
    expect(await kinds(world, 'b')).toEqual(['opened', 'promised', 'message']);
  });
});

test('[Q14] [Q15] what somebody does in the same commit as the relay itself is not overlooked', async () => {
  const inner = createMemoryStore();
  let held: Promise<void> | null = null;
  let release = (): void => {};
  const commit: typeof inner.commit = async (units) => {
    await held;
    return inner.commit(units);
  };
  const world = await createShop({ acceptWithinMs: 10 * minute }, { limits: plenty, store: { ...inner, commit } });
  const maria = await world.agent('maria');
  await answer(world, maria, 5, 10);
  const visitor = await caller(world, 'c1');
  await world.clock.pass(100);
  expect(offers(maria)).toEqual(['c1']);
  await world.clock.pass(minute - 200);
  held = new Promise((resolve) => {
    release = resolve;
  });
  visitor.send({ t: 'cmd', i: 'before', c: 'c1', k: 'message', d: { text: 'Hello?' } });
  await world.clock.settle();
  maria.send({ t: 'cmd', i: 'no', c: 'c1', k: 'decline', d: {} });
  await world.clock.pass(1_000);
  release();
  await maria.until('ack', ({ i }) => i === 'no');
  await world.clock.pass(100);
  expect(await kinds(world, 'c1')).toContain('late');
  expect(offers(maria)).toEqual([]);
  await world.clock.pass(10 * minute);
  expect(await kinds(world, 'c1', 'notes')).toEqual(['missed']);
  expect(maria.all('presence')).toEqual([]);
});
