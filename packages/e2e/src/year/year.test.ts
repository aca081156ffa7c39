import { expect, test } from 'vitest';
import { weekdayOf, weekOf, weeks } from './calendar.ts';
import { heavyVisitor, sessionsOfYear, yearOf } from './draw.ts';
import { nothing, planted } from './plan.ts';
import { alarmsOf, truthsOf } from './truths.ts';
import { facts, falseAlarms } from './years.ts';

const notWell = (verdicts: ReturnType<typeof facts>): readonly string[] =>
  verdicts.filter(({ isWell }) => !isWell).map(({ what }) => what);

test('the same seed draws the same year, another one another', () => {
  expect(yearOf(5, planted, 500)).toEqual(yearOf(5, planted, 500));
  expect(yearOf(5, planted, 500)).not.toEqual(yearOf(6, planted, 500));
});

test('a year is 50,000 sessions of 52 weeks, each rated only if its visitor was asked, and one rates forty times', () => {
  const rows = yearOf(1, planted);
  expect(rows).toHaveLength(sessionsOfYear);
  expect(new Set(rows.map(({ closedAt }) => weekOf(closedAt)))).toEqual(
    new Set(Array.from({ length: weeks }, (_, at) => at)),
  );
  expect(new Set(rows.map(({ closedAt }) => weekdayOf(closedAt))).size).toBe(7);
  expect(rows.every(({ score, invitation }) => (score !== null) === (invitation === 'rated'))).toBe(true);
  expect(rows.every(({ openedAt, closedAt, nextAt }) => closedAt > openedAt && (nextAt ?? Infinity) > closedAt)).toBe(
    true,
  );
  expect(rows.filter(({ visitorNo, score }) => visitorNo === heavyVisitor && score !== null)).toHaveLength(40);
});

test('[F4, F13, F15, F18, F21, F24] every planted fact is found', () => {
  const found = facts([1, 2]);
  expect(found).toHaveLength(6);
  expect(notWell(found)).toEqual([]);
});

test('[F4, F13, F15, F18, F21, F24] none of the facts is found where nothing was planted', () => {
  const claimed = truthsOf(yearOf(4, nothing)).filter(({ found }) => found);
  expect(claimed.map(({ fact }) => fact)).toEqual([]);
});

test('[F4, F13] years with nothing in them raise no more alarms than the methods do by chance', () => {
  const alarms = falseAlarms([1, 2], 400);
  expect(alarms).toHaveLength(4);
  expect(notWell(alarms)).toEqual([]);
  expect(alarmsOf(yearOf(1, planted)).every(({ raised }) => raised > 0)).toBe(true);
});
