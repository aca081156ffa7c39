import { describe, expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { chat, createWorld } from '../test/world.ts';

const log = async (store: Store, c = 'conv1'): Promise<string> =>
  JSON.stringify([
    await store.conversation(c),
    await store.events(c, 'main', 0, 999),
    await store.events(c, 'notes', 0, 999),
    await store.events(c, 'rating', 0, 999),
  ]);

test('[C1] a command is answered once, by ack or err with its id', async () => {
  const world = await createWorld();
  const { visitor } = await chat(world);
  await visitor.ask('conv1', 'message', { text: 'one' }, { i: 'm1' });
  await visitor.ask('conv1', 'message', { text: '' }, { i: 'm2' });
  await visitor.ask('elsewhere', 'close', {}, { i: 'm3' });
  await world.clock.pass(1_000);
  const answers = visitor.frames.filter((f) => f.t === 'ack' || f.t === 'err').slice(1);
  expect(answers).toMatchObject([
    { t: 'ack', i: 'm1', c: 'conv1', s: 5 },
    { t: 'err', i: 'm2', code: 'empty' },
    { t: 'err', i: 'm3', code: 'not_found' },
  ]);
});

test('[L3] [D2] the same id again, also on another socket, is answered with the first answer and changes nothing; with another body id_reused', async () => {
  const world = await createWorld();
  const { visitor } = await chat(world);
  const first = await visitor.ask('conv1', 'message', { text: 'one' }, { i: 'm1' });
  const before = await log(world.store);
  const again = await world.visitor({ tok: visitor.welcome.tok ?? '' });
  expect(await again.ask('conv1', 'message', { text: 'one' }, { i: 'm1' })).toEqual(first);
  expect(await again.ask('conv1', 'message', { text: 'two' }, { i: 'm1' })).toMatchObject({ t: 'err' });
  expect(again.all('err')).toMatchObject([{ i: 'm1', code: 'id_reused' }]);
  expect(await log(world.store)).toBe(before);
});

test('[L6] commands that arrive in one go are carried out in the order in which they came', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  for (let i = 0; i < 8; i += 1)
    visitor.send({ t: 'cmd', i: `m${i}`, c: 'conv1', k: 'message', d: { text: String(i) } });
  await visitor.until('ack', (f) => f.i === 'm7');
  await world.clock.settle();
  for (const client of [visitor, agent]) {
    const texts = client
      .all('ev')
      .flatMap((f) => f.e.flatMap((ev) => (ev.k === 'message' ? [(ev.d as { text: string }).text] : [])));
    expect(texts).toEqual(['Hello', '0', '1', '2', '3', '4', '5', '6', '7']);
  }
});

test('[T6] the author is who the socket is, whatever the frame says', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  visitor.raw(
    '{"t":"cmd","i":"f1","c":"conv1","k":"message","d":{"text":"x","a":"maria","at":1,"s":1},"a":"maria","role":"a","from":"agent","at":1,"s":1}',
  );
  await visitor.until('ack', (f) => f.i === 'f1');
  const [ev] = await world.store.events('conv1', 'main', 4, 1);
  expect(ev).toEqual({
    s: 5,
    k: 'message',
    a: visitor.welcome.me.id,
    at: world.clock.now(),
    m: 'f1',
    d: { text: 'x' },
  });
  // Nor is the other one's id used up by it.
  agent.raw('{"t":"cmd","i":"f1","c":"conv1","k":"message","d":{"text":"y"}}');
  expect(await agent.until('ack', (f) => f.i === 'f1')).toMatchObject({ s: 6 });
});

describe("[C4] another's conversation", () => {
  test('[C4] [S3] is not_found in every way of asking, exactly as one that does not exist, and nothing changes', async () => {
    const world = await createWorld({
      limits: { visitorCommands: [{ count: 100, perMs: 1 }], queries: [{ count: 100, perMs: 1 }] },
    });
    const { visitor, agent } = await chat(world);
    const inv = await (async () => {
      await agent.ask('conv1', 'message', { text: 'Hi' });
      await agent.ask('conv1', 'close', {});
      return visitor.until('inv');
    })();
    const stranger = await world.visitor();
    const before = await log(world.store);
    const probe = async (c: string): Promise<unknown[]> => {
      const from = stranger.frames.length;
      for (const stream of [c, `${c}/n`, `${c}/r`]) {
        stranger.send({ t: 'sub', c: stream, s: 0 });
        stranger.send({ t: 'sub', c: stream, s: -1 });
        stranger.send({ t: 'q', n: 1, k: 'hist', c: stream });
      }
      stranger.send({ t: 'q', n: 2, k: 'get', c });
      stranger.send({ t: 'mark', c, r: 1 });
      stranger.send({ t: 'eph', c, k: 'typing', on: 1 });
      for (const [k, d] of [
        ['message', { text: 'x' }],
        ['close', {}],
        ['rate', { n: 1, secret: inv.secret, score: 1 }],
        ['dismiss', { n: 1, secret: inv.secret }],
      ] as const) {
        stranger.send({ t: 'cmd', i: `x-${k}`, c, k, d });
      }
      await world.clock.pass(1_000);
      return stranger.frames.slice(from);
    };
    const theirs = await probe('conv1');
    const nobodys = await probe('conv2');
    expect(theirs).toHaveLength(3 * 3 + 3 + 4);
    expect(theirs.every((f) => (f as { code?: string }).code === 'not_found')).toBe(true);
    expect(JSON.stringify(theirs).replaceAll('conv1', 'conv2')).toBe(JSON.stringify(nobodys));
    expect(await log(world.store)).toBe(before);
    expect(agent.all('eph')).toEqual([]);
  });
  test('[C4] a conversation cannot be opened over', async () => {
    const world = await createWorld();
    await chat(world);
    const stranger = await world.visitor();
    const before = await log(world.store);
    expect(await stranger.ask('conv1', 'open', { text: 'mine now' })).toMatchObject({ t: 'err' });
    expect(await log(world.store)).toBe(before);
    await world.clock.pass(1_000);
    expect(stranger.all('ev')).toEqual([]);
  });
});

