import { expect, test } from 'vitest';
import { createFakePost, down, never, notNow } from '../../test/fake-post.ts';
import { comeBack, hour, leave, mailed, minute, say, scene, second } from '../../test/mail-scene.ts';
import { createWorld, type World } from '../../test/world.ts';

test('a mail server that is down is tried again, visibly, under one Message-ID, and nothing is lost or doubled', async () => {
  const it = await scene();
  it.post.answer = () => down;
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(10 * minute);
  await say(it.agent, 'Two');
  await it.world.clock.pass(20 * minute);
  const { queued } = await it.world.relay.mail.list(10);
  expect(queued.map(({ kind, to, attempts, error }) => ({ kind, to, attempts, error }))).toEqual([
    { kind: 'reply', to: 'ann@example.com', attempts: it.post.tried.length, error: down.ok ? '' : down.why },
  ]);
  expect(it.post.tried.length).toBeGreaterThanOrEqual(4);
  expect(it.world.relay.mail.problem).toBe('The mail server cannot be reached.');
  expect(await mailed(it.world)).toEqual([]);
  it.post.answer = () => ({ ok: true });
  await it.world.clock.pass(hour);
  // What was written meanwhile is one mail, after the one that was on its way.
  expect(it.post.taken.map(({ text }) => [text.includes('One'), text.includes('Two')])).toEqual([
    [true, false],
    [false, true],
  ]);
  const [first] = it.post.taken;
  expect(new Set(it.post.tried.slice(0, -1).map(({ messageId }) => messageId))).toEqual(new Set([first?.messageId]));
  expect(await it.world.relay.mail.counts()).toMatchObject({ sent: 2, queued: 0, failed: 0, givenUp: 0 });
  expect(it.world.relay.mail.problem).toBeNull();
});

test('who comes back while it waits to be tried again needs no mail any more', async () => {
  const it = await scene();
  it.post.answer = () => notNow;
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(90 * second);
  expect(it.post.tried).toHaveLength(1);
  const again = await comeBack(it);
  again.send({ t: 'mark', c: 'conv1', r: (await it.world.store.conversation('conv1'))?.heads.main ?? 0 });
  await it.world.clock.pass(hour);
  expect(it.post.tried).toHaveLength(1);
  expect(await it.world.relay.mail.list(10)).toEqual({ queued: [], failed: [] });
  await leave({ world: it.world, visitor: again });
  await it.world.clock.pass(hour);
  expect(it.post.tried).toHaveLength(1);
});

test('what was read while it waited to be tried again is not sent, also when the reader has gone again', async () => {
  const it = await scene();
  it.post.answer = () => notNow;
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(90 * second);
  const again = await comeBack(it);
  again.send({ t: 'mark', c: 'conv1', r: (await it.world.store.conversation('conv1'))?.heads.main ?? 0 });
  await it.world.clock.settle();
  await leave({ world: it.world, visitor: again });
  it.post.answer = () => ({ ok: true });
  await it.world.clock.pass(hour);
  expect(it.post.tried).toHaveLength(1);
  expect(await it.world.relay.mail.list(10)).toEqual({ queued: [], failed: [] });
});

test('a no for good is told to the staff, can be tried again by hand, and is in the next mail', async () => {
  const it = await scene();
  it.post.answer = () => never;
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(2 * minute);
  const at = (await it.world.store.conversation('conv1'))?.heads.main;
  expect(await mailed(it.world)).toEqual([['system', { upTo: at, state: 'failed', why: 'refused' }]]);
  await it.world.clock.pass(20 * minute);
  expect(it.post.tried).toHaveLength(1);
  it.post.answer = () => ({ ok: true });
  await say(it.agent, 'Two');
  await it.world.clock.pass(2 * minute);
  expect(it.post.taken[0]?.text).toMatch(/One[\s\S]*Two/);
  // By now there is nothing left to send again.
  const { failed } = await it.world.relay.mail.list(10);
  expect(await it.world.relay.mail.retry(failed[0]?.id ?? '')).toBe(true);
  await it.world.clock.pass(minute);
  expect(it.post.taken).toHaveLength(1);
  expect(await it.world.relay.mail.list(10)).toEqual({ queued: [], failed: [] });
});

test('tried again by hand it goes out at once, and the staff hears of that too', async () => {
  const it = await scene();
  it.post.answer = () => never;
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(2 * minute);
  it.post.answer = () => ({ ok: true });
  const { failed } = await it.world.relay.mail.list(10);
  await it.world.relay.mail.retry(failed[0]?.id ?? '');
  await it.world.clock.settle();
  expect(it.post.taken).toHaveLength(1);
  expect((await mailed(it.world)).map((one) => (one as [string, { state: string }])[1].state)).toEqual([
    'failed',
    'sent',
  ]);
  expect(await it.world.relay.mail.retry('no such mail')).toBe(false);
});

