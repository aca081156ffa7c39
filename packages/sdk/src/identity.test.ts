import { expect, test } from 'vitest';
import { createIdentity, tokenKey } from './identity.ts';
import type { Locks, Platform } from './platform/platform.ts';

test('[T3] a visitor who is forgotten while the token waits for its lock leaves nothing behind', async () => {
  const values = new Map<string, string>();
  let turn = (): void => {};
  const locks: Locks = {
    hold: async (_name, work) => {
      await new Promise<void>((resolve) => {
        turn = resolve;
      });
      return work();
    },
  };
  const storage: Platform['storage'] = {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    delete: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
  const identity = createIdentity({ storage, locks } as Platform, 'demo');
  identity.minted('a-token');
  const kept = identity.keep();
  identity.forget();
  turn();
  expect(await kept).toBe(false);
  expect(values.has(tokenKey('demo'))).toBe(false);
  expect(identity.isKept()).toBe(false);
  expect(identity.token()).toBeUndefined();
});
