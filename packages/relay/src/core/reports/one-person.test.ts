import type { Figure } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { dayMs, figureOf, monday, rowsOf, told } from '../../test/report-scene.ts';

const his = (count: number) =>
  [count, { score: 5, speakers: ['bo'], owner: 'bo', flags: ['sole'], promise: 'kept' }] as const;
const asked = { agent: 'bo' };

test.each(['coaching', 'card'] as const)(
  '[UX132] of one person with fewer than thirty ratings, %s has counts and no share (RATINGS 8)',
  (name) => {
    const few = figureOf(told(name, rowsOf(his(29)), asked), 'csat');
    expect(few).toMatchObject({ value: null, interval: null, count: 29, n: 29, show: 'counts' });
    expect(few).not.toHaveProperty('verdict');
    expect(figureOf(told(name, rowsOf(his(30)), asked), 'csat')).toMatchObject({ value: 1, n: 30, show: 'compare' });
    // What is no opinion of visitors is told as ever.
    expect(figureOf(told(name, rowsOf(his(29)), asked), 'kept')).toMatchObject({ value: 1, n: 29 });
  },
);

test('nor has a period before, a table, or anything else of the report of one person', () => {
  const early = rowsOf(his(12)).map((row) => ({ ...row, id: row.id + 900, closedAt: monday - dayMs }));
  const all = [...rowsOf(his(40)), ...early];
  const csat = figureOf(told('card', all, { ...asked, compare: true }), 'csat');
  expect(csat).toMatchObject({ value: 1, before: { value: null, interval: null, count: 12, n: 12 }, change: null });
  for (const name of ['card', 'trend', 'promise', 'runaround', 'quality'] as const) {
    const { figures, tables } = told(name, rowsOf(his(29)), asked);
    const cells = tables.flatMap(({ rows }) => rows.flat()).filter((cell): cell is Figure => typeof cell === 'object');
    for (const { id, value } of [...figures, ...cells].filter((one) => one?.id === 'csat'))
      expect([name, id, value]).toEqual([name, id, null]);
  }
});

test('of everybody, few ratings are told as ever', () => {
  expect(figureOf(told('card', rowsOf(his(29))), 'csat')).toMatchObject({ value: 1, n: 29 });
});
