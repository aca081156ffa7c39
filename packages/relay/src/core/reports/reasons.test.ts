import { expect, test } from 'vitest';
import { dayMs, figureOf, listed, monday, rowsOf, table, told } from '../../test/report-scene.ts';

const rows = rowsOf(
  [20, { score: 1, reasons: ['runaround', 'availability'] }],
  [20, { score: 2, reasons: ['runaround'] }],
  [10, { score: 2, reasons: ['availability', 'about_product'] }],
  [1, { score: 2, reasons: ['language', 'hours'] }],
  [2, { score: 1, reasons: ['other', 'language'] }],
  [7, { score: 2 }],
  [9, { score: 3, reasons: ['coldness'] }],
  [31, { score: 5, reasons: ['bad_info'] }],
);

test('[F18] the reasons of the dissatisfied by mentions, with the running share and how many ratings name each', () => {
  const report = told('reasons', rows);
  expect(figureOf(report, 'dissatisfied')).toMatchObject({ count: 60, n: 100 });
  expect(figureOf(report, 'named')).toMatchObject({ count: 53, n: 60 });
  // 40 + 30 + 10 + 3: what fewer than five name is in the rest, each rating once.
  expect(table(report, 'negative')).toEqual([
    ['runaround', 40, 40 / 83, 40 / 83, '40/60'],
    ['availability', 30, 30 / 83, 70 / 83, '30/60'],
    ['about_product', 10, 10 / 83, 80 / 83, '10/60'],
    ['rest', 3, 3 / 83, 1, '3/60'],
  ]);
  expect(report.findings).toEqual([{ code: 'top_reason', value: 'runaround' }]);
});

test('[F18] families count ratings, not mentions, and what the satisfied name stands apart', () => {
  const report = told('reasons', rows);
  // Person: 40 runaround and 3 language. Process: 30 availability and 1 hours.
  expect(table(report, 'groups')).toEqual([
    ['person', '43/60'],
    ['process', '31/60'],
    ['product', '10/60'],
  ]);
  expect(table(report, 'positive')).toEqual([['bad_info', 31, 1, 1, '31/31']]);
});

test('the dissatisfied can be read, the newest first', () => {
  const report = told('reasons', rowsOf([1, { score: 2 }], [1, { score: 3 }], [1, { score: 1 }]));
  expect(listed(report, 'low')).toEqual([3, 1]);
  expect(report.findings).toEqual([]);
});

test('[F4] a reason that more of the dissatisfied name than before is told, from 30 on', () => {
  const closedAt = monday - dayMs;
  const earlier = (n: number) =>
    rowsOf([n, { score: 1, reasons: ['runaround'], closedAt }], [40 - n, { score: 1, closedAt }]).map((row) => ({
      ...row,
      id: row.id + 1_000,
    }));
  const asked = { compare: true };
  expect(told('reasons', [...rows, ...earlier(5)], asked).findings).toContainEqual({
    code: 'named_more',
    value: 'runaround',
  });
  expect(told('reasons', [...rows, ...earlier(25)], asked).findings).toEqual([
    { code: 'top_reason', value: 'runaround' },
    { code: 'named_more', value: 'availability' },
    { code: 'named_more', value: 'about_product' },
  ]);
  expect(told('reasons', [...rows, ...earlier(5).slice(0, 29)], asked).findings).toEqual([
    { code: 'top_reason', value: 'runaround' },
  ]);
});

test('without a rating there is nothing, and no share', () => {
  const report = told('reasons', rowsOf([3, {}]));
  expect(figureOf(report, 'dissatisfied')).toMatchObject({ value: null, n: 0, show: 'none' });
  expect(table(report, 'negative')).toEqual([]);
});

test('[F18] the chip `other` is a reason like the others, and the rest is the last line, however many name it', () => {
  const seldom = ['hours', 'language', 'coldness', 'apathy'] as const;
  const report = told(
    'reasons',
    rowsOf(...seldom.map((one) => [4, { score: 1, reasons: [one] }] as const), [6, { score: 1, reasons: ['other'] }]),
  );
  expect(table(report, 'negative')).toEqual([
    ['other', 6, 6 / 22, 6 / 22, '6/22'],
    ['rest', 16, 16 / 22, 1, '16/22'],
  ]);
  expect(report.findings).toEqual([]);
});
