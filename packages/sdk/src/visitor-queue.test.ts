// A visitor who waits, is handed over, asks for more, or is told to go: state, what he can do, and what leaves for the relay.
import type { Command } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { staff } from './test/fake-relay.ts';
import type { World } from './test/world.ts';
import { createWorld, errorsOf, kill, texts } from './test/world.ts';

const commands = (w: World): Pick<Command, 'k' | 'd'>[] =>
  w.relay.sockets.flatMap((s) => s.sent).flatMap((f) => (f.t === 'cmd' ? [{ k: f.k, d: f.d }] : []));

async function waiting(): Promise<{
  w: World;
  v: ReturnType<World['visitor']>;
  c: ReturnType<ReturnType<World['visitor']>['start']>;
}> {
  const w = createWorld();
  const v = w.visitor(w.browser());
  const c = v.start({ message: 'Hello' });
  await w.clock.settle();
  return { w, v, c };
}

test('[P4] who is here is told whole: whether chat is offered, when it will be, and the wait', async () => {
  const { w, v } = await waiting();
  expect(v.here.getSnapshot()).toEqual({ n: 1, names: ['Maria'] });
  expect(v.site.getSnapshot()).toEqual({ key: 'demo', name: 'Acme' });
  w.relay.last().say({ t: 'here', n: 0, names: [], open: 0, opensAt: 5_000 });
  await w.clock.settle();
  expect(v.here.getSnapshot()).toMatchObject({ n: 0, names: [], open: 0, opensAt: 5_000 });
  w.relay.last().say({ t: 'here', n: 1, names: ['Jon'], wait: { fromMs: 0, toMs: 60_000 } });
  await w.clock.settle();
  expect(v.here.getSnapshot()).toMatchObject({ n: 1, names: ['Jon'], wait: { fromMs: 0, toMs: 60_000 } });
});

test('[C5] team and language go with the command that opens, also if the first words come later', async () => {
  const w = createWorld();
  const v = w.visitor(w.browser());
  v.start({ message: 'Hello', team: 'sales', lang: 'de' });
  const later = v.start({ team: 'returns' });
  later.send('one');
  later.send('two');
  await w.clock.settle();
  expect(commands(w)).toEqual([
    { k: 'open', d: { text: 'Hello', team: 'sales', lang: 'de' } },
    { k: 'open', d: { text: 'one', team: 'returns' } },
    { k: 'message', d: { text: 'two' } },
  ]);
});

test('[S5] the place in the queue is the one told last, of those who wait, on this connection', async () => {
  const { w, v, c } = await waiting();
  const place = async (): Promise<number | null> => {
    await w.clock.settle();
    return c.state.getSnapshot().place;
  };
  expect(await place()).toBeNull();
  w.relay.last().say({ t: 'line', c: c.id, n: 3 });
  expect(await place()).toBe(3);
  w.relay.last().say({ t: 'line', c: 'another', n: 1 });
  expect(await place()).toBe(3);
  w.relay.last().end(1006);
  await w.clock.pass(3_000);
  expect(v.status.getSnapshot().phase).toBe('online');
  expect(await place()).toBeNull();
  w.relay.last().say({ t: 'line', c: c.id, n: 1 });
  expect(await place()).toBe(1);
  w.relay.append(c.id, 'main', { k: 'assigned', a: staff, d: { to: staff } });
  expect(await place()).toBeNull();
});

