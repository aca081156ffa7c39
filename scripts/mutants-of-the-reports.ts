// Mistakes in what reports count of the sessions, before packages/ratings computes anything of it (F4, F11, F17, F19, F20, F25).
import type { Mutant } from './mutants.ts';

const core = 'packages/relay/src/core';
const reports = `${core}/reports`;

export const reportMutants: readonly Mutant[] = [
  {
    rule: 'F4',
    mistake: 'a few ratings are compared with a few',
    file: `${reports}/figure.ts`,
    find: 'return show && difference',
    replace: 'return difference',
    test: `${reports}/figure.test.ts`,
  },
  {
    rule: 'F11',
    mistake: 'who would rather not say has guessed',
    file: `${reports}/gap.ts`,
    find: 'within(of, s.guess, 1, 5)',
    replace: 'within(of, s.guess, 1, 6)',
    test: `${reports}/gap.test.ts`,
  },
  {
    rule: 'F17',
    mistake: 'those who were erased are one visitor',
    file: `${reports}/sums.ts`,
    find: 'let visitor = 1; visitor <= last;',
    replace: 'let visitor = 0; visitor <= last;',
    test: `${reports}/card.test.ts`,
  },
  {
    rule: 'F19',
    mistake: 'one stop is known at once',
    file: `${reports}/sums.ts`,
    find: 'if (now < until) continue;',
    replace: '',
    test: `${reports}/card.test.ts`,
  },
  {
    rule: 'F20',
    mistake: 'a low score opens no case',
    file: `${core}/recovery/signs.ts`,
    find: 'score: stands?.score ?? null,',
    replace: 'score: null,',
    test: `${core}/recovery/recovery.test.ts`,
  },
  {
    rule: 'F25',
    mistake: 'what is to be small is missed when it is',
    file: `${reports}/figure.ts`,
    find: 'atMost.has(id) ? { atMost: value } : { atLeast: value }',
    replace: '{ atLeast: value }',
    test: `${reports}/figure.test.ts`,
  },
];
