import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { decide } from './decide.ts';
import type { Hint } from './ports.ts';
import { createRows } from './rows.ts';

async function setting() {
  const store = createMemoryStore();
  let reads = 0;
  let gate = Promise.resolve();
  const counting: Store = {
    ...store,
    conversation: (conv) => {
      reads += 1;
      // What a reader sees is what was there when it began.
      const row = store.conversation(conv);
      return gate.then(() => row);
    },
  };
  let n = 0;
  const commit = async (k: string, d: object, id = 'v1', role: 'v' | 'a' = 'v'): Promise<Hint> => {
    n += 1;
    const context = {
      actor: { id, role },
      site: 's',
      conv: 'c',
      cmd: `m${n}`,
      now: n,
      hereNow: true,
      ratingSecret: () => '',
    };
    const unit = { conv: 'c', actor: id, cmd: `m${n}`, hash: '', now: n };
    const [outcome] = await store.commit([{ ...unit, decide: (state) => decide(state, { k, d }, context) }]);
    if (outcome?.kind !== 'committed') throw new Error(`not committed: ${outcome?.kind}`);
    return { conv: 'c', heads: outcome.heads, events: outcome.events };
  };
  /** From now on reading takes until the function given back is called. */
  const slow = (): (() => void) => {
    let open = (): void => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  };
  return { rows: createRows(counting), store, commit, reads: () => reads, slow };
}

test('[S4] a row kept by folding the hints is the row of the store, and nothing is read for it', async () => {
  const { rows, store, commit, reads } = await setting();
  for (const [k, d, id, role] of [
    ['open', { text: 'Hello' }, 'v1', 'v'],
    ['accept', {}, 'a1', 'a'],
    ['note', { text: 'n' }, 'a1', 'a'],
    ['message', { text: 'Hi' }, 'a1', 'a'],
    ['close', {}, 'v1', 'v'],
  ] as const) {
    rows.apply(await commit(k, d, id, role));
    expect((await rows.get('c'))?.row).toEqual(await store.conversation('c'));
  }
  expect(reads()).toBe(0);
});

test('[D7] a hint that does not follow on makes the next reader ask the store', async () => {
  const { rows, store, commit, reads } = await setting();
  rows.apply(await commit('open', { text: '1' }));
  await commit('message', { text: 'lost' });
  rows.apply(await commit('message', { text: '3' }));
  expect((await rows.get('c'))?.row).toEqual(await store.conversation('c'));
  expect(reads()).toBe(1);
});

test('[D7] a hint without events, or heard again, leaves nothing wrong behind', async () => {
  const { rows, store, commit } = await setting();
  const first = await commit('open', { text: '1' });
  rows.apply(first);
  rows.apply(first);
  const { conv, heads } = await commit('message', { text: '2' });
  rows.apply({ conv, heads });
  expect((await rows.get('c'))?.row).toEqual(await store.conversation('c'));
});

test('[D7] what was read before a hint is not kept over it', async () => {
  const { rows, store, commit, slow } = await setting();
  await commit('open', { text: '1' });
  const finish = slow();
  const reading = rows.get('c');
  rows.apply(await commit('message', { text: '2' }));
  finish();
  await reading;
  expect((await rows.get('c'))?.row).toEqual(await store.conversation('c'));
});

test('[S5] unread counts on with each message of others, and is asked again after a mark', async () => {
  const { rows, store, commit } = await setting();
  rows.apply(await commit('open', { text: '1' }));
  const known = await rows.get('c');
  if (!known) throw new Error('not known');
  expect(await rows.unread(known, 'a1')).toBe(1);
  rows.apply(await commit('message', { text: '2' }));
  expect([await rows.unread(known, 'a1'), await rows.unread(known, 'v1')]).toEqual([2, 0]);
  await store.mark('c', 'a1', { r: 99 });
  rows.forgetUnread('c', 'a1');
  expect(await rows.unread(known, 'a1')).toBe(0);
});
