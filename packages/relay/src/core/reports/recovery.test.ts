import { expect, test } from 'vitest';
import { dayMs, figureOf, hourMs, listed, monday, rowsOf, type Some, table, told } from '../../test/report-scene.ts';

const at = monday + dayMs;
const contacted = (hours: number, second: 1 | 2 | 3 | 4 | 5 | null = null): Some => [
  1,
  { score: 2, caseAt: at, contactedAt: at + hours * hourMs, second },
];
const ten = rowsOf(
  ...[contacted(0.5, 5), contacted(1, 4), contacted(2, 4), contacted(3, 5), contacted(5, 3), contacted(8, 1)],
  ...[contacted(20), contacted(23), contacted(30), [1, { score: 1, caseAt: at }] as const],
);

test('[F20] contacted, within 24 hours, won back of all and of those who answered again (V33)', () => {
  const report = told('recovery', ten);
  expect(figureOf(report, 'contacted')).toMatchObject({ count: 9, n: 10 });
  expect(figureOf(report, 'within_due')).toMatchObject({ count: 8, n: 10 });
  expect(figureOf(report, 'contact_p50')).toMatchObject({ kind: 'time', value: 5 * hourMs, n: 10 });
  expect(figureOf(report, 'contact_p90')).toMatchObject({ value: 30 * hourMs });
  expect(figureOf(report, 'recovered')).toMatchObject({ count: 4, n: 10 });
  expect(figureOf(report, 'recovered_of_rerated')).toMatchObject({ count: 4, n: 6 });
});

test('[F20] a case that is not due yet is not late: it is counted beside', () => {
  const report = told('recovery', ten, { now: at + dayMs - 1 });
  // Also of those who were contacted: of the young ones only the quick would count.
  expect(figureOf(report, 'within_due')).toMatchObject({ count: 0, n: 0 });
  expect(figureOf(report, 'contacted')).toMatchObject({ count: 0, n: 0 });
  expect(table(report, 'triggers')[0]).toEqual(['low_score', 0, '0/0']);
  expect(figureOf(report, 'not_due')).toMatchObject({ kind: 'count', value: 10, n: 10 });
  expect(figureOf(told('recovery', ten, { now: at + dayMs }), 'not_due')).toMatchObject({ value: 0 });
});

test('[F14] who was never contacted waits for ever', () => {
  const report = told(
    'recovery',
    rowsOf([6, { score: 1, caseAt: at }], [4, { score: 1, caseAt: at, contactedAt: at }]),
  );
  expect(figureOf(report, 'contact_p50')).toMatchObject({ value: 'never', n: 10 });
});

test('[F20] why they were opened; one may have several reasons', () => {
  const caseAt = at;
  const report = told(
    'recovery',
    rowsOf(
      [3, { score: 2, resolved: 'no', caseAt, contactedAt: at + 1 }],
      [2, { score: 4, flags: ['wish'], caseAt }],
      [1, { flags: ['complaint'], promise: 'never', caseAt }],
      [5, { score: 5 }],
    ),
  );
  expect(table(report, 'triggers')).toEqual([
    ['low_score', 3, '3/3'],
    ['not_solved', 3, '3/3'],
    ['contact_wanted', 2, '0/2'],
    ['complaint', 1, '0/1'],
    ['promise_broken', 1, '0/1'],
  ]);
});

test('the unhappy to whom nobody has spoken are listed, with a case or without; and who raised a score afterwards is counted', () => {
  const report = told(
    'recovery',
    rowsOf(
      [1, { score: 2 }],
      [1, { score: 1, caseAt: at, contactedAt: at }],
      [1, { resolved: 'no', caseAt: at }],
      [1, { score: 1, caseAt: at, caseClosedAt: at + 1 }],
      [1, { score: 3, promise: 'late' }],
      [1, { score: 4, flags: ['raised'] }],
    ),
  );
  expect(listed(report, 'unhappy')).toEqual([3, 1]);
  expect(figureOf(report, 'raised')).toMatchObject({ value: 1, n: 5 });
});
