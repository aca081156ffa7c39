import { expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory-store.ts';
import { createFakeClock } from '../../test/fake-clock.ts';
import { createFakePost } from '../../test/fake-post.ts';
import { ben, ended, lea, maria, set, unhappy } from '../../test/unhappy.ts';
import { agentRow, chat, createWorld } from '../../test/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('[F20] a low score opens a case once it has stood for a minute, and says who is unhappy with what', async () => {
  const u = await ended();
  await u.rate({ score: 1 });
  await u.world.clock.pass(30_000);
  await u.rate({
    score: 2,
    reasons: ['runaround'],
    resolved: 'no',
    comment: 'Why?',
    contact: { wish: true, to: '+1' },
  });
  await u.world.clock.pass(minute - 1);
  expect(await u.cases()).toEqual([]);
  await u.world.clock.pass(1);
  const now = u.world.clock.now();
  expect(await u.cases()).toEqual([
    {
      ...{ id: expect.any(String), conv: 'conv1', n: 1, site: 'shop', visitorName: 'Ann', contactTo: '+1', wish: true },
      triggers: ['low_score', 'not_solved', 'contact_wanted'],
      ...{
        state: 'open',
        owner: null,
        ownerName: null,
        visitor: expect.any(String),
        openedAt: now,
        dueAt: now + day,
        escalated: 0,
        contactedAt: null,
        closedAt: null,
      },
      ...{ outcome: null, actions: [], cause: null, score: 2, resolved: 'no', reasons: ['runaround'], comment: 'Why?' },
      ...{ second: null, isVoid: false, lastWords: null },
    },
  ]);
});

test('[F20] who is content opens none, and a score that was taken back in time neither', async () => {
  const u = await ended();
  await u.rate({ score: 1 });
  await u.world.clock.pass(minute - 1);
  await u.rate({ score: 4, resolved: 'partly' });
  await u.world.clock.pass(hour);
  expect(await u.cases()).toEqual([]);
});

test('[F20] a complaint opens a case at once, also before the end, and what is said later is added to it', async () => {
  const world = await createWorld();
  await set(world, { guess: 0 });
  const { visitor, agent } = await chat(world);
  const u = unhappy(world, visitor, agent);
  await visitor.ask('conv1', 'complain', { text: 'Awful' });
  await world.clock.pass(0);
  expect(await u.cases()).toMatchObject([{ n: 1, triggers: ['complaint'], score: null, lastWords: 'Hello' }]);
  await agent.ask('conv1', 'message', { text: 'Sorry' });
  await agent.ask('conv1', 'close', {});
  await u.rate({ score: 1 });
  await world.clock.pass(minute);
  expect(await u.cases()).toMatchObject([{ triggers: ['complaint', 'low_score'] }]);
  expect(await u.events()).toEqual(['opened', 'triggered']);
});

test('[F20] a broken promise opens a case at the end of its session', async () => {
  const world = await createWorld();
  await set(world, { guess: 0 });
  const agent = await world.agent();
  const visitor = await world.visitor();
  await visitor.ask('conv1', 'open', { text: 'Hello' });
  const promised = { k: 'promised', d: { fromMs: 0, toMs: minute } };
  await world.store.commit([
    {
      ...{ conv: 'conv1', actor: 'system', cmd: 'p', hash: '', now: world.clock.now() },
      decide: () => ({
        ok: true,
        events: [
          { audience: 'main', a: 'system', m: 'p', ...promised },
          { audience: 'main', a: 'system', k: 'late', d: {} },
        ],
      }),
    },
  ]);
  await world.clock.pass(hour);
  const u = unhappy(world, visitor, agent);
  expect(await u.cases()).toEqual([]);
  await visitor.ask('conv1', 'close', {});
  await world.clock.pass(0);
  expect(await u.cases()).toMatchObject([{ triggers: ['promise_broken'], contactTo: null }]);
});

test('nothing is forgotten over a restart, and nothing is opened twice', async () => {
  const [store, clock] = [createMemoryStore(), createFakeClock()];
  const first = await ended({ world: { store, clock } });
  await first.rate({ score: 1 });
  await first.world.relay.stop({ budgetMs: 0 });
  await clock.pass(3 * hour);
  expect(await store.openCases(9)).toEqual([]);
  const again = await createWorld({ store, clock });
  await clock.pass(0);
  const opened = await store.openCases(9);
  expect(opened).toMatchObject([{ conv: 'conv1', openedAt: clock.now() }]);
  await again.relay.stop({ budgetMs: 0 });
  await clock.pass(13 * hour);
  await createWorld({ store, clock });
  await clock.pass(0);
  expect(await store.openCases(9)).toEqual([{ ...opened[0], escalated: 50 }]);
});

