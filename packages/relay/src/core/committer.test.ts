import { expect, test } from 'vitest';
import { type Outcome, type Store, StoreFailed, StoreFull, StoreLost, type Unit } from '../store/store.ts';
import { createCommitter, type Settled } from './committer.ts';
import { createMemoryBus } from './memory-bus.ts';
import type { Clock, Log } from './ports.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** A store whose commits end when the test says so. */
function setting() {
  const batches: { units: readonly Unit[]; done: () => void; fail: (e: Error) => void }[] = [];
  const happened: string[] = [];
  const soon: (() => void)[] = [];
  const clock: Clock = { now: () => 0, setTimer: () => () => {}, soon: (run) => void soon.push(run) };
  const commit: Store['commit'] = (units) =>
    new Promise((resolve, reject) => {
      const outcomes = units.map(({ cmd }, i): Outcome => {
        const ev = { s: i + 1, k: 'message', a: 'v', at: 0, m: cmd, d: {} };
        return {
          kind: 'committed',
          audience: 'main',
          seq: i + 1,
          at: 0,
          events: [{ audience: 'main', ev }],
          state: {} as never,
          heads: { main: i + 1, notes: 0, rating: 0 },
        };
      });
      happened.push(`commit ${units.map((u) => u.cmd)}`);
      batches.push({ units, done: () => resolve(outcomes), fail: reject });
    });
  const bus = createMemoryBus();
  bus.subscribe((hint) => void happened.push(`hint ${hint.conv} ${hint.events?.map((e) => e.ev.m)}`));
  const committer = createCommitter({
    store: { commit } as Store,
    bus,
    clock,
    log: silent,
    checkpoint: (at) => void happened.push(at),
  });
  const submit = (cmd: string, conv = 'c1', then: (o: Settled) => void = () => {}): void => {
    const unit: Unit = { conv, actor: 'v', cmd, hash: '', now: 0, decide: () => ({ ok: true, events: [] }) };
    committer.submit(unit, (outcome) => {
      happened.push(outcome.kind === 'failed' ? `${outcome.code} ${cmd}` : `ack ${cmd}`);
      then(outcome);
    });
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { batches, happened, submit, turn, committer, begin: () => soon.shift()?.() };
}

test('[D2] an ack leaves only after the commit, and the hint only after the ack', async () => {
  const { batches, happened, submit, turn, begin } = setting();
  submit('a');
  begin();
  await turn();
  expect(happened).toEqual(['commit a']);
  batches[0]?.done();
  await turn();
  expect(happened).toEqual(['commit a', 'ack a', 'after-ack', 'hint c1 a', 'after-hint']);
});

test('[L6] what arrives while a commit runs is the next one, in order of arrival, and only one runs at a time', async () => {
  const { batches, happened, submit, turn, begin, committer } = setting();
  for (const id of ['a', 'b']) submit(id);
  begin();
  await turn();
  for (const id of ['c', 'd']) submit(id);
  await turn();
  expect(batches.map((b) => b.units.map((u) => u.cmd))).toEqual([['a', 'b']]);
  batches[0]?.done();
  await turn();
  expect(batches.map((b) => b.units.map((u) => u.cmd))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  batches[1]?.done();
  await committer.idle();
  expect(happened.filter((h) => h.startsWith('ack'))).toEqual(['ack a', 'ack b', 'ack c', 'ack d']);
});

test('[D7] what one commit did to a conversation is one hint', async () => {
  const { batches, happened, submit, turn, begin } = setting();
  submit('a', 'c1');
  submit('b', 'c2');
  submit('c', 'c1');
  begin();
  await turn();
  batches[0]?.done();
  await turn();
  expect(happened.filter((h) => h.startsWith('hint'))).toEqual(['hint c1 a,c', 'hint c2 b']);
});

test('[B7] a full disk is storage_full, a broken one unavailable, for all of that commit; the next one is tried', async () => {
  const { batches, happened, submit, turn, begin } = setting();
  submit('a');
  begin();
  await turn();
  submit('b');
  batches[0]?.fail(new StoreFull());
  await turn();
  submit('c');
  batches[1]?.fail(new StoreFailed());
  await turn();
  batches[2]?.done();
  await turn();
  expect(happened.filter((h) => !h.startsWith('after'))).toEqual([
    'commit a',
    'storage_full a',
    'commit b',
    'unavailable b',
    'commit c',
    'ack c',
    'hint c1 c',
  ]);
});

test('[B6] an answer that throws keeps nobody else from theirs', async () => {
  const { batches, happened, submit, turn, begin } = setting();
  submit('a', 'c1', () => {
    throw new Error('its socket is broken');
  });
  submit('b');
  begin();
  await turn();
  batches[0]?.done();
  await turn();
  expect(happened).toContain('ack b');
  expect(happened).toContain('after-hint');
});

test('[B8] what a commit that may or may not be on the disk was asked is not answered, nor what comes after it', async () => {
  const { batches, happened, submit, turn, committer, begin } = setting();
  submit('a');
  begin();
  await turn();
  submit('b');
  batches[0]?.fail(new StoreLost('sync'));
  await turn();
  batches[1]?.fail(new StoreLost('sync'));
  await committer.idle();
  expect(happened).toEqual(['commit a', 'commit b']);
});