test('[S4] promise, lateness, a lead who was asked for and "Still there?" are in the state, and what can be done follows', async () => {
  const { w, c } = await waiting();
  const now = async () => {
    await w.clock.settle();
    return c.state.getSnapshot();
  };
  expect((await now()).can).toMatchObject({ leave: true, stay: false, askForLead: true, complain: true });
  w.relay.append(c.id, 'main', { k: 'promised', a: 'system', d: { fromMs: 0, toMs: 60_000 } });
  expect((await now()).promise).toMatchObject({ fromMs: 0, toMs: 60_000 });
  expect((await now()).promise?.late).toBeUndefined();
  w.relay.append(c.id, 'main', { k: 'late', a: 'system', d: {} });
  expect((await now()).promise?.late).toBe(1);
  w.relay.append(c.id, 'main', { k: 'escalated', a: 'visitor-1', d: { by: 'visitor' } });
  expect(await now()).toMatchObject({ lead: 1, can: { askForLead: false } });
  w.relay.append(c.id, 'main', { k: 'message', a: staff, d: { text: 'I look' } });
  expect((await now()).can.leave).toBe(false);
  w.relay.append(c.id, 'main', { k: 'asked', a: 'system', d: {} });
  expect((await now()).can.stay).toBe(true);
  w.relay.append(c.id, 'main', { k: 'stayed', a: 'visitor-1', d: {} });
  expect((await now()).can.stay).toBe(false);
  w.relay.append(c.id, 'main', { k: 'closed', a: staff, d: { n: 1, by: 'agent' } });
  expect((await now()).can).toMatchObject({ leave: false, stay: false, askForLead: false, complain: true });
});

test('[O5] a complaint is no message: it stands nowhere, and what became of it is the caller’s to show', async () => {
  const { w, c } = await waiting();
  w.relay.unreachable = true;
  w.relay.last().end(1006);
  const sent = c.complain('Nobody reads this');
  const said = sent.then(
    () => 'saved',
    (error: { code: string }) => error.code,
  );
  expect(texts(c)).toEqual(['Hello']);
  w.relay.unreachable = false;
  w.relay.refuse = ({ k }) => (k === 'complain' ? { code: 'forbidden' } : null);
  await w.clock.pass(5_000);
  expect(await said).toBe('forbidden');
  expect(texts(c)).toEqual(['Hello']);
  expect(commands(w).at(-1)).toEqual({ k: 'complain', d: { text: 'Nobody reads this' } });
});

test('to ask for a lead and to say that one is there are commands without words', async () => {
  const { w, c } = await waiting();
  w.relay.refuse = ({ k }) => (/escalate|stay/.test(k) ? { code: 'closed' } : null);
  await expect(c.escalate()).rejects.toMatchObject({ code: 'closed' });
  await expect(c.stay()).rejects.toMatchObject({ code: 'closed' });
  expect(commands(w).slice(-2)).toEqual([
    { k: 'escalate', d: {} },
    { k: 'stay', d: {} },
  ]);
});

test('[O1] where to reply is kept until the relay has it, though the page goes; before something is said it is not', async () => {
  const w = createWorld();
  const b = w.browser();
  const v = w.visitor(b);
  await v.connect();
  v.update({ name: 'Ana' });
  expect(b.values.size).toBe(0);
  w.relay.unreachable = true;
  w.relay.last().end(1006);
  v.start({ message: 'Call me back' });
  v.update({ email: 'ana@acme.example' });
  await w.clock.settle();
  kill(b, v);
  w.relay.unreachable = false;
  await w.clock.pass(3_600_000); // O4 does not touch it: it is as true as it was
  const next = w.visitor(b);
  await next.connect();
  await w.clock.pass(3_000);
  expect(w.relay.profiles).toContainEqual({ name: 'Ana', email: 'ana@acme.example' });
});

test('[O5] an address that is refused is told of, and not sent for ever', async () => {
  const { w, v } = await waiting();
  const errors = errorsOf(v);
  w.relay.refuse = ({ k }) => (k === 'profile' ? { code: 'invalid_field', d: { field: 'email' } } : null);
  v.update({ email: 'ana@[10.0.0.1]' });
  await w.clock.pass(60_000);
  expect(errors).toMatchObject([{ code: 'invalid_field', details: { field: 'email' } }]);
  expect(commands(w).filter(({ k }) => k === 'profile')).toHaveLength(1);
});

test('[X1] who is blocked is told so, and does not come back by himself', async () => {
  const { w, v } = await waiting();
  w.relay.last().end(4505);
  await w.clock.pass(600_000);
  expect(v.status.getSnapshot()).toMatchObject({ phase: 'stopped', error: { code: 'banned', retryable: false } });
  expect(w.relay.sockets).toHaveLength(1);
});
