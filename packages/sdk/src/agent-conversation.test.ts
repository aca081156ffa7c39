import type { Command } from '@rapport/protocol';
import { expect, test } from 'vitest';
import type { Agent, AgentConversation } from './agent-types.ts';
import { ChatError } from './error.ts';
import { staff } from './test/fake-relay.ts';
import type { World } from './test/world.ts';
import { createWorld, opened } from './test/world.ts';

/** A conversation that is mine. */
async function mine(): Promise<{ w: World; agent: Agent; c: AgentConversation; asked(): unknown[] }> {
  const w = createWorld();
  const theirs = await opened(w, 'one');
  w.relay.append(theirs.id, 'main', { k: 'assigned', a: staff, d: { to: staff } });
  const agent = w.agent();
  await agent.connect();
  const c = agent.conversation(theirs.id);
  await w.clock.settle();
  const asked = (): unknown[] => w.relay.last().sent.flatMap((f) => (f.t === 'cmd' ? [[f.k, f.d]] : []));
  return { w, agent, c, asked };
}

const refused = async (w: World, run: () => Promise<unknown>): Promise<ChatError> => {
  const caught = run().catch((e: unknown) => e);
  await w.clock.settle();
  return (await caught) as ChatError;
};

test('every command of the staff goes out as the protocol has it', async () => {
  const { w, c, asked } = await mine();
  const done = [
    c.consult({ to: 'agent-2', text: 'Is the box split?' }),
    c.consult({ to: 'agent-2' }),
    c.escalate(),
    c.join(),
    c.takeover(),
    c.block({ reason: 'abuse' }),
    c.unblock(),
    c.block({ reason: 'ads', spam: true }),
    c.transfer({ to: 'agent-2', note: 'Refund' }),
    c.decline(),
    c.transfer({ team: 'sales', note: 'Prices' }),
    c.accept(),
    c.end({ outcome: 'partly' }),
  ];
  c.note('psst', { to: 'agent-2' });
  await w.clock.settle();
  await Promise.all(done);
  expect(asked()).toEqual([
    ['consult', { to: 'agent-2', text: 'Is the box split?' }],
    ['consult', { to: 'agent-2' }],
    ['escalate', {}],
    ['join', {}],
    ['takeover', {}],
    ['block', { reason: 'abuse' }],
    ['unblock', {}],
    ['block', { reason: 'ads', spam: 1 }],
    ['transfer', { to: 'agent-2', note: 'Refund' }],
    ['decline', {}],
    ['transfer', { team: 'sales', note: 'Prices' }],
    ['accept', {}],
    ['close', { outcome: 'partly' }],
    ['note', { text: 'psst', to: 'agent-2' }],
  ]);
});

test('[R7] whose guess of which session stands out is told, and is over when I have said it', async () => {
  const { w, c, asked } = await mine();
  const until = w.clock.now() + 86_400_000;
  w.relay.append(c.id, 'main', { k: 'closed', a: staff, d: { n: 1, by: 'agent' } });
  w.relay.append(c.id, 'notes', { k: 'guessing', a: 'system', d: { n: 1, of: staff, until } });
  await w.clock.settle();
  expect(c.state.getSnapshot().guess).toEqual({ n: 1, of: staff, until });
  const done = c.guess(1, 4);
  await w.clock.settle();
  await done;
  expect(asked().at(-1)).toEqual(['guess', { n: 1, score: 4 }]);
  expect(c.state.getSnapshot().guess).toBeUndefined();
});

test('a rating is left out by two, with a reason, and taken in again', async () => {
  const { w, c, asked } = await mine();
  const all = [c.voidRating({ session: 1, reason: 'A test of ours' }), c.unvoidRating(1)];
  await w.clock.settle();
  await Promise.all(all);
  expect(asked()).toEqual([
    ['void', { n: 1, reason: 'A test of ours' }],
    ['unvoid', { n: 1 }],
  ]);
  expect(await refused(w, () => c.voidRating({ session: 1, reason: ' ' }))).toMatchObject({ code: 'empty' });
  w.relay.append(c.id, 'notes', { k: 'voiding', a: 'lead-1', d: { n: 1, reason: 'Spam' } });
  await w.clock.settle();
  expect(c.state.getSnapshot().voids).toEqual({ 1: { by: 'lead-1', reason: 'Spam' } });
});

