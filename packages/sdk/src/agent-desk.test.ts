import type { ServerFrame, StaffMember } from '@rapport/protocol';
import { expect, test } from 'vitest';
import type { Agent, AgentEvents } from './agent-types.ts';
import { staff } from './test/fake-relay.ts';
import type { World } from './test/world.ts';
import { createWorld, opened } from './test/world.ts';

const member = (id: string, over: Partial<StaffMember> = {}): StaffMember => ({
  id,
  name: id,
  role: 'agent',
  status: 'available',
  load: 1,
  capacity: 5,
  teams: [],
  langs: [],
  ...over,
});

async function desk(w: World): Promise<{ agent: Agent; say(f: ServerFrame): Promise<void>; told: unknown[] }> {
  const agent = w.agent();
  await agent.connect();
  const socket = w.relay.last();
  const told: unknown[] = [];
  for (const type of ['offer', 'missed', 'handing', 'consulted', 'escalated', 'note'] as const)
    agent.on(type, (value: AgentEvents[typeof type]) => told.push([type, value]));
  return {
    agent,
    told,
    async say(f) {
      socket.say(f);
      await w.clock.settle();
    },
  };
}

test('how many recovery cases are open, mine and late is what the relay said last', async () => {
  const { agent, say } = await desk(createWorld());
  expect(agent.cases.getSnapshot()).toBeNull();
  await say({ t: 'cases', open: 3, mine: 1, late: 2, rev: 7 });
  await say({ t: 'cases', open: 2, mine: 1, late: 0, rev: 8 });
  expect(agent.cases.getSnapshot()).toEqual({ open: 2, mine: 1, late: 0, rev: 8 });
});

test('an offer is told once, stands until its time, and is gone when it is taken', async () => {
  const w = createWorld();
  const [one, two] = [await opened(w), await opened(w)];
  const { agent, say, told } = await desk(w);
  const until = w.clock.now() + 60_000;
  await say({ t: 'offer', c: one.id, until });
  await say({ t: 'offer', c: one.id, until });
  await say({ t: 'offer', c: two.id, until: until - 30_000 });
  expect(agent.offers.getSnapshot().map((o) => o.conversation)).toEqual([two.id, one.id]);
  expect(told).toEqual([
    ['offer', { conversation: one.id, until }],
    ['offer', { conversation: two.id, until: until - 30_000 }],
  ]);
  const row = agent.inbox.getSnapshot().waiting.find(({ id }) => id === one.id);
  expect(row?.state).toMatchObject({ offeredUntil: until, can: { accept: true, decline: true } });
  await w.clock.pass(31_000);
  expect(agent.offers.getSnapshot().map((o) => o.conversation)).toEqual([one.id]);
  const c = agent.conversation(one.id);
  void c.accept();
  await w.clock.settle();
  expect(c.state.getSnapshot()).toMatchObject({ phase: 'active', offeredUntil: null, can: { decline: false } });
  expect(agent.offers.getSnapshot()).toEqual([]);
});

test('an offer that is withdrawn, or was made on a socket that is gone, does not stand', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const { agent, say } = await desk(w);
  const until = w.clock.now() + 60_000;
  await say({ t: 'offer', c: theirs.id, until });
  await say({ t: 'offer', c: theirs.id, until: 0 });
  expect(agent.offers.getSnapshot()).toEqual([]);
  await say({ t: 'offer', c: theirs.id, until });
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(agent.status.getSnapshot().phase).toBe('online');
  expect(agent.offers.getSnapshot()).toEqual([]);
});

test('an offer counts by this computer’s clock, however wrong it is', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const { agent, say } = await desk(w);
  const now = w.clock.now();
  const welcome = w.relay.last();
  welcome.say({
    t: 'welcome',
    v: 1,
    sid: 's',
    ep: w.relay.epoch,
    me: { id: staff, role: 'a' },
    now: now + 3_600_000,
    hb: 25_000,
    lim: { frame: 1, text: 1, comment: 1, cur: 1 },
    caps: [],
    convs: [w.relay.sum(theirs.id)],
  });
  await w.clock.settle();
  await say({ t: 'offer', c: theirs.id, until: now + 3_660_000 });
  expect(agent.offers.getSnapshot()).toEqual([{ conversation: theirs.id, until: now + 60_000 }]);
});

