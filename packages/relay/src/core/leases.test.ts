// Who is here, who is away, and what becomes of those who wait for somebody who is not coming back.
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { caller, createShop, hire, kinds, minute, offers } from '../test/desk-world.ts';
import { createFakeClock } from '../test/fake-clock.ts';
import { ownOrigin } from '../test/world.ts';

describe('[Q16] an agent whose last socket is gone', () => {
  test('[Q16] is offered nothing from that moment, and what was offered is offered to somebody else', async () => {
    const world = await createShop();
    const ben = await world.agent('ben');
    await caller(world, 'c1');
    await world.clock.pass(100);
    const maria = await world.agent('maria');
    expect(offers(ben)).toEqual(['c1']);
    ben.drop();
    await world.clock.pass(100);
    expect(offers(maria)).toEqual(['c1']);
    const [missed] = await world.store.events('c1', 'notes', 0, 9);
    expect(missed).toMatchObject({ k: 'missed', a: 'system', d: { by: 'ben', why: 'gone' } });
    expect((await world.store.agent('ben'))?.presence).toBe('available');
    await world.clock.pass(1_000);
    expect(
      maria
        .all('staff')
        .at(-1)
        ?.e.map(({ id }) => id),
    ).toEqual(['maria']);
  });

  test('[Q16] keeps what he has for two minutes; then who waits goes back, at the old place, and who does not stays', async () => {
    const world = await createShop();
    const maria = await world.agent('maria');
    await caller(world, 'waits');
    await caller(world, 'answered');
    for (const c of ['waits', 'answered']) await maria.ask(c, 'accept', {});
    const { openedAt } = (await world.store.conversation('waits'))?.state ?? {};
    await maria.ask('answered', 'message', { text: 'Hello' });
    maria.drop();
    await world.clock.pass(2 * minute - 1);
    expect(await kinds(world, 'waits')).not.toContain('requeued');
    await world.clock.pass(1);
    expect((await world.store.conversation('waits'))?.state).toMatchObject({
      st: 'queued',
      as: null,
      queuedAt: openedAt,
    });
    expect((await world.store.conversation('answered'))?.state).toMatchObject({ st: 'active', as: 'maria' });
    const ben = await world.agent('ben');
    await world.clock.pass(100);
    expect(offers(ben)).toEqual(['waits']);
  });

  test('[Q16] who writes to somebody who is gone goes back into the queue with that', async () => {
    const world = await createShop();
    const maria = await world.agent('maria');
    const visitor = await caller(world, 'c1');
    await maria.ask('c1', 'message', { text: 'Hello' });
    maria.drop();
    await world.clock.pass(3 * minute);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'active' });
    await visitor.ask('c1', 'message', { text: 'Are you there?' });
    await world.clock.pass(1);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'queued', as: null });
  });

  test('[Q16] a reload is no absence', async () => {
    const world = await createShop();
    const maria = await world.agent('maria');
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    maria.drop();
    await world.clock.pass(2 * minute - 1);
    await world.agent('maria');
    await world.clock.pass(10 * minute);
    expect(await kinds(world, 'c1')).not.toContain('requeued');
  });

  test('[Q16] signing out is at once', async () => {
    const world = await createShop();
    const maria = await world.agent('maria');
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    world.relay.revoke({ agent: 'maria' });
    await world.clock.pass(1);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'queued', as: null });
  });

  test.each(['session', 'agent'] as const)('[Q16] so it is when the page was left first: of the %s', async (whose) => {
    const world = await createShop();
    const expiresAt = world.clock.now() + 60 * minute;
    const createdAt = world.clock.now();
    await world.store.putSecret({ hash: 's', kind: 'session', agent: 'maria', parent: null, createdAt, expiresAt });
    const maria = world.connect({ origin: ownOrigin });
    const tok = await world.ticket('maria', 's');
    maria.send({ t: 'hello', v: 1, role: 'a', tok, dev: 'tab', cur: {} });
    await maria.until('welcome');
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    maria.send({ t: 'bye' });
    await world.clock.pass(1);
    world.relay.revoke({ session: 'another' });
    await world.clock.pass(1);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'active', as: 'maria' });
    world.relay.revoke(whose === 'agent' ? { agent: 'maria' } : { session: 's' });
    await world.clock.pass(1);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'queued', as: null });
  });

  test('[Q16] a relay that begins anew gives everybody as long to come back, and then goes on', async () => {
    const store = createMemoryStore();
    const world = await createShop({}, { store });
    const maria = await world.agent('maria');
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    const next = await createShop({}, { store, clock: world.clock });
    await world.relay.stop({ budgetMs: 0 });
    await next.clock.pass(2 * minute - 1);
    expect((await store.conversation('c1'))?.state.st).toBe('active');
    await next.clock.pass(1);
    expect((await store.conversation('c1'))?.state.st).toBe('queued');
  });

  test('[Q16] [Q6] a hand-over to somebody who went goes back after a minute, and its owner never lost it', async () => {
    const world = await createShop({ acceptWithinMs: 10 * minute });
    const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
    const visitor = await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    await world.clock.pass(100);
    await maria.ask('c1', 'transfer', { to: 'ben', note: 'please' });
    const before = visitor.frames.length;
    ben.drop();
    await world.clock.pass(minute - 1);
    expect(await kinds(world, 'c1', 'notes')).toEqual(['handing']);
    await world.clock.pass(1);
    const returned = (await world.store.events('c1', 'notes', 0, 9)).at(-1);
    expect(returned).toMatchObject({ k: 'returned', a: 'system', d: { to: 'ben', why: 'gone' } });
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'active', as: 'maria', hand: undefined });
    // What he is told meanwhile says nothing of it.
    expect(visitor.frames.slice(before).filter((f) => !['here', 'hb'].includes(f.t))).toEqual([]);
  });

  test('[Q16] [Q6] its owner goes in the middle of a hand-over: it goes back after its time, and the visitor to the queue', async () => {
    const world = await createShop();
    const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    await maria.ask('c1', 'transfer', { to: 'ben', note: 'please' });
    maria.drop();
    await world.clock.pass(minute);
    expect(await kinds(world, 'c1', 'notes')).toEqual(['handing', 'returned']);
    await world.clock.pass(minute + 100);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'queued', as: null });
    expect(offers(ben)).toEqual(['c1']);
  });

  test('[Q5] [L3] the socket that asks for it dies in the middle: asked again, it is one hand-over, and one word of it', async () => {
    const world = await createShop();
    const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    const transfer = { t: 'cmd', i: 'once', c: 'c1', k: 'transfer', d: { to: 'ben', note: 'please' } } as const;
    maria.send(transfer);
    maria.drop();
    await world.clock.settle();
    const again = await world.agent('maria');
    again.send(transfer);
    expect(await again.until('ack', (f) => f.i === 'once')).toMatchObject({ c: 'c1/n', s: 1 });
    // So does the one that accepts it.
    const accept = { t: 'cmd', i: 'mine', c: 'c1', k: 'accept', d: {} } as const;
    ben.send(accept);
    ben.drop();
    await world.clock.settle();
    const back = await world.agent('ben');
    back.send(accept);
    expect(await back.until('ack', (f) => f.i === 'mine')).toMatchObject({ c: 'c1' });
    expect(await kinds(world, 'c1', 'notes')).toEqual(['handing', 'handed']);
    expect((await kinds(world, 'c1')).slice(-2)).toEqual(['transferred', 'joined']);
    await world.clock.pass(5 * minute);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'active', as: 'ben' });
  });

  test('[Q16] away is not here: nothing can be handed to him', async () => {
    const world = await createShop();
    await hire(world, 'zoe');
    const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    const why = async (to: string): Promise<unknown> => {
      const answer = await maria.ask('c1', 'transfer', { to, note: 'please' });
      return answer.t === 'err' ? answer.d : answer.t;
    };
    await ben.ask('', 'presence', { status: 'away' });
    expect(await why('ben')).toMatchObject({ why: 'absent' });
    expect(await why('zoe')).toMatchObject({ why: 'absent' });
    expect(await why('nobody')).toMatchObject({ why: 'unknown' });
    expect(await why('maria')).toMatchObject({ why: 'self' });
    await ben.ask('', 'presence', { status: 'finishing' });
    expect(await why('ben')).toBe('ack');
  });
});

