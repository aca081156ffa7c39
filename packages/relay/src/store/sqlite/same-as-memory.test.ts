// The store on disk beside the one in memory, under random batches: the same answers, whatever waits for its place, whatever
// was restarted, and whichever of two processes wrote.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Audience } from '@rapport/protocol';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { at, closing, draft, message, opening, rating, reopening, unit } from '../../test/units.ts';
import { createMemoryStore } from '../memory-store.ts';
import type { Store, Unit } from '../store.ts';
import { openSqliteStore } from './sqlite-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-same-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;

const convs = ['a', 'b', 'c'];
const audiences: readonly Audience[] = ['main', 'notes', 'rating'];
const conv = fc.constantFrom(...convs);
const actor = fc.constantFrom('vi', 'ag');

const note = (conv: string, cmd: string): Unit =>
  unit(conv, cmd, [draft('note', { text: cmd }, cmd, 'ag', 'notes')], { actor: 'ag' });

/** Several, so that a batch of a few units fills a tail. */
const units: fc.Arbitrary<Unit[]> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(conv, actor, fc.nat(40), fc.integer({ min: 1, max: 20 }))
      .map(([c, a, from, n]) =>
        Array.from({ length: n }, (_, i) => message(c, `m${from + i}`, { actor: a, now: at + from })),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(conv, fc.constantFrom('x'.repeat(5_000), 'other'))
      .map(([c, text]) => [message(c, `long${text.length}`, { text })]),
  },
  { weight: 1, arbitrary: fc.tuple(conv, fc.nat(9)).map(([c, i]) => [note(c, `n${i}`)]) },
  { weight: 1, arbitrary: fc.tuple(conv, fc.nat(40)).map(([c, i]) => [message(c, `m${i}`, { hash: 'other' })]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(conv, fc.integer({ min: 1, max: 2 }))
      .map(([c, n]) => [closing(c, { n }), rating(c, 3, { n }), reopening(c, n + 1)].slice(0, n + 1)),
  },
  { weight: 1, arbitrary: conv.map((c) => [unit(c, 'no', () => ({ ok: false, code: 'closed' }))]) },
);
const step = fc.record({
  batch: fc.array(units, { minLength: 1, maxLength: 4 }).map((all) => all.flat()),
  by: fc.constantFrom('one', 'one', 'one', 'one', 'other', 'restarted', 'crashed'),
});

async function everything(store: Store) {
  const all = [];
  for (const c of convs) {
    all.push(await store.conversation(c));
    for (const audience of audiences) {
      all.push(await store.events(c, audience, 0, 1_000), await store.events(c, audience, 30, 10));
      all.push(await store.history(c, audience, 1_000, 15), await store.history(c, audience, 40, 12));
    }
    all.push(await store.unread(c, 'vi', 0), await store.unread(c, 'ag', 25));
  }
  all.push(
    await store.openConversations(),
    await store.conversationsOf('vi', 2),
    (await store.closedConversations(9)).rows,
  );
  const { rows } = await store.reportRows({ from: 0, to: at * 2, zone: 'UTC', now: at * 2 }, null, 100);
  // Rows have their numbers by when they were made.
  all.push(new Map(rows.map(({ id: _, visitorNo: __, ...row }) => [`${row.conv} ${row.n}`, row] as const)));
  return all;
}

test('[L1] [L2] [L3] [D10] under random batches, restarts and crashes the store on disk answers as the one in memory', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const path = join(directory, `${++files}.db`);
      const memory = createMemoryStore();
      const stores = { one: await openSqliteStore({ path }), other: await openSqliteStore({ path }) };
      const abandoned: Store[] = [];
      const first = convs.map((c) => opening(c));
      expect(await stores.one.commit(first)).toEqual(await memory.commit(first));
      for (const { batch, by } of steps) {
        if (by === 'restarted') await stores.one.close();
        // Whoever crashes leaves the file as it is.
        if (by === 'crashed') abandoned.push(stores.one);
        if (by === 'restarted' || by === 'crashed') stores.one = await openSqliteStore({ path });
        const store = by === 'other' ? stores.other : stores.one;
        expect(await store.commit(batch)).toEqual(await memory.commit(batch));
        expect(await everything(store)).toEqual(await everything(memory));
      }
      for (const store of [stores.one, stores.other, ...abandoned]) await store.close();
    }),
    { numRuns: 25 },
  );
});
