import type { Rating } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import { expect, test } from 'vitest';
import type { Csat } from './api.ts';
import { ratingWords, reportLine } from './rating.ts';
import { reasonWords } from './survey-words.ts';

test('a score is said in words, with reasons as that visitor read them', () => {
  const low: Rating = {
    score: 2,
    reasons: ['runaround', 'availability'],
    resolved: 'partly',
    comment: 'Twice the same.',
    contact: { wish: true, to: 'a@b.example' },
  };
  expect(ratingWords(low)).toEqual({
    score: 'Dissatisfied',
    mood: 'bad',
    reasons: ['I was passed around or had to repeat myself', 'I waited too long for someone'],
    resolved: 'Partly',
    comment: 'Twice the same.',
    contact: 'a@b.example',
  });
  expect(ratingWords({ score: 5, reasons: ['runaround'] })).toMatchObject({
    score: 'Very satisfied',
    mood: 'good',
    reasons: ['One person handled everything'],
  });
  expect(ratingWords({ score: 3 })).toEqual({
    score: 'Neither satisfied nor dissatisfied',
    mood: 'middle',
    reasons: [],
    resolved: null,
    comment: null,
    contact: null,
  });
});

test('every reason has its words, and an unknown one is shown as it came', () => {
  expect(Object.keys(reasonWords).sort()).toEqual([...reasons].sort());
  expect(ratingWords({ score: 1, reasons: ['toString' as never] }).reasons).toEqual(['toString']);
});

const csat = (
  n: number,
  satisfied: number,
  percent: number | null,
  interval: readonly [number, number] | null,
): Csat => ({
  n,
  satisfied,
  dissatisfied: 0,
  share: n ? satisfied / n : null,
  interval,
  display: { text: null, percent },
});

test('[F26] no ratings, then counts, then a share with its interval and its count', () => {
  expect(reportLine(csat(0, 0, null, null))).toEqual({ value: 'No ratings yet', detail: null, basis: null });
  expect(reportLine(csat(7, 6, null, [0.49, 0.97]))).toEqual({
    value: '6 of 7 satisfied',
    detail: null,
    basis: 'Too few ratings for a percentage (fewer than 10).',
  });
  expect(reportLine(csat(1, 1, null, [0.2, 1]))).toMatchObject({ value: '1 of 1 satisfied' });
  expect(reportLine(csat(29, 24, 83, [0.655, 0.924]))).toEqual({
    value: '83% satisfied',
    detail: '95% interval 66–92%',
    basis: 'Based on 29 ratings',
  });
});
