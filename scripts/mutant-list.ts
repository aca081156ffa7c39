// The mistakes, one for each rule of delivery and more. The file, the line, what it becomes, and the test that must fail.
import type { Mutant } from './mutants.ts';

const relay = 'packages/relay/src';

export const mutants: readonly Mutant[] = [
  {
    rule: 'L3',
    mistake: 'the same command twice is carried out twice',
    file: `${relay}/store/judge.ts`,
    find: 'if (earlier) return',
    replace: 'if (earlier && earlier.seq < 0) return',
    test: `${relay}/store/memory-store.test.ts`,
  },
];
