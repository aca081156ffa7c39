// Who is asked how it went, and who is not, and what is drawn by chance.
import type { ConvState, EventData, RatingState } from '@rapport/protocol';
import { expect, test } from 'vitest';
import {
  answered,
  applied,
  as,
  ben,
  kinds,
  maria,
  next,
  now,
  queued,
  settings,
  taken,
  visitor,
} from '../test/deciding.ts';
import { decide } from './decide.ts';
import type { DecideContext } from './decide-context.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const close = (state: ConvState, o: Partial<DecideContext> = {}) => decide(state, { k: 'close', d: {} }, as(maria, o));
const about = (state: ConvState, o: Partial<DecideContext> = {}): unknown => {
  const decision = close(state, o);
  if (!decision.ok) return decision;
  return decision.events.filter(({ audience }) => audience === 'rating').map(({ k, d }) => [k, d])[0];
};
const excused = (state: string, why: string): unknown => ['excused', { n: 1, state, why }];
const set = (o: Partial<typeof settings>): Partial<DecideContext> => ({ settings: () => ({ ...settings, ...o }) });
/** Another conversation of the same visitor. */
const other = (rate: Partial<RatingState>): ConvState => ({
  ...answered,
  rate: { 1: { state: 'rated', until: 0, rev: 1, at: now, ...rate } },
});

test('[R1] whose question nobody answered, and who asked none, is not asked', () => {
  expect(about(taken)).toEqual(excused('ineligible', 'no_human_reply'));
  expect(about(queued)).toEqual(excused('ineligible', 'no_human_reply'));
  expect(about({ ...answered, fromVisitor: 0 })).toEqual(excused('ineligible', 'no_visitor_message'));
});

test('[R1] nor who was answered last 24 h before the end', () => {
  expect(about(answered, { now: now + dayMs - 1 })).toMatchObject(['invited', { n: 1 }]);
  expect(about(answered, { now: now + dayMs })).toEqual(excused('ineligible', 'stale'));
});

test('[R1] nor on a site that asks nobody, nor a spammer, nor who is blocked', () => {
  expect(about(answered, set({ survey: false }))).toEqual(excused('suppressed', 'survey_off'));
  const spam = decide(answered, { k: 'block', d: { reason: 'x', spam: 1 } }, as(ben));
  expect(kinds(spam)).toEqual(['closed', 'excused/r', 'blocked/n*']);
  expect(spam).toMatchObject({ events: [{}, { d: { state: 'suppressed', why: 'spam' } }, {}] });
  const blocked = next(answered, 'block', { reason: 'x' }, as(ben));
  expect(about(blocked)).toEqual(excused('suppressed', 'blocked'));
});

test('[R1] nor who has rated another conversation within 24 h; what was only asked, or is of this one, does not count', () => {
  const with_ = (...others: ConvState[]): Partial<DecideContext> => ({
    others: (id) => (id === visitor.id ? others : []),
  });
  expect(about(answered, with_(other({ at: now - dayMs + 1 })))).toEqual(excused('suppressed', 'throttled'));
  expect(about(answered, with_(other({ at: now - dayMs })))).toMatchObject(['invited', {}]);
  for (const state of ['offered', 'shown', 'dismissed', 'superseded'] as const)
    expect(about(answered, with_(other({ state })))).toMatchObject(['invited', {}]);
  const again: ConvState = { ...answered, n: 2, rate: { 1: { state: 'rated', until: 0, rev: 1, at: now } } };
  expect(about(again)).toMatchObject(['invited', { n: 2 }]);
});

/** Percents, all of which go to one question. */
const only = (kind: 'expect' | 'nps' | 'ces') => set({ extra: { ...settings.extra, [kind]: 100 } });
const extraOf = (state: ConvState, o: Partial<DecideContext>): unknown =>
  (about(state, o) as [string, EventData['invited']])[1].extra;

test('[R9] one more question is asked by the shares of the site, and none at nought', () => {
  for (const kind of ['expect', 'nps', 'ces'] as const) expect(extraOf(answered, only(kind))).toBe(kind);
  expect(extraOf(answered, {})).toBeUndefined();
});

test('[R9] over many sessions the shares come out, the same each time for one session', () => {
  const shares = set({ extra: { expect: 25, nps: 15, ces: 10 } });
  const draw = (i: number) => extraOf(answered, { ...shares, ratingSecret: () => `session ${i}` });
  const counts = { expect: 0, nps: 0, ces: 0, undefined: 0 };
  for (let i = 0; i < 4_000; i++) counts[String(draw(i)) as keyof typeof counts] += 1;
  for (const [kind, share] of [
    ['expect', 1_000],
    ['nps', 600],
    ['ces', 400],
    ['undefined', 2_000],
  ] as const)
    expect(Math.abs(counts[kind] - share)).toBeLessThan(130);
  expect(draw(17)).toBe(draw(17));
});

test('[R9] of one visitor at most one in 30 days, of any of its conversations, and nps in 90', () => {
  const asked = (days: number, extra: 'expect' | 'nps') => ({
    others: () => [other({ state: 'dismissed', extra, at: now - days * dayMs })],
  });
  expect(extraOf(answered, { ...only('ces'), ...asked(29, 'expect') })).toBeUndefined();
  expect(extraOf(answered, { ...only('ces'), ...asked(30, 'expect') })).toBe('ces');
  expect(extraOf(answered, { ...only('nps'), ...asked(30, 'expect') })).toBe('nps');
  expect(extraOf(answered, { ...only('nps'), ...asked(89, 'nps') })).toBeUndefined();
  expect(extraOf(answered, { ...only('nps'), ...asked(90, 'nps') })).toBe('nps');
  const before: ConvState = { ...answered, n: 2, rate: other({ extra: 'ces', at: now - dayMs }).rate };
  expect(extraOf(before, only('ces'))).toBeUndefined();
});

const always = set({ guess: 100 });

test('[R8] the agent whose session it was is asked to guess, by the system, in the same commit', () => {
  const decision = close(answered, always);
  expect(kinds(decision)).toEqual(['closed*', 'invited/r', 'guessing/n']);
  expect(decision.ok && decision.events[2]).toEqual({
    ...{ audience: 'notes', k: 'guessing', a: 'system' },
    d: { n: 1, of: 'ma', until: now + dayMs },
  });
  expect(kinds(close(answered))).toEqual(['closed*', 'invited/r']);
});

test('[R8] nobody guesses what nobody is asked, what nobody has, or while another guess stands', () => {
  expect(kinds(close(taken, always))).toEqual(['closed*', 'excused/r']);
  const queuedAgain = next(answered, 'transfer', { team: 'help', note: 'x' }, as(maria));
  expect(kinds(close(queuedAgain, always))).toEqual(['closed*', 'invited/r']);
  const ended = applied(answered, close(answered, always));
  const again = next(next(ended, 'reopen', {}, as(ben)), 'message', { text: 'x' }, as(ben));
  const said = next(again, 'message', { text: 'y' }, as(visitor));
  expect(kinds(close(said, always))).toEqual(['closed*', 'invited/r']);
  expect(kinds(close({ ...said, staffAt: now + dayMs }, { ...always, now: now + dayMs }))).toContain('guessing/n');
});

test('[R2] what is drawn from the secret does not give it away', () => {
  expect(JSON.stringify(close(answered, always))).not.toContain('secret');
});
