// Who is offered whom, and what becomes of an offer.
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { caller, createShop, hire, kinds, minute, offers } from '../test/desk-world.ts';

describe('[Q15] an offer', () => {
  test('[Q15] goes to one agent with room, the oldest first; by hand is as welcome, and ends it', async () => {
    const world = await createShop({ capacity: 1 });
    const [ben, maria] = [await world.agent('ben'), await world.agent('maria')];
    const at = world.clock.now();
    for (const c of ['c1', 'c2', 'c3']) await caller(world, c);
    await world.clock.pass(100);
    expect([offers(ben), offers(maria)]).toEqual([['c1'], ['c2']]);
    expect(ben.all('offer')).toEqual([{ t: 'offer', c: 'c1', until: at + 50 + minute }]);
    expect(await maria.ask('c1', 'accept', {})).toMatchObject({ t: 'ack' });
    await world.clock.pass(100);
    // She is over what she takes at once; his offer has ended, and c3 is next.
    expect(ben.all('offer')[1]).toEqual({ t: 'offer', c: 'c1', until: 0 });
    expect([offers(ben), offers(maria)]).toEqual([['c3'], ['c2']]);
  });

  test('[Q15] not taken in time: missed, the place stays, its agent is finishing until he says otherwise', async () => {
    const world = await createShop();
    const maria = await world.agent('maria');
    await caller(world, 'c1');
    await world.clock.pass(100);
    const ben = await world.agent('ben');
    await world.clock.pass(minute + 100);
    expect(await kinds(world, 'c1', 'notes')).toEqual(['missed']);
    expect(maria.all('presence')).toEqual([{ t: 'presence', status: 'finishing', why: 'missed' }]);
    expect((await world.store.agent('maria'))?.presence).toBe('finishing');
    expect([offers(maria), offers(ben)]).toEqual([[], ['c1']]);
    expect((await world.store.conversation('c1'))?.state).toMatchObject({ st: 'queued' });
    await caller(world, 'c2');
    await world.clock.pass(100);
    expect(offers(ben)).toEqual(['c1', 'c2']);
    // Back, and Ben is not: then also what was missed before.
    await maria.ask('', 'presence', { status: 'available' });
    await ben.ask('', 'presence', { status: 'away' });
    await world.clock.pass(100);
    expect([offers(maria), offers(ben)]).toEqual([['c1', 'c2'], []]);
    expect(await kinds(world, 'c1', 'notes')).toEqual(['missed']);
  });

  test('[Q15] declined: the next one is asked, and nobody twice', async () => {
    const world = await createShop();
    const [ben, maria] = [await world.agent('ben', {}), await world.agent('maria')];
    await ben.ask('', 'presence', { status: 'finishing' });
    await caller(world, 'c1');
    await world.clock.pass(100);
    await ben.ask('', 'presence', { status: 'available' });
    expect(offers(maria)).toEqual(['c1']);
    expect(await maria.ask('c1', 'decline', {})).toMatchObject({ t: 'ack' });
    await world.clock.pass(100);
    expect([offers(maria), offers(ben)]).toEqual([[], ['c1']]);
    expect(maria.all('presence')).toEqual([]);
    await ben.ask('c1', 'decline', {});
    await world.clock.pass(minute * 3);
    expect([offers(maria), offers(ben)]).toEqual([[], []]);
    expect(await kinds(world, 'c1', 'notes')).toEqual(['missed', 'missed']);
    // What is not offered to him is not his to decline; it is anybody's to take.
    expect(await maria.ask('c1', 'decline', {})).toMatchObject({ t: 'err', code: 'conflict' });
    expect(await maria.ask('c1', 'accept', {})).toMatchObject({ t: 'ack' });
  });

  test('[Q15] teams, languages and the overflow team', async () => {
    const hours = null;
    const world = await createShop({
      langs: ['el', 'en'],
      teams: [
        { key: 'sales', name: 'Sales', hours },
        { key: 'help', name: 'Help', hours },
      ],
      overflow: { team: 'help', afterMs: 2 * minute },
    });
    await hire(world, 'maria', { teams: ['sales'], langs: ['en'] });
    await hire(world, 'ben', { teams: ['help'] });
    await hire(world, 'eleni', { teams: ['sales'], langs: ['el'] });
    const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
    await caller(world, 'greek', { team: 'sales', lang: 'el' });
    await world.clock.pass(100);
    expect([offers(maria), offers(ben)]).toEqual([[], []]);
    await world.clock.pass(2 * minute);
    expect([offers(maria), offers(ben)]).toEqual([[], ['greek']]);
    const eleni = await world.agent('eleni');
    await ben.ask('greek', 'decline', {});
    await world.clock.pass(100);
    expect(offers(eleni)).toEqual(['greek']);
  });

  test("[Q15] a returning visitor's last agent comes first, if free", async () => {
    const world = await createShop();
    const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
    // Without that it would be Ben's turn: of two who have waited alike, he is first.
    const visitor = await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    await maria.ask('c1', 'message', { text: 'Hi' });
    await maria.ask('c1', 'close', {});
    await visitor.ask('c2', 'open', { text: 'Again' });
    await world.clock.pass(100);
    expect([offers(maria), offers(ben)]).toEqual([['c2'], []]);
    await maria.ask('c2', 'accept', {});
    await maria.ask('c2', 'message', { text: 'Hi' });
    await maria.ask('c2', 'close', {});
    await caller(world, 'x1');
    await world.clock.pass(100);
    // Reopened: his again, although he has been served last.
    await visitor.ask('c2', 'message', { text: 'One more thing' });
    await world.clock.pass(100);
    expect(offers(maria)).toContain('c2');
  });

  test("[Q15] [Q13] who is blocked, or erased, is offered to nobody and is in nobody's way", async () => {
    const world = await createShop();
    const ben = await world.agent('ben');
    await ben.ask('', 'presence', { status: 'finishing' });
    await caller(world, 'rude');
    await caller(world, 'erased');
    const patient = await caller(world, 'patient');
    await world.store.erase({ conversation: 'erased' });
    await ben.ask('rude', 'block', { reason: 'threats' });
    await ben.ask('', 'presence', { status: 'available' });
    await world.clock.pass(100);
    expect(offers(ben)).toEqual(['erased', 'patient']);
    expect(await ben.ask('erased', 'accept', {})).toMatchObject({ t: 'err', code: 'not_found' });
    await ben.ask('patient', 'accept', {});
    await world.clock.pass(minute + 1_000);
    expect(offers(ben)).toEqual([]);
    expect(ben.all('presence').map(({ status }) => status)).toEqual(['finishing', 'available']);
    expect(patient.all('line').at(-1)).toMatchObject({ n: null });
  });

  test('[Q15] what was erased while somebody had it takes up none of his room', async () => {
    const world = await createShop({ capacity: 1 });
    const ben = await world.agent('ben');
    await caller(world, 'erased');
    await ben.ask('erased', 'accept', {});
    await caller(world, 'next');
    await world.store.erase({ conversation: 'erased' });
    await world.clock.pass(minute);
    expect(offers(ben)).toEqual(['next']);
  });

  test('[Q15] [D9] what ended while the list of open ones was read takes up none of his room', async () => {
    const inner = createMemoryStore();
    let held: Promise<void> | null = null;
    let release = (): void => {};
    const openConversations: typeof inner.openConversations = async (...args) => {
      const page = await inner.openConversations(...args);
      await held;
      return page;
    };
    const world = await createShop({ capacity: 1 }, { store: { ...inner, openConversations } });
    const ben = await world.agent('ben');
    await caller(world, 'c1');
    await ben.ask('c1', 'accept', {});
    held = new Promise((resolve) => {
      release = resolve;
    });
    await world.clock.pass(minute);
    await ben.ask('c1', 'close', {});
    release();
    await world.clock.pass(1_000);
    await caller(world, 'next');
    await world.clock.pass(100);
    expect(offers(ben)).toEqual(['next']);
  });

  test('[Q15] who gave it to his own team is not the one it is offered to', async () => {
    const world = await createShop({ teams: [{ key: 'help', name: 'Help', hours: null }] });
    await hire(world, 'maria', { teams: ['help'] });
    await hire(world, 'ben', { teams: ['help'], capacity: 1 });
    const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
    await caller(world, 'c1');
    await maria.ask('c1', 'accept', {});
    expect(await maria.ask('c1', 'transfer', { team: 'help', note: 'please' })).toMatchObject({ t: 'ack' });
    await world.clock.pass(100);
    expect([offers(maria), offers(ben)]).toEqual([[], ['c1']]);
  });

  test('[Q15] what a lead has moved on, and who is blocked, is not offered any more, and nobody missed it', async () => {
    const teams = ['help', 'sales'].map((key) => ({ key, name: key, hours: null }));
    const world = await createShop({ teams });
    await hire(world, 'lea', { role: 'lead' });
    const [ben, lea, maria] = [await world.agent('ben'), await world.agent('lea'), await world.agent('maria')];
    for (const other of [lea, maria]) await other.ask('', 'presence', { status: 'finishing' });
    for (const c of ['handed', 'moved', 'rude']) await caller(world, c);
    await world.clock.pass(100);
    expect(offers(ben)).toEqual(['handed', 'moved', 'rude']);
    expect(await lea.ask('moved', 'transfer', { team: 'sales', note: 'theirs' })).toMatchObject({ t: 'ack' });
    expect(await lea.ask('handed', 'transfer', { to: 'maria', note: 'yours' })).toMatchObject({ t: 'ack' });
    expect(await lea.ask('rude', 'block', { reason: 'threats' })).toMatchObject({ t: 'ack' });
    await world.clock.pass(100);
    expect(offers(ben)).toEqual([]);
    await world.clock.pass(minute - 110);
    expect(ben.all('presence')).toEqual([]);
    expect(await kinds(world, 'handed', 'notes')).toEqual(['handing']);
  });

  test('[Q15] a second socket of the agent hears of what stands, and a relay that begins anew offers anew', async () => {
    const world = await createShop();
    await world.agent('maria');
    await caller(world, 'c1');
    await world.clock.pass(100);
    const tab = await world.agent('maria');
    expect(offers(tab)).toEqual(['c1']);
    await world.relay.stop({ budgetMs: 0 });
    await world.clock.pass(1_000);
    const next = await createShop({}, { store: world.store, clock: world.clock });
    const again = await next.agent('maria');
    await next.clock.pass(100);
    expect(offers(again)).toEqual(['c1']);
    expect(await kinds(next, 'c1', 'notes')).toEqual([]);
  });

  test('[Q15] what is offered counts as work: nobody is offered more than he takes at once', async () => {
    const world = await createShop();
    await hire(world, 'maria', { capacity: 2 });
    const maria = await world.agent('maria');
    for (const c of ['c1', 'c2', 'c3']) await caller(world, c);
    await world.clock.pass(2_000);
    expect(offers(maria)).toEqual(['c1', 'c2']);
    expect(maria.all('staff').at(-1)?.e).toMatchObject([{ id: 'maria', load: 2, capacity: 2 }]);
    await maria.ask('c1', 'accept', {});
    await world.clock.pass(100);
    expect(offers(maria)).toEqual(['c2']);
    await maria.ask('c1', 'close', {});
    await world.clock.pass(100);
    expect(offers(maria)).toEqual(['c2', 'c3']);
  });
});

