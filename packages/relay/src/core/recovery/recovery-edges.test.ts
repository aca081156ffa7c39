// Where two things happen to a case at once, or the relay is gone in between.
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory-store.ts';
import { createFakeClock } from '../../test/fake-clock.ts';
import { ben, ended, lea, maria, type Unhappy } from '../../test/unhappy.ts';
import { message } from '../../test/units.ts';
import { agentRow, createWorld } from '../../test/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** One case, open, of a visitor who was angry. */
async function open(): Promise<Unhappy> {
  const u = await ended();
  await u.world.store.putAgent({ ...agentRow('lea', 'Lea'), role: 'lead' });
  await u.rate({ score: 1, comment: 'Why?' });
  await u.world.clock.pass(minute);
  return u;
}

const said = async (u: Unhappy): Promise<readonly unknown[]> =>
  (await u.world.store.events('conv1', 'main', 0, 99)).filter(({ k }) => k === 'message').map(({ d }) => d);

test.each([
  ['waiting', 'contacted', 'answered'],
  ['closed', 'owned', 'reopened'],
] as const)(
  '[Q21] what the visitor wrote before a crash, and nobody heard, is heard after the start: a case that is %s',
  async (before, after, event) => {
    const [store, clock] = [createMemoryStore(), createFakeClock()];
    const u = await ended({ world: { store, clock } });
    await u.rate({ score: 1 });
    await clock.pass(minute);
    await u.act({ k: 'contact', how: 'chat', text: 'Shall we send another?' }, maria);
    await u.act(
      before === 'waiting' ? { k: 'wait' } : { k: 'close', outcome: 'resolved', actions: [], cause: null },
      maria,
    );
    await clock.pass(hour);
    const visitor = (await store.conversation('conv1'))?.state.visitor ?? '';
    await u.world.relay.stop({ budgetMs: 0 });
    // As a crash leaves it between the commit of the message and that of the case.
    await store.commit([message('conv1', 'answer', { actor: visitor, now: clock.now(), text: 'Yes, please!' })]);
    await clock.pass(minute);
    const next = await createWorld({ store, clock });
    await clock.settle();
    const [row] = await store.openCases(9);
    expect(row?.state).toBe(after);
    expect((await store.caseEvents(row?.id ?? '')).at(-1)?.kind).toBe(event);
    await next.relay.stop({ budgetMs: 0 });
    // Once: a start after that hears nothing new.
    const again = await createWorld({ store, clock });
    await clock.settle();
    expect((await store.caseEvents(row?.id ?? '')).filter(({ kind }) => kind === event)).toHaveLength(1);
    await again.relay.stop({ budgetMs: 0 });
  },
);

test('two people take one case at once: one has it, the other is told so, and it was taken once', async () => {
  const u = await open();
  const answers = await Promise.all([u.act({ k: 'own' }, maria), u.act({ k: 'own' }, ben)]);
  expect(answers).toMatchObject([
    { ok: true, view: { owner: 'maria' } },
    { ok: false, code: 'conflict' },
  ]);
  expect(await u.cases()).toMatchObject([{ owner: 'maria', state: 'owned' }]);
  expect(await u.events()).toEqual(['opened', 'owned']);
});

test('two leads give one case to two people at once: both are done, one after the other, and the last stands', async () => {
  const u = await open();
  const answers = await Promise.all([u.act({ k: 'own', to: 'ben' }, lea), u.act({ k: 'own', to: 'maria' }, lea)]);
  expect(answers).toMatchObject([{ view: { owner: 'ben' } }, { view: { owner: 'maria' } }]);
  expect(await u.events()).toEqual(['opened', 'owned', 'owned']);
});

test('a case that was closed meanwhile is not written about: nothing goes to the visitor', async () => {
  const u = await open();
  const before = await said(u);
  const answers = await Promise.all([
    u.act({ k: 'close', outcome: 'resolved', actions: [], cause: null }, lea),
    u.act({ k: 'contact', how: 'chat', text: 'I am sorry.' }, maria),
  ]);
  expect(answers).toMatchObject([{ ok: true }, { ok: false, code: 'conflict' }]);
  expect(await said(u)).toEqual(before);
  expect(await u.events()).toEqual(['opened', 'closed']);
});

test('the same contact twice at once is two messages and two lines: neither is lost, and the first time stands', async () => {
  const u = await open();
  const before = (await said(u)).length;
  const first = u.world.clock.now();
  await Promise.all([
    u.act({ k: 'contact', how: 'chat', text: 'One' }, maria),
    u.act({ k: 'contact', how: 'chat', text: 'Two' }, maria),
  ]);
  expect((await said(u)).slice(before)).toEqual([{ text: 'One' }, { text: 'Two' }]);
  expect(await u.events()).toEqual(['opened', 'contacted', 'contacted']);
  expect(await u.cases()).toMatchObject([{ contactedAt: first }]);
});

