// The long read of the service report over both stores: what is written to one and to the other is counted alike, and by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { at, closing, draft, message, opening, rating, reopening, unit } from '../test/units.ts';
import { createMemoryStore } from './memory-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store, Unit } from './store.ts';

const directory = mkdtempSync(join(tmpdir(), 'rapport-service-'));
afterAll(() => rmSync(directory, { recursive: true }));

const taken = (conv: string, now: number): Unit =>
  unit(conv, `take-${now}`, [draft('assigned', { to: 'ag' }, `take-${now}`, 'ag')], { actor: 'ag', now });
const reply = (conv: string, now: number): Unit => message(conv, `re-${now}`, { actor: 'ag', now });

const kinds: readonly (readonly [string, () => Promise<Store>])[] = [
  ['in memory', async () => createMemoryStore()],
  ['on disk', () => openSqliteStore({ path: join(directory, 'one.db') })],
];

describe.each(kinds)('%s', (_, open) => {
  test('sessions that ended in the span, of that site; and what is open, to the last message', async () => {
    const store = await open();
    await store.commit([opening('a'), taken('a', at + 10), reply('a', at + 20), closing('a', { now: at + 30 })]);
    await store.commit([
      reopening('a', 2),
      opening('b', { visitor: 'vj', site: 'other' }),
      opening('c', { visitor: 'vk' }),
    ]);
    await store.commit([closing('b', { now: at + 40 }), taken('c', at + 50), rating('a', 5)]);
    const q = { from: at, to: at + 100, zone: 'UTC', now: at + 100 };
    const first = await store.service(q);
    expect(first).toMatchObject({
      ended: 2,
      waits: { live: { n: 2, never: 1, p50: 20, p90: 'never' } },
      runaround: { byHandoffs: [1] },
      open: { waiting: 2, answered: 0 },
    });
    // Nothing but a message: on disk it has no place in its stream yet.
    await store.commit([reply('c', at + 60)]);
    expect((await store.service(q)).open).toEqual({ waiting: 1, answered: 1 });
    expect((await store.service({ ...q, site: 'other' })).waits.live).toMatchObject({ n: 1, never: 1 });
    expect((await store.service({ ...q, to: at + 40 })).ended).toBe(1);
    expect((await store.service({ ...q, agent: 'nobody' })).ended).toBe(0);
    await store.close();
  });
});

const conv = fc.constantFrom('a', 'b', 'c');
const someUnits: fc.Arbitrary<Unit[]> = fc.oneof(
  fc
    .tuple(conv, fc.constantFrom('vi', 'ag'), fc.nat(40), fc.integer({ min: 1, max: 20 }))
    .map(([c, actor, from, n]) =>
      Array.from({ length: n }, (_, i) => message(c, `m${from + i}`, { actor, now: at + from })),
    ),
  fc.tuple(conv, fc.nat(90)).map(([c, after]) => [taken(c, at + after)]),
  fc
    .tuple(conv, fc.integer({ min: 1, max: 3 }), fc.nat(90))
    .map(([c, n, after]) => [closing(c, { n, now: at + after }), rating(c, 3, { n }), reopening(c, n + 1)]),
);

test('under random batches the store on disk counts as the one in memory', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someUnits, { minLength: 1, maxLength: 25 }), async (batches) => {
      // In memory, so that it is read on this thread, and a run costs no start of another.
      const stores = [createMemoryStore(), await openSqliteStore({ path: ':memory:' })] as const;
      for (const batch of [[opening('a'), opening('b', { visitor: 'vj' }), opening('c')], ...batches])
        for (const store of stores) await store.commit(batch);
      const q = { from: at, to: at + 50, zone: 'UTC', now: at + 100 };
      expect(await stores[1].service(q)).toEqual(await stores[0].service(q));
      for (const store of stores) await store.close();
    }),
    { numRuns: 60 },
  );
});