test('when its time is over it is given up, and the staff is told', async () => {
  const it = await scene({ limits: { mailGiveUpMs: 3 * hour, mailRetryMostMs: hour / 2 } });
  it.post.answer = () => notNow;
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(2 * hour);
  expect(await mailed(it.world)).toEqual([]);
  await it.world.clock.pass(hour + 2 * minute);
  expect(await mailed(it.world)).toMatchObject([['system', { state: 'failed', why: 'gave_up' }]]);
  expect(it.post.tried.length).toBeGreaterThan(5);
  expect(it.post.tried.length).toBeLessThan(15);
  expect(await it.world.relay.mail.counts()).toMatchObject({ givenUp: 1, failed: 1 });
});

test('without a mail server the staff is told so, once for what was written, and everything else works', async () => {
  const it = await scene({ mail: null });
  expect(it.visitor.welcome.site?.mail).toBeUndefined();
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(10 * minute);
  const { heads } = (await it.world.store.conversation('conv1')) ?? { heads: { main: 0 } };
  expect(await mailed(it.world)).toEqual([['system', { upTo: heads.main, state: 'failed', why: 'not_configured' }]]);
  const again = await comeBack(it);
  again.send({ t: 'sub', c: 'conv1', s: 0 });
  const { e } = await again.until('ev', (f) => f.e.some((ev) => ev.k === 'message' && ev.a === 'maria'));
  expect(e.some((ev) => (ev.d as { text?: string }).text === 'One')).toBe(true);
  // [S1] What the staff is told is not the visitor's to know.
  expect(JSON.stringify(again.frames)).not.toContain('mailed');
});

test('an address that is not the visitor’s gets its share and no more, however many say it is theirs', async () => {
  const post = createFakePost();
  const free = [{ count: 1_000, perMs: 1 }];
  const world = await createWorld({
    mail: post,
    limits: { mailsPerAddress: 3, addressConversations: free, hellos: free },
  });
  const agent = await world.agent();
  for (let i = 0; i < 10; i += 1) {
    const visitor = await world.visitor();
    await visitor.ask('any', 'profile', { email: 'victim@example.org' });
    await visitor.ask(`c${i}`, 'open', { text: 'Buy now: https://evil.example' });
    await leave({ world, visitor });
    await say(agent, 'Hello', `c${i}`);
  }
  await world.clock.pass(hour);
  expect(post.taken).toHaveLength(3);
  expect(JSON.stringify(post.taken)).not.toContain('evil');
  const told = await Promise.all([...Array(10).keys()].map((i) => mailed(world, `c${i}`)));
  const why = told.flat().map((one) => (one as [string, { why?: string }])[1].why);
  expect(why.filter((it) => it === 'too_many')).toHaveLength(7);
});

test('a restart forgets nothing: neither what waits for its minute, nor what waits to be tried, nor what was not told', async () => {
  const it = await scene();
  await leave(it);
  await say(it.agent, 'Before the restart');
  await it.agent.ask('conv1', 'close', {});
  await it.world.clock.pass(30 * second);
  const restarted = async (): Promise<World> =>
    createWorld({ store: it.world.store, clock: it.world.clock, mail: it.post });
  await it.world.relay.stop({ budgetMs: 0 });
  const another = await restarted();
  await another.clock.pass(59 * second);
  expect(it.post.tried).toEqual([]);
  it.post.answer = () => notNow;
  await another.clock.pass(2 * second);
  expect(it.post.tried).toHaveLength(1);
  await another.relay.stop({ budgetMs: 0 });
  it.post.answer = () => ({ ok: true });
  const third = await restarted();
  await third.clock.pass(5 * minute);
  expect(it.post.taken).toHaveLength(1);
  expect(await mailed(third)).toHaveLength(1);
  // The end was noted, and the relay died before it was told: put so by hand.
  const [row] = await Promise.all([third.store.mail(it.post.taken[0]?.messageId.split('@')[0] ?? '')]);
  if (!row) throw new Error('no row');
  await third.store.changeMail(row, { isTold: false });
  await third.relay.stop({ budgetMs: 0 });
  const fourth = await restarted();
  await fourth.clock.pass(5 * minute);
  expect(it.post.taken).toHaveLength(1);
  expect(await mailed(fourth)).toHaveLength(1);
  expect(await fourth.store.untoldMails(9)).toEqual([]);
});

test('an address that was changed meanwhile is the one that is written to', async () => {
  const it = await scene();
  it.post.answer = () => notNow;
  await leave(it);
  await say(it.agent, 'One');
  await it.world.clock.pass(90 * second);
  const again = await comeBack(it);
  await again.ask('any', 'profile', { email: 'right@example.com' });
  await leave({ world: it.world, visitor: again });
  it.post.answer = () => ({ ok: true });
  await it.world.clock.pass(hour);
  expect(it.post.taken.map(({ to }) => to)).toEqual(['right@example.com']);
});
