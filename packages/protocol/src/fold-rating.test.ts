// What the fold makes of the asking for a rating, of a guess and of a void.
import { expect, test } from 'vitest';
import { invitationOf } from './invitation.ts';
import { opened, row, run } from './test/rows.ts';

const invited = row('rating', 'invited', { n: 1, until: 100, extra: 'nps', seed: 7 }, 10);
const rated = row('rating', 'rated', { n: 1, rev: 1, until: 90, score: 2, nps: 3 }, 30);
const rateOf = (...rows: Parameters<typeof run>[0]) => run([opened, ...rows]).rate[1];

test('[S4] [R9] invited: what is asked, until when, and what more', () => {
  expect(rateOf(invited)).toEqual({ state: 'offered', until: 100, extra: 'nps', seed: 7, rev: 0, at: 10 });
});

test('[S4] [R1] excused: not asked, and why', () => {
  const excused = row('rating', 'excused', { n: 1, state: 'suppressed', why: 'throttled' }, 10);
  expect(rateOf(excused)).toEqual({ state: 'suppressed', why: 'throttled', until: 0, rev: 0, at: 10 });
});

test('[S4] [R6] shown: since when, and whether again; what was answered meanwhile stays answered', () => {
  const shown = row('rating', 'shown', { n: 1 }, 20);
  const again = row('rating', 'shown', { n: 1, again: 1 }, 40);
  expect(rateOf(invited, shown)).toMatchObject({ state: 'shown', shownAt: 20, at: 20 });
  expect(rateOf(invited, shown, again)).toMatchObject({ state: 'shown', shownAt: 20, at: 20, reminded: 1 });
  expect(rateOf(invited, rated, again)).toMatchObject({ state: 'rated', shownAt: 40, at: 30, reminded: 1 });
  expect(rateOf(shown)).toBeUndefined();
});

test('[S4] [R5] rated keeps what was asked and when it was shown', () => {
  const shown = row('rating', 'shown', { n: 1 }, 20);
  expect(rateOf(invited, shown, rated)).toEqual({
    ...{ state: 'rated', until: 90, rev: 1, at: 30, extra: 'nps', seed: 7, shownAt: 20 },
    rating: { score: 2, nps: 3 },
  });
});

test('[S4] [R10] locked, asked again and answered again: the first score stays', () => {
  const locked = row('rating', 'locked', { n: 1 }, 40);
  const asked = row('rating', 'reinvited', { n: 1, until: 200 }, 50);
  const second = row('rating', 'rerated', { n: 1, score: 5 }, 60);
  expect(rateOf(invited, rated, locked, asked)).toMatchObject({ locked: 1, second: { until: 200 } });
  expect(rateOf(invited, rated, locked, asked, second)).toMatchObject({
    rating: { score: 2 },
    second: { until: 200, score: 5 },
  });
});

test('[S4] [R8] a guess stands from when it is asked for until it is given', () => {
  const guessing = row('notes', 'guessing', { n: 1, of: 'a1', until: 99 });
  expect(run([opened, guessing]).guess).toEqual({ n: 1, of: 'a1', until: 99 });
  expect(run([opened, guessing, row('notes', 'guessed', { n: 2, score: 4 })]).guess).toBeDefined();
  expect(run([opened, guessing, row('notes', 'guessed', { n: 1, score: null })]).guess).toBeUndefined();
});

test('[S4] [R11] a void: who asked, who did it, and back', () => {
  const voiding = row('notes', 'voiding', { n: 1, reason: 'mistaken' }, 10, 'a1');
  const voided = row('notes', 'voided', { n: 1 }, 20, 'a2');
  expect(run([opened, voiding]).voids).toEqual({ 1: { by: 'a1', reason: 'mistaken' } });
  expect(run([opened, voiding, voided]).voids).toEqual({ 1: { by: 'a1', reason: 'mistaken', second: 'a2' } });
  expect(run([opened, voiding, voided, row('notes', 'unvoided', { n: 1 })]).voids).toEqual({});
  expect(run([opened, voided]).voids).toBeUndefined();
});

test('[R1] when the staff wrote last is known of this session alone', () => {
  const reply = row('main', 'message', { text: 'x' }, 30, 'a1');
  expect(run([opened, reply]).staffAt).toBe(30);
  expect(run([opened, reply, row('main', 'reopened', { n: 2, mode: 'live' }, 40)]).staffAt).toBeUndefined();
});

test('[R4] [R10] time makes of it what the log does not say: expired, locked', () => {
  const of = (o: object) => ({ state: 'offered' as const, until: 10, rev: 0, at: 0, ...o });
  expect(invitationOf(of({}), 10)).toBe('offered');
  for (const state of ['offered', 'shown', 'dismissed'] as const)
    expect(invitationOf(of({ state }), 11)).toBe('expired');
  expect(invitationOf(of({ state: 'superseded' }), 11)).toBe('superseded');
  expect(invitationOf(of({ state: 'rated' }), 10)).toBe('rated');
  expect(invitationOf(of({ state: 'rated' }), 11)).toBe('locked');
  expect(invitationOf(of({ state: 'rated', locked: 1 }), 5)).toBe('locked');
});
