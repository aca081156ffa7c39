import { expect, test } from 'vitest';
import { dayMs, hourMs, monday, rowsOf, table, told } from '../../test/report-scene.ts';

const at = (day: number, promise: 'kept' | 'late' | 'never' | 'none') => ({
  promise,
  openedAt: monday + day * dayMs + hourMs,
  closedAt: monday + day * dayMs + 2 * hourMs,
});

test('[F21] promises by the local day on which they were made, and the day on which fewer were kept is named', () => {
  const rows = rowsOf(
    ...[[20, at(0, 'kept')] as const, [15, at(0, 'late')] as const, [5, at(0, 'never')] as const],
    ...[1, 2, 3].flatMap((day) => [[38, at(day, 'kept')] as const, [2, at(day, 'late')] as const]),
    [9, at(4, 'none')],
  );
  const report = told('promise', rows);
  expect(table(report, 'weekdays')).toEqual([
    ...[
      ['mon', '20/40'],
      ['tue', '38/40'],
      ['wed', '38/40'],
      ['thu', '38/40'],
    ],
    ...[
      ['fri', '0/0'],
      ['sat', '0/0'],
      ['sun', '0/0'],
    ],
  ]);
  expect(report.findings).toEqual([{ code: 'kept_less_on', value: 'mon' }]);
  // In a zone that is a day ahead at that hour it is a Monday no more.
  expect(table(told('promise', rows, { zone: 'Etc/GMT+2' }), 'weekdays').at(-1)).toEqual(['sun', '20/40']);
});

test('[F21, F23] nothing is said of a day within what chance does, nor of fewer than thirty promises', () => {
  const even = rowsOf([34, at(0, 'kept')], [6, at(0, 'late')], [38, at(1, 'kept')], [2, at(1, 'late')]);
  expect(told('promise', even).findings).toEqual([]);
  const few = rowsOf([29, at(0, 'never')], [200, at(1, 'kept')]);
  expect(told('promise', few).findings).toEqual([]);
});
