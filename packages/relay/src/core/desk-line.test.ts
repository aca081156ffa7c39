// Places in line as visitors are told them, and what becomes of a full queue when nobody is left.
import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { caller, createShop, hire, kinds, minute, offers } from '../test/desk-world.ts';
import type { Client } from '../test/world.ts';

const places = (client: Client): (number | null)[] => client.all('line').map(({ n }) => n);

test('[Q17] everybody is told a place up to nine, each change once, and after every welcome', async () => {
  const world = await createShop();
  const maria = await world.agent('maria');
  const visitors: Client[] = [];
  for (let n = 1; n <= 11; n += 1) {
    visitors.push(await caller(world, `c${n}`));
    await world.clock.pass(100);
  }
  const told = visitors.map(places);
  expect(told).toEqual([[1], [2], [3], [4], [5], [6], [7], [8], [9], [null], [null]]);
  await maria.ask('c1', 'accept', {});
  await world.clock.pass(100);
  expect(visitors.map(places)).toEqual([
    [1, null],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
    [6, 5],
    [7, 6],
    [8, 7],
    [9, 8],
    [null, 9],
    [null],
  ]);
  await visitors[4]?.ask('c5', 'close', {});
  await world.clock.pass(100);
  expect(places(visitors[4] as Client)).toEqual([5, 4, null]);
  expect(places(visitors[10] as Client)).toEqual([null, 9]);
  const tab = await world.visitor({ tok: visitors[2]?.welcome.tok ?? '' });
  await world.clock.settle();
  expect(tab.all('line')).toEqual([{ t: 'line', c: 'c3', n: 2 }]);
});

test('[Q17] [Q2] lines are by team; who comes back stands at the old place', async () => {
  const teams = [
    { key: 'sales', name: 'Sales', hours: null },
    { key: 'help', name: 'Help', hours: null },
  ];
  const world = await createShop({ teams });
  await hire(world, 'maria', { teams: ['sales', 'help'] });
  const maria = await world.agent('maria');
  const all: Client[] = [];
  for (const [c, team] of [
    ['c1', 'sales'],
    ['c2', 'help'],
    ['c3', 'sales'],
    ['c4', 'help'],
  ] as const) {
    all.push(await caller(world, c, { team }));
    await world.clock.pass(100);
  }
  expect(all.map(places)).toEqual([[1], [1], [2], [2]]);
  await maria.ask('c1', 'accept', {});
  await maria.ask('c1', 'transfer', { team: 'help', note: 'please' });
  await world.clock.pass(100);
  expect(all.map((client) => places(client).at(-1))).toEqual([1, 2, 1, 3]);
});

test('[Q17] a message that was left is in no line and offered to nobody, until its visitor is here and chat is open', async () => {
  const world = await createShop();
  const visitor = await caller(world, 'left');
  expect((await world.store.conversation('left'))?.state.mode).toBe('offline');
  visitor.drop();
  await world.clock.pass(1_000);
  const maria = await world.agent('maria');
  const other = await caller(world, 'c1');
  await world.clock.pass(100);
  expect(offers(maria)).toEqual(['c1']);
  expect(places(other)).toEqual([1]);
  // It is in the list of what waits, and whoever has the time answers.
  const ben = await world.agent('ben');
  expect(ben.welcome.convs.map(({ c }) => c)).toContain('left');
  const back = await world.visitor({ tok: visitor.welcome.tok ?? '' });
  await world.clock.pass(100);
  expect([offers(ben), offers(maria)]).toEqual([['left'], ['c1']]);
  expect(places(back).at(-1)).toBe(1);
  expect(places(other).at(-1)).toBe(2);
});

test('[Q18] [Q17] all agents leave while twenty wait: nothing is lost, visitors are told, and who comes back goes on', async () => {
  const store = createMemoryStore();
  const world = await createShop(
    { acceptWithinMs: minute },
    { store, limits: { addressConversations: [{ count: 999, perMs: 1 }] } },
  );
  const agents = [await world.agent('maria'), await world.agent('ben')];
  const visitors: Client[] = [];
  for (let n = 1; n <= 20; n += 1) visitors.push(await caller(world, `c${String(n).padStart(2, '0')}`));
  await world.clock.pass(1_000);
  // Five each, at most, are being asked for.
  expect(agents.map((agent) => offers(agent).length)).toEqual([5, 5]);
  await agents[0]?.ask('c01', 'accept', {});
  for (const agent of agents) agent.drop();
  await world.clock.pass(1_000);
  for (const visitor of visitors) expect(visitor.all('here').at(-1)).toMatchObject({ n: 0 });
  await world.clock.pass(10 * minute);
  for (const visitor of visitors) expect(visitor.socket.ended).toBeNull();
  for (let n = 1; n <= 20; n += 1) {
    const c = `c${String(n).padStart(2, '0')}`;
    expect((await store.conversation(c))?.state).toMatchObject({ st: 'queued', as: null, fromVisitor: 1 });
    expect((await kinds(world, c)).slice(0, 2)).toEqual(['opened', 'message']);
  }
  expect(visitors.slice(0, 9).map((visitor) => places(visitor).at(-1))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const maria = await world.agent('maria');
  await world.clock.pass(100);
  expect(offers(maria)).toEqual(['c01', 'c02', 'c03', 'c04', 'c05']);
});
