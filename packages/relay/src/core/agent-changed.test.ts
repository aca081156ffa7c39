// An agent is given another role, name or site while he is here.
import { expect, test } from 'vitest';
import type { AgentRow } from '../store/store.ts';
import { chat, createWorld, type World } from '../test/world.ts';

const change = async (world: World, changes: Partial<AgentRow>): Promise<void> => {
  await world.store.changeAgent('maria', (row) => ({ ...row, ...changes }));
};

test('[T6] what a lead may do ends with being one: the socket says a new hello', async () => {
  const world = await createWorld();
  await change(world, { role: 'lead' });
  await chat(world);
  const lead = await world.agent();
  await change(world, { role: 'agent' });
  await world.relay.agentChanged('maria');
  expect(await lead.ended()).toMatchObject({ code: 4100 });
  const again = await world.agent();
  expect(await again.ask('conv1', 'takeover', {})).toMatchObject({ code: 'forbidden' });
});

test('[T6] it is noticed also when nobody says so, as after a change by the command line', async () => {
  const world = await createWorld();
  const agent = await world.agent();
  await change(world, { name: 'Mary' });
  await world.clock.pass(60_000);
  expect(await agent.ended()).toMatchObject({ code: 4100 });
});

test('teams, languages and capacity are others without a new hello', async () => {
  const world = await createWorld();
  const agent = await world.agent();
  await change(world, { teams: ['sales'], langs: ['el'], capacity: 2 });
  await world.relay.agentChanged('maria');
  await agent.until('staff', ({ e }) => e.some(({ id, teams }) => id === 'maria' && teams.includes('sales')));
  expect(agent.socket.ended).toBeNull();
});

test('presence is what live sockets say, whatever was chosen', async () => {
  const world = await createWorld();
  expect((await world.store.agent('maria'))?.presence).toBe('available');
  expect(world.relay.presenceOf('maria')).toBe('away');
  const agent = await world.agent();
  expect(world.relay.presenceOf('maria')).toBe('available');
  await agent.ask('', 'presence', { status: 'finishing' });
  expect(world.relay.presenceOf('maria')).toBe('finishing');
});

test('[Q13] unblocking from the list is said in every conversation that was blocked, and lets the visitor in again', async () => {
  const world = await createWorld();
  const { visitor, agent } = await chat(world);
  const tok = visitor.welcome.tok ?? '';
  const me = visitor.welcome.me.id;
  await agent.ask('conv1', 'block', { reason: 'Spam' });
  expect(await visitor.ended()).toMatchObject({ code: 4505 });
  const refused = world.connect();
  refused.send({ t: 'hello', v: 1, role: 'v', k: 'shop', tok, dev: 'tab', cur: {} });
  expect(await refused.ended()).toMatchObject({ code: 4505 });

  const by = { id: 'maria', role: 'a', agentRole: 'lead' } as const;
  expect(await world.relay.unblock(me, by)).toBe(true);
  await agent.until('ev', ({ c, e }) => c === 'conv1/n' && e.some((ev) => ev.k === 'unblocked' && ev.a === 'maria'));
  expect(await world.store.blockedVisitors(9)).toEqual([]);
  await world.visitor({ tok });
  expect(await world.relay.unblock('nobody', by)).toBe(false);
});
