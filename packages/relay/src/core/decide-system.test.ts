// What the relay does by itself: each act fits the state once.
import { describe, expect, test } from 'vitest';
import {
  act,
  answered,
  applied,
  as,
  ben,
  ended,
  kinds,
  maria,
  next,
  now,
  queued,
  settings,
  taken,
  visitor,
} from '../test/deciding.ts';
import type { DecideContext } from './decide.ts';

const no = ['refused conflict state'];
const wait: DecideContext['wait'] = () => ({ fromMs: 60_000, toMs: 120_000 });
const promised = next(null, 'open', { text: 'Hello' }, as(visitor, { wait }));
const handing = next(answered, 'transfer', { to: 'be', note: 'x' }, as(maria));

test('[Q14] everything is by the system, and what there is nothing of is not found', () => {
  const decision = act(answered, { k: 'ask', d: {} });
  expect(decision).toEqual({ ok: true, events: [{ audience: 'main', k: 'asked', a: 'system', m: 'cmd', d: {} }] });
  expect(kinds(act(null, { k: 'ask', d: {} }))).toEqual(['refused not_found']);
});

describe('requeue', () => {
  const requeue = (from: string) => ({ k: 'requeue', d: { from } }) as const;

  test('[Q2] [Q14] back to its old place; not again, and not from somebody who has it no more', () => {
    const decision = act(taken, requeue('ma'), now + 9_000);
    expect(kinds(decision)).toEqual(['requeued*']);
    const state = applied(taken, decision, now + 9_000);
    expect(state).toMatchObject({ st: 'queued', as: null, queuedAt: taken.openedAt, waitingSince: now });
    for (const [it, from] of [
      [state, 'ma'],
      [taken, 'be'],
      [queued, 'ma'],
      [ended, 'ma'],
      [next(state, 'accept', {}, as(ben)), 'ma'],
    ] as const)
      expect(kinds(act(it, requeue(from)))).toEqual(no);
  });

  test('[Q6] what he was handing over is returned', () => {
    expect(kinds(act(handing, requeue('ma')))).toEqual(['requeued*', 'returned/n']);
  });
});

test('[Q6] [Q14] a hand-over is returned after its time, or at once if he is gone; once, and never after it was accepted', () => {
  const back = (why: 'timeout' | 'gone', to = 'be') => ({ k: 'return', d: { to, why } }) as const;
  const until = now + settings.acceptWithinMs;
  expect(kinds(act(handing, back('timeout'), until - 1))).toEqual(no);
  expect(kinds(act(handing, back('timeout'), until))).toEqual(['returned/n*']);
  expect(kinds(act(handing, back('gone')))).toEqual(['returned/n*']);
  expect(kinds(act(handing, back('gone', 'ev')))).toEqual(no);
  expect(kinds(act(applied(handing, act(handing, back('gone'))), back('gone')))).toEqual(no);
  expect(kinds(act(next(handing, 'accept', {}, as(ben)), back('timeout'), until))).toEqual(no);
});

test('[Q2] a missed offer leaves it where it is; what is not queued any more was not missed', () => {
  const miss = { k: 'miss', d: { by: 'be', why: 'timeout' } } as const;
  const decision = act(queued, miss);
  expect(kinds(decision)).toEqual(['missed/n*']);
  expect(applied(queued, decision)).toEqual(queued);
  expect(kinds(act(taken, miss))).toEqual(no);
});

