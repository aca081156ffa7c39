// R12: nobody rates his own work, and nothing of how it is known is kept or told to a visitor.
import type { ConvState } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { answered, as, ended, kinds, maria, now, visitor } from '../test/deciding.ts';
import { type Client, createWorld, site, type World } from '../test/world.ts';
import { decide } from './decide.ts';
import { present } from './decide-context.ts';

const staffAddress = '198.51.100.0';

/** A visitor who says hello from there, and begins a chat. */
async function comes(world: World, o: { address?: string; isStaff?: boolean }, c = 'conv1'): Promise<Client> {
  const client = world.connect(o);
  client.send({ t: 'hello', v: 1, role: 'v', k: site.key, dev: 'tab', cur: {} });
  await client.until('welcome');
  await client.ask(c, 'open', { text: 'Hello' });
  return client;
}
const notesOf = async ({ store }: World, c = 'conv1'): Promise<unknown[]> =>
  (await store.events(c, 'notes', 0, 99)).map(({ k, d }) => [k, d]);
/** What the agent answers, and ends; and what the visitor is told of a rating then. */
async function askedAfter(world: World, client: Client): Promise<unknown> {
  const agent = await world.agent();
  await agent.ask('conv1', 'accept', {});
  await agent.ask('conv1', 'message', { text: 'Hi' });
  await agent.ask('conv1', 'close', {});
  await world.clock.settle();
  expect(JSON.stringify(client.frames)).not.toMatch(/insider/);
  return (await world.store.events('conv1', 'rating', 0, 99)).map(({ k, d }) => [k, (d as { why?: string }).why]);
}

test('[R12] who begins it in a browser that is signed in as staff is not asked, and counted as such', async () => {
  const world = await createWorld();
  const client = await comes(world, { isStaff: true });
  expect(await notesOf(world)).toEqual([['insider', { n: 1, by: 'session' }]]);
  expect(await askedAfter(world, client)).toEqual([['excused', 'staff_session']]);
  expect(client.all('inv')).toEqual([]);
});

test('[R12] who comes from the address of somebody of the staff is asked, and marked; no address is kept', async () => {
  const world = await createWorld();
  await world.agent('ben');
  const client = await comes(world, { address: staffAddress });
  expect(await notesOf(world)).toEqual([['insider', { n: 1, by: 'address' }]]);
  expect(await askedAfter(world, client)).toEqual([['invited', undefined]]);
  const all = await Promise.all(
    (['main', 'notes', 'rating'] as const).map((stream) => world.store.events('conv1', stream, 0, 99)),
  );
  expect(JSON.stringify([all, await world.store.visitor('conv1'), world.logged])).not.toContain(staffAddress);
});

test('[R12] nobody of the staff here, another address, or this machine itself hint at nothing', async () => {
  const world = await createWorld();
  await comes(world, { address: staffAddress });
  const agent = await world.agent('ben');
  await comes(world, {}, 'conv2');
  agent.drop();
  await world.clock.settle();
  await comes(world, { address: staffAddress }, 'conv3');
  for (const c of ['conv1', 'conv2', 'conv3']) expect(await notesOf(world, c)).toEqual([]);
});

test('[R12] it stands in the commit that begins a session, the next one too, and no agent begins one so', () => {
  const asStaff = as(visitor, { insider: 'session' });
  expect(kinds(decide(null, { k: 'open', d: {} }, asStaff))).toEqual(['opened*', 'insider/n']);
  expect(kinds(decide(null, { k: 'open', d: { text: 'a' } }, asStaff))).toEqual(['opened', 'message*', 'insider/n']);
  expect(kinds(decide(ended, { k: 'message', d: { text: 'a' } }, asStaff)).at(-1)).toBe('insider/n');
  expect(kinds(decide(ended, { k: 'reopen', d: {} }, as(maria, { insider: 'session' })))).not.toContain('insider/n');
});

test('[R12] it is said of one session: the next is asked again; and it is no part of what a visitor sees', () => {
  const state: ConvState = { ...answered, insider: { n: 1, by: 'session' } };
  const why = (of: ConvState): unknown => {
    const decision = decide(of, { k: 'close', d: {} }, as(maria));
    return decision.ok && (decision.events[1]?.d as { why?: string } | undefined)?.why;
  };
  expect([why(state), why({ ...state, n: 2 })]).toEqual(['staff_session', undefined]);
  expect(present(state, { actor: visitor, now })).not.toHaveProperty('insider');
});