test('while it is being handed over it stays mine, and can be taken back', async () => {
  const { w, c } = await mine();
  expect(c.state.getSnapshot().can).toMatchObject({ transfer: true, withdraw: false });
  void c.transfer({ to: 'agent-2', note: 'Refund' });
  await w.clock.settle();
  const until = w.clock.now() + 60_000;
  expect(c.state.getSnapshot()).toMatchObject({
    assignee: staff,
    hand: { from: staff, to: 'agent-2', until },
    can: { transfer: false, withdraw: true, send: true, accept: false, decline: false },
  });
  void c.decline();
  await w.clock.settle();
  expect(c.state.getSnapshot()).toMatchObject({ can: { transfer: true, withdraw: false } });
  expect(c.state.getSnapshot().hand).toBeUndefined();
});

test('what is being handed to me can be accepted and returned, and is mine once accepted', async () => {
  const { w, c } = await mine();
  w.relay.append(c.id, 'main', { k: 'transferred', a: 'agent-2', d: { from: staff, to: 'agent-2' } });
  const until = w.clock.now() + 60_000;
  w.relay.append(c.id, 'notes', { k: 'handing', a: 'agent-2', d: { to: staff, text: 'Yours', until } });
  await w.clock.settle();
  expect(c.state.getSnapshot()).toMatchObject({
    assignee: 'agent-2',
    can: { accept: true, decline: true, transfer: false, withdraw: false },
  });
  void c.accept();
  await w.clock.settle();
  expect(c.state.getSnapshot()).toMatchObject({ assignee: staff, can: { accept: false, decline: false } });
});

test('what has no words is refused before it leaves', async () => {
  const { w, c, asked } = await mine();
  for (const run of [
    () => c.transfer({ to: 'agent-2', note: ' \n' }),
    () => c.block({ reason: '' }),
    () => c.consult({ to: 'agent-2', text: ' ' }),
  ])
    expect(await refused(w, run)).toMatchObject({ code: 'empty' });
  expect(await refused(w, () => c.transfer({ team: 'sales', note: 'x'.repeat(10_001) }))).toMatchObject({
    code: 'too_large',
  });
  expect(asked()).toEqual([]);
});

test('a refusal says which field and why, and leaves nothing in the transcript', async () => {
  const { w, c } = await mine();
  const before = c.timeline.getSnapshot().items.length;
  w.relay.refuse = ({ k }: Command) =>
    k === 'transfer' || k === 'consult' ? { code: 'invalid_field', d: { field: 'to', why: 'absent' } } : null;
  for (const run of [
    () => c.transfer({ to: 'agent-2', note: 'Refund' }),
    () => c.consult({ to: 'agent-2', text: 'Refund?' }),
  ]) {
    const error = await refused(w, run);
    expect(ChatError.is(error, 'invalid_field')).toBe(true);
    expect(error.details).toEqual({ field: 'to', why: 'absent' });
  }
  expect(c.timeline.getSnapshot().items).toHaveLength(before);
});

test('[S2] what happens among the staff stands between the messages, beside the notes', async () => {
  const { w, c } = await mine();
  c.note('psst', { to: 'agent-2' });
  void c.transfer({ to: 'agent-2', note: 'Refund' });
  await w.clock.settle();
  w.relay.append(c.id, 'notes', { k: 'returned', a: 'agent-2', d: { to: 'agent-2', why: 'declined' } });
  await w.clock.settle();
  expect(c.timeline.getSnapshot().items.slice(-3)).toMatchObject([
    { type: 'note', to: 'agent-2', message: { text: 'psst' } },
    { type: 'event', event: { kind: 'handing', data: { text: 'Refund' } } },
    { type: 'event', event: { kind: 'returned', data: { why: 'declined' } } },
  ]);
});

test('complaints of the visitor are told with their session', async () => {
  const { w, c } = await mine();
  w.relay.append(c.id, 'rating', { k: 'complained', a: 'visitor-1', d: { n: 1, text: 'Too slow' } });
  await w.clock.settle();
  expect(c.complaints.getSnapshot()).toEqual([{ session: 1, text: 'Too slow', at: w.clock.now() }]);
  expect(c.state.getSnapshot().complaints).toBe(1);
});
