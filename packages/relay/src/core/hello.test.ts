import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { type Store, StoreFull } from '../store/store.ts';
import { chat, createWorld, ownOrigin, shopOrigin, site } from '../test/world.ts';
import { sha256hex } from './secret.ts';

const hello = { t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {} } as const;

describe('[H1] the first frame', () => {
  test('[H1] that does not come within 5 s closes with 4001', async () => {
    const world = await createWorld();
    const client = world.connect();
    await world.clock.pass(4_999);
    expect(client.socket.ended).toBeNull();
    await world.clock.pass(1);
    expect(client.socket.ended).toMatchObject({ code: 4001 });
  });
  test.each([
    ['a command', '{"t":"cmd","i":"i1","c":"c1","k":"open","d":{}}', 4501],
    ['no JSON', '{', 4501],
    ['an unknown frame', '{"t":"constructor"}', 4501],
    ['a hello with an object for a token', JSON.stringify({ ...hello, tok: { $ne: null } }), 4501],
    ['more than 8 KiB', JSON.stringify({ ...hello, dev: 'x'.repeat(8_192) }), 1009],
    ['more than 8 KiB in bytes', JSON.stringify({ ...hello, dev: 'é'.repeat(4_096) }), 1009],
  ])('[H1] that is %s closes', async (_name, text, code) => {
    const world = await createWorld();
    const client = world.connect();
    client.raw(text);
    expect(client.socket.ended).toMatchObject({ code });
  });
});

describe('[H4] after hello', () => {
  test.each([
    ['an unknown site', { k: 'nowhere' }, shopOrigin, 4502],
    ['no site', { k: undefined }, shopOrigin, 4502],
    ["a site's name that is a word of the language", { k: '__proto__' }, shopOrigin, 4502],
    ['an origin of another site', {}, 'https://other.example', 4504],
    ["the relay's own origin where the site lists others", {}, ownOrigin, 4504],
    ['no origin where the site allows no native apps', { k: 'other' }, null, 4504],
    ['another version', { v: 2 }, shopOrigin, 4500],
    ['a version that is no number', { v: '1' }, shopOrigin, 4500],
  ])('[H4] %s is refused', async (_name, change, origin, code) => {
    const world = await createWorld();
    const client = world.connect({ origin });
    client.raw(JSON.stringify({ ...hello, ...change }));
    expect(await client.ended()).toMatchObject({ code });
    expect(client.all('welcome')).toEqual([]);
  });
  test('[H4] a disabled site is as unknown', async () => {
    const world = await createWorld();
    await world.store.putSite({ ...site, disabled: true });
    const client = world.connect();
    client.send(hello);
    expect(await client.ended()).toMatchObject({ code: 4502 });
  });
  test("[H4] a site without a list allows the relay's own origin and no other", async () => {
    const world = await createWorld();
    await world.store.putSite({ ...site, key: 'demo', origins: [] });
    expect((await world.visitor({ k: 'demo', origin: ownOrigin })).welcome.site).toEqual({ key: 'demo', name: 'Shop' });
    const client = world.connect({ origin: shopOrigin });
    client.send({ ...hello, k: 'demo' });
    expect(await client.ended()).toMatchObject({ code: 4504 });
  });
  test('[H4] no origin is a native app, where the site allows them', async () => {
    const world = await createWorld();
    expect((await world.visitor({ origin: null })).welcome.me.role).toBe('v');
  });
});

