import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { type Client, chat, createWorld, type World } from '../test/world.ts';
import { createMemoryBus } from './memory-bus.ts';
import type { Bus, Hint } from './ports.ts';

const fast = { visitorCommands: [{ count: 1e6, perMs: 1 }], agentCommands: [{ count: 1e6, perMs: 1 }] };

async function say(client: Client, count: number, c = 'conv1'): Promise<void> {
  for (let i = 0; i < count; i += 1) await client.ask(c, 'message', { text: `message ${i}` });
}

const oneToN = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** Everything a client holds of a stream: the last window, and what followed. */
function applied(client: Client, stream: string): number[] {
  const seqs: number[] = [];
  for (const f of client.frames) {
    if (f.t === 'snap' && f.c === stream) seqs.splice(0, seqs.length, ...f.e.map((ev) => ev.s));
    if (f.t === 'ev' && f.c === stream) seqs.push(...f.e.map((ev) => ev.s));
  }
  return seqs;
}

describe('[D6] a subscription is answered', () => {
  test('[D6] from the cursor on', async () => {
    const world = await createWorld({ limits: fast });
    const { visitor, agent } = await chat(world);
    await say(visitor, 5);
    const other = await world.agent('ben');
    other.send({ t: 'sub', c: 'conv1', s: 3 });
    await other.until('ev', (f) => f.e.some((ev) => ev.s === 9));
    expect(other.seqs('conv1')).toEqual([4, 5, 6, 7, 8, 9]);
    expect(agent.seqs('conv1')).toEqual(oneToN(9));
  });
  test('[D6] by a window with reset when the cursor is more than 500 behind', async () => {
    const world = await createWorld({ limits: fast });
    const { visitor } = await chat(world);
    await say(visitor, 498);
    const agent = await world.agent('ben');
    agent.send({ t: 'sub', c: 'conv1', s: 2 });
    await agent.until('ev', (f) => f.h === 502 && f.e.at(-1)?.s === 502);
    expect(agent.seqs('conv1')).toEqual(oneToN(502).slice(2));
    agent.send({ t: 'sub', c: 'conv1', s: 1 });
    const snap = await agent.until('snap');
    expect(snap).toMatchObject({ c: 'conv1', reset: 1, lo: 473, h: 502, st: { st: 'active', as: 'maria' } });
    expect(snap.e.map((ev) => ev.s)).toEqual(oneToN(502).slice(-30));
  });
  test('[D6] by a window with reset when the cursor is ahead of the head', async () => {
    const world = await createWorld();
    const { visitor } = await chat(world);
    visitor.send({ t: 'sub', c: 'conv1', s: 99 });
    expect(await visitor.until('snap')).toMatchObject({ reset: 1, lo: 1, h: 4 });
  });
  test('[D6] by the last 30 without reset when asked for the tail, and goes on from there', async () => {
    const world = await createWorld({ limits: fast });
    const { visitor } = await chat(world);
    await say(visitor, 40);
    const agent = await world.agent('ben');
    agent.send({ t: 'sub', c: 'conv1', s: -1 });
    const snap = await agent.until('snap');
    expect(snap.reset).toBeUndefined();
    expect(snap.e).toHaveLength(30);
    await say(visitor, 2);
    await world.clock.settle();
    expect(applied(agent, 'conv1')).toEqual(oneToN(46).slice(-32));
  });
  test('[D6] by its tail, however long it is: no more is read than is shown', async () => {
    const memory = createMemoryStore();
    let read = 0;
    const store: Store = {
      ...memory,
      events: async (...args) => {
        const events = await memory.events(...args);
        read += events.length;
        return events;
      },
    };
    const world = await createWorld({ store, limits: fast });
    const { visitor, agent } = await chat(world);
    await say(visitor, 996);
    read = 0;
    agent.send({ t: 'sub', c: 'conv1', s: -1 });
    const snap = await agent.until('snap');
    await world.clock.settle();
    expect([snap.h, snap.lo, snap.e.length, read]).toEqual([1_000, 971, 30, 30]);
  });
  test('[D8] by a window with reset when the cursor counts in another log', async () => {
    const world = await createWorld();
    const { visitor } = await chat(world);
    const tok = visitor.welcome.tok ?? '';
    const same = await world.visitor({ tok, ep: visitor.welcome.ep, cur: { conv1: 2 } });
    await world.clock.settle();
    expect([same.all('snap'), same.seqs('conv1')]).toEqual([[], [3, 4]]);
    const other = await world.visitor({ tok, ep: 'before the restore', cur: { conv1: 2 } });
    expect(await other.until('snap')).toMatchObject({ reset: 1, h: 4, lo: 1 });
  });
  test('[D6] a window of long messages is as short as it must be', async () => {
    const world = await createWorld({ limits: { ...fast, windowBytes: 10_000 } });
    const { agent } = await chat(world);
    for (let i = 0; i < 5; i += 1) await agent.ask('conv1', 'message', { text: 'x'.repeat(4_000) });
    agent.send({ t: 'sub', c: 'conv1', s: -1 });
    expect((await agent.until('snap')).e.map((ev) => ev.s)).toEqual([8, 9]);
  });
});

