import { expect, test } from 'vitest';
import { dayMs, figureOf, monday, rowsOf, told } from '../../test/report-scene.ts';

const complaints = (times: number) => ({ happened: Array.from({ length: times }, () => 'complaints' as const) });

test('[F17] few who complain often are told from many who complain once: the busiest fifth of ten visitors, rounded up', () => {
  const rows = rowsOf(
    [2, { visitorNo: 1, ...complaints(3) }],
    ...[2, 3, 4].map((visitorNo) => [1, { visitorNo, ...complaints(1) }] as const),
    ...[5, 6, 7, 8, 9, 10].map((visitorNo) => [1, { visitorNo }] as const),
    [1, { visitorNo: 0, ...complaints(9) }],
  );
  const report = told('recovery', rows);
  expect(figureOf(report, 'complaints')).toMatchObject({ formula: 'F17', count: 4, n: 10, value: 0.4 });
  expect(figureOf(report, 'complaint_concentration')).toMatchObject({
    ...{ formula: 'F17', kind: 'share', count: 7, n: 9, interval: null, show: 'counts' },
    value: 7 / 9,
  });
});

test('[F17] without a complaint there is no concentration; the period before stands beside it', () => {
  const early = { closedAt: monday - dayMs };
  const rows = rowsOf([1, { ...early, visitorNo: 1, ...complaints(2) }], [1, { ...early, visitorNo: 2 }], [3, {}]);
  const report = told('recovery', rows, { compare: true });
  expect(figureOf(report, 'complaint_concentration')).toMatchObject({
    ...{ value: null, n: 0, show: 'none', change: null },
    before: { value: 1, count: 2, n: 2 },
  });
  expect(figureOf(report, 'complaints')).toMatchObject({ count: 0, n: 3, before: { count: 1, n: 2 } });
});
