// What a visitor says beside the first answer: that the question was in view, the same again, more, and the second score.
import { type ConvState, limits, type RatingState } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import { act, applied, as, ended, kinds, maria, now, visitor } from '../test/deciding.ts';
import { decide } from './decide.ts';

const ask = (state: ConvState, k: string, d: object = {}, at = now) =>
  decide(state, { k, d: { n: 1, secret: 'secret 1', ...d } }, as(visitor, { now: at }));
const rated = applied(ended, ask(ended, 'rate', { score: 2, reasons: ['hours', 'apathy'] }));
const locked = applied(rated, act(rated, { k: 'lock', d: { n: 1 } }));
const again = applied(locked, act(locked, { k: 'reinvite', d: { n: 1 } }));

describe('[R6] shown', () => {
  const shown = applied(ended, ask(ended, 'shown'));
  test('[R6] is noted once, and the reminder once', () => {
    expect(kinds(ask(ended, 'shown'))).toEqual(['shown/r*']);
    expect(kinds(ask(shown, 'shown'))).toEqual([]);
    expect(kinds(ask(shown, 'shown', { again: 1 }))).toEqual(['shown/r*']);
    expect(kinds(ask(applied(shown, ask(shown, 'shown', { again: 1 })), 'shown', { again: 1 }))).toEqual([]);
  });
  test('[R3] [R6] needs what a rating needs', () => {
    expect(kinds(ask(ended, 'shown', { secret: 'x' }))).toEqual(['refused forbidden']);
    expect(kinds(decide(ended, { k: 'shown', d: { n: 1, secret: 'secret 1' } }, as(maria)))).toEqual([
      'refused forbidden',
    ]);
    expect(kinds(ask(ended, 'shown', {}, now + limits.rateWithinMs + 1))).toEqual(['refused conflict expired']);
  });
  test('[R6] what was shown and not rated is superseded like any other', () => {
    expect(kinds(decide(shown, { k: 'message', d: { text: 'x' } }, as(visitor)))).toContain('superseded/r');
  });
});

describe('[R5] [R9] an answer', () => {
  test('[R5] that says the same is no revision', () => {
    expect(kinds(ask(rated, 'rate', { score: 2, reasons: ['apathy', 'hours'], lang: 'de', afterMs: 9 }))).toEqual([]);
    for (const other of [{ score: 3 }, { score: 2 }, { score: 2, reasons: ['hours', 'apathy'], comment: 'x' }])
      expect(kinds(ask(rated, 'rate', other))).toEqual(['rated/r*']);
  });
  test('[R3] keeps the language it was asked in, and how long it took', () => {
    const decision = ask(ended, 'rate', { score: 2, lang: 'de', afterMs: 1_500 });
    expect(decision).toMatchObject({ events: [{ d: { score: 2, lang: 'de', afterMs: 1_500 } }] });
    expect(kinds(ask(ended, 'rate', { score: 2, lang: 'x'.repeat(41) }))).toEqual(['refused invalid_field lang']);
  });
  test('[R9] is to what was asked, and to nothing else', () => {
    const asked: ConvState = { ...ended, rate: { 1: { ...(ended.rate[1] as RatingState), extra: 'nps' } } };
    expect(ask(asked, 'rate', { score: 5, nps: 0 })).toMatchObject({ events: [{ d: { score: 5, nps: 0 } }] });
    expect(kinds(ask(asked, 'rate', { score: 5 }))).toEqual(['rated/r*']);
    expect(kinds(ask(asked, 'rate', { score: 5, ces: 1 }))).toEqual(['refused invalid_field ces']);
    for (const field of ['expect', 'nps', 'ces'])
      expect(kinds(ask(ended, 'rate', { score: 5, [field]: 1 }))).toEqual([`refused invalid_field ${field}`]);
  });
  test('[R1] [R3] where nobody was asked is uninvited', () => {
    for (const state of ['ineligible', 'suppressed'] as const) {
      const excused: ConvState = { ...ended, rate: { 1: { state, why: 'x', until: 0, rev: 0, at: now } } };
      for (const k of ['rate', 'dismiss', 'shown', 'rerate'])
        expect(kinds(ask(excused, k, { score: 1 }))).toEqual(['refused conflict uninvited']);
      expect(kinds(act(excused, { k: 'reinvite', d: { n: 1 } }))).toEqual(['refused conflict state']);
    }
  });
});

describe('[R10] after the staff got in touch', () => {
  test('[R10] the rating stands; only a rating can be locked, and once', () => {
    expect(kinds(act(rated, { k: 'lock', d: { n: 1 } }))).toEqual(['locked/r*']);
    expect(kinds(act(locked, { k: 'lock', d: { n: 1 } }))).toEqual(['refused conflict state']);
    expect(kinds(act(ended, { k: 'lock', d: { n: 1 } }))).toEqual(['refused conflict state']);
    expect(kinds(ask(locked, 'rate', { score: 5 }))).toEqual(['refused conflict locked']);
  });
  test('[R10] the visitor is asked once more, once', () => {
    expect(again.rate[1]?.second).toEqual({ until: now + limits.rateWithinMs });
    for (const [state, n] of [
      [again, 1],
      [locked, 2],
    ] as const)
      expect(kinds(act(state, { k: 'reinvite', d: { n } }))).toEqual(['refused conflict state']);
    expect(kinds(act(ended, { k: 'reinvite', d: { n: 1 } }))).toEqual(['reinvited/r*']);
  });
  test('[R10] the second score is given once, in time, and leaves the first alone', () => {
    expect(kinds(ask(locked, 'rerate', { score: 5 }))).toEqual(['refused conflict uninvited']);
    expect(kinds(ask(again, 'rerate', { score: 5 }, now + limits.rateWithinMs + 1))).toEqual([
      'refused conflict expired',
    ]);
    const second = applied(again, ask(again, 'rerate', { score: 5 }));
    expect(second.rate[1]).toMatchObject({ rating: { score: 2 }, second: { score: 5 } });
    expect(kinds(ask(second, 'rerate', { score: 5 }))).toEqual([]);
    expect(kinds(ask(second, 'rerate', { score: 4 }))).toEqual(['refused conflict rated']);
    expect(kinds(ask(again, 'rerate', { score: 5, secret: 'x' }))).toEqual(['refused forbidden']);
    expect(kinds(decide(again, { k: 'rerate', d: { n: 1, secret: 'secret 1', score: 5 } }, as(maria)))).toEqual([
      'refused forbidden',
    ]);
  });
});
