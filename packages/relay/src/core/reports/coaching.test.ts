import { expect, test } from 'vitest';
import { dayMs, figureOf, listed, monday, rowsOf, type Some, table, told } from '../../test/report-scene.ts';

const by = (who: string, times: number, row: object): Some => [
  times,
  { owner: who, speakers: [who], flags: ['sole'], ...row },
];

/** V27: A is better in both departments, and worse overall. */
const simpson = rowsOf(
  ...[by('a', 63, { team: 'billing', score: 5 }), by('a', 27, { team: 'billing', score: 2 })],
  by('a', 10, { team: 'general', score: 4 }),
  ...[by('b', 6, { team: 'billing', score: 5 }), by('b', 4, { team: 'billing', score: 1 })],
  ...[by('b', 81, { team: 'general', score: 4 }), by('b', 9, { team: 'general', score: 3 })],
);

test('[F15] raw stands beside what the same teams bring on average (V27)', () => {
  const report = told('coaching', simpson, { agent: 'a' });
  expect(figureOf(report, 'csat')).toMatchObject({ count: 73, n: 100, show: 'compare' });
  expect(figureOf(report, 'expected').value).toBeCloseTo(0.712, 10);
  expect(figureOf(report, 'adjusted').value).toBeCloseTo(0.8202, 4);
  expect(report.findings).toEqual([{ code: 'dot_inside' }]);
});

test('[F23] who stands out is told on which side; there is one dot, and nobody else’s', () => {
  const others = Array.from({ length: 20 }, (_, k) => `c${k}`);
  const rows = rowsOf(
    ...[by('a', 20, { score: 5 }), by('a', 40, { score: 1 }), by('d', 60, { score: 5 })],
    ...others.flatMap((who) => [by(who, 24, { score: 4 }), by(who, 6, { score: 2 })]),
  );
  const report = told('coaching', rows, { agent: 'a' });
  expect(report.findings).toEqual([{ code: 'dot_talk_below' }]);
  expect(table(report, 'funnel_dot')).toHaveLength(1);
  expect(JSON.stringify(report)).not.toMatch(/"[cd]\d*"/);
  expect(told('coaching', rows, { agent: 'd' }).findings).toEqual([{ code: 'dot_talk_above' }]);
  expect(told('coaching', rows, { agent: 'c7' }).findings).toEqual([{ code: 'dot_inside' }]);
});

test('[F26] under ten ratings there are counts, under thirty no dot', () => {
  const few = told('coaching', rowsOf(by('a', 9, { score: 5 }), by('b', 90, { score: 2 })), { agent: 'a' });
  expect(few.figures.map(({ id }) => id)).toEqual(['first_reply_p50', 'first_reply_p90', 'kept', 'csat', 'shared']);
  expect(figureOf(few, 'csat').show).toBe('counts');
  const some = told('coaching', rowsOf(by('a', 29, { score: 5 }), by('b', 90, { score: 2 })), { agent: 'a' });
  expect(figureOf(some, 'adjusted')).toMatchObject({ value: null, n: 29, show: 'counts' });
  expect([some.findings, some.tables.map(({ id }) => id)]).toEqual([[], ['positive', 'negative', 'topics']]);
});

test('only what he did alone, and not what is about the product, is scored; the rest is listed', () => {
  const rows = rowsOf(
    by('a', 2, { score: 4 }),
    by('a', 1, { score: 1, reasons: ['about_product'] }),
    [1, { owner: 'a', speakers: ['a', 'b'], score: 1 }],
    [1, { owner: 'b', speakers: ['b', 'a'], score: 5 }],
    by('b', 1, { score: 1 }),
    by('a', 3, {}),
  );
  const report = told('coaching', rows, { agent: 'a' });
  expect(figureOf(report, 'csat')).toMatchObject({ count: 2, n: 2 });
  expect(figureOf(report, 'shared')).toMatchObject({ value: 3, n: 5 });
  expect(listed(report, 'shared')).toEqual([5, 4, 3]);
});

