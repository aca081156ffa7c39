// The whole path over sockets in memory: a visitor is answered, the chat ends, the visitor rates it.
import { expect, test } from 'vitest';
import { createWorld } from './test/world.ts';

test('[C1] [C5] [D2] [R2] a visitor writes, an agent answers and ends, the visitor rates; all three streams tell it in order', async () => {
  const world = await createWorld();
  const agent = await world.agent();
  const visitor = await world.visitor();
  expect(visitor.welcome.here).toEqual({ n: 1, names: ['Maria'] });
  expect(await visitor.ask('conv1', 'open', { text: 'Hello' }, { i: 'a1' })).toMatchObject({
    t: 'ack',
    i: 'a1',
    c: 'conv1',
    s: 2,
  });
  await visitor.until('ev', (f) => f.c === 'conv1');
  expect(visitor.seqs('conv1')).toEqual([1, 2]);

  await world.clock.pass(250);
  const sum = await agent.until('sum');
  expect(sum.e[0]).toMatchObject({ c: 'conv1', h: 2, hn: 0, unread: 1, st: { st: 'queued', mode: 'live' }, v: {} });

  agent.send({ t: 'sub', c: 'conv1', s: 0 });
  agent.send({ t: 'sub', c: 'conv1/r', s: 0 });
  agent.send({ t: 'sub', c: 'conv1/n', s: 0 });
  await agent.until('ev', (f) => f.h === 2);
  expect(await agent.ask('conv1', 'accept', {})).toMatchObject({ t: 'ack' });
  expect(await agent.ask('conv1', 'message', { text: 'Good morning' })).toMatchObject({ t: 'ack' });
  expect(await agent.ask('conv1', 'close', {})).toMatchObject({ t: 'ack' });
  const { secret, n } = await visitor.until('inv');
  expect(await visitor.ask('conv1', 'rate', { n, secret, score: 4, comment: 'Quick' })).toMatchObject({
    t: 'ack',
    c: 'conv1/r',
  });
  const rated = await agent.until('ev', (f) => f.c === 'conv1/r' && f.e.some((e) => e.k === 'rated'));
  expect(rated.e.find((e) => e.k === 'rated')?.d).toMatchObject({ n: 1, score: 4, comment: 'Quick', rev: 1 });
  for (const client of [agent, visitor]) {
    const seqs = client.seqs('conv1');
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  }
});
