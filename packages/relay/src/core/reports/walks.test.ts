import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { createCalendar, hourOfWeek, weekday } from './calendar.ts';
import { countApart, countBits, countWithin, crossed, mostOf, partition, tally, withBit, within } from './walks.ts';

const of = Uint32Array.of(4, 0, 3, 1);
const codes = Uint8Array.of(2, 0, 9, 2, 1);

test('what is walked are the given sessions alone, in their order', () => {
  expect([...within(of, codes, 1, 2)]).toEqual([4, 0, 3]);
  expect(countWithin(of, codes, 2, 9)).toBe(2);
  expect([...withBit(of, codes, 2, 2)]).toEqual([0, 3]);
  expect([...withBit(of, codes, 2, 0)]).toEqual([4, 1]);
  expect(countBits(of, codes, 1)).toBe(1);
  expect(mostOf(of, codes)).toBe(2);
  expect(mostOf(new Uint32Array(), codes)).toBe(0);
  expect(countApart(of, Float64Array.of(0, 0, 0, 0, 0), Float64Array.of(5, 6, 7, 8, 5), 5)).toBe(2);
});

test('codes are counted alone and beside each other', () => {
  expect([...tally(of, codes, 3)]).toEqual([1, 1, 2]);
  expect([...crossed(of, codes, 3, Uint8Array.of(1, 0, 0, 0, 1), 2)]).toEqual([1, 0, 0, 1, 1, 1]);
});

test('a session whose part is not there is in none', () => {
  expect(partition(of, codes, 2).map((part) => [...part])).toEqual([[1], [4]]);
  expect(partition(Uint32Array.of(2), codes, 2).map((part) => [...part])).toEqual([[], []]);
});

const hourMs = 3_600_000;
const hourIn = (zone: string, at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).hour;

for (const zone of ['Europe/Athens', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu'])
  test(`hours of many moments in ${zone} are those of each, also around a change of the clocks`, () => {
    const calendar = createCalendar(zone);
    const moments = Float64Array.from({ length: 4_000 }, (_, i) => Date.UTC(2024, 0, 1) + i * 2.3 * hourMs);
    const hours = calendar.hours(Uint32Array.from(moments.keys()), moments);
    expect(Array.from(hours, (hour) => [Math.floor(hour / 24), hour % 24])).toEqual(
      Array.from(moments, (at) => [calendar.day(at), hourIn(zone, at)]),
    );
    expect(Array.from(hours, hourOfWeek)).toEqual(
      Array.from(moments, (at) => weekday(calendar.day(at)) * 24 + hourIn(zone, at)),
    );
  });
