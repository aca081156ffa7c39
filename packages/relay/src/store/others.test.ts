// What a decision is told of the visitor's other conversations: as they are inside the transaction, in every store.
import { expect, test } from 'vitest';
import { at, closing, draft, message, opening, rating, unit } from '../test/units.ts';
import { createMemoryStore } from './memory-store.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';
import type { Store, Unit } from './store.ts';

const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['memory', async () => createMemoryStore()],
  ['sqlite', () => openSqliteStore({ path: ':memory:' })],
];

/** Asks in `conv` for the others of `visitor`, and says what it saw: the score of each, newest first. */
function asking(conv: string, visitor: string, seen: unknown[]): Unit {
  const decide: Unit['decide'] = (_, others) => {
    seen.push(others(visitor).map(({ n, rate }) => rate[n]?.rating?.score ?? null));
    return { ok: true, events: [] };
  };
  return { ...unit(conv, 'ask', []), decide };
}

test.each(stores)(
  '[R1] [L5] %s: the others of that visitor, without the one at hand, as the same batch left them',
  async (_, open) => {
    const store = await open();
    const seen: unknown[] = [];
    await store.commit([opening('a'), opening('b'), opening('c'), opening('x', { visitor: 'vj' })]);
    await store.commit([closing('a'), rating('a', 4)]);
    await store.commit([
      message('b', 'm1'),
      closing('b'),
      rating('b', 2),
      asking('c', 'vi', seen),
      asking('a', 'vi', seen),
    ]);
    await store.commit([asking('x', 'vj', seen), asking('none', 'vi', seen)]);
    expect(seen.map((one) => [...(one as unknown[])].sort())).toEqual([[2, 4], [2, null], [], [2, 4, null]]);
    await store.close();
  },
);

test.each(stores)('[R1] %s: no more than the newest twenty', async (_, open) => {
  const store = await open();
  const seen: unknown[][] = [];
  for (let i = 0; i < 25; i++) {
    const rated = draft('rated', { n: 1, rev: 1, until: at, score: 1 + Number(i < 5) }, 'r', 'vi', 'rating');
    await store.commit([opening(`c${i}`), closing(`c${i}`), unit(`c${i}`, 'r', [rated])]);
  }
  await store.commit([asking('c24', 'vi', seen), asking('new', 'vi', seen)]);
  expect(seen.map((one) => [one.length, one.filter((score) => score === 2).length])).toEqual([
    [20, 1],
    [20, 0],
  ]);
  await store.close();
});