test('[D10] resume needs nothing but cursors: another relay over the same log goes on where the first one stopped', async () => {
  const store = createMemoryStore();
  const before = await createWorld({ store, limits: fast });
  const { visitor, agent } = await chat(before);
  await say(agent, 3);
  await before.clock.settle();
  const cursor = visitor.seqs('conv1').at(-1) ?? 0;
  await before.relay.stop({ budgetMs: 0 });
  const after = await createWorld({ store, limits: fast });
  const again = await after.visitor({ tok: visitor.welcome.tok ?? '', cur: { conv1: cursor } });
  const staff = await after.agent();
  await say(staff, 2);
  await after.clock.settle();
  expect([...visitor.seqs('conv1'), ...again.seqs('conv1')]).toEqual(oneToN(9));
});

describe('[D7] hints', () => {
  const unreliable = (tamper: (hint: Hint, publish: (hint: Hint) => void) => void): Bus => {
    const inner = createMemoryBus();
    return { publish: (hint) => tamper(hint, inner.publish), subscribe: inner.subscribe };
  };
  const check = async (world: World, talk: () => Promise<void>, clients: Client[]): Promise<void> => {
    await talk();
    await world.clock.pass(30_000);
    const head = (await world.store.conversation('conv1'))?.heads.main ?? 0;
    for (const client of clients) expect(client.seqs('conv1')).toEqual(oneToN(head));
  };
  test.each<[string, (hint: Hint, publish: (hint: Hint) => void) => void]>([
    ['come twice', (hint, publish) => [publish(hint), publish(hint)]],
    ['say only that there is more', ({ conv, heads }, publish) => publish({ conv, heads })],
    [
      'come in reverse',
      (() => {
        let kept: Hint | null = null;
        return (hint: Hint, publish: (hint: Hint) => void) => {
          publish(hint);
          if (kept) publish(kept);
          kept = hint;
        };
      })(),
    ],
  ])('[D7] that %s do no harm', async (_name, tamper) => {
    const world = await createWorld({ limits: fast, bus: unreliable(tamper) });
    const { visitor, agent } = await chat(world);
    await check(world, async () => {
      for (let i = 0; i < 6; i += 1) await say(i % 2 ? visitor : agent, 2);
    }, [visitor, agent]);
  });
  test('[D9] that were lost are made good at the next heartbeat', async () => {
    let isLossy = false;
    const world = await createWorld({ limits: fast, bus: unreliable((hint, publish) => isLossy || publish(hint)) });
    const { visitor, agent } = await chat(world);
    isLossy = true;
    await say(agent, 3);
    await world.clock.settle();
    expect(visitor.seqs('conv1')).toEqual(oneToN(4));
    await check(world, async () => {}, [visitor, agent]);
    const hb = visitor.all('hb').at(-1);
    expect(hb?.h).toMatchObject({ conv1: 7, 'conv1/r': 0 });
  });
  test('[D9] so are lists: an agent hears of a conversation whose every hint was lost', async () => {
    let isLossy = false;
    const world = await createWorld({ bus: unreliable((hint, publish) => isLossy || publish(hint)) });
    const agent = await world.agent();
    const visitor = await world.visitor();
    isLossy = true;
    await visitor.ask('lost', 'open', { text: 'anybody?' });
    await world.clock.pass(30_000);
    expect(agent.all('sum').flatMap((f) => f.e.map((s) => s.c))).toContain('lost');
  });
});

