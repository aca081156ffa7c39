// Who says nothing any more: asked, and then ended. And who reads along.
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { caller, createShop, hire, kinds, minute } from '../test/desk-world.ts';
import { type Client, site, type World } from '../test/world.ts';

const quiet = { acceptWithinMs: 600 * minute };

async function answered(world: World): Promise<{ visitor: Client; maria: Client }> {
  const maria = await world.agent('maria');
  const visitor = await caller(world, 'c1');
  await maria.ask('c1', 'accept', {});
  await maria.ask('c1', 'message', { text: 'Hello' });
  return { visitor, maria };
}

describe('[Q11] a visitor who says nothing', () => {
  test('[Q11] is asked after 25 minutes, and the session ends after 30, with an invitation to rate', async () => {
    const world = await createShop(quiet);
    const { visitor } = await answered(world);
    await world.clock.pass(25 * minute - 1);
    expect(await kinds(world, 'c1')).not.toContain('asked');
    await world.clock.pass(1);
    expect((await kinds(world, 'c1')).at(-1)).toBe('asked');
    await world.clock.pass(5 * minute - 1);
    expect((await kinds(world, 'c1')).at(-1)).toBe('asked');
    await world.clock.pass(1);
    const closed = (await world.store.events('c1', 'main', 0, 99)).at(-1);
    expect(closed).toMatchObject({ k: 'closed', a: 'system', d: { n: 1, by: 'system', why: 'idle' } });
    expect(await visitor.until('inv')).toMatchObject({ c: 'c1', n: 1 });
  });

  test('[Q11] a word or `stay` begins it anew, also for somebody who has left the page', async () => {
    const world = await createShop(quiet);
    const { visitor, maria } = await answered(world);
    await world.clock.pass(26 * minute);
    expect(await visitor.ask('c1', 'stay', {})).toMatchObject({ t: 'ack' });
    await world.clock.pass(25 * minute - 1);
    expect((await kinds(world, 'c1')).filter((k) => k === 'asked')).toHaveLength(1);
    await world.clock.pass(1);
    expect((await kinds(world, 'c1')).filter((k) => k === 'asked')).toHaveLength(2);
    await visitor.ask('c1', 'message', { text: 'I am' });
    await maria.ask('c1', 'message', { text: 'Good' });
    visitor.drop();
    await world.clock.pass(29 * minute);
    expect((await world.store.conversation('c1'))?.state.st).toBe('active');
  });

  test('[Q11] who waits for us is never asked: in the queue, taken and not answered, or with the last word', async () => {
    const world = await createShop(quiet);
    const { visitor, maria } = await answered(world);
    await visitor.ask('c1', 'message', { text: 'And now?' });
    await caller(world, 'queued');
    await caller(world, 'taken');
    await maria.ask('taken', 'accept', {});
    await world.clock.pass(120 * minute);
    for (const c of ['c1', 'queued', 'taken']) {
      expect(await kinds(world, c)).not.toContain('asked');
      expect((await world.store.conversation(c))?.state.st).not.toBe('closed');
    }
  });

  test('[Q11] [Q14] goes on after a restart; who could not say that he is there is given the time for it', async () => {
    const store = createMemoryStore();
    const world = await createShop(quiet, { store });
    await answered(world);
    await world.clock.pass(25 * minute);
    await world.relay.stop({ budgetMs: 0 });
    await world.clock.pass(60 * minute);
    const next = await createShop(quiet, { store, clock: world.clock });
    await next.clock.pass(5 * minute - 1);
    expect((await kinds(next, 'c1')).at(-1)).toBe('asked');
    await next.clock.pass(1);
    expect((await kinds(next, 'c1')).at(-1)).toBe('closed');
  });

  test("[Q11] the times are the site's, and it may ask nobody", async () => {
    const world = await createShop({ ...quiet, idle: { askAfterMs: minute, endAfterMs: 2 * minute } });
    await answered(world);
    await world.clock.pass(2 * minute);
    expect((await kinds(world, 'c1')).slice(-2)).toEqual(['asked', 'closed']);
    const patient = await createShop({ ...quiet, idle: null });
    await answered(patient);
    await patient.clock.pass(300 * minute);
    expect((await patient.store.conversation('c1'))?.state.st).toBe('active');
  });

  test('[Q11] [Q14] times that are set while nobody writes count for those who write nothing', async () => {
    const world = await createShop({ ...quiet, idle: null });
    await answered(world);
    await world.clock.pass(10 * minute);
    const idle = { askAfterMs: minute, endAfterMs: 2 * minute };
    await world.store.putSite({ ...site, settings: { ...quiet, idle } });
    await world.relay.siteChanged(site.key);
    await world.clock.pass(1);
    expect((await kinds(world, 'c1')).at(-1)).toBe('asked');
    await world.clock.pass(minute);
    expect((await kinds(world, 'c1')).at(-1)).toBe('closed');
  });
});

test('[Q20] a lead who reads along is seen by colleagues who hear the conversation, never by its visitor', async () => {
  const world = await createShop();
  await hire(world, 'lea', { role: 'lead' });
  const { visitor, maria } = await answered(world);
  const [lea, ben] = [await world.agent('lea', { cur: { c1: 0 } }), await world.agent('ben')];
  maria.send({ t: 'sub', c: 'c1', s: 0 });
  await world.clock.settle();
  lea.send({ t: 'eph', c: 'c1', k: 'watching', on: 1 });
  await world.clock.settle();
  expect(maria.all('eph')).toEqual([{ t: 'eph', c: 'c1', a: 'lea', k: 'watching', on: 1, ttl: 6_000 }]);
  for (const client of [visitor, lea, ben]) expect(client.all('eph')).toEqual([]);
  maria.send({ t: 'eph', c: 'c1', k: 'watching', on: 1 });
  visitor.send({ t: 'eph', c: 'c1', k: 'watching', on: 1 });
  await world.clock.settle();
  for (const client of [maria, visitor])
    expect(await client.until('err')).toMatchObject({ c: 'c1', code: 'forbidden' });
  expect(lea.all('eph')).toEqual([]);
});