test('[Q19] colleagues are told who is here and with how much to do, once a second at most', async () => {
  const world = await createShop({ capacity: 3 });
  await hire(world, 'maria', { teams: ['sales'], langs: ['en'], role: 'lead', name: 'Maria' });
  const maria = await world.agent('maria');
  await world.clock.pass(1_000);
  const me = { id: 'maria', name: 'Maria', role: 'lead', status: 'available', teams: ['sales'], langs: ['en'] };
  expect(maria.all('staff').at(-1)?.e).toEqual([{ ...me, load: 0, capacity: 3 }]);
  const before = maria.all('staff').length;
  for (const c of ['c1', 'c2', 'c3', 'c4', 'c5']) await caller(world, c);
  await maria.ask('c1', 'accept', {});
  await world.clock.pass(999);
  expect(maria.all('staff').length).toBeLessThanOrEqual(before + 1);
  await world.clock.pass(1_000);
  expect(maria.all('staff').at(-1)?.e).toEqual([{ ...me, load: 3, capacity: 3 }]);
  const ben = await world.agent('ben');
  await world.clock.pass(1_000);
  for (const client of [maria, ben])
    expect(
      client
        .all('staff')
        .at(-1)
        ?.e.map(({ id, status }) => [id, status]),
    ).toEqual([
      ['maria', 'available'],
      ['ben', 'available'],
    ]);
  // Nothing has changed by his second socket, and it hears the same.
  const tab = await world.agent('ben');
  await world.clock.pass(1_000);
  expect(tab.all('staff')).toEqual([ben.all('staff').at(-1)]);
});

test('[Q16] [X3] a relay that has stopped waits for nobody, and nothing', async () => {
  const inner = createFakeClock();
  const waiting = new Map<object, number>();
  const setTimer = (ms: number, run: () => void): (() => void) => {
    const key = {};
    if (ms >= 10_000) waiting.set(key, ms);
    const cancel = inner.setTimer(ms, run);
    return () => {
      waiting.delete(key);
      cancel();
    };
  };
  const world = await createShop({}, { clock: { ...inner, setTimer } });
  const maria = await world.agent('maria');
  await caller(world, 'c1');
  expect(waiting.size).toBeGreaterThan(0);
  maria.send({ t: 'cmd', i: 'last', c: 'c1', k: 'accept', d: {} });
  const stopped = world.relay.stop();
  await maria.until('ack', ({ i }) => i === 'last');
  await world.clock.pass(10_000);
  await stopped;
  expect([...waiting.values()]).toEqual([]);
});