test('at half of its time and at the end of it a case that nobody has touched escalates; a contact stops the clock', async () => {
  const u = await ended();
  await u.rate({ score: 1 });
  await u.world.clock.pass(minute + 12 * hour);
  expect(await u.cases()).toMatchObject([{ escalated: 50 }]);
  await u.act({ k: 'own' });
  await u.world.clock.pass(12 * hour);
  expect(await u.cases()).toMatchObject([{ state: 'owned', owner: 'maria', escalated: 100 }]);
  expect(await u.events()).toEqual(['opened', 'escalated', 'owned', 'escalated']);
  expect(u.agent.all('cases').at(-1)).toMatchObject({ open: 0, mine: 1, late: 1 });
  await u.act({ k: 'contact', how: 'phone', text: 'Called' });
  await u.world.clock.pass(minute);
  expect(u.agent.all('cases').at(-1)).toMatchObject({ open: 0, mine: 1, late: 0 });
  await u.world.clock.pass(3 * day);
  expect((await u.events()).filter((kind) => kind === 'escalated')).toHaveLength(2);
});

test('[R10] from the unhappy rating to the second score, which never touches the first', async () => {
  const u = await ended();
  await u.rate({ score: 2 });
  await u.world.clock.pass(minute);
  expect(await u.act({ k: 'contact', how: 'phone' })).toMatchObject({
    ok: true,
    view: { state: 'contacted', owner: 'maria', contactedAt: u.world.clock.now() },
  });
  const { secret } = await u.visitor.until('inv');
  const change = await u.visitor.ask('conv1', 'rate', { n: 1, secret, score: 5 });
  expect(change).toMatchObject({ t: 'err', code: 'conflict', d: { why: 'locked' } });
  const end = { k: 'close', outcome: 'resolved', actions: ['apology', 'fix'], cause: 'runaround' } as const;
  expect(await u.act(end)).toMatchObject({ ok: true, view: { state: 'closed', outcome: 'resolved' } });
  const { rate } = (await u.world.store.conversation('conv1'))?.state ?? {};
  expect(rate?.[1]?.second).toEqual({ until: u.world.clock.now() + 72 * hour });
  expect(await u.visitor.ask('conv1', 'rerate', { n: 1, secret, score: 5 })).toMatchObject({ t: 'ack' });
  expect(await u.cases(maria, 'closed')).toMatchObject([{ score: 2, second: 5, cause: 'runaround' }]);
});

test('[R10] nobody is asked how a case was handled that was a duplicate, or that he declined', async () => {
  for (const outcome of ['duplicate', 'declined_by_visitor'] as const) {
    const u = await ended();
    await u.rate({ score: 2 });
    await u.world.clock.pass(minute);
    await u.act({ k: 'close', outcome, actions: [], cause: null });
    await u.world.clock.pass(hour);
    expect((await u.world.store.events('conv1', 'rating', 0, 99)).map(({ k }) => k)).not.toContain('reinvited');
  }
});

test('a visitor who writes within seven days opens his case again, in whatever conversation', async () => {
  const u = await ended();
  await u.rate({ score: 2 });
  await u.world.clock.pass(minute);
  await u.act({ k: 'own' });
  await u.act({ k: 'close', outcome: 'no_answer', actions: [], cause: null });
  await u.world.clock.pass(6 * day);
  await u.visitor.ask('conv2', 'open', { text: 'Still not solved' });
  await u.world.clock.settle();
  const dueAt = u.world.clock.now() + day;
  expect(await u.cases()).toMatchObject([
    { state: 'owned', owner: 'maria', outcome: null, closedAt: null, dueAt, escalated: 0 },
  ]);
  await u.act({ k: 'close', outcome: 'resolved', actions: [], cause: null });
  await u.world.clock.pass(7 * day + 1);
  await u.visitor.ask('conv3', 'open', { text: 'Hello' });
  await u.world.clock.settle();
  expect(await u.cases()).toEqual([]);
});

test('a case that waits for its visitor goes on when he writes', async () => {
  const u = await ended();
  await u.rate({ score: 2 });
  await u.world.clock.pass(minute);
  await u.act({ k: 'contact', how: 'phone' });
  await u.act({ k: 'wait' });
  expect(await u.cases()).toMatchObject([{ state: 'waiting' }]);
  await u.visitor.ask('conv1', 'message', { text: 'Here I am' });
  await u.world.clock.settle();
  expect(await u.cases()).toMatchObject([{ state: 'contacted', lastWords: 'Here I am' }]);
});

test('[R10] what is written in the chat about a case is a message like any other, and the rating stands before it', async () => {
  const u = await ended();
  await u.rate({ score: 2 });
  await u.world.clock.pass(minute);
  expect(await u.act({ k: 'contact', how: 'chat', text: 'I am sorry.' }, ben)).toMatchObject({ ok: true });
  const said = await u.world.store.events('conv1', 'main', 0, 99);
  expect(said.findLast(({ k }) => k === 'message')).toMatchObject({ a: 'ben', d: { text: 'I am sorry.' } });
  expect((await u.world.store.conversation('conv1'))?.state).toMatchObject({
    st: 'active',
    as: 'ben',
    n: 2,
    rate: { 1: { locked: 1 } },
  });
  expect(await u.act({ k: 'contact', how: 'chat', text: ' ' }, ben)).toMatchObject({ ok: false, field: 'text' });
  expect(await u.events()).toEqual(['opened', 'contacted']);
});

