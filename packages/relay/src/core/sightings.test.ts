import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Seen } from '../store/store.ts';
import { createWorld, shopOrigin } from '../test/world.ts';

test('where the widget was is kept at most once a minute and site, and nothing waits for it', async () => {
  const memory = createMemoryStore();
  const kept: [string, Seen][] = [];
  let failures = 0;
  const store = {
    ...memory,
    seeSite: async (key: string, seen: Seen) => {
      kept.push([key, seen]);
      if (failures-- > 0) throw new Error('disk');
      await memory.seeSite(key, seen);
    },
  };
  const world = await createWorld({ store });
  const at = world.clock.now();
  for (let i = 0; i < 3; i += 1) await world.visitor();
  await world.visitor({ k: 'other', origin: 'https://other.example' });
  const native = world.connect({ origin: null });
  native.send({ t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {} });
  await native.until('welcome');
  expect(kept).toEqual([
    ['shop', { origin: shopOrigin, at }],
    ['other', { origin: 'https://other.example', at }],
  ]);
  expect((await store.site('shop'))?.seen).toEqual({ origin: shopOrigin, at });

  await world.clock.pass(60_000);
  failures = 1;
  await world.visitor();
  await world.visitor();
  expect(kept.slice(2).map(([key, seen]) => [key, seen.at - at])).toEqual([
    ['shop', 60_000],
    ['shop', 60_000],
  ]);
});

test('a page that may not use the site is not where it was seen', async () => {
  const world = await createWorld();
  const client = world.connect({ origin: 'https://other.example' });
  client.send({ t: 'hello', v: 1, role: 'v', k: 'shop', dev: 'tab', cur: {} });
  expect(await client.ended()).toMatchObject({ code: 4504 });
  expect((await world.store.site('shop'))?.seen).toBeUndefined();
});
