import { expect, test } from 'vitest';
import { ageText, dayText, englishOf, lengthText, shortText, waitKind, waitText } from './time.ts';

const s = 1_000;
const min = 60 * s;
const hour = 60 * min;
const day = 24 * hour;

test.each([
  [-5 * s, '0:00'],
  [0, '0:00'],
  [21 * s, '0:21'],
  [98 * s, '1:38'],
  [252 * s, '4:12'],
  [hour + 2 * min + 5 * s, '1:02:05'],
  [day, '1 day'],
  [3 * day + hour, '3 days'],
])('a wait of %i ms reads %s', (ms, text) => {
  expect(waitText(ms)).toBe(text);
});

test('a wait is fine below half of the target, late beyond it', () => {
  expect(waitKind(59 * s, 120 * s)).toBe('ok');
  expect(waitKind(60 * s, 120 * s)).toBe('soon');
  expect(waitKind(120 * s, 120 * s)).toBe('soon');
  expect(waitKind(120 * s + 1, 120 * s)).toBe('late');
});

test('an age is now, minutes, hours, then a date', () => {
  const now = new Date(2026, 10, 22, 12).getTime();
  expect(ageText(now + 5 * s, now, 'en-GB')).toBe('now');
  expect(ageText(now - 2 * min, now, 'en-GB')).toBe('2m');
  expect(ageText(now - 3 * hour, now, 'en-GB')).toBe('3h');
  expect(ageText(now - 10 * day, now, 'en-GB')).toBe('12 Nov');
});

test('a length leaves out what is nought', () => {
  expect([8 * s, 60 * s, 72 * s, 2 * hour, 2 * hour + 5 * min, 3 * day].map(lengthText)).toEqual([
    '8 s',
    '1 min',
    '1 min 12 s',
    '2 h',
    '2 h 5 min',
    '3 days',
  ]);
});

test('days are called today, yesterday, then by name', () => {
  const now = new Date(2026, 10, 22, 0, 30).getTime();
  expect(dayText(now, now, 'en-GB')).toBe('Today');
  expect(dayText(now - hour, now, 'en-GB')).toBe('Yesterday');
  expect(dayText(new Date(2026, 10, 15, 12).getTime(), now, 'en-GB')).toBe('Sunday 15 November');
});

test('yesterday is right across a change of the clocks', () => {
  const after = new Date(2026, 9, 26, 0, 30).getTime();
  expect(dayText(new Date(2026, 9, 25, 23).getTime(), after, 'en-GB')).toBe('Yesterday');
});

test('a time of today is a clock, an older one a date', () => {
  const now = new Date(2026, 10, 22, 12).getTime();
  expect(shortText(now - hour, now, 'en-GB')).toBe('11:00');
  expect(shortText(now - 20 * hour, now, 'en-GB')).toBe('21 Nov');
});

test('the clock is the one of the person’s own English', () => {
  expect(englishOf(['sq', 'en-US'])).toBe('en-US');
  expect(englishOf(['sq', 'el'])).toBe('en-GB');
});