describe('idle', () => {
  const idle = { k: 'idle', d: {} } as const;
  const ask = { k: 'ask', d: {} } as const;
  const asked = applied(answered, act(answered, ask, now + 1_500_000), now + 1_500_000);

  test('[Q11] only a visitor whose last word was answered is asked, and once', () => {
    expect(asked.askedAt).toBe(now + 1_500_000);
    expect(kinds(act(asked, ask))).toEqual(no);
    for (const state of [queued, taken, ended, next(answered, 'message', { text: '?' }, as(visitor))])
      expect(kinds(act(state, ask))).toEqual(no);
  });

  test('[Q11] [R1] unanswered, it ends in its time, and is asked to be rated like any other', () => {
    expect(kinds(act(asked, idle, now + 1_799_999))).toEqual(no);
    const decision = act(asked, idle, now + 1_800_000);
    expect(kinds(decision)).toEqual(['closed*', 'invited/r']);
    expect(decision).toMatchObject({ events: [{ d: { n: 1, by: 'system', why: 'idle' } }, {}] });
    expect(kinds(act(applied(asked, decision), idle, now + 1_800_000))).toEqual(no);
    expect(kinds(act(answered, idle, now + 9_000_000))).toEqual(no);
    const never = { settings: () => ({ ...settings, idle: null }) };
    expect(kinds(act(asked, idle, now + 9_000_000, never))).toEqual(no);
  });

  test('[Q11] any message, or stay, is an answer', () => {
    for (const [k, who] of [
      ['message', visitor],
      ['message', maria],
      ['stay', visitor],
    ] as const) {
      const state = next(asked, k, { text: 'yes' }, as(who));
      expect(state.askedAt).toBeUndefined();
      expect(kinds(act(state, idle, now + 9_000_000))).toEqual(no);
    }
    expect(kinds(act(next(asked, 'stay', {}, as(visitor)), ask))).toEqual(['asked*']);
  });

  test('[Q11] [C11] stay is the visitor’s, and no more than an answer', () => {
    const context = as(maria);
    expect(kinds(act(asked, ask))).toEqual(no);
    expect(() => next(asked, 'stay', {}, context)).toThrow('forbidden');
    expect(next(ended, 'reopen', {}, context).askedAt).toBeUndefined();
    expect(() => next(answered, 'stay', {}, as(visitor))).not.toThrow();
  });
});

describe('promise', () => {
  const say = (toMs: number | null, fromMs = 0) => ({ k: 'promise', d: { fromMs, toMs } }) as const;
  const late = { k: 'late', d: {} } as const;

  test('[Q8] is changed only to what ends sooner; the first one may come later', () => {
    expect(kinds(act(promised, say(60_000), now + 59_999))).toEqual(['promised*']);
    expect(kinds(act(promised, say(60_000), now + 60_000))).toEqual(no);
    expect(kinds(act(promised, say(240_000), now))).toEqual(no);
    expect(kinds(act(promised, say(null), now))).toEqual(no);
    expect(kinds(act(queued, say(240_000), now))).toEqual(['promised*']);
    const more = applied(queued, act(queued, say(240_000)), now);
    expect(more.promise).toMatchObject({ toMs: 240_000, at: now });
  });

  test('[Q8] [Q9] who was answered, has gone, or was promised nothing has nothing broken', () => {
    const reply = next(next(promised, 'accept', {}, as(maria)), 'message', { text: 'Hi' }, as(maria));
    for (const state of [reply, next(promised, 'close', {}, as(visitor)), { ...promised, mode: 'offline' as const }]) {
      expect(kinds(act(state, late, now + 9_000_000))).toEqual(no);
      expect(kinds(act(state, say(1), now))).toEqual(no);
    }
    expect(kinds(act(queued, late, now + 9_000_000))).toEqual(no);
    const endless = applied(queued, {
      ok: true,
      events: [{ audience: 'main', k: 'promised', a: 'x', d: { fromMs: 900_000, toMs: null } }],
    });
    expect(kinds(act(endless, late, now + 9_000_000))).toEqual(no);
    // An agent has it, and has not said a word.
    expect(kinds(act(next(promised, 'accept', {}, as(maria)), late, now + 120_001))).toEqual(['late*']);
  });

  test('[Q9] is broken after its end, once per session, with the estimate of now', () => {
    expect(kinds(act(promised, late, now + 120_000))).toEqual(no);
    const decision = act(promised, { k: 'late', d: { wait: { fromMs: 120_000, toMs: 240_000 } } }, now + 120_001);
    expect(kinds(decision)).toEqual(['late*', 'promised']);
    const state = applied(promised, decision, now + 120_001);
    expect(state.promise).toEqual({ fromMs: 120_000, toMs: 240_000, at: now + 120_001, late: 1 });
    expect(kinds(act(state, late, now + 9_000_000))).toEqual(no);
    expect(kinds(act(state, say(1), now + 120_002))).toEqual(no);
  });
});

test('[Q14] that a message was mailed is noted in every state', () => {
  for (const state of [queued, answered, ended])
    expect(kinds(act(state, { k: 'mailed', d: { upTo: 2, state: 'sent' } }))).toEqual(['mailed/n*']);
});