test('after a missed offer the status is finishing, with the time, until the agent chooses', async () => {
  const w = createWorld();
  const { agent, say, told } = await desk(w);
  await w.clock.pass(1_000);
  await say({ t: 'presence', status: 'finishing', why: 'missed' });
  const at = w.clock.now();
  expect(agent.presence.getSnapshot()).toBe('finishing');
  expect(agent.missedAt.getSnapshot()).toBe(at);
  expect(told).toEqual([['missed', { at }]]);
  const set = agent.setPresence('available');
  await w.clock.settle();
  await set;
  expect(agent.presence.getSnapshot()).toBe('available');
  expect(agent.missedAt.getSnapshot()).toBeNull();
});

test('who is here replaces what was known, and says what a lead may do', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  w.relay.append(theirs.id, 'main', { k: 'assigned', a: 'agent-2', d: { to: 'agent-2' } });
  const { agent, say } = await desk(w);
  const c = agent.conversation(theirs.id);
  await say({ t: 'staff', e: [member(staff), member('agent-2')] });
  expect(agent.staff.getSnapshot().map(({ id }) => id)).toEqual([staff, 'agent-2']);
  expect(c.state.getSnapshot().can).toMatchObject({ takeover: false, transfer: false, consult: false, join: true });
  await say({ t: 'staff', e: [member(staff, { role: 'lead' })] });
  expect(agent.staff.getSnapshot()).toHaveLength(1);
  expect(c.state.getSnapshot().can).toMatchObject({ takeover: true, transfer: true, consult: true, join: true });
});

test('[E1] watching is told while it lasts, and a lead who watches is shown until it ends or is forgotten', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const { agent, say } = await desk(w);
  const c = agent.conversation(theirs.id);
  const sent = (): unknown[] => w.relay.last().sent.flatMap((f) => (f.t === 'eph' ? [f.on] : []));
  c.watch(true);
  c.watch(true);
  await w.clock.pass(9_000);
  expect(sent()).toEqual([1, 1, 1]);
  c.watch(false);
  await w.clock.pass(9_000);
  expect(sent()).toEqual([1, 1, 1, 0]);
  c.watch(true);
  c.dispose();
  expect(sent()).toEqual([1, 1, 1, 0, 1, 0]);

  const watched = agent.conversation(theirs.id);
  await say({ t: 'eph', c: theirs.id, a: 'lead-1', k: 'watching', on: 1, ttl: 6_000 });
  await say({ t: 'eph', c: theirs.id, a: staff, k: 'watching', on: 1, ttl: 6_000 });
  expect(watched.state.getSnapshot().watching).toEqual(['lead-1']);
  await w.clock.pass(6_001);
  expect(watched.state.getSnapshot().watching).toEqual([]);
  await say({ t: 'eph', c: theirs.id, a: 'lead-1', k: 'watching', on: 1, ttl: 6_000 });
  await say({ t: 'eph', c: theirs.id, a: 'lead-1', k: 'watching', on: 0, ttl: 0 });
  expect(watched.state.getSnapshot().watching).toEqual([]);
});

test('[S5] what is handed to me, where I am asked to help and where a lead is asked for are told once', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const { say, told } = await desk(w);
  const tell = (): Promise<void> => say({ t: 'sum', e: [w.relay.sum(theirs.id)] });
  const until = w.clock.now() + 60_000;
  w.relay.append(theirs.id, 'main', { k: 'assigned', a: 'agent-2', d: { to: 'agent-2' } });
  await tell();
  w.relay.append(theirs.id, 'notes', { k: 'handing', a: 'agent-2', d: { to: staff, text: 'Refund?', until } });
  w.relay.append(theirs.id, 'notes', { k: 'consulted', a: 'agent-2', d: { n: 1, to: staff } });
  w.relay.append(theirs.id, 'main', { k: 'escalated', a: 'agent-2', d: { by: 'agent' } });
  await tell();
  await tell();
  expect(told).toEqual([
    ['handing', { conversation: theirs.id, from: 'agent-2', until }],
    ['consulted', { conversation: theirs.id }],
    ['escalated', { conversation: theirs.id }],
  ]);
});

test('[S2] of the notes of a held conversation only what others add from then on is news', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  w.relay.append(theirs.id, 'notes', { k: 'note', a: 'agent-2', d: { text: 'old' } });
  const { agent, told } = await desk(w);
  const c = agent.conversation(theirs.id);
  await w.clock.settle();
  expect(told).toEqual([]);
  c.note('mine');
  w.relay.append(theirs.id, 'notes', { k: 'note', a: 'lead-1', d: { text: 'Offer a refund', to: staff } });
  await w.clock.settle();
  expect(told).toMatchObject([['note', { event: { kind: 'note', author: 'lead-1', data: { to: staff } } }]]);
});