test('a mail goes to where the visitor asked for it; without a server or an address it is refused', async () => {
  const post = createFakePost();
  const u = await ended({ world: { mail: post } });
  await u.rate({ score: 2, contact: { wish: true, to: 'ann@work.example' } });
  await u.world.clock.pass(minute);
  expect(await u.act({ k: 'contact', how: 'mail', text: 'I am sorry.' })).toMatchObject({ ok: true });
  await u.world.clock.settle();
  expect(post.taken).toMatchObject([{ to: 'ann@work.example', text: expect.stringContaining('Maria:\nI am sorry.') }]);
  const none = await ended();
  await none.rate({ score: 2 });
  await none.world.clock.pass(minute);
  expect(await none.act({ k: 'contact', how: 'mail', text: 'Hi' })).toMatchObject({ ok: false, field: 'how' });
  expect(await none.cases()).toMatchObject([{ state: 'open', contactedAt: null }]);
  // Nothing came of it, so nothing is locked: the visitor may still change what he said (R10).
  expect((await none.world.store.conversation('conv1'))?.state.rate[1]).not.toHaveProperty('locked');
});

test('whose case it is: taken once, given on by its owner or a lead, acted on by no other', async () => {
  const u = await ended();
  await u.world.store.putAgent({ ...agentRow('lea', 'Lea'), role: 'lead' });
  await u.rate({ score: 2 });
  await u.world.clock.pass(minute);
  expect(await u.act({ k: 'own', to: 'maria' }, ben)).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await u.act({ k: 'own' })).toMatchObject({ ok: true, view: { owner: 'maria', state: 'owned' } });
  expect(await u.act({ k: 'own' })).toMatchObject({ ok: true });
  expect(await u.act({ k: 'own' }, ben)).toMatchObject({ ok: false, code: 'conflict' });
  expect(await u.act({ k: 'contact', how: 'phone' }, ben)).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await u.act({ k: 'note', text: 'Knows the manager' }, ben)).toMatchObject({
    ok: true,
    view: { owner: 'maria' },
  });
  expect(await u.act({ k: 'own', to: 'nobody' })).toMatchObject({ ok: false, code: 'invalid_field', field: 'to' });
  expect(await u.act({ k: 'own', to: 'ben' }, lea)).toMatchObject({ ok: true, view: { owner: 'ben' } });
  expect(await u.act({ k: 'wait' }, ben)).toMatchObject({ ok: false, code: 'conflict' });
  expect(await u.events()).toEqual(['opened', 'owned', 'noted', 'owned']);
});

test('[R7] [Q21] an agent whose guess stands out neither sees the case nor hears that there is one', async () => {
  const u = await ended({ settings: { guess: 100 } });
  const colleague = await u.world.agent('ben');
  await u.rate({ score: 1 });
  await u.world.clock.pass(2 * minute);
  expect(await u.cases()).toEqual([]);
  expect(u.agent.all('cases').at(-1)).toMatchObject({ open: 0 });
  expect(colleague.all('cases').at(-1)).toMatchObject({ open: 1 });
  const [seen] = await u.cases(ben);
  expect(await u.world.relay.cases.get(seen?.id ?? '', 'maria')).toBeNull();
  expect(await u.act({ k: 'own' })).toMatchObject({ ok: false, code: 'not_found' });
  await u.agent.ask('conv1', 'guess', { n: 1, score: 4 });
  await u.world.clock.pass(minute);
  expect(u.agent.all('cases').at(-1)).toMatchObject({ open: 1 });
  expect(await u.cases()).toHaveLength(1);
});

test('[Q21] who comes is told how many cases there are; one that others leave untouched comes to the lead', async () => {
  const u = await ended();
  await u.world.store.putAgent({ ...agentRow('lea', 'Lea'), role: 'lead' });
  await u.rate({ score: 2 });
  await u.world.clock.pass(minute);
  const lead = await u.world.agent('lea');
  const colleague = await u.world.agent('ben');
  expect(await lead.until('cases')).toMatchObject({ open: 1, mine: 0, late: 0 });
  await u.act({ k: 'own' });
  await u.world.clock.pass(minute);
  expect(lead.all('cases').at(-1)).toMatchObject({ open: 0, mine: 0, late: 0 });
  await u.world.clock.pass(12 * hour);
  expect(lead.all('cases').at(-1)).toMatchObject({ open: 0, mine: 1, late: 0 });
  await u.world.clock.pass(12 * hour);
  expect(lead.all('cases').at(-1)).toMatchObject({ open: 0, mine: 1, late: 1 });
  expect(colleague.all('cases').at(-1)).toMatchObject({ open: 0, mine: 0, late: 0 });
  await u.act({ k: 'contact', how: 'phone' });
  await u.world.clock.pass(minute);
  expect(lead.all('cases').at(-1)).toMatchObject({ open: 0, mine: 0, late: 0 });
  expect(u.agent.all('cases').at(-1)).toMatchObject({ open: 0, mine: 1, late: 0 });
});