test('[F20] a relay that is gone from the rating to the minute after opens the case once, when it is back', async () => {
  const [store, clock] = [createMemoryStore(), createFakeClock()];
  const first = await ended({ world: { store, clock } });
  await first.rate({ score: 1 });
  await clock.pass(30_000);
  await first.world.relay.stop({ budgetMs: 0 });
  const second = await createWorld({ store, clock });
  await clock.pass(0);
  expect(await store.openCases(9)).toEqual([]);
  await clock.pass(30_000);
  const [row, ...others] = await store.openCases(9);
  expect([row, others]).toMatchObject([{ conv: 'conv1', triggers: ['low_score'], openedAt: clock.now() }, []]);
  await second.relay.stop({ budgetMs: 0 });
  await createWorld({ store, clock });
  await clock.pass(minute);
  expect(await store.openCases(9)).toEqual([row]);
  expect((await store.caseEvents(row?.id ?? '')).map(({ kind }) => kind)).toEqual(['opened']);
});

test('what was told at half of the time and at its end is told once, however often the relay starts', async () => {
  const [store, clock] = [createMemoryStore(), createFakeClock()];
  const first = await ended({ world: { store, clock } });
  await first.rate({ score: 1 });
  await clock.pass(minute + 12 * hour);
  const [row] = await store.openCases(9);
  let { relay } = first.world;
  for (const pause of [0, hour, 12 * hour, 0, day]) {
    await relay.stop({ budgetMs: 0 });
    await clock.pass(pause);
    relay = (await createWorld({ store, clock })).relay;
    await clock.pass(minute);
  }
  const told = (await store.caseEvents(row?.id ?? '')).filter(({ kind }) => kind === 'escalated');
  expect(told.map(({ data }) => data)).toEqual([{ percent: 50 }, { percent: 100 }]);
});

test('a case that is open again has a clock of its own: it escalates anew, and its first contact stands', async () => {
  const u = await open();
  await u.act({ k: 'contact', how: 'phone' });
  const contactedAt = u.world.clock.now();
  await u.act({ k: 'close', outcome: 'no_answer', actions: [], cause: null });
  await u.visitor.ask('conv1', 'message', { text: 'Hello?' });
  await u.world.clock.settle();
  expect(await u.cases()).toMatchObject([{ state: 'owned', escalated: 0, contactedAt }]);
  await u.world.clock.pass(day);
  expect(await u.cases()).toMatchObject([{ escalated: 100 }]);
  expect(await u.events()).toEqual(['opened', 'contacted', 'closed', 'reopened', 'escalated', 'escalated']);
});

test('[S3] a case whose visitor was erased keeps nothing he said, reaches nobody, and can still be given on and closed', async () => {
  const u = await open();
  const [row] = await u.world.store.openCases(1);
  await u.world.store.erase({ conversation: 'conv1' });
  expect(await u.cases()).toMatchObject([
    { id: row?.id, conv: null, visitorName: null, score: null, comment: null, contactTo: null, lastWords: null },
  ]);
  expect(await u.act({ k: 'contact', how: 'phone' })).toMatchObject({ ok: false, field: 'how' });
  expect(await u.act({ k: 'own' })).toMatchObject({ ok: true, view: { state: 'owned' } });
  const end = { k: 'close', outcome: 'no_contact_possible', actions: [], cause: null } as const;
  expect(await u.act(end)).toMatchObject({ ok: true, view: { state: 'closed' } });
  expect(await u.cases(maria, 'closed')).toMatchObject([{ conv: null, outcome: 'no_contact_possible' }]);
});

test('[Q21] [R7] whoever sees cases hears of every change of one, who may not see it hears of none', async () => {
  const u = await ended({ settings: { guess: 100 } });
  const colleague = await u.world.agent('ben');
  const rev = (who: typeof colleague): number | undefined => who.all('cases').at(-1)?.rev;
  await u.world.clock.pass(minute);
  const [mine, his] = [rev(u.agent), rev(colleague)];
  await u.rate({ score: 1 });
  await u.world.clock.pass(2 * minute);
  const opened = rev(colleague);
  expect(opened).not.toBe(his);
  await u.act({ k: 'own' }, lea);
  await u.world.clock.pass(minute);
  const owned = rev(colleague);
  expect(owned).not.toBe(opened);
  // Counted for neither of them, before and after.
  await u.act({ k: 'note', text: 'Called' }, lea);
  await u.world.clock.pass(minute);
  expect(rev(colleague)).not.toBe(owned);
  expect(rev(u.agent)).toBe(mine);
  await u.agent.ask('conv1', 'guess', { n: 1, score: 4 });
  await u.world.clock.pass(minute);
  expect(rev(u.agent)).not.toBe(mine);
});
