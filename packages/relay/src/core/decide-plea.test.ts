// What a visitor and an agent may ask besides words: a lead, a complaint, "still here", a block; and the beginning and end of a wait.
import { limits } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import {
  answered,
  applied,
  as,
  ben,
  ended,
  eva,
  kinds,
  maria,
  next,
  now,
  queued,
  taken,
  visitor,
} from '../test/deciding.ts';
import { type Asked, type DecideContext, decide } from './decide.ts';

const escalate: Asked = { k: 'escalate', d: {} };

describe('a lead', () => {
  test('[Q10] is asked for by the visitor or an agent, and once', () => {
    expect(decide(answered, escalate, as(visitor))).toMatchObject({
      events: [{ k: 'escalated', d: { by: 'visitor' } }],
    });
    expect(decide(queued, escalate, as(maria))).toMatchObject({ events: [{ k: 'escalated', d: { by: 'agent' } }] });
    const state = next(answered, 'escalate', {}, as(visitor));
    expect(state.lead).toBe(1);
    for (const who of [visitor, maria]) expect(kinds(decide(state, escalate, as(who)))).toEqual([]);
    expect(kinds(decide(ended, escalate, as(visitor)))).toEqual(['refused closed']);
  });

  test('[Q10] has come when one joins, takes over, accepts or writes, or when it ends; an agent is none', () => {
    const state = next(answered, 'escalate', {}, as(visitor));
    for (const k of ['join', 'takeover']) expect(next(state, k, {}, as(eva)).lead).toBeUndefined();
    expect(next(state, 'message', { text: 'Hi' }, as(eva)).lead).toBeUndefined();
    expect(next(state, 'close', {}, as(visitor)).lead).toBeUndefined();
    const handed = next(next(state, 'transfer', { to: 'ev', note: 'for you' }, as(maria)), 'accept', {}, as(eva));
    expect(handed.lead).toBeUndefined();
    expect(next(state, 'join', {}, as(ben)).lead).toBe(1);
    expect(next(state, 'message', { text: 'x' }, as(maria)).lead).toBe(1);
    // One who takes part already says so by writing.
    const again = next(next(state, 'join', {}, as(eva)), 'escalate', {}, as(visitor));
    expect(again.lead).toBe(1);
    expect(next(again, 'message', { text: 'I am here' }, as(eva)).lead).toBeUndefined();
  });

  test('[Q10] a complaint is about its session, also after the end; the visitor’s alone', () => {
    const decision = decide(ended, { k: 'complain', d: { text: ' slow ' } }, as(visitor));
    expect(decision).toEqual({
      ok: true,
      events: [{ audience: 'rating', k: 'complained', a: 'vi', m: 'cmd', d: { n: 1, text: 'slow' } }],
    });
    expect(applied(applied(ended, decision), decision).complaints).toBe(2);
    expect(decide(answered, { k: 'complain', d: { text: '  ' } }, as(visitor))).toMatchObject({
      events: [{ d: { n: 1 } }],
    });
    const long = { k: 'complain', d: { text: 'x'.repeat(limits.comment + 1) } };
    expect(kinds(decide(answered, long, as(visitor)))).toEqual(['refused too_large']);
    expect(kinds(decide(answered, { k: 'complain', d: {} }, as(maria)))).toEqual(['refused forbidden']);
  });
});

describe('a block', () => {
  const block = (d: object = {}): Asked => ({ k: 'block', d: { reason: 'insults', ...d } });

  test('[Q13] is an agent’s, with a reason; again it is as asked for already', () => {
    expect(decide(answered, block(), as(ben))).toEqual({
      ok: true,
      events: [{ audience: 'notes', k: 'blocked', a: 'be', m: 'cmd', d: { who: 'vi', reason: 'insults' } }],
    });
    const state = next(answered, 'block', { reason: 'insults' }, as(ben));
    expect(state).toMatchObject({ blocked: 1, st: 'active' });
    expect(kinds(decide(state, block(), as(maria)))).toEqual([]);
    expect(kinds(decide(answered, block({ reason: ' ' }), as(ben)))).toEqual(['refused empty']);
    expect(kinds(decide(answered, block({ reason: 'x'.repeat(2_001) }), as(ben)))).toEqual(['refused too_large']);
    expect(kinds(decide(answered, block(), as(visitor)))).toEqual(['refused forbidden']);
  });

  test('[Q13] [R1] spam ends the session too, and nobody is asked to rate it', () => {
    const decision = decide(answered, block({ spam: 1 }), as(ben));
    expect(kinds(decision)).toEqual(['closed', 'excused/r', 'blocked/n*']);
    expect(decision).toMatchObject({
      events: [{ d: { n: 1, by: 'agent', why: 'spam' } }, { d: { why: 'spam' } }, { d: { spam: 1 } }],
    });
    expect(kinds(decide(ended, block({ spam: 1 }), as(ben)))).toEqual(['blocked/n*']);
    const blocked = next(answered, 'block', { reason: 'x' }, as(ben));
    expect(kinds(decide(blocked, block({ spam: 1 }), as(ben)))).toEqual(['closed', 'excused/r', 'blocked/n*']);
  });

  test('[Q13] whatever the visitor still asks is banned, until it is undone', () => {
    const state = next(answered, 'block', { reason: 'x' }, as(ben));
    for (const k of ['message', 'close', 'escalate', 'complain', 'stay'])
      expect(kinds(decide(state, { k, d: { text: 'x' } }, as(visitor)))).toEqual(['refused banned']);
    expect(kinds(decide(state, { k: 'unblock', d: {} }, as(visitor)))).toEqual(['refused banned']);
    const free = next(state, 'unblock', {}, as(maria));
    expect(kinds(decide(free, { k: 'message', d: { text: 'x' } }, as(visitor)))).toEqual(['message*']);
    expect(kinds(decide(free, { k: 'unblock', d: {} }, as(maria)))).toEqual([]);
    expect(kinds(decide(answered, { k: 'unblock', d: {} }, as(visitor)))).toEqual(['refused forbidden']);
  });
});

