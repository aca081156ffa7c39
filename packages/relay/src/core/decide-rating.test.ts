import { type ConvState, fold, limits, type RatingState } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../store/store.ts';
import { type DecideContext, decide } from './decide.ts';
import { ratingSecret } from './secret.ts';

const now = 1_700_000_000_000;
const secret = (n: number): string => ratingSecret('relay secret', 'c1', n);

function context(o: Partial<DecideContext> = {}): DecideContext {
  return {
    actor: { id: 'vi', role: 'v' },
    site: 'shop',
    conv: 'c1',
    cmd: 'cmd',
    now,
    hereNow: true,
    ratingSecret: secret,
    ...o,
  };
}

const base: ConvState = {
  st: 'closed',
  mode: 'live',
  site: 'shop',
  visitor: 'vi',
  as: 'ag',
  n: 1,
  who: {},
  openedAt: now,
  takenAt: now,
  closedAt: now,
  fromVisitor: 1,
  fromStaff: 1,
  waitingSince: null,
  rate: {},
  notes: 0,
};
const until = now + limits.rateWithinMs;
const offered: RatingState = { state: 'offered', until, rev: 0, at: now };
const ended: ConvState = { ...base, rate: { 1: offered } };

const rate = (state: ConvState | null, d: object = {}, o: Partial<DecideContext> = {}): Decision =>
  decide(state, { k: 'rate', d: { n: 1, secret: secret(1), score: 4, ...d } }, context(o));
const dismiss = (state: ConvState | null, d: object = {}, o: Partial<DecideContext> = {}): Decision =>
  decide(state, { k: 'dismiss', d: { n: 1, secret: secret(1), ...d } }, context(o));

function applied(state: ConvState, decision: Decision, at: number): ConvState {
  if (!decision.ok) throw new Error(`Refused: ${decision.code}`);
  return decision.events.reduce<ConvState>(
    (s, { audience, k, a, d }) => fold(s, audience, { s: 1, k, a, at, d }),
    state,
  );
}

test('[R3] [R5] a save is one event with the whole answer and a revision', () => {
  const given = {
    score: 2,
    reasons: ['apathy', 'hours'],
    resolved: 'no',
    comment: 'Too\r\nslow ',
    contact: { wish: true, to: ' a@example.com ' },
  };
  expect(rate(ended, given)).toEqual({
    ok: true,
    events: [
      {
        audience: 'rating',
        k: 'rated',
        a: 'vi',
        m: 'cmd',
        d: {
          ...given,
          n: 1,
          rev: 1,
          until: now + limits.changeWithinMs,
          comment: 'Too\nslow',
          contact: { wish: true, to: 'a@example.com' },
        },
      },
    ],
  });
});

test('[R5] the newest save counts, whole: what it leaves out is not kept from before', () => {
  const first = applied(ended, rate(ended, { score: 1, comment: 'bad' }), now);
  const second = applied(first, rate(first, { score: 5 }, { now: now + 10 }), now + 10);
  expect(second.rate[1]).toEqual({
    state: 'rated',
    rev: 2,
    until: now + limits.changeWithinMs,
    at: now + 10,
    rating: { score: 5 },
  });
});

test('[R2] [T2] the secret is not kept in the event', () => {
  expect(JSON.stringify(rate(ended))).not.toContain(secret(1));
  expect(JSON.stringify(dismiss(ended))).not.toContain(secret(1));
});

