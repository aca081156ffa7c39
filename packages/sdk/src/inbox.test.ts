import { expect, test } from 'vitest';
import { staff } from './test/fake-relay.ts';
import type { World } from './test/world.ts';
import { createWorld, opened } from './test/world.ts';

const told = (w: World, id: string): void => {
  for (const s of w.relay.sockets) if (s.who() === staff) s.say({ t: 'sum', e: [w.relay.sum(id)] });
};

test('the inbox sorts what waits, what is mine, what is others’ and what has ended', async () => {
  const w = createWorld();
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    ids.push((await opened(w, `m${n}`)).id);
    await w.clock.pass(1_000);
  }
  const [a, b, c, d, e] = ids as [string, string, string, string, string];
  const agent = w.agent();
  expect(agent.inbox.getSnapshot()).toEqual({ waiting: [], mine: [], others: [], ended: [], complete: false });
  w.relay.append(b, 'main', { k: 'assigned', a: 'agent-2', d: { to: 'agent-2' } });
  w.relay.append(c, 'main', { k: 'assigned', a: staff, d: { to: staff } });
  w.relay.append(d, 'main', { k: 'assigned', a: staff, d: { to: staff } });
  w.relay.append(d, 'main', { k: 'message', a: staff, d: { text: 'answered' } });
  await agent.connect();
  w.relay.append(e, 'main', { k: 'closed', a: staff, d: { n: 1, by: 'agent' } });
  told(w, e);
  await w.clock.settle();
  const inbox = agent.inbox.getSnapshot();
  expect(inbox.complete).toBe(true);
  const rows = (list: typeof inbox.waiting): string[] => list.map((row) => row.id);
  expect(rows(inbox.waiting)).toEqual([a]);
  expect(rows(inbox.others)).toEqual([b]);
  expect(rows(inbox.mine)).toEqual([c, d]);
  expect(rows(inbox.ended)).toEqual([e]);
  expect(inbox.waiting[0]).toMatchObject({
    visitor: { name: 'Vera' },
    last: { text: 'm0', mine: false },
    state: { phase: 'queued', can: { accept: true } },
  });
});

test('[S5] what is new in a list is told once: waiting, a message of mine, a rating', async () => {
  const w = createWorld();
  const early = await opened(w);
  const agent = w.agent();
  const news: unknown[] = [];
  agent.on('waiting', (e) => news.push(['waiting', e.conversation]));
  agent.on('message', (e) => news.push(['message', e.text]));
  agent.on('rated', (e) => news.push(['rated', e.rating.score]));
  await agent.connect();
  await w.clock.settle();
  expect(news).toEqual([]);
  const late = await opened(w);
  told(w, late.id);
  told(w, late.id);
  await w.clock.settle();
  expect(news).toEqual([['waiting', late.id]]);
  w.relay.append(late.id, 'main', { k: 'assigned', a: staff, d: { to: staff } });
  told(w, late.id);
  late.send('more');
  early.send('not mine');
  await w.clock.settle();
  told(w, late.id);
  told(w, early.id);
  await w.clock.settle();
  expect(news.slice(1)).toEqual([['message', 'more']]);
  void late.end();
  await w.clock.settle();
  late.rate({ score: 3 });
  await w.clock.settle();
  told(w, late.id);
  told(w, late.id);
  await w.clock.settle();
  expect(news.slice(2)).toEqual([['rated', 3]]);
});

test('what was said of an earlier session stays in the list, if the newest was not asked about', async () => {
  const w = createWorld();
  const c = await opened(w);
  void c.end();
  await w.clock.settle();
  c.rate({ score: 2 });
  await w.clock.settle();
  w.relay.append(c.id, 'rating', {
    k: 'excused',
    a: staff,
    d: { n: 2, state: 'ineligible', why: 'no_visitor_message' },
  });
  const agent = w.agent();
  await agent.connect();
  told(w, c.id);
  await w.clock.settle();
  const [row] = agent.inbox.getSnapshot().ended;
  expect(row?.state.rating).toMatchObject({ session: 1, state: 'rated', given: { score: 2 } });
});

test('the archive has what has ended, page by page', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  w.relay.append(theirs.id, 'main', { k: 'closed', a: staff, d: { n: 1, by: 'agent' } });
  const agent = w.agent();
  await agent.connect();
  const page = agent.archive({ limit: 10 });
  await w.clock.settle();
  expect((await page).rows.map((row) => [row.id, row.state.phase])).toEqual([[theirs.id, 'closed']]);
});

test('what ended while the agent was away is asked for, and told', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const agent = w.agent();
  await agent.connect();
  w.relay.last().end(1006);
  w.relay.append(theirs.id, 'main', { k: 'closed', a: 'agent-2', d: { n: 1, by: 'agent' } });
  await w.clock.pass(3_000);
  expect(agent.inbox.getSnapshot().waiting).toEqual([]);
  expect(agent.inbox.getSnapshot().ended.map((row) => row.id)).toEqual([theirs.id]);
});

test('[A7] a list in pieces is whole with the last of them: nothing in it is news, and only what is in none is asked for', async () => {
  const w = createWorld();
  const [first, second] = [await opened(w), await opened(w), await opened(w)];
  w.relay.room = 1;
  const agent = w.agent();
  const news: string[] = [];
  agent.on('waiting', ({ conversation }) => news.push(conversation));
  let held = true;
  w.relay.toClient = (f) => f.t !== 'sum' || !held;
  await agent.connect();
  expect(agent.inbox.getSnapshot()).toMatchObject({ complete: false, waiting: [{}] });
  held = false;
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(agent.inbox.getSnapshot()).toMatchObject({ complete: true, waiting: [{}, {}, {}] });
  expect(news).toEqual([]);
  w.relay.last().end(1006);
  for (const { id } of [first, second])
    w.relay.append(id, 'main', { k: 'closed', a: 'agent-2', d: { n: 1, by: 'agent' } });
  await w.clock.pass(3_000);
  expect(agent.inbox.getSnapshot()).toMatchObject({ waiting: [{}], ended: [{}, {}] });
  expect(w.relay.last().sent.filter((f) => f.t === 'q').length).toBe(2);
});

test('[B4] what ended meanwhile stays in the list when it was asked for too soon, and is asked for again', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const agent = w.agent();
  await agent.connect();
  w.relay.last().end(1006);
  w.relay.append(theirs.id, 'main', { k: 'closed', a: 'agent-2', d: { n: 1, by: 'agent' } });
  w.relay.toRelay = (f) => f.t !== 'q';
  await w.clock.pass(3_000);
  const asked = w.relay.last().sent.find((f) => f.t === 'q');
  w.relay.last().say({ t: 'err', n: asked?.n as number, code: 'rate_limited', retry: 500 });
  await w.clock.settle();
  expect(agent.inbox.getSnapshot().waiting.map((row) => row.id)).toEqual([theirs.id]);
  w.relay.toRelay = () => true;
  await w.clock.pass(600);
  expect(agent.inbox.getSnapshot().ended.map((row) => row.id)).toEqual([theirs.id]);
});
