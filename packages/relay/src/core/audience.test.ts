// Who hears what: notes, other visitors, ratings and their secrets, marks, typing, lists.
import { describe, expect, test } from 'vitest';
import { type Client, chat, createWorld, secret } from '../test/world.ts';
import { ratingSecret } from './secret.ts';

const heard = (client: Client): string => client.socket.sent.join('\n');

describe('[S1] notes', () => {
  test('[UX102][S1] not one byte of a note reaches a visitor: no event, no head, no count, no time, no sum', async () => {
    const world = await createWorld({ limits: { heartbeatMs: 60_000 } });
    const { visitor, agent } = await chat(world);
    // One tab hears the conversation, the other only lists it.
    const tab = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    await world.clock.pass(1_000);
    const before = [visitor.frames.length, tab.frames.length];
    await world.clock.pass(10_000);
    expect(await agent.ask('conv1', 'note', { text: 'difficult customer' })).toMatchObject({
      t: 'ack',
      c: 'conv1/n',
      s: 1,
    });
    await world.clock.pass(1_000);
    expect([visitor.frames.length, tab.frames.length]).toEqual(before);
    expect(agent.seqs('conv1/n')).toEqual([1]);
    expect(agent.all('sum').at(-1)?.e[0]).toMatchObject({ hn: 1, st: { notes: 1 } });

    // Nor in what it asks for afterwards.
    visitor.send({ t: 'sub', c: 'conv1', s: -1 });
    visitor.send({ t: 'q', n: 1, k: 'get', c: 'conv1' });
    visitor.send({ t: 'sub', c: 'conv1/n', s: 0 });
    visitor.send({ t: 'q', n: 2, k: 'hist', c: 'conv1/n' });
    await visitor.ask('conv1', 'close', {}, { if: { st: 'queued' } });
    const again = await world.visitor({
      tok: visitor.welcome.tok ?? '',
      cur: { conv1: 0, 'conv1/n': 0, 'conv1/r': 0 },
    });
    await world.clock.pass(60_000);
    expect(await visitor.until('err', (f) => f.c === 'conv1/n')).toMatchObject({ code: 'not_found' });
    expect(await again.until('err', (f) => f.c === 'conv1/n')).toMatchObject({ code: 'not_found' });
    for (const client of [visitor, tab, again]) {
      expect(heard(client)).not.toContain('difficult');
      expect(heard(client)).not.toContain('"hn"');
      expect(heard(client)).not.toMatch(/"notes":[^0]/);
      expect(Object.keys(client.all('hb').at(-1)?.h ?? {})).not.toContain('conv1/n');
      // The time of the note is nobody's but the staff's.
      const at = (await world.store.conversation('conv1'))?.at ?? 0;
      expect(heard(client)).not.toContain(`"at":${at}`);
    }
  });
  test('[S1] nor what was folded from one: what an agent believes came of it is in no window, list or refusal', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    const tok = visitor.welcome.tok ?? '';
    const tab = await world.visitor({ tok });
    await agent.ask('conv1', 'close', { outcome: 'partly' });
    visitor.send({ t: 'sub', c: 'conv1', s: -1 });
    visitor.send({ t: 'q', n: 1, k: 'get', c: 'conv1' });
    await visitor.ask('conv1', 'message', { text: 'x' }, { if: { st: 'queued' } });
    const again = await world.visitor({ tok });
    await world.clock.pass(1_000);
    expect(agent.all('sum').at(-1)?.e[0]).toMatchObject({ hn: 1, st: { outcome: { n: 1, resolved: 'partly' } } });
    expect([visitor.all('snap').length, visitor.all('res').length, visitor.all('err').length]).toEqual([1, 1, 1]);
    for (const client of [visitor, tab, again]) expect(heard(client)).not.toMatch(/partly|outcome/);
  });
  test('[S1] a visitor cannot write one', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    expect(await visitor.ask('conv1', 'note', { text: 'x' })).toMatchObject({ t: 'err', code: 'forbidden' });
    expect(agent.seqs('conv1/n')).toEqual([]);
  });
});

test('[S3] nothing of one visitor reaches another', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  const stranger = await world.visitor();
  await visitor.ask('', 'profile', { name: 'Ana Unique' });
  await visitor.ask('conv1', 'message', { text: 'my secret address' });
  visitor.send({ t: 'eph', c: 'conv1', k: 'typing', on: 1 });
  visitor.send({ t: 'mark', c: 'conv1', r: 2 });
  await agent.ask('conv1', 'message', { text: 'an answer' });
  await agent.ask('conv1', 'close', {});
  await world.clock.pass(60_000);
  expect(stranger.frames.map((f) => f.t).filter((t) => t !== 'hb')).toEqual(['welcome']);
  for (const trace of [visitor.welcome.me.id, 'conv1', 'Ana', 'address']) expect(heard(stranger)).not.toContain(trace);
});