test('[C6] a condition that does not hold is a conflict with the present state', async () => {
  const world = await createWorld();
  const { agent } = await chat(world);
  expect(await agent.ask('conv1', 'close', {}, { if: { st: 'queued' } })).toMatchObject({
    code: 'conflict',
    d: { st: 'active', as: 'maria' },
  });
});

test('[C7] [L5] of two agents who accept at once one gets ack and the other taken', async () => {
  const world = await createWorld();
  const [maria, ben, visitor] = [await world.agent('maria'), await world.agent('ben'), await world.visitor()];
  await visitor.ask('conv1', 'open', { text: 'Hello' });
  const answers = await Promise.all([maria.ask('conv1', 'accept', {}), ben.ask('conv1', 'accept', {})]);
  expect(answers).toMatchObject([{ t: 'ack' }, { t: 'err', code: 'taken', d: { as: 'maria' } }]);
});

describe('[C11] commands that append nothing', () => {
  test('[C11] a profile is kept, cleaned, shown to the staff, and can be repeated', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    const d = {
      name: ' Ana\u202e \n',
      email: 'ana@example.org',
      page: { url: 'https://u:p@shop.example/cart?token=x&utm_source=mail#frag', title: 'Cart' },
      fields: { plan: 'pro' },
    };
    for (let i = 0; i < 2; i += 1)
      expect(await visitor.ask('', 'profile', d, { i: 'p1' })).toMatchObject({ t: 'ack', s: 0, c: '' });
    await world.clock.pass(250);
    const v = {
      name: 'Ana',
      email: 'ana@example.org',
      page: { url: 'https://shop.example/cart?utm_source=mail', title: 'Cart' },
      fields: { plan: 'pro' },
    };
    expect(agent.all('sum').at(-1)?.e[0]?.v).toEqual(v);
    await visitor.ask('', 'profile', { lang: 'pt' });
    expect((await world.store.visitor(visitor.welcome.me.id))?.info).toEqual({ ...v, lang: 'pt' });
    expect(await visitor.ask('', 'profile', { name: 'x'.repeat(81) })).toMatchObject({
      code: 'invalid_field',
      d: { field: 'name' },
    });
    expect(await visitor.ask('', 'profile', { page: { url: 'javascript:alert(1)' } })).toMatchObject({
      code: 'invalid_field',
      d: { field: 'page' },
    });
    expect(await agent.ask('', 'profile', d)).toMatchObject({ code: 'forbidden' });
  });
  test("[C11] presence is kept, told to the agent's other sockets, and not for visitors", async () => {
    const world = await createWorld();
    const [one, two, visitor] = [await world.agent(), await world.agent(), await world.visitor()];
    expect(await one.ask('', 'presence', { status: 'away' })).toMatchObject({ t: 'ack', s: 0 });
    expect((await two.until('presence')).status).toBe('away');
    expect((await world.agent()).welcome.presence).toBe('away');
    expect(await visitor.ask('', 'presence', { status: 'away' })).toMatchObject({ code: 'forbidden' });
  });
});

test('[C12] unknown commands, questions and frames are unsupported, and the socket stays', async () => {
  const world = await createWorld();
  const visitor = await world.visitor();
  visitor.raw('{"t":"cmd","i":"u1","c":"c1","k":"edit","d":{}}');
  visitor.raw('{"t":"q","n":4,"k":"secrets"}');
  visitor.raw('{"t":"launch"}');
  await world.clock.settle();
  expect(visitor.all('err')).toMatchObject([
    { i: 'u1', code: 'unsupported' },
    { code: 'unsupported' },
    { n: 4, code: 'unsupported' },
  ]);
  expect(visitor.socket.ended).toBeNull();
});

describe('[B4] too many commands', () => {
  test('[B4] a visitor has a burst of 10, counted over all sockets; the answer says when to try again', async () => {
    const world = await createWorld();
    const visitor = await world.visitor();
    const other = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    await visitor.ask('conv1', 'open', {});
    for (let i = 0; i < 9; i += 1)
      expect(await (i % 2 ? visitor : other).ask('conv1', 'message', { text: 'x' })).toMatchObject({ t: 'ack' });
    expect(await other.ask('conv1', 'message', { text: 'x' })).toMatchObject({
      t: 'err',
      code: 'rate_limited',
      retry: 500,
    });
    await world.clock.pass(500);
    expect(await other.ask('conv1', 'message', { text: 'x' })).toMatchObject({ t: 'ack' });
  });
  test('[B4] an agent has 60 in 10 s', async () => {
    const world = await createWorld();
    const { agent } = await chat(world);
    const answers = [];
    for (let i = 0; i < 61; i += 1) answers.push((await agent.ask('conv1', 'note', { text: 'x' })).t);
    expect(answers.filter((t) => t === 'ack')).toHaveLength(59);
  });
  test('[B4] questions: over the pace rate_limited with the number of the question', async () => {
    const world = await createWorld({ limits: { queries: [{ count: 5, perMs: 1_000 }] } });
    const { visitor } = await chat(world);
    for (let n = 1; n <= 6; n += 1) visitor.send({ t: 'q', n, k: 'hist', c: 'conv1' });
    await world.clock.settle();
    expect(visitor.all('res').map((f) => f.n)).toEqual([1, 2, 3, 4, 5]);
    expect(visitor.all('err')).toEqual([{ t: 'err', n: 6, code: 'rate_limited', retry: 200 }]);
  });
});
