import { expect, test } from 'vitest';
import { draftOf, freshDraft, inOrder, isSame, minutesOf, read, timeOf } from './hours-draft.ts';
import type { Hours } from './house.ts';

const hours: Hours = {
  zone: 'Europe/Athens',
  week: [
    [
      [540, 780],
      [840, 1440],
    ],
    [[0, 60]],
    [],
    [],
    [],
    [],
    [],
  ],
  days: { '2026-12-25': [], '2026-12-24': [[540, 720]] },
};

test('hours as text are the same hours again', () => {
  expect(read(draftOf(hours))).toEqual({ hours, wrong: {} });
});

test('days that differ stand in the order of the calendar', () => {
  expect(draftOf(hours).days.map(({ date }) => date)).toEqual(['2026-12-24', '2026-12-25']);
});

test.each([
  ['9', 540],
  ['09:30', 570],
  ['9.30', 570],
  ['0930', 570],
  [' 24:00 ', 1440],
  ['0:00', 0],
])('%s is a time', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

test.each(['', 'nine', '24:01', '25', '9:60', '9:5', '-1', '9:30 pm'])('“%s” is no time', (text) => {
  expect(minutesOf(text)).toBeNull();
});

test('a time is written with its minutes', () => {
  expect([0, 545, 1440].map(timeOf)).toEqual(['0:00', '9:05', '24:00']);
});

test('what is no time is named by its field', () => {
  const draft = { ...freshDraft('UTC'), days: [{ date: '2026-12-25', spans: [{ from: '9', to: 'late' }] }] };
  const week = draft.week.map((spans, day) => (day === 1 ? [...spans, { from: '', to: '' }] : spans));
  expect(Object.keys(read({ ...draft, week }).wrong)).toEqual(['week.1.1.from', 'week.1.1.to', 'days.2026-12-25.0.to']);
});

test('0:00 at the end is the midnight after', () => {
  const week = freshDraft('UTC').week.map((spans, day) => (day === 0 ? [{ from: '22:00', to: '0:00' }] : spans));
  expect(read({ zone: 'UTC', week, days: [] }).hours.week[0]).toEqual([[1320, 1440]]);
});

test('openings are put in the order of the day; what is no time comes last', () => {
  const week = freshDraft('UTC').week.map((spans, day) =>
    day === 0
      ? [
          { from: '?', to: '1' },
          { from: '14', to: '15' },
          { from: '9', to: '12' },
        ]
      : spans,
  );
  expect(inOrder({ zone: 'UTC', week, days: [] }).week[0]?.map(({ from }) => from)).toEqual(['9', '14', '?']);
});

test('a draft differs as soon as one text does', () => {
  const draft = freshDraft('UTC');
  expect(isSame(draft, freshDraft('UTC'))).toBe(true);
  expect(isSame(draft, { ...draft, zone: 'Europe/Paris' })).toBe(false);
  expect(isSame(draft, null)).toBe(false);
});
