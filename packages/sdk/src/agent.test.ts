import { expect, test } from 'vitest';
import { ChatError } from './error.ts';
import { staff } from './test/fake-relay.ts';
import { createWorld, errorsOf, opened } from './test/world.ts';

test('[S2][C10] a note stands after the message it followed, and notes of one place by their own seq', async () => {
  const w = createWorld();
  const theirs = await opened(w, 'one');
  const agent = w.agent();
  await agent.connect();
  const c = agent.conversation(theirs.id);
  await w.clock.settle();
  const first = c.note('after one');
  expect(c.timeline.getSnapshot().items.at(-1)).toMatchObject({
    type: 'note',
    key: first.key,
    message: { status: 'sending', mine: true },
  });
  await w.clock.settle();
  c.note('also after one');
  await w.clock.settle();
  theirs.send('two');
  await w.clock.settle();
  c.note('after two');
  await w.clock.settle();
  const shown = c.timeline.getSnapshot().items.map((i) => (i.type === 'event' ? i.event.kind : i.message.text));
  expect(shown).toEqual(['opened', 'one', 'after one', 'also after one', 'two', 'after two']);
  expect(c.timeline.getSnapshot().items.find((i) => i.type === 'note')?.key).toBe(first.key);
});

test('[S1] a visitor asks for no notes and is shown none', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  w.relay.append(theirs.id, 'notes', { k: 'note', a: staff, d: { text: 'psst' } });
  const asked = w.relay.last().sent.flatMap((f) => (f.t === 'sub' ? [f.c] : f.t === 'hello' ? Object.keys(f.cur) : []));
  expect(asked.some((stream) => stream.endsWith('/n'))).toBe(false);
  w.relay.last().say({ t: 'ev', c: `${theirs.id}/n`, e: [...w.relay.log(theirs.id, 'notes')], h: 1 });
  await w.clock.settle();
  expect(JSON.stringify(theirs.timeline.getSnapshot())).not.toContain('psst');
});

test('[C7] of two agents the slower one hears who was faster', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const agent = w.agent();
  await agent.connect();
  const c = agent.conversation(theirs.id);
  w.relay.append(theirs.id, 'main', { k: 'assigned', a: 'agent-2', d: { to: 'agent-2' } });
  const accepted = c.accept();
  const outcome = accepted.catch((e: unknown) => e);
  await w.clock.settle();
  const error = await outcome;
  expect(ChatError.is(error, 'taken')).toBe(true);
  expect(error).toMatchObject({ details: { as: 'agent-2' }, retryable: false });
});

test('[T5] credentials are fetched for each socket, with a signal that ends with it; a refused one is fetched anew at once', async () => {
  const w = createWorld();
  const asked: string[] = [];
  const signals: { aborted: boolean }[] = [];
  const agent = w.agent({
    token: ({ reason, signal }) => {
      asked.push(reason);
      signals.push(signal);
      return `ticket-${asked.length}`;
    },
  });
  await agent.connect();
  expect(w.relay.last().sent[0]).toMatchObject({ t: 'hello', role: 'a', tok: 'ticket-1' });
  w.relay.last().end(4100);
  await w.clock.settle();
  expect(asked).toEqual(['start', 'expired']);
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(asked).toEqual(['start', 'expired', 'reconnect']);
  agent.dispose();
  expect(signals.every((s) => s.aborted)).toBe(true);
});

test('[T5] a credentials function that fails is asked again; one that hangs is left; one that says no stops the client', async () => {
  const w = createWorld();
  let tries = 0;
  const agent = w.agent({
    token: () => {
      tries++;
      if (tries === 1) throw new Error('network');
      if (tries === 2) return new Promise<string>(() => {});
      throw new ChatError('unauthenticated');
    },
  });
  const connected = agent.connect({ timeoutMs: Infinity }).catch((e: unknown) => e);
  await w.clock.pass(2_500);
  expect(tries).toBe(2);
  await w.clock.pass(14_000);
  expect(tries).toBe(3);
  expect(await connected).toMatchObject({ code: 'unauthenticated' });
  expect(agent.status.getSnapshot()).toMatchObject({ phase: 'stopped', error: { code: 'unauthenticated' } });
});