describe('[B5] a socket that does not read', () => {
  test('[B5] is fed no more at the soft limit, hears no typing, and goes on when it has drained', async () => {
    const world = await createWorld({ limits: { ...fast, softBufferBytes: 2_000 } });
    const { visitor, agent } = await chat(world);
    agent.socket.stall();
    await say(visitor, 100);
    visitor.send({ t: 'eph', c: 'conv1', k: 'typing', on: 1 });
    await world.clock.pass(1_000);
    const fed = agent.seqs('conv1').length;
    expect(fed).toBeLessThan(50);
    expect(agent.all('eph')).toEqual([]);
    expect(agent.all('sum')).toEqual([]);
    agent.socket.bufferedBytes = 0;
    agent.port.drained();
    for (let i = 0; i < 40; i += 1) {
      agent.socket.bufferedBytes = 0;
      agent.port.drained();
      await world.clock.pass(250);
    }
    expect(agent.seqs('conv1')).toEqual(oneToN(104));
    expect(agent.all('sum').at(-1)?.e[0]).toMatchObject({ c: 'conv1', h: 104 });
  });
  test('[B5] is ended at the hard limit', async () => {
    const world = await createWorld({ limits: { ...fast, hardBufferBytes: 5_000 } });
    const { agent } = await chat(world);
    agent.socket.stall();
    for (let n = 0; n < 1_000 && !agent.socket.ended; n += 1) agent.send({ t: 'ping', n });
    expect(agent.socket.ended).toEqual({ code: 4003, reason: 'slow_consumer;retry=5000' });
    expect(agent.socket.bufferedBytes).toBeLessThan(6_000);
  });
  test('[B5] is given up if it takes nothing for 15 s, and kept as long as it takes anything', async () => {
    const world = await createWorld({ limits: { ...fast, softBufferBytes: 5_000 } });
    const { agent } = await chat(world);
    agent.socket.stall();
    for (let n = 0; agent.socket.bufferedBytes < 5_000; n += 1) agent.send({ t: 'ping', n });
    await world.clock.pass(14_000);
    agent.socket.bufferedBytes -= 1;
    agent.socket.bufferedBytes += 1_000;
    await world.clock.pass(999);
    expect(agent.socket.ended).toBeNull();
    agent.socket.bufferedBytes = 5_000;
    await world.clock.pass(1);
    expect(agent.socket.ended).toBeNull();
    await world.clock.pass(15_000);
    expect(agent.socket.ended).toEqual({ code: 4003, reason: 'slow_consumer;retry=5000' });
  });
});

test('[D7] a frame that many hear is made once, and each hears it once', async () => {
  const world = await createWorld({ limits: fast });
  const { visitor, agent } = await chat(world);
  const others = await Promise.all([
    world.agent('ben'),
    world.agent('ben'),
    world.visitor({ tok: visitor.welcome.tok ?? '', cur: { conv1: 4 } }),
  ]);
  for (const other of others.slice(0, 2)) other.send({ t: 'sub', c: 'conv1', s: 4 });
  await world.clock.settle();
  await say(visitor, 3);
  await world.clock.settle();
  const heard = [visitor, agent, ...others].map((client) =>
    client.socket.sent.filter((t) => t.startsWith('{"t":"ev","c":"conv1"')).slice(-3),
  );
  for (const texts of heard) expect(texts).toEqual(heard[0]);
});
