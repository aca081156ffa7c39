import { expect, test } from 'vitest';
import { dayMs, figureOf, hourMs, listed, monday, rowsOf, table, told } from '../../test/report-scene.ts';

const rows = rowsOf(
  [600, { handoffs: 0, score: 4, team: 'a' }],
  [90, { handoffs: 0, resolved: 'no', team: 'a' }],
  [10, { handoffs: 0, nextAt: monday + 2 * dayMs, team: 'a' }],
  [200, { handoffs: 1, score: 3, flags: ['bounced'], team: 'b' }],
  [70, { handoffs: 2, score: 2, reasons: ['runaround'], team: 'b' }],
  [30, { handoffs: 5, score: 1, team: 'b' }],
  [400, { handoffs: 0, repliedAt: null }],
);

test('[F19] of sessions that a person answered: handed over, passed around, back again, one stop (V32)', () => {
  const report = told('runaround', rows);
  expect(figureOf(report, 'handoffs')).toMatchObject({ count: 300, n: 1_000 });
  expect(figureOf(report, 'runaround')).toMatchObject({ count: 100, n: 1_000 });
  expect(figureOf(report, 'bounced')).toMatchObject({ count: 200, n: 1_000 });
  expect(figureOf(report, 'one_stop')).toMatchObject({ count: 600, n: 1_000 });
  expect(figureOf(report, 'had_to_repeat')).toMatchObject({ count: 70, n: 100 });
});

test('[F19] one stop is not known before seven days have passed', () => {
  expect(figureOf(told('runaround', rows, { now: monday + 3 * dayMs }), 'one_stop')).toMatchObject({ count: 0, n: 0 });
});

test('[F19] how satisfied they are by how often they were handed over, and how long it took', () => {
  expect(table(told('runaround', rows), 'by_handoffs')).toEqual([
    ['0', 700, '600/600', '600000/700'],
    ['1', 200, '0/200', '600000/200'],
    ['2', 70, '0/70', '600000/70'],
    ['3+', 30, '0/30', '600000/30'],
  ]);
  expect(table(told('runaround', rows), 'teams')).toEqual([
    ['a', '0/700', '0/700'],
    ['b', '100/300', '200/300'],
  ]);
});

test('from whom to whom, the most travelled first; under ten the number only, and never on one person’s page', () => {
  const report = rowsOf(
    [10, { handoffs: 2, speakers: ['ann', 'ben', 'cem'], score: 5 }],
    [2, { handoffs: 1, speakers: ['ben', 'cem'], score: 1 }],
    [7, { handoffs: 0, speakers: ['cem', 'ann'], score: 1 }],
  );
  expect(table(told('runaround', report), 'matrix_moves')).toEqual([
    ['ben', 'cem', 12, '10/12'],
    ['ann', 'ben', 10, '10/10'],
  ]);
  expect(table(told('runaround', report.slice(9)), 'matrix_moves')[1]).toEqual(['ann', 'ben', 1, null]);
  expect(told('runaround', report, { agent: 'ben' }).tables.map(({ id }) => id)).not.toContain('matrix_moves');
});

test('what happened to them is counted', () => {
  const some = rowsOf(
    [2, { happened: ['handed', 'handDeclined'] }],
    [1, { happened: ['handed', 'escalatedByVisitor'] }],
  );
  const found = table(told('runaround', some), 'happened').filter(([, times]) => times !== 0);
  expect(found).toEqual([
    ['handed', 3],
    ['handDeclined', 2],
    ['escalatedByVisitor', 1],
  ]);
});

test('a chain is three sessions of one visitor, each within a week of the one before; its last one is listed', () => {
  const at = (days: number, visitorNo: number) =>
    [1, { visitorNo, openedAt: monday + days * dayMs, closedAt: monday + days * dayMs + hourMs }] as const;
  const some = rowsOf(
    at(0, 7),
    at(3, 7),
    at(9, 7),
    at(0, 8),
    at(1, 8),
    at(0, 9),
    at(7, 9),
    at(20, 9),
    at(1, 0),
    at(2, 0),
    at(3, 0),
  );
  expect(listed(told('runaround', some, { to: monday + 30 * dayMs }), 'chains')).toEqual([3]);
});

test('[F25] a target is judged', () => {
  const report = told('runaround', rows, { targets: { runaround: 0.2, one_stop: 0.9 } });
  expect(figureOf(report, 'runaround').verdict).toEqual({ target: 0.2, is: 'met' });
  expect(figureOf(report, 'one_stop').verdict).toEqual({ target: 0.9, is: 'missed' });
});

test('whoever leads nobody is not shown how those fared whom others passed on', () => {
  const rows = rowsOf([12, { handoffs: 1, speakers: ['ann', 'ben'], score: 5 }]);
  const ids = (asked: Parameters<typeof told>[2]): string[] =>
    told('runaround', rows, asked).tables.map(({ id }) => id);
  expect(ids({ reader: 'ann' })).toContain('matrix_moves');
  expect(ids({ reader: 'ann', isOwnOnly: true })).not.toContain('matrix_moves');
});
