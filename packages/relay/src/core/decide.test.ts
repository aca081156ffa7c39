import { type Audience, type ConvState, fold, limits } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../store/store.ts';
import { type Asked, type DecideContext, decide } from './decide.ts';
import { forVisitor } from './decide-context.ts';

const now = 1_700_000_000_000;
const visitor = { id: 'vi', role: 'v', name: 'Ann' } as const;
const agent = { id: 'ag', role: 'a', name: 'Maria', agentRole: 'lead' } as const;
const other = { id: 'ah', role: 'a', name: 'Ben' } as const;

function as(actor: DecideContext['actor'], o: Partial<DecideContext> = {}): DecideContext {
  return { actor, site: 'shop', conv: 'c1', cmd: 'cmd', now, hereNow: true, ratingSecret: (n) => `secret ${n}`, ...o };
}

/** The state after these commands, each of which must be allowed. */
function after(...steps: [Asked, DecideContext][]): ConvState {
  let state: ConvState | null = null;
  for (const [asked, context] of steps) state = applied(state, decide(state, asked, context), context.now);
  if (!state) throw new Error('No command.');
  return state;
}

function applied(state: ConvState | null, decision: Decision, at: number): ConvState | null {
  if (!decision.ok) throw new Error(`Refused: ${decision.code}`);
  for (const { audience, k, a, d } of decision.events) state = fold(state, audience, { s: 1, k, a, at, d });
  return state;
}

const kinds = (decision: Decision): string[] =>
  decision.ok ? decision.events.map(({ k, m }) => (m === 'cmd' ? `${k}*` : k)) : [`refused ${decision.code}`];
const streams = (decision: Decision): Audience[] => (decision.ok ? decision.events.map((e) => e.audience) : []);

const opened: [Asked, DecideContext] = [{ k: 'open', d: { text: 'Hello' } }, as(visitor)];
const answered: [Asked, DecideContext] = [{ k: 'message', d: { text: 'Hi' } }, as(agent)];
const closed: [Asked, DecideContext] = [{ k: 'close', d: {} }, as(agent)];
const queued = after(opened);
const active = after(opened, answered);
const ended = after(opened, answered, closed);
const unanswered = after(opened, closed);

describe('open', () => {
  test('[C5] makes a queued conversation, with its first message in the same commit', () => {
    const decision = decide(null, opened[0], opened[1]);
    expect(decision).toEqual({
      ok: true,
      events: [
        {
          audience: 'main',
          k: 'opened',
          a: 'vi',
          d: { mode: 'live', site: 'shop', who: { id: 'vi', role: 'visitor', name: 'Ann' } },
        },
        { audience: 'main', k: 'message', a: 'vi', m: 'cmd', d: { text: 'Hello' } },
      ],
    });
    expect(queued).toMatchObject({ st: 'queued', mode: 'live', site: 'shop', visitor: 'vi', n: 1, fromVisitor: 1 });
  });

  test('[C5] is live if somebody is here, else offline; without text, the opening carries the id', () => {
    const decision = decide(null, { k: 'open', d: {} }, as(visitor, { hereNow: false }));
    expect(kinds(decision)).toEqual(['opened*']);
    expect(applied(null, decision, now)?.mode).toBe('offline');
  });

  test('[C3] with an empty or overlong text makes nothing at all', () => {
    expect(kinds(decide(null, { k: 'open', d: { text: ' \u200b' } }, as(visitor)))).toEqual(['refused empty']);
    expect(kinds(decide(null, { k: 'open', d: { text: 'a'.repeat(4_001) } }, as(visitor)))).toEqual([
      'refused too_large',
    ]);
  });

  test("[C4] of an id in use: one's own is id_reused, another's not_found; agents open none", () => {
    expect(kinds(decide(queued, opened[0], as(visitor)))).toEqual(['refused id_reused']);
    expect(kinds(decide(queued, opened[0], as({ id: 'vj', role: 'v' })))).toEqual(['refused not_found']);
    expect(kinds(decide(null, opened[0], as(agent)))).toEqual(['refused forbidden']);
  });
});

describe('who may', () => {
  const commands: Asked[] = [
    { k: 'message', d: { text: 'x' } },
    { k: 'note', d: { text: 'x' } },
    { k: 'accept', d: {} },
    { k: 'close', d: {} },
    { k: 'reopen', d: {} },
    { k: 'rate', d: { n: 1, secret: 'secret 1', score: 5 } },
    { k: 'dismiss', d: { n: 1, secret: 'secret 1' } },
  ];

  test.each(commands)(
    "[C4] another visitor's conversation is not_found for $k, exactly as one that does not exist",
    (asked) => {
      const stranger = as({ id: 'vj', role: 'v' });
      for (const state of [queued, active, ended])
        expect(decide(state, asked, stranger)).toEqual(decide(null, asked, stranger));
      expect(decide(null, asked, stranger)).toEqual({ ok: false, code: 'not_found' });
      expect(decide(null, asked, as(agent))).toEqual({ ok: false, code: 'not_found' });
    },
  );

  test.each(['note', 'accept', 'reopen'])('[C10] [C7] %s is for agents', (k) => {
    for (const state of [queued, active, ended])
      expect(kinds(decide(state, { k, d: { text: 'x' } }, as(visitor)))).toEqual(['refused forbidden']);
  });

  test.each(['profile', 'presence', 'constructor', '__proto__', 'toString', '', 'edit'])(
    '[C12] the kind %j appends nothing: unsupported',
    (k) => {
      for (const state of [null, queued, ended])
        expect(decide(state, { k, d: {} }, as(agent))).toEqual({ ok: false, code: 'unsupported' });
    },
  );
});

