// Each rule's test is worth its name: it fails when the rule is broken. Here the rules that a message rests on; all: `pnpm test:mutants`.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Copy, copyHouse } from './mutants.ts';
import { allMutants, relayMutants } from './mutants-all.ts';
import { sdkMutants } from './mutants-of-the-sdk.ts';
import { root } from './packages.ts';

/** One mutant of each. */
const rules = [
  'L1',
  'L2',
  'L3',
  'L5',
  'L6',
  'D2',
  'D6',
  'D7',
  'D9',
  'S1',
  'S3',
  'T5',
  'R2',
  'R3',
  'R7',
  'C4',
  'M1',
  'B5',
];
const chosen = rules.flatMap((wanted) => relayMutants.find(({ rule }) => rule === wanted) ?? []);
const mutants = [...chosen, ...sdkMutants];

/** Two at a time: each needs a process and a copy of its own. */
const free: Copy[] = [];
const waiting: ((copy: Copy) => void)[] = [];

const take = (): Promise<Copy> =>
  new Promise((resolve) => (free.length > 0 ? resolve(free.pop() as Copy) : waiting.push(resolve)));
const giveBack = (copy: Copy): void => {
  const next = waiting.shift();
  if (next) next(copy);
  else free.push(copy);
};

beforeAll(async () => {
  free.push(copyHouse(), copyHouse());
  const [copy] = free as [Copy];
  expect(await copy.sane(mutants)).toBeNull();
}, 120_000);

afterAll(() => {
  for (const copy of free) copy.remove();
});

test('every mistake can still be made: its line stands in its file, once, and its test is there', () => {
  const lost = allMutants.filter(({ file, find, test: path }) => {
    const isThere = existsSync(`${root}/${file}`) && existsSync(`${root}/${path}`);
    return !isThere || readFileSync(`${root}/${file}`, 'utf8').split(find).length !== 2;
  });
  expect(lost.map(({ rule, mistake, file }) => `${rule}: ${mistake} (${file})`)).toEqual([]);
});

test('there is a mutant for each of at least twelve rules', () => {
  expect(new Set(mutants.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(12);
});

for (const mutant of mutants) {
  test.concurrent(`${mutant.rule} broken: ${mutant.mistake}`, { timeout: 300_000 }, async () => {
    const copy = await take();
    try {
      expect(await copy.try(mutant)).toMatchObject({ kind: 'noticed' });
    } finally {
      giveBack(copy);
    }
  });
}