describe('the beginning', () => {
  const open = (d: object): Asked => ({ k: 'open', d: { text: 'Hello', ...d } });
  const bare = { fromMs: 60_000, toMs: 120_000 };
  const wait: DecideContext['wait'] = (team, lang) => (team === 'sales' && lang === 'de' ? bare : null);

  test('[Q1] of what is asked for, what the site has; the rest is not asked for, and nothing is lost', () => {
    expect(next(null, 'open', { text: 'Hi', team: 'help', lang: 'DE-at' }, as(visitor))).toMatchObject({
      team: 'help',
      lang: 'de',
    });
    const decision = decide(null, open({ team: 'toString', lang: 'xx' }), as(visitor));
    expect(decision).toMatchObject({ ok: true, events: [{ k: 'opened', d: { site: 'shop' } }, { k: 'message' }] });
    expect(applied(null, decision)).toMatchObject({ team: undefined, lang: undefined });
  });

  test('[Q8] a wait that is known is promised in the same commit, for that team and language', () => {
    const asked = open({ team: 'sales', lang: 'de' });
    const decision = decide(null, asked, as(visitor, { wait }));
    expect(kinds(decision)).toEqual(['opened', 'promised', 'message*']);
    expect(applied(null, decision).promise).toMatchObject({ ...bare, at: now });
    expect(kinds(decide(null, { k: 'open', d: {} }, as(visitor, { wait: () => bare })))).toEqual([
      'opened*',
      'promised',
    ]);
    expect(kinds(decide(null, open({}), as(visitor, { wait })))).toEqual(['opened', 'message*']);
  });

  test('[Q8] a message to be answered later promises none', () => {
    const later = as(visitor, { wait: () => bare, hereNow: false });
    expect(kinds(decide(null, open({}), later))).toEqual(['opened', 'message*']);
    expect(kinds(decide(ended, { k: 'message', d: { text: 'x' } }, later))).toEqual([
      'reopened',
      'superseded/r',
      'message*',
    ]);
  });

  test('[Q8] reopening by the visitor is a new wait and a new promise; an agent who reopens makes nobody wait', () => {
    const context = as(visitor, { wait: () => bare });
    const decision = decide(ended, { k: 'message', d: { text: 'x' } }, context);
    expect(kinds(decision)).toEqual(['reopened', 'promised', 'superseded/r', 'message*']);
    const late = { ...ended, promise: { ...bare, at: 0, late: 1 as const } };
    expect(applied(late, decision).promise).toEqual({ ...bare, at: now, late: undefined });
    expect(kinds(decide(ended, { k: 'reopen', d: {} }, as(maria, { wait: () => bare })))).not.toContain('promised');
  });
});

describe('the end', () => {
  test('[Q12] a visitor who closes while queued and unanswered has left; otherwise the session has just ended', () => {
    expect(decide(queued, { k: 'close', d: {} }, as(visitor))).toMatchObject({
      events: [{ d: { by: 'visitor', why: 'left' } }, { d: { why: 'no_human_reply' } }],
    });
    for (const state of [taken, next(answered, 'transfer', { team: 'help', note: 'x' }, as(maria))]) {
      const decision = decide(state, { k: 'close', d: {} }, as(visitor));
      expect(decision.ok && decision.events[0]?.d).toEqual({ n: 1, by: 'visitor' });
    }
    const decision = decide(queued, { k: 'close', d: {} }, as(maria));
    expect(decision.ok && decision.events[0]?.d).toEqual({ n: 1, by: 'agent' });
  });

  test('[Q12] [S1] what an agent believes came of it goes to the notes; a visitor says nothing of the kind here', () => {
    const close: Asked = { k: 'close', d: { outcome: 'partly' } };
    const decision = decide(answered, close, as(maria));
    expect(kinds(decision)).toEqual(['closed*', 'invited/r', 'outcome/n']);
    expect(decision).toMatchObject({ events: [{ d: { n: 1, by: 'agent' } }, {}, { d: { n: 1, resolved: 'partly' } }] });
    expect(applied(answered, decision).outcome).toEqual({ n: 1, resolved: 'partly' });
    expect(kinds(decide(answered, close, as(visitor)))).toEqual(['closed*', 'invited/r']);
  });
});