describe('message', () => {
  test("[C7] an agent's first message to a queued conversation accepts it in the same commit", () => {
    const decision = decide(queued, answered[0], as(agent));
    expect(kinds(decision)).toEqual(['assigned', 'joined', 'message*']);
    expect(active).toMatchObject({ st: 'active', as: 'ag', fromStaff: 1, waitingSince: null });
    expect(active.who.ag).toEqual({ id: 'ag', role: 'lead', name: 'Maria', in: 1 });
  });

  test('[C7] an agent who takes part already just writes; another one joins first', () => {
    expect(kinds(decide(active, answered[0], as(agent)))).toEqual(['message*']);
    expect(kinds(decide(active, answered[0], as(other)))).toEqual(['joined', 'message*']);
    const joined = after(opened, answered, [answered[0], as(other)]);
    expect(joined).toMatchObject({ as: 'ag', who: { ah: { role: 'agent', in: 1 } } });
  });

  test('[C3] is cleaned, and measured by who writes', () => {
    const decision = decide(active, { k: 'message', d: { text: ' a\r\nb\u0007 ' } }, as(visitor));
    expect(decision).toMatchObject({ ok: true, events: [{ d: { text: 'a\nb' } }] });
    const long: Asked = { k: 'message', d: { text: 'a'.repeat(4_001) } };
    expect(kinds(decide(active, long, as(visitor)))).toEqual(['refused too_large']);
    expect(kinds(decide(active, long, as(agent)))).toEqual(['message*']);
    expect(kinds(decide(active, { k: 'message', d: { text: 'a'.repeat(10_001) } }, as(agent)))).toEqual([
      'refused too_large',
    ]);
    expect(kinds(decide(queued, { k: 'message', d: { text: '\t' } }, as(agent)))).toEqual(['refused empty']);
  });

  test("[C9] a visitor's message to a closed conversation reopens it as session 2", () => {
    const context = as(visitor, { now: now + limits.reopenWithinMs, hereNow: false });
    const decision = decide(unanswered, { k: 'message', d: { text: 'Still there?' } }, context);
    expect(kinds(decision)).toEqual(['reopened', 'message*']);
    expect(applied(unanswered, decision, context.now)).toMatchObject({
      st: 'queued',
      mode: 'offline',
      n: 2,
      as: null,
      fromVisitor: 1,
      fromStaff: 0,
      closedAt: null,
    });
  });

  test("[C9] later than 24 h it is refused, and the SDK is told to start anew; an agent's is closed at any time", () => {
    const late = as(visitor, { now: now + limits.reopenWithinMs + 1 });
    expect(decide(ended, { k: 'message', d: { text: 'x' } }, late)).toEqual({
      ok: false,
      code: 'closed',
      d: { start: true },
    });
    expect(decide(ended, { k: 'message', d: { text: 'x' } }, as(agent))).toEqual({ ok: false, code: 'closed' });
  });

  test('[R6] reopening supersedes an unrated invitation, skipped or not, and leaves a rating alone', () => {
    const again: Asked = { k: 'message', d: { text: 'x' } };
    const decision = decide(ended, again, as(visitor));
    expect(kinds(decision)).toEqual(['reopened', 'superseded', 'message*']);
    expect(streams(decision)).toEqual(['main', 'rating', 'main']);
    expect(applied(ended, decision, now)?.rate[1]?.state).toBe('superseded');
    const dismissed = applied(
      ended,
      decide(ended, { k: 'dismiss', d: { n: 1, secret: 'secret 1' } }, as(visitor)),
      now,
    );
    expect(kinds(decide(dismissed, again, as(visitor)))).toEqual(['reopened', 'superseded', 'message*']);
    const rated = applied(
      ended,
      decide(ended, { k: 'rate', d: { n: 1, secret: 'secret 1', score: 4 } }, as(visitor)),
      now,
    );
    expect(kinds(decide(rated, again, as(visitor)))).toEqual(['reopened', 'message*']);
  });
});

test('[C10] a note goes to its own stream, in every state, and makes nobody join', () => {
  for (const state of [queued, active, ended]) {
    const decision = decide(state, { k: 'note', d: { text: ' look ' } }, as(other));
    expect(decision).toEqual({
      ok: true,
      events: [{ audience: 'notes', k: 'note', a: 'ah', m: 'cmd', d: { text: 'look' } }],
    });
  }
});