test('praise comes first, then his own themes, three chats to read, and what to learn about', () => {
  const rows = rowsOf(
    by('a', 2, { score: 5, reasons: ['coldness'] }),
    by('a', 1, { score: 4, flags: ['sole', 'comment'] }),
    by('a', 1, { score: 4 }),
    by('a', 3, { score: 2, reasons: ['bad_info', 'lost_time'], page: '/price', flags: ['sole', 'comment'] }),
    by('a', 1, { score: 3, reasons: ['bad_info'], page: '/faq', flags: ['sole', 'comment'] }),
    by('a', 9, { score: 5, page: '/faq' }),
    by('a', 1, { score: 1 }),
  );
  const report = told('coaching', rows, { agent: 'a' });
  expect(report.lists.map(({ id }) => id)).toEqual(['praise', 'to_read', 'shared']);
  expect(listed(report, 'praise')).toEqual([3, 2, 1]);
  expect(listed(report, 'to_read')).toEqual([8, 7, 6]);
  expect(table(report, 'positive')).toEqual([['coldness', 2]]);
  expect(table(report, 'negative')).toEqual([
    ['bad_info', 4],
    ['lost_time', 3],
  ]);
  expect(table(report, 'topics')).toEqual([
    ['/price', 3, 3],
    ['/faq', 1, 10],
  ]);
});

test('[F14] [F21] how fast he was, and whether what was promised was kept', () => {
  const at = (waitMs: number, promise: 'kept' | 'late' | 'none') =>
    by('a', 1, { openedAt: monday, repliedAt: monday + waitMs, promise });
  const report = told('coaching', rowsOf(at(5, 'kept'), at(90, 'late'), at(20, 'none'), at(30, 'kept')), {
    agent: 'a',
  });
  expect(figureOf(report, 'first_reply_p50')).toMatchObject({ value: 20, n: 4 });
  expect(figureOf(report, 'first_reply_p90')).toMatchObject({ value: 90 });
  expect(figureOf(report, 'kept')).toMatchObject({ count: 2, n: 3 });
});

test('it is about one person: without one there is nothing', () => {
  const report = told('coaching', simpson);
  expect(report).toMatchObject({ figures: [], tables: [], lists: [], findings: [{ code: 'choose_person' }] });
});

test('[R7] what he is still to guess is in none of it', () => {
  const rows = rowsOf(by('a', 1, { score: 1, guess: 'unanswered', guesser: 'a' }), by('a', 1, { score: 4 }));
  const report = told('coaching', rows, { agent: 'a', reader: 'a', now: monday + dayMs / 2 });
  expect(figureOf(report, 'csat')).toMatchObject({ count: 1, n: 1 });
  expect(listed(report, 'to_read')).toEqual([]);
});

test('[F4] [F14] [F21] of one person all stands beside the period before, his times as well', () => {
  const ben = { owner: 'ben', speakers: ['ben'], flags: ['sole'] } as const;
  const early = { ...ben, closedAt: monday - dayMs, openedAt: monday - 2 * dayMs };
  const rows = rowsOf(
    [30, { ...early, repliedAt: early.openedAt + 5_000, promise: 'kept', score: 5 }],
    [15, { ...ben, promise: 'kept', score: 5 }],
    [15, { ...ben, promise: 'late', score: 5 }],
  );
  const report = told('coaching', rows, { agent: 'ben', compare: true });
  expect(figureOf(report, 'kept')).toMatchObject({
    count: 15,
    n: 30,
    before: { count: 30, n: 30 },
    change: { is: 'lower' },
  });
  expect(figureOf(report, 'first_reply_p50')).toMatchObject({ value: 1_000, n: 30, before: { value: 5_000, n: 30 } });
  expect(figureOf(report, 'csat').change?.is).toBe('not distinguishable');
});

test('[F15] whoever answers in the hard language or at the hard hour is not blamed for it, while each mix has 30 ratings', () => {
  const [night, day] = [monday + 2 * 3_600_000, monday + 13 * 3_600_000];
  const at = (openedAt: number) => ({ openedAt, closedAt: openedAt + 1 });
  for (const [hard, easy] of [
    [{ locale: 'sq' }, { locale: 'en' }],
    [at(night), at(day)],
  ]) {
    const some = [
      ...[by('a', 20, { ...hard, score: 5 }), by('a', 20, { ...hard, score: 1 })],
      ...[by('b', 30, { ...hard, score: 5 }), by('b', 10, { ...hard, score: 1 }), by('b', 40, { ...easy, score: 5 })],
    ];
    const expectedOf = (more: readonly Some[]) =>
      figureOf(told('coaching', rowsOf(...some, ...more), { agent: 'a' }), 'expected').value;
    expect(expectedOf([])).toBeCloseTo(50 / 80, 10);
    // One of a mix that has no others: the teams alone are left.
    expect(expectedOf([by('b', 1, { locale: 'el', score: 5 })])).toBeCloseTo(91 / 121, 10);
  }
});
