// What the staff says of a rating: the guess of it, and that it is to be left out.
import type { ConvState } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import { answered, applied, as, ben, eva, kinds, maria, next, now, settings, visitor } from '../test/deciding.ts';
import { type Actor, decide } from './decide.ts';
import { forVisitor } from './decide-context.ts';

const dayMs = 86_400_000;
const always = as(maria, { settings: () => ({ ...settings, guess: 100 }) });
const ended = applied(answered, decide(answered, { k: 'close', d: {} }, always));
const olga: Actor = { id: 'ol', role: 'a', name: 'Olga', agentRole: 'owner' };
const rate = (state: ConvState, score = 1, at = now) =>
  decide(state, { k: 'rate', d: { n: 1, secret: 'secret 1', score } }, as(visitor, { now: at }));

describe('[R8] a guess', () => {
  const guess = (actor: Actor, score: number | null = 4, at = now, state = ended, n = 1) =>
    kinds(decide(state, { k: 'guess', d: { n, score } }, as(actor, { now: at })));

  test('[R8] is the agent’s who is asked, and nobody else’s', () => {
    expect(guess(maria)).toEqual(['guessed/n*']);
    expect(guess(maria, null)).toEqual(['guessed/n*']);
    for (const one of [ben, eva, visitor]) expect(guess(one)).toEqual(['refused forbidden']);
  });

  test('[R8] is given in time, and once', () => {
    expect(guess(maria, 4, now + dayMs - 1)).toEqual(['guessed/n*']);
    expect(guess(maria, 4, now + dayMs)).toEqual(['refused conflict late']);
    const guessed = next(ended, 'guess', { n: 1, score: 4 }, as(maria));
    expect(guess(maria, 5, now, guessed)).toEqual(['refused conflict guessed']);
    expect(guess(maria, 5, now, ended, 2)).toEqual(['refused conflict guessed']);
  });

  test('[R7] a refusal says nothing of the rating to whom it is kept from', () => {
    const rated = applied(ended, rate(ended));
    const refused = (actor: Actor, at = now) =>
      JSON.stringify(decide(rated, { k: 'note', d: { text: 'x' }, if: { st: 'queued' } }, as(actor, { now: at })));
    expect(refused(maria)).toContain('"rate":{}');
    expect(refused(maria)).not.toContain('score');
    for (const told of [refused(ben), refused(maria, now + dayMs)]) expect(told).toContain('"score":1');
  });
});

describe('[R11] a void', () => {
  const free = next(ended, 'guess', { n: 1, score: null }, as(maria));
  const rated = applied(free, rate(free));
  const ask = (actor: Actor, state = rated, reason = 'mistaken') =>
    kinds(decide(state, { k: 'void', d: { n: 1, reason } }, as(actor)));
  const asked = next(rated, 'void', { n: 1, reason: 'mistaken' }, as(eva));
  const done = next(asked, 'void', { n: 1, reason: 'yes' }, as(olga));

  test('[R11] is for leads and owners, and takes two', () => {
    for (const one of [{ ...maria, agentRole: 'agent' as const }, maria, visitor])
      expect(ask(one)).toEqual(['refused forbidden']);
    expect(ask(eva)).toEqual(['voiding/n*']);
    expect(ask(eva, asked)).toEqual(['refused conflict second_person']);
    expect(ask(olga, asked)).toEqual(['voided/n*']);
    expect(done.voids).toEqual({ 1: { by: 'ev', reason: 'mistaken', second: 'ol' } });
    expect(ask(eva, done)).toEqual([]);
  });

  test('[R11] needs a rating, and a reason', () => {
    expect(ask(eva, free)).toEqual(['refused conflict unrated']);
    expect(ask(eva, rated, ' ')).toEqual(['refused empty']);
    expect(ask(eva, rated, 'x'.repeat(2_001))).toEqual(['refused too_large']);
  });

  test('[R7] [R11] waits until it is guessed, whether there is a rating or not', () => {
    expect(ask(eva, ended)).toEqual(['refused conflict guessing']);
    expect(ask(eva, applied(ended, rate(ended)))).toEqual(['refused conflict guessing']);
  });

  test('[R11] a voided rating is locked; one that is only asked to be is not', () => {
    expect(kinds(rate(asked, 5))).toEqual(['rated/r*']);
    expect(kinds(rate(done, 5))).toEqual(['refused conflict locked']);
  });

  test('[R11] either is taken back by a lead or an owner', () => {
    const unvoid = (actor: Actor, state: ConvState) => kinds(decide(state, { k: 'unvoid', d: { n: 1 } }, as(actor)));
    for (const state of [asked, done]) expect(unvoid(eva, state)).toEqual(['unvoided/n*']);
    expect(unvoid(maria, done)).toEqual(['refused forbidden']);
    expect(unvoid(eva, rated)).toEqual([]);
    expect(kinds(rate(next(done, 'unvoid', { n: 1 }, as(eva)), 5))).toEqual(['rated/r*']);
  });

  test('[S1] [R8] [R11] the visitor is told of neither', () => {
    for (const state of [ended, asked, done]) {
      expect(forVisitor(state)).not.toHaveProperty('guess');
      expect(forVisitor(state)).not.toHaveProperty('voids');
    }
  });
});
