import { limits } from '@rapport/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerOf, asksContact, createChoice, type Form, formOf, settleMs, withScore } from './rating-form.ts';

const form = (part: Partial<Form> = {}): Form => ({ ...formOf(null), ...part });

test('[R3] without a score there is no answer', () => {
  expect(answerOf(form({ comment: 'words' }), 'en')).toBeNull();
});

test('[R5] the whole answer is sent, and nothing that was not asked', () => {
  expect(answerOf(form({ score: 4 }), 'el')).toEqual({ score: 4, lang: 'el' });
  expect(
    answerOf(
      form({
        score: 2,
        reasons: ['hours'],
        resolved: 'no',
        comment: ' be faster ',
        wish: true,
        to: ' ana@acme.example ',
        afterMs: 1_200,
      }),
      'en',
    ),
  ).toEqual({
    lang: 'en',
    afterMs: 1_200,
    score: 2,
    reasons: ['hours'],
    resolved: 'no',
    comment: 'be faster',
    contact: { wish: true, to: 'ana@acme.example' },
  });
  expect(answerOf(form({ score: 5, wish: true, to: 'ana@acme.example' }), 'en')).toEqual({ score: 5, lang: 'en' });
  expect(answerOf(form({ score: 1, wish: false, to: 'ana@acme.example' }), 'en')).toEqual({
    score: 1,
    lang: 'en',
    contact: { wish: false },
  });
});

test('[R3] a comment is cut at the limit in code points, never inside one', () => {
  const answer = answerOf(form({ score: 3, comment: '😕'.repeat(limits.comment + 5) }), 'en');
  expect([...(answer?.comment ?? '')]).toHaveLength(limits.comment);
});

test('an answer given before is there again', () => {
  const given = {
    score: 2,
    reasons: ['hours'],
    resolved: 'partly',
    comment: 'x',
    contact: { wish: true, to: 'y' },
    nps: 0,
    afterMs: 900,
    lang: 'ar',
  } as const;
  expect(answerOf(formOf(given, '', 'nps'), 'ar', 'nps')).toEqual(given);
  expect(formOf(null, 'ana@acme.example').to).toBe('ana@acme.example');
});

test.each([
  ['expect', -2],
  ['expect', 0],
  ['nps', 0],
  ['nps', 10],
  ['ces', 7],
] as const)('[F5][F7][F8] the one more question: %s %s, and only if it was asked', (extra, more) => {
  expect(answerOf(form({ score: 3, more }), 'en', extra)).toEqual({ score: 3, lang: 'en', [extra]: more });
  expect(answerOf(form({ score: 3 }), 'en', extra)).toEqual({ score: 3, lang: 'en' });
  expect(answerOf(form({ score: 3, more }), 'en')).toEqual({ score: 3, lang: 'en' });
});

test('a score of the other side takes the reasons with it; one of the same side leaves them', () => {
  const low = form({ score: 1, reasons: ['hours'] });
  expect(withScore(low, 3).reasons).toEqual(['hours']);
  expect(withScore(low, 4).reasons).toEqual([]);
});

test.each([
  [1, null, true],
  [2, 'yes', true],
  [3, 'yes', false],
  [3, 'partly', true],
  [4, 'partly', false],
  [5, 'no', true],
  [5, 'unknown', false],
  [null, 'no', false],
] as const)('score %s, solved %s: asked for contact %s', (score, resolved, asked) => {
  expect(asksContact(form({ score, resolved }))).toBe(asked);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a choice by pointer or Space is saved when it has stood for 800 ms, once', () => {
  const save = vi.fn();
  const choice = createChoice(save);
  choice.choose(true);
  vi.advanceTimersByTime(settleMs - 1);
  choice.choose(true);
  vi.advanceTimersByTime(settleMs - 1);
  expect(save).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(save).toHaveBeenCalledTimes(1);
  choice.commit();
  expect(save).toHaveBeenCalledTimes(1);
});

test('[UX43] an arrow key only moves: it is saved when it is meant', () => {
  const save = vi.fn();
  const choice = createChoice(save);
  choice.choose(false);
  vi.advanceTimersByTime(60_000);
  expect(save).not.toHaveBeenCalled();
  choice.commit();
  expect(save).toHaveBeenCalledTimes(1);
});

test('an arrow after a click takes the clock away', () => {
  const save = vi.fn();
  const choice = createChoice(save);
  choice.choose(true);
  choice.choose(false);
  vi.advanceTimersByTime(60_000);
  expect(save).not.toHaveBeenCalled();
});

test('what is skipped is not saved', () => {
  const save = vi.fn();
  const choice = createChoice(save);
  choice.choose(true);
  choice.cancel();
  vi.advanceTimersByTime(60_000);
  choice.commit();
  expect(save).not.toHaveBeenCalled();
});
