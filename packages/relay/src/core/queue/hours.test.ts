import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hours, Span } from './hours.ts';
import { closesAt, isOpen, openMsBetween, opensAt, problemsOf } from './hours.ts';

const hourMs = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const nineToSix: Span[] = [[540, 1080]];
const athens: Hours = {
  zone: 'Europe/Athens',
  week: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []],
  days: { '2026-12-25': [], '2026-12-24': [[540, 720]] },
};
const always: Hours = { zone: 'UTC', week: Array.from({ length: 7 }, () => [[0, 1440]] as Span[]), days: {} };
const night: Hours = {
  zone: 'America/New_York',
  week: Array.from(
    { length: 7 },
    () =>
      [
        [0, 360],
        [1320, 1440],
      ] as Span[],
  ),
  days: {},
};

test('a span holds its first minute and not its last', () => {
  // Monday 23 November 2026; Athens is two hours ahead.
  expect(isOpen(athens, at('2026-11-23T06:59:59.999Z'))).toBe(false);
  expect(isOpen(athens, at('2026-11-23T07:00:00Z'))).toBe(true);
  expect(isOpen(athens, at('2026-11-23T15:59:59.999Z'))).toBe(true);
  expect(isOpen(athens, at('2026-11-23T16:00:00Z'))).toBe(false);
});

test('after Friday evening comes Monday morning', () => {
  expect(opensAt(athens, at('2026-11-27T16:00:00Z'))).toBe(at('2026-11-30T07:00:00Z'));
  expect(opensAt(athens, at('2026-11-30T08:00:00Z'))).toBe(at('2026-11-30T08:00:00Z'));
});

test('a holiday is closed, and a short day is short', () => {
  expect(closesAt(athens, at('2026-12-24T08:00:00Z'))).toBe(at('2026-12-24T10:00:00Z'));
  // Christmas is a Friday: the next opening is on Monday.
  expect(opensAt(athens, at('2026-12-24T10:00:00Z'))).toBe(at('2026-12-28T07:00:00Z'));
});

test('nine in the morning is nine by the wall clock on both sides of a clock change', () => {
  // Athens goes from +2 to +3 on 29 March 2026 and back on 25 October.
  expect(opensAt(athens, at('2026-03-27T17:00:00Z'))).toBe(at('2026-03-30T06:00:00Z'));
  expect(opensAt(athens, at('2026-10-23T17:00:00Z'))).toBe(at('2026-10-26T07:00:00Z'));
});

test('the hour that a clock change skips or repeats is neither lost nor counted twice', () => {
  const sundays: Hours = { ...athens, week: [[], [], [], [], [], [], [[120, 300]]] };
  // 02:00–05:00 on the day when 03:00 becomes 04:00: two hours; when 04:00 becomes 03:00: four.
  expect(openMsBetween(sundays, at('2026-03-28T00:00:00Z'), at('2026-03-30T00:00:00Z'))).toBe(2 * hourMs);
  expect(openMsBetween(sundays, at('2026-10-24T00:00:00Z'), at('2026-10-26T00:00:00Z'))).toBe(4 * hourMs);
});

test('a closing time that does not exist that day is the moment after the change', () => {
  const early: Hours = { ...athens, week: [[], [], [], [], [], [], [[0, 210]]] };
  // 03:30 does not exist on 29 March: it is 04:30, +3.
  expect(closesAt(early, at('2026-03-28T23:00:00Z'))).toBe(at('2026-03-29T01:30:00Z'));
});

test('a span that a clock change swallows whole does not open', () => {
  const gap: Hours = { ...athens, week: [[], [], [], [], [], [], [[180, 240]]] };
  expect(opensAt(gap, at('2026-03-28T12:00:00Z'))).toBe(at('2026-04-05T00:00:00Z'));
});

test('a night is one opening over midnight', () => {
  const evening = at('2026-11-24T03:30:00Z'); // 22:30 in New York
  expect(closesAt(night, evening)).toBe(at('2026-11-24T11:00:00Z'));
  expect(opensAt(night, at('2026-11-24T12:00:00Z'))).toBe(at('2026-11-25T03:00:00Z'));
});

test('what never closes has no closing time, and what never opens no opening', () => {
  expect(closesAt(always, at('2026-11-23T00:00:00Z'))).toBeNull();
  const never: Hours = { ...always, week: Array.from({ length: 7 }, () => []) };
  expect(opensAt(never, at('2026-11-23T00:00:00Z'))).toBeNull();
  expect(closesAt(never, at('2026-11-23T00:00:00Z'))).toBeNull();
});

test('a wait over a weekend costs only its opening hours (F14)', () => {
  // Friday 17:00 to Monday 10:00 in Athens: an hour on each side.
  expect(openMsBetween(athens, at('2026-11-27T15:00:00Z'), at('2026-11-30T08:00:00Z'))).toBe(2 * hourMs);
  expect(openMsBetween(athens, at('2026-11-28T00:00:00Z'), at('2026-11-29T00:00:00Z'))).toBe(0);
});

test('hours that cannot be meant are named, all at once', () => {
  const wrong: Hours = {
    zone: 'Mars/Olympus',
    week: [
      [[540, 540]],
      [[600, 540]],
      [[0, 1441]],
      [
        [540, 720],
        [700, 800],
      ],
      [[540.5, 600]],
      [],
    ],
    days: { '2026-02-30': [], tomorrow: [], '2026-12-24': [[-1, 5]] },
  };
  expect(problemsOf(wrong)).toEqual([
    { path: 'zone', code: 'zone' },
    { path: 'week', code: 'week' },
    { path: 'week.0.0', code: 'span' },
    { path: 'week.1.0', code: 'span' },
    { path: 'week.2.0', code: 'span' },
    { path: 'week.3.1', code: 'overlap' },
    { path: 'week.4.0', code: 'span' },
    { path: 'days.2026-02-30', code: 'date' },
    { path: 'days.tomorrow', code: 'date' },
    { path: 'days.2026-12-24.0', code: 'span' },
  ]);
  expect(problemsOf(athens)).toEqual([]);
  expect(problemsOf({ ...athens, zone: '+02:00' })).toEqual([{ path: 'zone', code: 'zone' }]);
});

test('property: openings agree with one another in any zone at any time', () => {
  const zones = [
    'UTC',
    'Europe/Athens',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/Santiago',
  ];
  const span = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
    .map(([a, b]): Span => [Math.min(a, b - 1), Math.max(a + 1, b)]);
  const hours = fc.record({
    zone: fc.constantFrom(...zones),
    week: fc.array(fc.array(span, { maxLength: 1 }), { minLength: 7, maxLength: 7 }),
    days: fc.constant({}),
  });
  const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') });
  fc.assert(
    fc.property(hours, moment, (given, now) => {
      const opens = opensAt(given, now);
      const closes = closesAt(given, now);
      expect(opens === now).toBe(isOpen(given, now));
      if (opens !== null) {
        expect(isOpen(given, opens)).toBe(true);
        expect(openMsBetween(given, now, opens)).toBe(0);
      }
      if (closes !== null) {
        expect(isOpen(given, closes)).toBe(false);
        expect(openMsBetween(given, now, closes)).toBe(closes - now);
      }
    }),
    { numRuns: 200 },
  );
});