test('[Q3] of two who accept at the same instant one wins, a hundred times', async () => {
  const world = await createShop(
    {},
    { limits: { agentCommands: [{ count: 1_000, perMs: 1 }], addressConversations: [{ count: 1_000, perMs: 1 }] } },
  );
  const [maria, ben] = [await world.agent('maria'), await world.agent('ben')];
  for (let n = 0; n < 100; n += 1) {
    const c = `c${n}`;
    await caller(world, c);
    const both = n % 2 ? [maria, ben] : [ben, maria];
    const answers = await Promise.all(both.map((agent) => agent.ask(c, 'accept', {})));
    expect(answers.map(({ t }) => t).sort()).toEqual(['ack', 'err']);
    const loser = answers.find((answer) => answer.t === 'err');
    const { state } = (await world.store.conversation(c)) ?? {};
    expect(loser).toMatchObject({ code: 'taken', d: { as: state?.as } });
    expect((await kinds(world, c)).filter((k) => k === 'assigned')).toEqual(['assigned']);
  }
  await world.clock.pass(1_100);
  expect(
    maria
      .all('staff')
      .at(-1)
      ?.e.reduce((sum, { load }) => sum + load, 0),
  ).toBe(100);
  expect([offers(maria), offers(ben)]).toEqual([[], []]);
});
