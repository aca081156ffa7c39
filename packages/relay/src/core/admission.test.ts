// How many may come, and from where.
import { describe, expect, test } from 'vitest';
import { type Client, createWorld, ownOrigin, shopOrigin, site } from '../test/world.ts';

const hello = { t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {} } as const;

describe('[B4] how many', () => {
  test('[A1] hellos beyond the pace wait their turn, in order, and are not read meanwhile', async () => {
    const world = await createWorld({ limits: { hellos: [{ count: 2, perMs: 1_000 }] } });
    const greeted = async (): Promise<Client> => {
      const client = world.connect();
      client.send(hello);
      client.send({ t: 'ping', n: 1 });
      await world.clock.settle();
      return client;
    };
    const [first, second, third, fourth] = [await greeted(), await greeted(), await greeted(), await greeted()];
    const welcomed = () => [first, second, third, fourth].map((client) => client.all('welcome').length);
    expect(welcomed()).toEqual([1, 1, 0, 0]);
    expect(third.socket.paused).toBe(true);
    await world.clock.pass(500);
    expect(welcomed()).toEqual([1, 1, 1, 0]);
    expect([third.socket.paused, third.all('pong').length]).toEqual([false, 1]);
    fourth.drop();
    await world.clock.pass(500);
    expect(welcomed()).toEqual([1, 1, 1, 0]);
    expect(world.relay.stats().visitors).toBe(3);
  });
  test('[A1] who would wait too long gets 1013, a time to come back, and nothing is asked of the store', async () => {
    const world = await createWorld({ limits: { hellos: [{ count: 2, perMs: 1_000 }], helloWaitMs: 400 } });
    await world.visitor();
    await world.visitor();
    const sent = Array.from({ length: 3 }, () => {
      const client = world.connect();
      client.send(hello);
      return client.socket.ended;
    });
    expect(sent.map((ended) => ended?.code)).toEqual([1013, 1013, 1013]);
    expect(sent.map((ended) => ended?.reason)).toEqual([700, 1_200, 1_700].map((ms) => `overloaded;retry=${ms}`));
    await world.clock.pass(500);
    await world.visitor();
  });
  test.each(['v', 'a'] as const)('[B4] sockets of one person (%s): the oldest is closed with 4005', async (role) => {
    const world = await createWorld({ limits: { socketsPerVisitor: 2, socketsPerAgent: 2 } });
    const first = role === 'a' ? await world.agent() : await world.visitor();
    const tok = first.welcome.tok;
    const next = () => (role === 'a' ? world.agent() : world.visitor(tok === undefined ? {} : { tok }));
    await next();
    expect(first.socket.ended).toBeNull();
    const third = await next();
    expect(first.socket.ended).toMatchObject({ code: 4005 });
    expect(third.socket.ended).toBeNull();
  });
  test('[H3] sockets of one address, and origins that no site lists, are refused before any session', async () => {
    const world = await createWorld({ limits: { socketsPerAddress: 2 } });
    for (const origin of ['https://evil.example', 'https://shop.example.attacker.tld', 'null'])
      expect(await world.relay.mayOpen(origin)).toBe(false);
    for (const origin of [shopOrigin, ownOrigin, null]) expect(await world.relay.mayOpen(origin)).toBe(true);
    const ask = (address = '192.0.2.9') => world.relay.admit({ origin: null, address });
    world.connect({ address: '192.0.2.9' });
    const second = world.connect({ address: '192.0.2.9' });
    expect(ask()).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(ask('192.0.2.10')).toBeNull();
    second.drop();
    await world.clock.settle();
    expect(ask()).toBeNull();
  });
  test('[H3] a site saved a moment ago counts', async () => {
    const world = await createWorld();
    expect(await world.relay.mayOpen('https://new.example')).toBe(false);
    await world.store.putSite({ ...site, key: 'new', origins: ['https://new.example'] });
    expect(await world.relay.mayOpen('https://new.example')).toBe(true);
  });
});