describe('refused', () => {
  test.each([
    ['rate', rate],
    ['dismiss', dismiss],
  ] as const)('[R3] %s by an agent is forbidden, with the right secret too', (_, ask) => {
    for (const agentRole of ['agent', 'lead', 'owner'] as const) {
      expect(ask(ended, {}, { actor: { id: 'ag', role: 'a', agentRole } })).toEqual({ ok: false, code: 'forbidden' });
    }
  });

  test.each([
    ['rate', rate],
    ['dismiss', dismiss],
  ] as const)('[R3] %s without the secret of that very session is forbidden', (_, ask) => {
    for (const wrong of ['', 'x', secret(2), secret(1).slice(0, -1)])
      expect(ask(ended, { secret: wrong })).toEqual({ ok: false, code: 'forbidden' });
    expect(ask(ended, { n: 2 })).toEqual({ ok: false, code: 'forbidden' });
  });

  test.each([
    ['rate', rate],
    ['dismiss', dismiss],
  ] as const)('[R3] %s before the end is a conflict', (_, ask) => {
    for (const st of ['queued', 'active'])
      expect(ask({ ...base, st }, {})).toEqual({ ok: false, code: 'conflict', d: { why: 'open' } });
  });

  test.each([
    ['rate', rate],
    ['dismiss', dismiss],
  ] as const)('[R1] %s of a session without a human reply is a conflict', (_, ask) => {
    expect(ask(base, {})).toEqual({ ok: false, code: 'conflict', d: { why: 'uninvited' } });
    expect(ask(ended, { n: 0, secret: secret(0) })).toEqual({ ok: false, code: 'conflict', d: { why: 'uninvited' } });
  });

  test('[R6] of a superseded session is a conflict, in the next session and after it', () => {
    const rest = { n: 2, rate: { 1: { ...offered, state: 'superseded' as const } } };
    for (const st of ['queued', 'closed'])
      expect(rate({ ...base, ...rest, st })).toEqual({ ok: false, code: 'conflict', d: { why: 'superseded' } });
  });

  test('[R3] a comment or an address over its limit names the field', () => {
    expect(rate(ended, { comment: 'c'.repeat(2_000) }).ok).toBe(true);
    expect(rate(ended, { comment: 'c'.repeat(2_001) })).toEqual({
      ok: false,
      code: 'invalid_field',
      d: { field: 'comment' },
    });
    expect(rate(ended, { contact: { wish: true, to: 'c'.repeat(255) } })).toEqual({
      ok: false,
      code: 'invalid_field',
      d: { field: 'contact' },
    });
  });
});

describe('windows', () => {
  const expired = { ok: false, code: 'conflict', d: { why: 'expired' } };

  test('[R4] the first rating up to 72 h after the end', () => {
    expect(rate(ended, {}, { now: until }).ok).toBe(true);
    expect(rate(ended, {}, { now: until + 1 })).toEqual(expired);
    expect(dismiss(ended, {}, { now: until + 1 })).toEqual(expired);
  });

  test('[R4] changes up to 24 h after the first save, however often it was changed', () => {
    const savedAt = until - 1;
    const first = applied(ended, rate(ended, {}, { now: savedAt }), savedAt);
    const change = savedAt + limits.changeWithinMs;
    const second = applied(first, rate(first, { score: 1 }, { now: change }), change);
    expect(second.rate[1]).toMatchObject({ rev: 2, until: change });
    expect(rate(second, {}, { now: change + 1 })).toEqual(expired);
  });

  test('[R4] a relay may be given other windows', () => {
    const own = { ...limits, changeWithinMs: 5 };
    expect(applied(ended, rate(ended, {}, { limits: own }), now).rate[1]?.until).toBe(now + 5);
  });
});

test('[R6] a skip is kept once, may come twice, and may still be followed by a rating, but not the other way round', () => {
  const skipped = applied(ended, dismiss(ended), now);
  expect(skipped.rate[1]).toMatchObject({ state: 'dismissed', until });
  expect(dismiss(skipped)).toEqual({ ok: true, events: [] });
  const rated = applied(skipped, rate(skipped), now);
  expect(rated.rate[1]).toMatchObject({ state: 'rated', rev: 1 });
  expect(dismiss(rated)).toEqual({ ok: false, code: 'conflict', d: { why: 'rated' } });
});

test('[R3] what is empty or repeated in an answer is left out', () => {
  const decision = rate(ended, { reasons: ['hours', 'hours'], comment: ' \u200b', contact: { wish: false, to: ' ' } });
  expect(decision).toMatchObject({
    ok: true,
    events: [{ d: { score: 4, reasons: ['hours'], contact: { wish: false } } }],
  });
  expect(decision.ok && decision.events[0]?.d).not.toHaveProperty('comment');
  expect(decision.ok && rate(ended, { reasons: [] })).toMatchObject({ ok: true, events: [{ d: { score: 4 } }] });
});
