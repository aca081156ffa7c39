// R7: what reaches the agent who is to guess, over everything that a socket can be told or asked.
import type { Score } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { type Client, chat, createWorld, type World } from '../test/world.ts';

const dayMs = 86_400_000;
const says = (frames: readonly unknown[]): string => JSON.stringify(frames);
/** What would give it away: a state of the asking, a score, a word, a head of the stream. */
const tells = (text: string): boolean =>
  /"rate":\{"|"invited"|"rated"|"score"|dreadful|"complaints"|"conv1\/r":/.test(text);

interface Scene {
  readonly world: World;
  readonly visitor: Client;
  /** Maria, who is to guess. */
  readonly agent: Client;
  readonly ben: Client;
  /** What Maria has been told since the end. */
  since(): readonly unknown[];
  rate(score: Score): Promise<unknown>;
}

/** Ended, with a guess to be made. */
async function scene(limits = {}): Promise<Scene> {
  const world = await createWorld({ limits });
  await world.store.changeSite('shop', (site) => ({ ...site, settings: { guess: 100 } }));
  await world.relay.siteChanged('shop');
  const { visitor, agent } = await chat(world);
  const ben = await world.agent('ben', { cur: { conv1: 0, 'conv1/n': 0, 'conv1/r': 0 } });
  await agent.ask('conv1', 'message', { text: 'Hi' });
  await world.clock.pass(1_000);
  const from = agent.frames.length;
  await agent.ask('conv1', 'close', {});
  const { n, secret } = await visitor.until('inv');
  await world.clock.pass(1_000);
  return {
    ...{ world, visitor, agent, ben },
    since: () => agent.frames.slice(from),
    rate: (score) => visitor.ask('conv1', 'rate', { n, secret, score, comment: 'dreadful' }),
  };
}

test('[R7] [R8] he hears that he is asked, his colleague hears the rating, and the visitor of no guess', async () => {
  const { world, visitor, ben, since, rate } = await scene();
  await rate(1);
  await world.clock.pass(1_000);
  expect(says(since())).toContain('"guessing"');
  expect(tells(says(since()))).toBe(false);
  expect(says(ben.all('ev'))).toContain('dreadful');
  expect(says(ben.all('sum'))).toContain('dreadful');
  expect(says(visitor.frames)).not.toMatch(/guess/);
});

test('[R7] nothing is told him because of a rating', async () => {
  const { world, agent, since, rate } = await scene();
  const before = since().length;
  await rate(1);
  await world.clock.pass(5_000);
  expect(agent.socket.ended).toBeFalsy();
  expect(since().length).toBe(before);
});

test('[R7] nor does he learn of it by asking, with whatever cursor, on another socket, or at a heartbeat', async () => {
  const { world, agent, since, rate } = await scene();
  await rate(1);
  const told: string[] = [];
  for (const s of [-1, 0, 1, 2, 3, 600]) {
    const at = since().length;
    agent.send({ t: 'sub', c: 'conv1/r', s });
    await world.clock.settle();
    told.push(says(since().slice(at)));
  }
  // Whatever he says he has, the answer is the same: what it says depends on nothing that he may not know.
  expect(new Set(told.slice(1)).size).toBe(1);
  expect(told[0]).toMatch(/"lo":1,"h":0,"e":\[\]/);
  agent.send({ t: 'q', n: 1, k: 'hist', c: 'conv1/r' });
  expect(await agent.until('res', (f) => f.n === 1)).toMatchObject({ d: { e: [], more: false } });
  agent.send({ t: 'q', n: 2, k: 'get', c: 'conv1' });
  expect(await agent.until('res', (f) => f.n === 2)).toMatchObject({ d: { st: { rate: {} } } });
  agent.send({ t: 'q', n: 3, k: 'list' });
  expect(await agent.until('res', (f) => f.n === 3)).toMatchObject({ d: { rows: [{ c: 'conv1' }] } });
  agent.send({ t: 'sub', c: 'conv1', s: -1 });
  await agent.until('snap', (f) => f.c === 'conv1');
  await agent.ask('conv1', 'note', { text: 'x' }, { if: { st: 'queued' } });
  const other = await world.agent('maria', { cur: { conv1: 0, 'conv1/r': 0 } });
  await world.clock.pass(60_000);
  expect(agent.all('hb').length).toBeGreaterThan(1);
  const ratedAt = (await world.store.conversation('conv1'))?.at ?? 0;
  for (const seen of [says(since()), says(other.frames)]) {
    expect(tells(seen)).toBe(false);
    expect(seen).not.toContain(`"at":${ratedAt},`);
  }
});

test('[R7] when he has guessed, or declined, all of it follows at once', async () => {
  for (const score of [4, null] as const) {
    const { world, agent, since, rate } = await scene();
    await rate(1);
    expect(await agent.ask('conv1', 'guess', { n: 1, score })).toMatchObject({ t: 'ack', c: 'conv1/n' });
    await agent.until('ev', (f) => f.c === 'conv1/r' && f.e.some((ev) => ev.k === 'rated'));
    await world.clock.pass(1_000);
    expect(agent.seqs('conv1/r')).toEqual([1, 2]);
    expect(agent.all('sum').at(-1)?.e[0]?.st.rate[1]).toMatchObject({ rating: { score: 1 } });
    expect(says(since())).toContain('dreadful');
  }
});

test('[R7] when the time is past it follows by itself, to who hears and to who only lists', async () => {
  const { world, agent, since, rate } = await scene({ heartbeatMs: dayMs });
  await rate(1);
  const lists = await world.agent('maria');
  await world.clock.pass(dayMs - 60_000);
  expect(tells(says(since()))).toBe(false);
  expect(tells(says(lists.frames))).toBe(false);
  // Nor is he told of the case that a rating like this one opens.
  expect([...agent.all('cases'), ...lists.all('cases')].filter((f) => f.open + f.mine + f.late > 0)).toEqual([]);
  await world.clock.pass(60_000);
  expect(agent.seqs('conv1/r')).toEqual([1, 2]);
  expect(says(lists.all('sum'))).toContain('dreadful');
  expect(await agent.ask('conv1', 'guess', { n: 1, score: 4 })).toMatchObject({ code: 'conflict', d: { why: 'late' } });
});

test('[R7] who asked for the stream while it was kept from him gets it from its first event', async () => {
  const { world, rate } = await scene();
  await rate(1);
  const other = await world.agent('maria', { cur: { conv1: 0 } });
  other.send({ t: 'sub', c: 'conv1/r', s: -1 });
  await other.until('snap', (f) => f.c === 'conv1/r');
  await other.ask('conv1', 'guess', { n: 1, score: 1 });
  await other.until('ev', (f) => f.c === 'conv1/r');
  expect(other.seqs('conv1/r')).toEqual([1, 2]);
});

test('[R7] another relay that has heard of nothing keeps it back as well', async () => {
  const { world, rate } = await scene();
  // Of what is committed here the other one gets no word: it only looks into the same store.
  const there = await createWorld({ store: world.store, clock: world.clock });
  const elsewhere = await there.agent('maria', { cur: { conv1: 0, 'conv1/r': 0 } });
  await rate(1);
  await world.clock.pass(60_000);
  expect(elsewhere.all('hb').length).toBeGreaterThan(0);
  expect(tells(says(elsewhere.frames))).toBe(false);
});

test('[R10] [R2] the second score is asked of that visitor’s sockets, and at every welcome until it is given', async () => {
  const { world, visitor, agent, rate } = await scene();
  await rate(1);
  await agent.ask('conv1', 'guess', { n: 1, score: null });
  const act = async (k: 'lock' | 'reinvite'): Promise<void> => {
    const row = await world.store.conversation('conv1');
    const until = world.clock.now() + 1_000_000;
    const d = k === 'lock' ? { n: 1 } : { n: 1, until };
    const draft = { audience: 'rating' as const, k: k === 'lock' ? 'locked' : 'reinvited', a: 'system', d, m: k };
    expect(row).not.toBeNull();
    await world.store.commit([
      {
        conv: 'conv1',
        actor: 'system',
        cmd: k,
        hash: '',
        now: world.clock.now(),
        decide: () => ({ ok: true, events: [draft] }),
      },
    ]);
  };
  await act('lock');
  await act('reinvite');
  const tok = visitor.welcome.tok ?? '';
  const fresh = await createWorld({ store: world.store, clock: world.clock });
  const again = await fresh.visitor({ tok });
  const [invite] = again.welcome.inv ?? [];
  expect(invite).toMatchObject({ c: 'conv1', n: 1, until: 0, second: expect.any(Number) });
  const { n, secret } = invite ?? { n: 0, secret: '' };
  expect(await again.ask('conv1', 'rate', { n, secret, score: 5 })).toMatchObject({ d: { why: 'locked' } });
  expect(await again.ask('conv1', 'rerate', { n, secret, score: 5 })).toMatchObject({ t: 'ack', c: 'conv1/r' });
  expect((await fresh.visitor({ tok })).welcome.inv).toEqual([]);
});
