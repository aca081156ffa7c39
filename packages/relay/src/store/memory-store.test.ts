import { expect, test } from 'vitest';
import { storeContract } from '../test/store-contract.ts';
import { storeContractCases } from '../test/store-contract-cases.ts';
import { storeContractFiles } from '../test/store-contract-files.ts';
import { storeContractImprove } from '../test/store-contract-improve.ts';
import { storeContractMails } from '../test/store-contract-mails.ts';
import { storeContractPeople } from '../test/store-contract-people.ts';
import { storeContractPersons } from '../test/store-contract-persons.ts';
import { storeContractSessions } from '../test/store-contract-sessions.ts';
import { message, opening } from '../test/units.ts';
import { createMemoryStore } from './memory-store.ts';

storeContract('memory', async () => createMemoryStore());
storeContractPeople('memory', async () => createMemoryStore());
storeContractPersons('memory', async () => createMemoryStore());
storeContractImprove('memory', async () => createMemoryStore());
storeContractMails('memory', async () => createMemoryStore());
storeContractFiles('memory', async () => createMemoryStore());
storeContractSessions('memory', async () => createMemoryStore());
storeContractCases('memory', async () => createMemoryStore());

/** Runs what waits one step at a time. */
function steps() {
  const waiting: (() => void)[] = [];
  return {
    soon: (run: () => void) => void waiting.push(run),
    async step() {
      waiting.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    },
    forget: () => waiting.splice(0),
  };
}

test('[D2] a commit takes effect in one step and is answered in the next', async () => {
  const { soon, step } = steps();
  const seen: string[] = [];
  const store = createMemoryStore({ soon, checkpoint: (at) => seen.push(at) });
  void store.commit([opening('a')]).then(() => seen.push('answered'));
  expect(seen).toEqual([]);
  await step();
  expect(seen).toEqual(['before-commit', 'after-commit']);
  await step();
  expect(seen).toEqual(['before-commit', 'after-commit', 'answered']);
});

test('[D2] [L4] what was not committed when the relay died is not there, what was is', async () => {
  const { soon, step, forget } = steps();
  const store = createMemoryStore({ soon });
  void store.commit([opening('a')]);
  await step();
  void store.commit([message('a', 'm1')]);
  forget();
  const read = store.conversation('a');
  await step();
  expect((await read)?.heads.main).toBe(1);
});

test('[L4] [B7] a crash before the commit leaves nothing, one after it everything', async () => {
  let crashAt = '';
  const store = createMemoryStore({
    checkpoint: (at) => {
      if (at === crashAt) throw new Error('crash');
    },
  });
  await store.commit([opening('a')]);
  crashAt = 'before-commit';
  await expect(store.commit([message('a', 'm1')])).rejects.toThrow('crash');
  expect((await store.conversation('a'))?.heads.main).toBe(1);
  crashAt = 'after-commit';
  await expect(store.commit([message('a', 'm1')])).rejects.toThrow('crash');
  expect((await store.conversation('a'))?.heads.main).toBe(2);
});

test('[D8] the name of the log is the one it was given', () => {
  expect(createMemoryStore({ epoch: 'second' }).epoch).toBe('second');
});
