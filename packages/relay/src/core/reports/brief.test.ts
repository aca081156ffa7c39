import { expect, test } from 'vitest';
import { dayMs, figureOf, hourMs, listed, monday, rowsOf, told } from '../../test/report-scene.ts';

const early = monday - dayMs;

test('a rating is news when it is given, also of a session that ended before', () => {
  const rows = rowsOf(
    [1, { score: 1, closedAt: early, firstRatedAt: early, ratedAt: monday + 5 }],
    [1, { score: 1, closedAt: early, firstRatedAt: early, ratedAt: early + 5 }],
    [1, { score: 4, resolved: 'no' }],
    [1, { score: 3 }],
    [1, {}],
  );
  const report = told('brief', rows);
  expect(listed(report, 'unhappy')).toEqual([3, 1]);
  expect(figureOf(report, 'sessions').value).toBe(3);
  expect(figureOf(report, 'rated').value).toBe(3);
  expect(figureOf(report, 'unhappy').value).toBe(2);
});

test('one suggestion and one praise, with words, the newest', () => {
  const report = told(
    'brief',
    rowsOf(
      [2, { score: 5, flags: ['comment'] }],
      [2, { score: 3, flags: ['comment'] }],
      [1, { score: 5 }],
      [1, { score: 1 }],
    ),
  );
  expect([listed(report, 'praise'), listed(report, 'suggestion')]).toEqual([[2], [4]]);
});

test('a chat stands in the brief once, with the marks of all that it is', () => {
  const report = told(
    'brief',
    rowsOf(
      [1, { score: 1, flags: ['comment'], promise: 'late' }],
      [1, { score: 2 }],
      [1, { score: 4, promise: 'never' }],
    ),
  );
  const marked = Object.fromEntries(report.lists.map(({ id, lines }) => [id, lines.map(({ n, marks }) => [n, marks])]));
  expect(marked).toEqual({
    unhappy: [
      [2, []],
      [1, ['unhappy', 'promised', 'suggestion']],
    ],
    promised: [[3, []]],
    suggestion: [],
    praise: [],
  });
});

test('broken promises are told, and cases that nobody has closed, however old, spoken of or not', () => {
  const rows = rowsOf(
    [1, { promise: 'late' }],
    [1, { promise: 'kept' }],
    [1, { promise: 'never' }],
    [1, { score: 1, closedAt: early - 30 * dayMs, caseAt: early - 30 * dayMs }],
    [1, { score: 1, closedAt: early, caseAt: early, contactedAt: early + 1 }],
    [1, { score: 1, closedAt: early, caseAt: early, contactedAt: early + 1, caseClosedAt: early + 2 }],
    [1, { score: 1, closedAt: early, caseAt: early, caseClosedAt: early + 2 }],
    [1, { score: 1, closedAt: early, caseAt: early, visitor: null, visitorNo: 0 }],
  );
  const report = told('brief', rows);
  expect(listed(report, 'promised')).toEqual([3, 1]);
  expect(figureOf(report, 'open_cases').value).toBe(2);
});

test('no open case is 0, and no lack of data', () => {
  expect(figureOf(told('brief', []), 'open_cases')).toMatchObject({ value: 0, show: 'compare' });
});

test('[F14] from the rating to the first look at it; what nobody has looked at waits for ever', () => {
  const closedAt = monday + hourMs;
  const seen = (ms: number) => [1, { score: 4, closedAt, readAt: closedAt + ms }] as const;
  const three = [seen(10), seen(70), seen(30)];
  expect(figureOf(told('brief', rowsOf(...three)), 'read_p50')).toMatchObject({ kind: 'time', value: 30, n: 3 });
  const four = rowsOf(...three, [4, { score: 4, closedAt }]);
  expect(figureOf(told('brief', four), 'read_p50')).toMatchObject({ value: 'never', n: 7 });
});

test('[F14] from a rating to the first read, and of the unhappy to the first act; what nobody did is never', () => {
  const closedAt = monday + hourMs;
  const rows = rowsOf(
    [1, { closedAt, score: 1, readAt: closedAt + 60_000, actedAt: closedAt + 120_000 }],
    [1, { closedAt, score: 5, readAt: closedAt + 90_000 }],
    [1, { closedAt, score: 2 }],
  );
  const report = told('brief', rows);
  const of = (id: string) => [figureOf(report, id).value, figureOf(report, id).n];
  expect([of('read_p50'), of('read_p90')]).toEqual([
    [90_000, 3],
    ['never', 3],
  ]);
  expect([of('acted_p50'), of('acted_p90')]).toEqual([
    [120_000, 2],
    ['never', 2],
  ]);
});
