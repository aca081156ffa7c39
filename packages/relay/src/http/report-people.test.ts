import type { SessionLine } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { peopleIn } from './report-people.ts';

const line = (agents: readonly string[]): SessionLine => ({
  ...{
    conv: null,
    n: 1,
    endedAt: 0,
    visitor: null,
    name: null,
    score: null,
    resolved: null,
    reasons: [],
    comment: null,
  },
  ...{ agents, team: '', page: '', marks: [] },
});

test('whoever is in a table or a list is told by name, and nobody else', () => {
  const names = new Map([
    ['a', 'Anila'],
    ['b', 'Bora'],
    ['c', 'Çlirim'],
    ['d', 'Dritan'],
  ]);
  const tables = [
    {
      id: 'matrix_moves',
      columns: [
        { id: 'sessions', kind: 'count' as const },
        { id: 'from', kind: 'agent' as const },
      ],
      rows: [
        [1, 'a'],
        [2, null],
      ],
    },
  ];
  const lists = [{ id: 'low', lines: [line(['b', 'erased']), line(['a'])] }];
  expect(peopleIn({ tables, lists }, names)).toEqual({ a: 'Anila', b: 'Bora' });
});