describe('[R2] the secret of a rating', () => {
  test("[R2] goes to that visitor's sockets when the session closes and in every welcome while it is valid; never to staff, never into an event", async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    const tab = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    const stranger = await world.visitor();
    const colleague = await world.agent('ben', { cur: { conv1: 0, 'conv1/r': 0 } });
    await agent.ask('conv1', 'message', { text: 'Hi' });
    await agent.ask('conv1', 'close', {});
    const invite = await visitor.until('inv');
    expect(invite).toMatchObject({ c: 'conv1', n: 1, secret: ratingSecret(secret, 'conv1', 1) });
    expect(await tab.until('inv')).toEqual(invite);
    const { t: _, ...inv } = invite;
    const again = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    expect(again.welcome.inv).toEqual([inv]);
    const staff = await world.agent('ben', { cur: { conv1: 0, 'conv1/n': 0, 'conv1/r': 0 } });
    staff.send({ t: 'q', n: 1, k: 'list' });
    staff.send({ t: 'q', n: 2, k: 'get', c: 'conv1' });
    await visitor.ask('conv1', 'rate', { n: 1, secret: invite.secret, score: 2 });
    await world.clock.pass(1_000);
    for (const client of [agent, colleague, staff, stranger]) expect(heard(client)).not.toContain(invite.secret);
    for (const client of [agent, visitor]) expect(JSON.stringify(client.all('ev'))).not.toContain(invite.secret);
    expect(staff.welcome.inv).toBeUndefined();
    for (const client of [visitor, agent, tab, stranger, colleague, again, staff]) client.drop();
    await world.clock.pass(73 * 3_600_000);
    expect((await world.visitor({ tok: visitor.welcome.tok ?? '' })).welcome.inv).toEqual([]);
  });
  test('[R2] who was away when an agent ended the chat gets it at the next welcome', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    const tok = visitor.welcome.tok ?? '';
    visitor.drop();
    await agent.ask('conv1', 'message', { text: 'Hi' });
    await agent.ask('conv1', 'close', {});
    expect((await world.visitor({ tok })).welcome.inv).toMatchObject([{ c: 'conv1', n: 1 }]);
  });
  test('[R2] the staff hears the rating itself at once', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    await agent.ask('conv1', 'message', { text: 'Hi' });
    await visitor.ask('conv1', 'close', {});
    const { secret: right, n } = await visitor.until('inv');
    await visitor.ask('conv1', 'rate', { n, secret: right, score: 5 });
    const rated = await agent.until('ev', (f) => f.e.some((ev) => ev.k === 'rated'));
    expect(rated).toMatchObject({ c: 'conv1/r', h: 2 });
  });
});

describe('[M1] marks', () => {
  test('[M1] only grow, and stand in every window; [M2] each side hears the other, not its own', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    const colleague = await world.agent('ben', { cur: { conv1: 4 } });
    visitor.send({ t: 'mark', c: 'conv1', r: 3 });
    visitor.send({ t: 'mark', c: 'conv1', r: 2, d: 1 });
    await world.clock.settle();
    agent.send({ t: 'mark', c: 'conv1', r: 1, d: 9_999 });
    await world.clock.settle();
    const me = visitor.welcome.me.id;
    expect(agent.all('mk').at(-1)).toEqual({ t: 'mk', c: 'conv1', w: me, r: 3, d: 3 });
    expect(colleague.all('mk')).toEqual(agent.all('mk'));
    expect(visitor.all('mk')).toEqual([{ t: 'mk', c: 'conv1', w: 'maria', r: 1, d: 4 }]);
    visitor.send({ t: 'sub', c: 'conv1', s: -1 });
    expect((await visitor.until('snap')).mk).toEqual({ [me]: { r: 3, d: 3 }, maria: { r: 1, d: 4 } });
  });
  test('[M1] hundreds of marks in one go are one write', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    for (let r = 0; r < 500; r += 1) visitor.send({ t: 'mark', c: 'conv1', r: r % 5 });
    await world.clock.settle();
    expect(agent.all('mk')).toEqual([{ t: 'mk', c: 'conv1', w: visitor.welcome.me.id, r: 4, d: 4 }]);
  });
});