test('presence is what the relay says, and is changed by its ack', async () => {
  const w = createWorld();
  const agent = w.agent();
  expect(agent.presence.getSnapshot()).toBeNull();
  await agent.connect();
  expect(agent.presence.getSnapshot()).toBe('available');
  const set = agent.setPresence('away');
  await w.clock.settle();
  await set;
  expect(agent.presence.getSnapshot()).toBe('away');
  w.relay.last().say({ t: 'presence', status: 'available' });
  await w.clock.settle();
  expect(agent.presence.getSnapshot()).toBe('available');
});

test('[S5] of a conversation that was just taken nothing is shown as if it were all, until its window comes', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const agent = w.agent();
  await agent.connect();
  const c = agent.conversation(theirs.id);
  expect(c.timeline.getSnapshot()).toMatchObject({ head: 0, items: [] });
  await w.clock.settle();
  expect(c.timeline.getSnapshot()).toMatchObject({ head: 2, items: [{}, {}] });
});

test('a conversation is shared by its takers, and its subscription ends with the last of them', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const agent = w.agent();
  await agent.connect();
  const one = agent.conversation(theirs.id);
  const two = agent.conversation(theirs.id);
  expect(one).toBe(two);
  one.dispose();
  await w.clock.settle();
  expect(w.relay.last().sent.some((f) => f.t === 'unsub')).toBe(false);
  two.dispose();
  await w.clock.settle();
  expect(w.relay.last().sent.flatMap((f) => (f.t === 'unsub' ? [f.c] : []))).toEqual([
    theirs.id,
    `${theirs.id}/r`,
    `${theirs.id}/n`,
  ]);
});

test('events come from history first and then live, in order, and end with the signal', async () => {
  const w = createWorld();
  const theirs = await opened(w, 'm0');
  for (let n = 1; n < 150; n++) w.relay.append(theirs.id, 'main', { k: 'message', a: theirs.id, d: { text: `m${n}` } });
  const agent = w.agent();
  await agent.connect();
  const c = agent.conversation(theirs.id);
  const stop = new AbortController();
  const seen: number[] = [];
  const reading = (async () => {
    for await (const e of c.events({ after: 1, signal: stop.signal })) seen.push(e.seq);
    return 'ended';
  })();
  await w.clock.pass(100);
  expect(seen).toEqual(Array.from({ length: 150 }, (_, n) => n + 2));
  w.relay.append(theirs.id, 'main', { k: 'message', a: 'x', d: { text: 'live' } });
  await w.clock.settle();
  expect(seen.at(-1)).toBe(152);
  stop.abort();
  expect(await reading).toBe('ended');
});

test('[C4] a conversation that is not there is told once of each stream, and asked for no more', async () => {
  const w = createWorld();
  const agent = w.agent();
  const errors = errorsOf(agent);
  await agent.connect();
  agent.conversation('nothing-here');
  await w.clock.pass(100_000);
  expect(errors.map((e) => e.code)).toEqual(['not_found', 'not_found', 'not_found']);
  expect(w.relay.last().sent.filter((f) => f.t === 'sub').length).toBe(3);
  expect(agent.status.getSnapshot()).toMatchObject({ phase: 'online', catchingUp: false });
});

test('[B4] a stream that was asked for too soon is asked for again when the relay says', async () => {
  const w = createWorld();
  const theirs = await opened(w);
  const agent = w.agent();
  await agent.connect();
  w.relay.toRelay = (f) => f.t !== 'sub';
  const c = agent.conversation(theirs.id);
  await w.clock.settle();
  for (const stream of ['', '/r', '/n'])
    w.relay.last().say({ t: 'err', c: theirs.id + stream, code: 'rate_limited', retry: 500 });
  await w.clock.settle();
  w.relay.toRelay = () => true;
  await w.clock.pass(600);
  expect(c.timeline.getSnapshot().head).toBe(2);
  theirs.send('more');
  w.relay.append(theirs.id, 'notes', { k: 'note', a: 'x', d: { text: 'psst' } });
  await w.clock.settle();
  expect(c.timeline.getSnapshot().items.length).toBe(4);
});