describe('accept', () => {
  test('[C7] assigns and joins', () => {
    const decision = decide(queued, { k: 'accept', d: {} }, as(agent));
    expect(kinds(decision)).toEqual(['assigned*', 'joined']);
    expect(applied(queued, decision, now)).toMatchObject({ st: 'active', as: 'ag', takenAt: now });
  });

  test('[C7] [L5] the loser hears who was faster, also when the command had a condition', () => {
    const accept: Asked = { k: 'accept', d: {}, if: { st: 'queued', as: null } };
    expect(decide(active, accept, as(other))).toEqual({ ok: false, code: 'taken', d: { as: 'ag' } });
    expect(decide(ended, accept, as(other))).toEqual({ ok: false, code: 'closed' });
  });
});

describe('close', () => {
  test('[C8] by its visitor or an agent, once', () => {
    expect(decide(queued, { k: 'close', d: { outcome: 'no' } }, as(visitor))).toMatchObject({
      ok: true,
      events: [{ k: 'closed', m: 'cmd', d: { n: 1, by: 'visitor', why: 'left' } }, { k: 'excused' }],
    });
    expect(decide(active, { k: 'close', d: {} }, as(other))).toMatchObject({
      ok: true,
      events: [{ k: 'closed', d: { n: 1, by: 'agent' } }, { k: 'invited' }],
    });
    for (const who of [visitor, agent])
      expect(decide(ended, { k: 'close', d: {} }, as(who))).toEqual({ ok: false, code: 'closed' });
  });

  test('[R1] with a human reply in this session it invites, whoever closes; without one it says why not', () => {
    for (const who of [visitor, agent]) {
      const decision = decide(active, { k: 'close', d: {} }, as(who));
      expect(kinds(decision)).toEqual(['closed*', 'invited']);
      expect(applied(active, decision, now)?.rate[1]).toEqual({
        state: 'offered',
        until: now + limits.rateWithinMs,
        rev: 0,
        at: now,
        seed: expect.any(Number),
      });
    }
    expect(kinds(decide(queued, { k: 'close', d: {} }, as(agent)))).toEqual(['closed*', 'excused']);
    const second = after(opened, answered, closed, [{ k: 'message', d: { text: 'x' } }, as(visitor)]);
    expect(kinds(decide(second, { k: 'close', d: {} }, as(agent)))).toEqual(['closed*', 'excused']);
  });

  test('[R2] the secret stands in no event', () => {
    expect(JSON.stringify(decide(active, { k: 'close', d: {} }, as(agent)))).not.toContain('secret');
  });
});

test('[C6] reopen is for agents and for what has ended', () => {
  const decision = decide(ended, { k: 'reopen', d: {} }, as(agent, { now: now + 10 * limits.reopenWithinMs }));
  expect(kinds(decision)).toEqual(['reopened*', 'superseded']);
  expect(applied(ended, decision, now)).toMatchObject({ st: 'queued', n: 2, as: null });
  expect(decide(active, { k: 'reopen', d: {} }, as(agent))).toEqual({ ok: false, code: 'conflict', d: active });
});

describe('if', () => {
  const say = (wanted: Asked['if']): Asked => ({ k: 'message', d: { text: 'x' }, ...(wanted ? { if: wanted } : {}) });

  test('[C6] what does not hold is a conflict with the present state, what holds is carried out', () => {
    expect(decide(active, say({ st: 'queued' }), as(agent))).toEqual({ ok: false, code: 'conflict', d: active });
    expect(decide(active, say({ as: null }), as(agent))).toEqual({ ok: false, code: 'conflict', d: active });
    expect(decide(active, say({ st: 'active', as: 'ah' }), as(agent))).toEqual({
      ok: false,
      code: 'conflict',
      d: active,
    });
    expect(kinds(decide(active, say({ st: 'active', as: 'ag' }), as(agent)))).toEqual(['message*']);
    expect(kinds(decide(active, say({}), as(agent)))).toEqual(['message*']);
  });

  test('[S1] the state that a visitor is shown has no trace of notes', () => {
    const noted = after(opened, answered, [{ k: 'note', d: { text: 'x' } }, as(agent)]);
    expect(decide(noted, say({ st: 'queued' }), as(visitor))).toEqual({
      ok: false,
      code: 'conflict',
      d: { ...noted, notes: 0 },
    });
    const handed = {
      ...noted,
      hand: { from: 'ag', to: 'ah', until: now },
      helpers: { ah: 1 },
      outcome: { n: 1, resolved: 'no' as const },
    };
    expect(decide(handed, say({ st: 'queued' }), as(visitor))).toStrictEqual({
      ok: false,
      code: 'conflict',
      d: { ...noted, notes: 0 },
    });
    expect(forVisitor({ ...handed, blocked: 1 })).toStrictEqual({ ...noted, notes: 0 });
  });
});
