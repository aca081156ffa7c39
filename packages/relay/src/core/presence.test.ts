// Who is here, who still answers, and how a relay says goodbye.
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { agentRow, chat, createWorld } from '../test/world.ts';

describe('[P4] who is here', () => {
  test('[P4] is told from live sockets of available agents, and each change once', async () => {
    const world = await createWorld();
    await world.store.putAgent({ ...agentRow('zoe', 'Zoe'), presence: 'away' });
    const visitor = await world.visitor();
    expect(visitor.welcome.here).toEqual({ n: 0, names: [] });
    const soon = (): Promise<void> => world.clock.pass(250);
    const maria = await world.agent('maria');
    await soon();
    const second = await world.agent('maria');
    const ben = await world.agent('ben');
    await soon();
    await world.agent('zoe');
    expect(world.relay.here()).toEqual({ n: 2, names: ['Maria', 'Ben'] });
    await ben.ask('', 'presence', { status: 'away' });
    maria.drop();
    await soon();
    second.drop();
    await soon();
    expect(visitor.all('here').map(({ n, names }) => [n, ...names])).toEqual([
      [1, 'Maria'],
      [2, 'Maria', 'Ben'],
      [1, 'Maria'],
      [0],
    ]);
  });
  test('[P4] [C5] decides whether a conversation begins live', async () => {
    const world = await createWorld();
    const visitor = await world.visitor();
    await visitor.ask('c1', 'open', {});
    const agent = await world.agent();
    await visitor.ask('c2', 'open', {});
    agent.drop();
    await world.clock.settle();
    await visitor.ask('c3', 'open', {});
    const modes = await Promise.all(
      ['c1', 'c2', 'c3'].map(async (c) => (await world.store.conversation(c))?.state.mode),
    );
    expect(modes).toEqual(['offline', 'live', 'offline']);
  });
});

describe('[P1] the heartbeat', () => {
  test('[P1] every 25 s a ping and a beat with the heads of what is heard', async () => {
    const world = await createWorld();
    const { visitor } = await chat(world);
    await world.clock.pass(24_000);
    expect([visitor.socket.pings, visitor.all('hb')]).toEqual([0, []]);
    await world.clock.pass(1_000);
    expect(visitor.socket.pings).toBe(1);
    expect(visitor.all('hb')).toEqual([{ t: 'hb', h: { conv1: 4, 'conv1/r': 0 } }]);
    await world.clock.pass(100_000);
    expect(visitor.socket.pings).toBe(5);
    expect(visitor.socket.ended).toBeNull();
  });
  test('[P1] a socket that has not answered by the next one is ended without a handshake', async () => {
    const world = await createWorld();
    const visitor = await world.visitor();
    visitor.port.pong = () => {};
    await world.clock.pass(49_000);
    expect(visitor.socket.ended).toBeNull();
    await world.clock.pass(1_000);
    expect(visitor.socket.ended).toMatchObject({ code: 1006 });
    expect(world.relay.stats()).toMatchObject({ sockets: 0, visitors: 0 });
  });
});

describe('[X3] the end of a relay', () => {
  test('[X3] bye, what was begun is finished and answered, then 1012; what comes later is taken nowhere', async () => {
    const memory = createMemoryStore();
    let release = (): void => {};
    let gate: Promise<void> = Promise.resolve();
    const store: Store = { ...memory, commit: (units) => gate.then(() => memory.commit(units)) };
    const world = await createWorld({ store });
    const { visitor, agent } = await chat(world);
    gate = new Promise((resolve) => {
      release = resolve;
    });
    visitor.send({ t: 'cmd', i: 'begun', c: 'conv1', k: 'message', d: { text: 'in time' } });
    await world.clock.settle();
    const stopped = world.relay.stop();
    await world.clock.settle();
    expect(await visitor.until('bye')).toMatchObject({ why: 'restart' });
    expect(visitor.socket.ended).toBeNull();
    expect(world.relay.admit({ origin: null, address: 'x' })).toMatchObject({ status: 503, code: 'unavailable' });
    visitor.send({ t: 'cmd', i: 'late', c: 'conv1', k: 'message', d: { text: 'too late' } });
    await world.clock.settle();
    release();
    await stopped;
    expect(visitor.all('err')).toEqual([]);
    expect((await world.store.conversation('conv1'))?.last?.m).toBe('begun');
    expect(visitor.all('ack').at(-1)).toMatchObject({ i: 'begun' });
    for (const { socket } of [visitor, agent]) {
      expect(socket.ended?.code).toBe(1012);
      expect(socket.ended?.reason).toMatch(/^restart;retry=\d+$/);
    }
    expect(world.relay.stats().sockets).toBe(0);
  });
  test('[X3] sockets close one after the other, are served until then, and are told when to come back', async () => {
    const world = await createWorld({ limits: { socketsPerVisitor: 100 } });
    const { visitor } = await chat(world);
    const tok = visitor.welcome.tok ?? '';
    const others = [];
    for (let i = 0; i < 60; i += 1) others.push(await world.visitor({ tok }));
    const stopped = world.relay.stop();
    await world.clock.settle();
    const last = others.at(-1);
    expect(visitor.socket.ended).toMatchObject({ code: 1012 });
    expect(last?.socket.ended).toBeNull();
    expect(await last?.ask('conv1', 'message', { text: 'still served' })).toMatchObject({ t: 'ack' });
    const byes = await Promise.all(others.map((client) => client.until('bye')));
    const after = byes.map((bye) => bye.after);
    expect(after).toEqual([...after].sort((a, b) => a - b));
    for (const [i, ms] of after.entries()) if (i % 20 === 0) expect(others[i]?.socket.ended === null).toBe(ms > 0);
    await world.clock.pass(after.at(-1) ?? 0);
    await stopped;
    for (const [i, { socket }] of others.entries())
      expect(socket.ended).toEqual({ code: 1012, reason: `restart;retry=${byes[i]?.retry}` });
    const retries = byes.map((bye) => bye.retry);
    expect(Math.max(...retries) - Math.min(...retries)).toBeGreaterThan(1_000);
    expect(Math.max(...retries)).toBeLessThan(2_000);
  });
  test('[X3] the budget bounds the wait', async () => {
    const memory = createMemoryStore();
    let isStuck = false;
    const store: Store = { ...memory, commit: (units) => (isStuck ? new Promise(() => {}) : memory.commit(units)) };
    const world = await createWorld({ store });
    const { visitor } = await chat(world);
    isStuck = true;
    visitor.send({ t: 'cmd', i: 'stuck', c: 'conv1', k: 'message', d: { text: 'x' } });
    const stopped = world.relay.stop({ budgetMs: 3_000 });
    await world.clock.pass(2_999);
    expect(visitor.socket.ended).toBeNull();
    await world.clock.pass(1);
    await stopped;
    expect(visitor.socket.ended).toMatchObject({ code: 1006 });
    expect(visitor.all('ack').some((f) => f.i === 'stuck')).toBe(false);
  });
});
