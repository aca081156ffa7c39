import { heavyVisitor, nothing, planted, weekdayOf, weeks, yearOf } from '@rapport/relay/sample';
import { expect, test } from 'vitest';
import { mostAlarms } from './alarm.ts';
import { alarmsOf, methods } from './alarms.ts';
import { monday, sessionsOfYear, weekOf } from './calendar.ts';
import { withReports } from './house.ts';
import { truthsOf } from './truths.ts';
import { facts, falseAlarms, type Verdict } from './years.ts';

const notWell = (verdicts: readonly Verdict[]): readonly string[] =>
  verdicts.filter(({ isWell }) => !isWell).map(({ what }) => what);

test('the same seed draws the same year, another one another', () => {
  expect(yearOf(5, planted, 500, monday)).toEqual(yearOf(5, planted, 500, monday));
  expect(yearOf(5, planted, 500, monday)).not.toEqual(yearOf(6, planted, 500, monday));
});

test('a year is 50,000 sessions of 52 weeks, each rated only if its visitor was asked, and one rates forty times', () => {
  const rows = yearOf(1, planted, sessionsOfYear, monday);
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

test('[F4, F13, F15, F18, F21, F24] every planted fact is found', async () => {
  const found = await facts([1]);
  expect(found).toHaveLength(6);
  expect(notWell(found)).toEqual([]);
});

test('[F4, F13, F15, F18, F21, F24] none of the facts is found where nothing was planted', async () => {
  const claimed = await withReports(yearOf(4, nothing, sessionsOfYear, monday), truthsOf);
  expect(claimed).toHaveLength(6);
  expect(claimed.filter(({ found }) => found)).toEqual([]);
});

test('[F4, F11, F13, F23, F24] years with nothing in them raise no more alarms than the methods do by chance', async () => {
  const alarms = await falseAlarms([1], 400);
  expect(alarms).toHaveLength(methods.length);
  expect(notWell(alarms)).toEqual([]);
});

test('[F4, F13, F23] what is planted raises the alarms that are counted', async () => {
  const raised = await withReports(yearOf(1, planted, sessionsOfYear, monday), alarmsOf);
  const silent = raised.filter(({ signals }) => signals === 0).map(({ method }) => method);
  // Nobody planted a gap, that a kept promise matters, or a reason that grows; and one of 50,000 does not weigh.
  expect(silent).toEqual([
    'reason named more than before (F4)',
    'kept promises and satisfaction (F4)',
    'gap of belief and rating (F11)',
    'one visitor in the score (F24)',
  ]);
});

test('so many alarms are allowed as the binomial gives but seldom', () => {
  // Two heads of two: one in four.
  expect([mostAlarms(0.5, 2, 0.75), mostAlarms(0.5, 2, 0.76)]).toEqual([1, 2]);
  expect(mostAlarms(0, 20, 0.999)).toBe(0);
  // 20 tests at 5 %: four or fewer in 99.7 of 100, three or fewer in 98.4.
  expect([mostAlarms(0.05, 20, 0.98), mostAlarms(0.05, 20, 0.99)]).toEqual([3, 4]);
});