describe('[H5] the welcome', () => {
  test('[H5] comes before anything else, also before the answer to what was sent too early', async () => {
    const world = await createWorld();
    const { visitor } = await chat(world);
    const again = world.connect();
    again.send({ ...hello, tok: visitor.welcome.tok ?? '', cur: { conv1: 0 } });
    again.send({ t: 'ping', n: 1 });
    again.send({ t: 'cmd', i: 'early', c: 'conv1', k: 'message', d: { text: 'too early' } });
    const late = await world.agent('ben'); // `here` changes meanwhile
    await again.until('ack');
    expect(again.frames[0]?.t).toBe('welcome');
    expect(again.frames.map((f) => f.t)).toContain('pong');
    expect(again.all('welcome')).toHaveLength(1);
    expect(late.frames[0]?.t).toBe('welcome');
  });
  test('[H5] nothing is told to who is let in and not welcomed yet, however long the store takes', async () => {
    const memory = createMemoryStore();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    let held = Promise.resolve();
    const store: Store = {
      ...memory,
      openConversations: async (...args) => {
        await held;
        return memory.openConversations(...args);
      },
    };
    const world = await createWorld({ store });
    const first = await world.agent('ben');
    held = promise;
    const second = world.connect({ origin: ownOrigin });
    second.send({ ...hello, role: 'a', tok: await world.ticket('ben') });
    await world.clock.pass(100);
    // All sockets of an agent hear of this, as soon as they hear anything.
    await first.ask('', 'presence', { status: 'away' });
    await first.until('presence');
    expect(second.frames).toEqual([]);
    release();
    expect((await second.until('welcome')).presence).toBe('away');
    expect(second.frames[0]?.t).toBe('welcome');
  });
  test('[H5] a second hello is a bad frame and changes nobody', async () => {
    const world = await createWorld();
    const [first, second] = [await world.visitor(), await world.visitor()];
    second.send({ ...hello, tok: first.welcome.tok ?? '' });
    expect(await second.until('err')).toMatchObject({ code: 'bad_frame' });
    await second.ask('conv1', 'open', { text: 'me' });
    expect((await world.store.conversation('conv1'))?.state.visitor).toBe(second.welcome.me.id);
  });
});

describe('[T1] the token of a visitor', () => {
  test('[T1] is handed over once, 256 bits, kept only as its hash, and brings the same person back', async () => {
    const kept: string[] = [];
    const memory = createMemoryStore();
    const store: Store = {
      ...memory,
      createVisitor: (row, hash) => {
        kept.push(hash);
        return memory.createVisitor(row, hash);
      },
    };
    const world = await createWorld({ store });
    const visitor = await world.visitor();
    const token = visitor.welcome.tok ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(kept).toEqual([sha256hex(token)]);
    const again = await world.visitor({ tok: token });
    expect(again.welcome.me.id).toBe(visitor.welcome.me.id);
    expect(again.welcome.tok).toBeUndefined();
  });
  test('[T1] is committed before the welcome: a relay that dies in between has told nobody', async () => {
    const memory = createMemoryStore();
    const store: Store = { ...memory, createVisitor: () => Promise.reject(new Error('the disk is gone')) };
    const world = await createWorld({ store });
    const client = world.connect();
    client.send(hello);
    expect(await client.ended()).toMatchObject({ code: 1011 });
    expect(client.frames).toEqual([]);
  });
  test('[B7] [X2] a newcomer who finds the store in trouble is asked to come again, in a while that differs', async () => {
    const memory = createMemoryStore();
    const store: Store = { ...memory, createVisitor: () => Promise.reject(new StoreFull()) };
    const world = await createWorld({ store });
    const client = world.connect();
    client.send(hello);
    const { code, reason } = await client.ended();
    expect([code, reason]).toEqual([1013, expect.stringMatching(/^unavailable;retry=\d{4,5}$/)]);
  });
});

test('[T4] an unknown token, or one of another site, closes with 4503 and makes no visitor', async () => {
  let made = 0;
  const memory = createMemoryStore();
  const store: Store = {
    ...memory,
    createVisitor: (row, hash) => {
      made += 1;
      return memory.createVisitor(row, hash);
    },
  };
  const world = await createWorld({ store });
  const visitor = await world.visitor();
  const foreign = world.connect({ origin: 'https://other.example' });
  foreign.send({ ...hello, k: 'other', tok: visitor.welcome.tok ?? '' });
  const forged = world.connect();
  forged.send({ ...hello, tok: 'a'.repeat(43) });
  expect(await foreign.ended()).toEqual(await forged.ended());
  expect(forged.socket.ended).toEqual({ code: 4503, reason: 'unknown_token' });
  expect(made).toBe(1);
});
