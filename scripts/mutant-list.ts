// The mistakes, one for each rule of delivery and more. The file, the line, what it becomes, and the test that must fail.
import type { Mutant } from './mutants.ts';

const protocol = 'packages/protocol/src';
const relay = 'packages/relay/src';
const core = `${relay}/core`;
const store = `${relay}/store`;

export const mutants: readonly Mutant[] = [
  {
    rule: 'L2',
    mistake: 'what earlier commits did is not looked up in the event rows',
    file: `${store}/memory-store.ts`,
    find: 'known?.done.get(name) ?? null',
    replace: 'null',
    test: `${store}/memory-store.test.ts`,
  },
  {
    rule: 'L3',
    mistake: 'the same id with another body passes for a repeat',
    file: `${store}/judge.ts`,
    find: 'hash === unit.hash ?',
    replace: 'hash !== null ?',
    test: `${store}/memory-store.test.ts`,
  },
  {
    rule: 'L3',
    mistake: 'the same command twice is carried out twice',
    file: `${store}/judge.ts`,
    find: 'if (earlier) return',
    replace: 'if (earlier && earlier.seq < 0) return',
    test: `${store}/memory-store.test.ts`,
  },
  {
    rule: 'L1',
    mistake: 'a number is left out',
    file: `${store}/judge.ts`,
    find: 'heads[audience] += 1; // L1',
    replace: 'heads[audience] += heads[audience] === 1 ? 2 : 1;',
    test: `${store}/memory-store.test.ts`,
  },
  {
    rule: 'D2',
    mistake: 'the commit is not forced to the disk',
    file: `${store}/sqlite/database.ts`,
    find: "durability === 'full' ? 'FULL' : 'NORMAL'",
    replace: "durability === 'full' ? 'NORMAL' : 'NORMAL'",
    test: `${store}/sqlite/sqlite-store.test.ts`,
  },
  {
    rule: 'D2',
    mistake: 'the ack leaves before the commit',
    file: `${core}/committer.ts`,
    find: 'const outcomes = await commit(batch);',
    replace:
      "for (const job of batch) answer(job, { kind: 'repeated', audience: 'main', seq: 1, at: job.unit.now });\n      const outcomes = await commit(batch);",
    test: `${core}/committer.test.ts`,
  },
  {
    rule: 'L6',
    mistake: 'the newest command overtakes the older ones',
    file: `${core}/committer.ts`,
    find: 'waiting.push({ unit, settle });',
    replace: 'waiting.unshift({ unit, settle });',
    test: `${core}/committer.test.ts`,
  },
  {
    rule: 'L6',
    mistake: 'a second commit begins while one runs',
    file: `${core}/committer.ts`,
    find: 'if (busy) return;',
    replace: '',
    test: `${core}/committer.test.ts`,
  },
  {
    rule: 'S1',
    mistake: 'a visitor may hear the notes',
    file: `${protocol}/streams.ts`,
    find: "role === 'a' || audience !== 'notes'",
    replace: "role === 'a' || audience !== undefined",
    test: `${protocol}/streams.test.ts`,
  },
  {
    rule: 'R2',
    mistake: 'the secret of one session rates the next one too',
    file: `${core}/secret.ts`,
    find: 'rating:${conv}:${n}',
    replace: 'rating:${conv}',
    test: `${core}/secret.test.ts`,
  },
  {
    rule: 'R3',
    mistake: 'a rating without the right secret is taken',
    file: `${core}/decide-rating.ts`,
    find: "if (!isSameSecret(secret, ratingSecret(n))) return refuse('forbidden');",
    replace: '',
    test: `${core}/decide-rating.test.ts`,
  },
  {
    rule: 'L5',
    mistake: 'the second agent to accept takes the conversation from the first',
    file: `${core}/decide-flow.ts`,
    find: "if (state.st !== 'queued') return refuse('taken', { as: state.as });",
    replace: '',
    test: `${core}/decide.test.ts`,
  },
  {
    rule: 'C4',
    mistake: "another visitor's conversation can be written to",
    file: `${core}/decide.ts`,
    find: "context.actor.role === 'v' && state.visitor !== context.actor.id",
    replace: "context.actor.role === 'v' && state.visitor === ''",
    test: `${core}/decide.test.ts`,
  },
  {
    rule: 'M1',
    mistake: 'a mark goes back',
    file: `${store}/mark.ts`,
    find: 'Math.max(before.r, Math.min(wish.r ?? 0, head))',
    replace: 'Math.min(wish.r ?? before.r, head)',
    test: `${store}/memory-store.test.ts`,
  },
  {
    rule: 'X1',
    mistake: 'a final close code is tried again',
    file: `${protocol}/errors.ts`,
    find: 'code >= 4500 &&',
    replace: 'code > 4500 &&',
    test: `${protocol}/errors.test.ts`,
  },
];
