import { expect, test } from 'vitest';
import { createFakePost } from '../../test/fake-post.ts';
import { comeBack, hour, leave, mailed, minute, say, scene, second } from '../../test/mail-scene.ts';
import { createWorld } from '../../test/world.ts';

test('who has gone for a minute and left an address gets one mail with everything that was not read, and the staff is told', async () => {
  const it = await scene();
  await say(it.agent, 'I look into it.');
  await leave(it);
  await it.world.clock.pass(20 * second);
  await say(it.agent, 'It is on its way.');
  await it.world.clock.pass(59 * second);
  expect(it.post.tried).toEqual([]);
  await it.world.clock.pass(2 * second);
  expect(it.post.taken).toHaveLength(1);
  const [mail] = it.post.taken;
  expect(mail).toMatchObject({
    to: 'ann@example.com',
    subject: '2 new messages from Shop',
    fromName: 'Shop',
    lang: 'en',
  });
  expect(mail?.text).toContain(
    'Maria:\nI look into it.\n\nMaria:\nIt is on its way.\n\nContinue the chat:\nhttps://shop.example/cart',
  );
  expect(mail?.messageId).toMatch(/^[0-9a-f]{32}@acme\.example$/);
  const { heads } = (await it.world.store.conversation('conv1')) ?? { heads: { main: 0 } };
  expect(await mailed(it.world)).toEqual([['system', { upTo: heads.main, state: 'sent' }]]);
  await it.world.clock.pass(hour);
  expect(it.post.tried).toHaveLength(1);
});

test('what was read is not in it, and with everything read there is none', async () => {
  const it = await scene();
  await say(it.agent, 'Read.');
  const { heads } = (await it.world.store.conversation('conv1')) ?? { heads: { main: 0 } };
  it.visitor.send({ t: 'mark', c: 'conv1', r: heads.main });
  await it.world.clock.settle();
  await leave(it);
  await it.world.clock.pass(10 * minute);
  expect(it.post.tried).toEqual([]);
  await say(it.agent, 'Not read.');
  await it.world.clock.pass(2 * minute);
  expect(it.post.taken.map(({ subject }) => subject)).toEqual(['1 new message from Shop']);
  expect(it.post.taken[0]?.text).not.toContain('Read.\n\nMaria');
});

test('while he is here, without an address, or blocked, nothing is sent', async () => {
  const here = await scene();
  await say(here.agent, 'Hello');
  await here.world.clock.pass(10 * minute);
  const nowhere = await scene({ profile: { email: '' } });
  await leave(nowhere);
  await say(nowhere.agent, 'Hello');
  await nowhere.world.clock.pass(10 * minute);
  const blocked = await scene();
  await leave(blocked);
  await say(blocked.agent, 'Hello');
  await blocked.agent.ask('conv1', 'block', { reason: 'abuse' });
  await blocked.world.clock.pass(10 * minute);
  expect([...here.post.tried, ...nowhere.post.tried, ...blocked.post.tried]).toEqual([]);
  expect([await mailed(here.world), await mailed(nowhere.world), await mailed(blocked.world)]).toEqual([[], [], []]);
});

test('who comes back within the minute gets none; his grace begins anew when he leaves again', async () => {
  const it = await scene();
  await leave(it);
  await say(it.agent, 'Hello?');
  await it.world.clock.pass(50 * second);
  const again = await comeBack(it);
  await it.world.clock.pass(5 * minute);
  expect(it.post.tried).toEqual([]);
  await leave({ world: it.world, visitor: again });
  await it.world.clock.pass(59 * second);
  expect(it.post.tried).toEqual([]);
  await it.world.clock.pass(2 * second);
  expect(it.post.taken).toHaveLength(1);
});

test('a message of before does not shorten the grace of who has just gone', async () => {
  const it = await scene();
  await leave(it);
  await it.world.clock.pass(2 * minute);
  await say(it.agent, 'Hello');
  await it.world.clock.pass(30 * second);
  const back = await comeBack(it);
  await it.world.clock.pass(25 * second);
  await leave({ world: it.world, visitor: back });
  // A minute after the message, and five seconds after he has gone.
  await it.world.clock.pass(20 * second);
  expect(it.post.tried).toEqual([]);
  await it.world.clock.pass(45 * second);
  expect(it.post.taken).toHaveLength(1);
});

test('an agent who goes on writing is let finish, but not for ever', async () => {
  const it = await scene();
  await leave(it);
  await it.world.clock.pass(2 * minute);
  for (let i = 1; i <= 9; i += 1) {
    await say(it.agent, `Line ${i}`);
    await it.world.clock.pass(40 * second);
  }
  expect(it.post.taken).toHaveLength(1);
  expect(it.post.taken[0]?.text).toContain('Line 7');
  await it.world.clock.pass(2 * minute);
  expect(it.post.taken).toHaveLength(2);
  const all = it.post.taken.map(({ text }) => text).join('');
  for (let i = 1; i <= 9; i += 1) expect(all.split(`Line ${i}\n`)).toHaveLength(2);
});

test('after the end of the conversation it is sent as well', async () => {
  const it = await scene();
  await leave(it);
  await say(it.agent, 'Done.');
  await it.agent.ask('conv1', 'close', {});
  await it.world.clock.pass(2 * minute);
  expect(it.post.taken[0]?.text).toContain('Done.');
});

test('a reply in a conversation that began while nobody was there goes out the same way', async () => {
  const post = createFakePost();
  const world = await createWorld({ mail: post });
  const visitor = await world.visitor();
  expect(visitor.welcome.site?.mail).toBe(1);
  await visitor.ask('any', 'profile', { email: 'ann@example.com', lang: 'ar' });
  await visitor.ask('c', 'open', { text: 'Anybody?' });
  await leave({ world, visitor });
  await world.clock.pass(9 * hour);
  const agent = await world.agent();
  await say(agent, 'Yes.', 'c');
  await world.clock.pass(2 * minute);
  expect(post.taken[0]).toMatchObject({ subject: 'رسالة جديدة من Shop', lang: 'ar' });
  expect(post.taken[0]?.html).toContain('dir="rtl"');
  expect(post.taken[0]?.text).not.toMatch(/https?:/);
});

test('a page of somebody else is never linked to, and nothing that the visitor wrote is in the mail', async () => {
  const it = await scene({ profile: { name: 'EVIL', page: { url: 'https://evil.example/EVIL', title: 'EVIL' } } });
  await it.visitor.ask('conv1', 'message', { text: 'EVIL' });
  await leave(it);
  await say(it.agent, 'Hello');
  await it.world.clock.pass(2 * minute);
  expect(it.post.taken).toHaveLength(1);
  expect(JSON.stringify(it.post.taken)).not.toMatch(/evil/i);
});
