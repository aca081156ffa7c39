// What a welcome has room for, and how the rest of the list follows.
import { expect, test } from 'vitest';
import { type Client, createWorld, type World } from '../test/world.ts';

const plenty = [{ count: 1_000, perMs: 1_000 }];
const paces = { visitorCommands: plenty, visitorConversations: plenty };
const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `c${n}`);

async function open(world: World, visitor: Client, count: number, text = 'Hello'): Promise<void> {
  for (const c of names(count)) expect(await visitor.ask(c, 'open', { text })).toMatchObject({ t: 'ack' });
}

/** The lists that came after the welcome, up to the one that ends them. */
async function followed(world: World, client: Client): Promise<string[][]> {
  await world.clock.pass(2_000);
  const sums = client.all('sum');
  expect(sums.map((sum) => sum.all)).toEqual([...sums.slice(1).map(() => undefined), 1]);
  return sums.map((sum) => sum.e.map(({ c }) => c));
}

test('[A7] the staff’s list is cut where its frame ends, the longest open first, and the rest follows in pieces', async () => {
  const world = await createWorld({ limits: { ...paces, sums: 3 } });
  await open(world, await world.visitor(), 8);
  const agent = await world.agent();
  expect(agent.welcome.convs.map(({ c }) => c)).toEqual(['c0', 'c1', 'c2']);
  expect(agent.welcome.more).toBe(1);
  const pieces = await followed(world, agent);
  expect(pieces.flat()).toEqual(['c3', 'c4', 'c5', 'c6', 'c7']);
  for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(3);
});

test('[A7] a list that fits is whole, and says nothing of more', async () => {
  const world = await createWorld({ limits: { ...paces, sums: 4 } });
  await open(world, await world.visitor(), 3);
  const agent = await world.agent();
  expect(agent.welcome.convs).toHaveLength(3);
  expect(agent.welcome.more).toBeUndefined();
  await world.clock.pass(2_000);
  expect(agent.all('sum')).toEqual([]);
});

test('[A7] it is cut by its length in bytes too, for visitors as well', async () => {
  const world = await createWorld({ limits: { ...paces, windowBytes: 20_000, batchBytes: 8_000 } });
  const visitor = await world.visitor();
  await open(world, visitor, 12, 'x'.repeat(3_000));
  const again = await world.visitor({ tok: visitor.welcome.tok ?? '' });
  const first = again.welcome.convs.map(({ c }) => c);
  expect([first.length > 1, first.length < 7, again.welcome.more]).toEqual([true, true, 1]);
  const pieces = await followed(world, again);
  expect([...first, ...pieces.flat()].sort()).toEqual(names(12).sort());
  for (const text of again.socket.sent.filter((sent) => sent.startsWith('{"t":"sum"')))
    expect(text.length).toBeLessThan(12_000);
});

test('[A7] what ends or begins while the list is told is told as it is in the end', async () => {
  const world = await createWorld({ limits: { ...paces, sums: 2 } });
  const visitor = await world.visitor();
  await open(world, visitor, 6);
  const agent = await world.agent();
  await visitor.ask('c5', 'close', {});
  await visitor.ask('c6', 'open', {});
  await world.clock.pass(2_000);
  const told = new Map(
    [...agent.welcome.convs, ...agent.all('sum').flatMap(({ e }) => e)].map((sum) => [sum.c, sum.st.st]),
  );
  expect(Object.fromEntries(told)).toEqual({
    ...Object.fromEntries(names(5).map((c) => [c, 'queued'])),
    c5: 'closed',
    c6: 'queued',
  });
});

test('[A7] [B5] an agent who does not read is told nothing more of the list until it does', async () => {
  const world = await createWorld({ limits: { ...paces, sums: 1, softBufferBytes: 3_000 } });
  await open(world, await world.visitor(), 30);
  const agent = await world.agent();
  agent.socket.stall();
  await world.clock.pass(2_000);
  expect(agent.socket.bufferedBytes).toBeLessThan(6_000);
  expect(agent.all('sum').length).toBeLessThan(15);
  for (let i = 0; i < 10; i += 1) {
    agent.socket.bufferedBytes = 0;
    agent.port.drained();
    await world.clock.pass(500);
  }
  expect(new Set([...agent.welcome.convs, ...agent.all('sum').flatMap(({ e }) => e)].map(({ c }) => c)).size).toBe(30);
  expect(agent.all('sum').at(-1)?.all).toBe(1);
});
