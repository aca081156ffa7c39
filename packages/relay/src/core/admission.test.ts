// How many may come, and from where.
import { describe, expect, test } from 'vitest';
import { createWorld, ownOrigin, shopOrigin, site } from '../test/world.ts';

const hello = { t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {} } as const;

describe('[B4] how many', () => {
  test('[B4] hellos per second: over it 1013 with a time to wait, and nothing is asked of the store', async () => {
    const world = await createWorld({ limits: { hellos: [{ count: 2, perMs: 1_000 }] } });
    await world.visitor();
    await world.visitor();
    const client = world.connect();
    client.send(hello);
    expect(client.socket.ended).toMatchObject({ code: 1013 });
    expect(client.socket.ended?.reason).toMatch(/^overloaded;retry=\d{4,5}$/);
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
    const ask = (origin: string | null, address = '192.0.2.9') => world.relay.admit({ origin, address });
    expect(await ask('https://evil.example')).toEqual({ status: 403, code: 'origin_denied' });
    expect(await ask('https://shop.example.attacker.tld')).toMatchObject({ status: 403 });
    expect(await ask('null')).toMatchObject({ status: 403 });
    for (const origin of [shopOrigin, ownOrigin, null]) expect(await ask(origin)).toBeNull();
    world.connect({ address: '192.0.2.9' });
    const second = world.connect({ address: '192.0.2.9' });
    expect(await ask(shopOrigin)).toEqual({ status: 429, code: 'rate_limited' });
    expect(await ask(shopOrigin, '192.0.2.10')).toBeNull();
    second.drop();
    await world.clock.settle();
    expect(await ask(shopOrigin)).toBeNull();
  });
  test('[H3] a site saved a moment ago counts', async () => {
    const world = await createWorld();
    expect(await world.relay.admit({ origin: 'https://new.example', address: 'x' })).not.toBeNull();
    await world.store.putSite({ ...site, key: 'new', origins: ['https://new.example'] });
    expect(await world.relay.admit({ origin: 'https://new.example', address: 'x' })).toBeNull();
  });
});