describe('[E1] typing', () => {
  test('[E1] is told to the others with its ttl, and kept nowhere', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    const tab = await world.visitor({ tok: visitor.welcome.tok ?? '', cur: { conv1: 4 } });
    visitor.send({ t: 'eph', c: 'conv1', k: 'typing' });
    visitor.send({ t: 'eph', c: 'conv1', k: 'typing', on: 0 });
    await world.clock.settle();
    const from = { t: 'eph', c: 'conv1', a: visitor.welcome.me.id, k: 'typing', ttl: 6_000 };
    expect(agent.all('eph')).toEqual([
      { ...from, on: 1 },
      { ...from, on: 0 },
    ]);
    expect([...visitor.all('eph'), ...tab.all('eph')]).toEqual([]);
    expect((await world.store.conversation('conv1'))?.heads.main).toBe(4);
  });
  test('[E1] [B4] surplus is dropped without a word', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    for (let i = 0; i < 500; i += 1) visitor.send({ t: 'eph', c: 'conv1', k: 'typing', on: 1 });
    await world.clock.settle();
    expect(agent.all('eph')).toHaveLength(3);
    expect(visitor.all('err')).toEqual([]);
  });
});

describe('[S5] lists', () => {
  test('[S5] many changes are one sum, the newest; its visitor has its own, and unread counts what the other side wrote since the mark', async () => {
    const world = await createWorld();
    const { visitor, agent } = await chat(world);
    const tab = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    await world.clock.pass(1_000);
    const before = agent.all('sum').length;
    for (let i = 0; i < 4; i += 1) await visitor.ask('conv1', 'message', { text: `${i}` });
    await agent.ask('conv1', 'message', { text: 'one answer' });
    await world.clock.pass(250);
    expect([agent.all('sum').length, tab.all('sum').length]).toEqual([before + 1, 1]);
    expect(agent.all('sum').at(-1)?.e).toMatchObject([{ c: 'conv1', h: 9, unread: 5, last: { s: 9 } }]);
    expect(tab.all('sum').at(-1)?.e).toMatchObject([{ c: 'conv1', h: 9, unread: 1 }]);
    expect(tab.all('sum').at(-1)?.e[0]).not.toHaveProperty('v');
    // It hears the conversation itself.
    expect(visitor.all('sum')).toEqual([]);
    agent.send({ t: 'mark', c: 'conv1', r: 9 });
    await world.clock.pass(250);
    expect(agent.all('sum').at(-1)?.e[0]?.unread).toBe(0);
  });
  test('[S5] a welcome has what is not closed for staff, newest first for the visitor; the rest is asked for page by page', async () => {
    const world = await createWorld();
    const agent = await world.agent();
    const visitor = await world.visitor();
    for (const c of ['c1', 'c2', 'c3']) {
      await visitor.ask(c, 'open', { text: c });
      await world.clock.pass(1_000);
    }
    await visitor.ask('c1', 'close', {});
    await visitor.ask('c2', 'close', {});
    expect((await world.agent()).welcome.convs.map((s) => s.c)).toEqual(['c3']);
    const again = await world.visitor({ tok: visitor.welcome.tok ?? '' });
    expect(again.welcome.convs.map((s) => s.c).sort()).toEqual(['c1', 'c2', 'c3']);
    agent.send({ t: 'q', n: 1, k: 'list', lim: 1 });
    const first = (await agent.until('res')).d as { rows: { c: string; v: object }[]; cursor: string };
    agent.send({ t: 'q', n: 2, k: 'list', lim: 5, cursor: first.cursor });
    const second = (await agent.until('res', (f) => f.n === 2)).d as typeof first;
    expect([...first.rows, ...second.rows].map((s) => s.c)).toEqual(['c2', 'c1']);
    expect(first.rows[0]?.v).toEqual({});
    visitor.send({ t: 'q', n: 3, k: 'list' });
    expect(await visitor.until('err')).toMatchObject({ n: 3, code: 'forbidden' });
  });
});

test('[D6] history is paged backwards, oldest first, and says whether there is more', async () => {
  const world = await createWorld({ limits: { agentCommands: [{ count: 1e6, perMs: 1 }] } });
  const { agent } = await chat(world);
  for (let i = 0; i < 8; i += 1) await agent.ask('conv1', 'message', { text: `${i}` });
  agent.send({ t: 'q', n: 1, k: 'hist', c: 'conv1', lim: 5 });
  agent.send({ t: 'q', n: 2, k: 'hist', c: 'conv1', before: 4, lim: 100 });
  agent.send({ t: 'q', n: 3, k: 'hist', c: 'conv1', lim: 0 });
  agent.send({ t: 'q', n: 4, k: 'hist' });
  await world.clock.settle();
  const pages = agent.all('res').map((f) => f.d as { e: { s: number }[]; more: boolean });
  expect(pages.map((p) => [p.e.map((ev) => ev.s), p.more])).toEqual([
    [[8, 9, 10, 11, 12], true],
    [[1, 2, 3], false],
  ]);
  expect(agent.all('err')).toMatchObject([
    { n: 3, code: 'invalid_field', d: { field: 'lim' } },
    { n: 4, code: 'invalid_field', d: { field: 'c' } },
  ]);
});
