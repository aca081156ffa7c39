// Random commands by everybody, legal or not: what must hold after each of them.
import { type Audience, type ConvState, type Ev, fold } from '@rapport/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Held, judge } from '../store/judge.ts';
import type { Outcome } from '../store/store.ts';
import { type Actor, type Asked, decide } from './decide.ts';
import { defaultSettings } from './settings/site-settings.ts';

const actors: readonly Actor[] = [
  { id: 'vi', role: 'v', name: 'Ann' },
  { id: 'vj', role: 'v' },
  { id: 'ag', role: 'a', name: 'Maria', agentRole: 'owner' },
  { id: 'ah', role: 'a', name: 'Ben' },
];
const audiences: readonly Audience[] = ['main', 'notes', 'rating'];

const text = fc.record({ text: fc.constantFrom('Hello', '  ', 'a\r\nb', 'x'.repeat(4_001), 'x'.repeat(10_001)) });
const session = fc.record({
  n: fc.integer({ min: 0, max: 4 }),
  secret: fc.constantFrom('secret 1', 'secret 2', 'secret 3', 'wrong'),
});
const asked: fc.Arbitrary<Asked> = fc.record(
  {
    k: fc.constantFrom(
      'open',
      'message',
      'message',
      'message',
      'note',
      'accept',
      'close',
      'close',
      'reopen',
      'rate',
      'rate',
      'dismiss',
      'shown',
      'rerate',
      'guess',
      'void',
      'void',
      'unvoid',
      'profile',
      'no such',
    ),
    d: fc
      .tuple(text, session, fc.constantFrom(1, 2, 3, 4, 5))
      .map(([t, s, score]) => ({ ...t, ...s, score, reason: 'x' })),
    if: fc.record(
      { st: fc.constantFrom('queued', 'active', 'closed'), as: fc.constantFrom(null, 'ag') },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['k', 'd'] },
);
const step = fc.record({
  asked,
  // The visitor and the first agent do most of it, so that sessions get somewhere.
  actor: fc.constantFrom(0, 0, 0, 1, 2, 2, 2, 3).map((i) => actors[i] as Actor),
  hereNow: fc.boolean(),
  passedMs: fc.constantFrom(0, 0, 0, 1, 3_600_000, 86_400_001, 259_200_001),
});

/** Everything that may be drawn at the end of a session is. */
const settings = { ...defaultSettings, guess: 100, extra: { expect: 50, nps: 25, ces: 25 } };

const opening = { asked: { k: 'open', d: { text: 'Hello' } }, actor: actors[0] as Actor, hereNow: true, passedMs: 0 };

test('[L4] [S4] [C6] no sequence of commands makes an illegal state, and a refusal changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let held: Held | null = null;
      let now = 1_700_000_000_000;
      const log: Record<Audience, Ev[]> = { main: [], notes: [], rating: [] };
      for (const [i, { asked, actor, hereNow, passedMs }] of [opening, ...steps].entries()) {
        now += passedMs;
        const context = {
          actor,
          site: 'shop',
          conv: 'c1',
          cmd: `m${i}`,
          now,
          hereNow,
          ratingSecret: (n: number) => `secret ${n}`,
          settings: () => settings,
        };
        const before: ConvState | null = (held as Held | null)?.state ?? null;
        const unit = {
          conv: 'c1',
          actor: actor.id,
          cmd: `m${i}`,
          hash: '',
          now,
          decide: (s: ConvState | null) => decide(s, asked, context),
        };
        const verdict = judge(unit, held, null);
        if (verdict.outcome.kind === 'committed') {
          checkEvents(verdict.outcome, actor, `m${i}`);
          for (const { audience, ev } of verdict.outcome.events) log[audience].push(ev);
          checkState(verdict.outcome.state, before);
        } else {
          expect(verdict.held).toBe(held);
        }
        held = verdict.held;
      }
      checkLog(log, held);
    }),
    { numRuns: 400 },
  );
});

function checkEvents({ events, seq, audience }: Outcome & { kind: 'committed' }, actor: Actor, cmd: string): void {
  // T6, L2
  const asking = events.filter(({ ev }) => ev.k === 'guessing');
  expect(events.every(({ ev }) => ev.a === (ev.k === 'guessing' ? 'system' : actor.id))).toBe(true);
  expect(events.filter(({ ev }) => ev.m !== undefined)).toEqual([
    { audience, ev: expect.objectContaining({ m: cmd, s: seq }) },
  ]);
  if (actor.role === 'v') expect(events.filter((one) => one.audience === 'notes')).toEqual(asking);
  else expect(events.some(({ ev }) => ['opened', 'shown', 'rated', 'dismissed'].includes(ev.k))).toBe(false);
  // R1, R8: one of the two at every end, and nobody guesses what nobody is asked.
  const about = events.filter(({ ev }) => ev.k === 'invited' || ev.k === 'excused').map(({ ev }) => ev.k);
  expect(about).toHaveLength(events.filter(({ ev }) => ev.k === 'closed').length);
  if (asking.length > 0) expect(about).toEqual(['invited']);
}

function checkState(s: ConvState, before: ConvState | null): void {
  expect(['queued', 'active', 'closed']).toContain(s.st);
  expect(s.visitor).toBe('vi');
  if (s.st === 'queued') expect(s.as).toBeNull();
  if (s.st === 'active') expect(s.who[s.as ?? '']?.in).toBe(1);
  expect(s.closedAt !== null).toBe(s.st === 'closed');
  expect(s.n - (before?.n ?? 0)).toBeLessThanOrEqual(1);
  const isReopening = before !== null && s.n > before.n;
  if (isReopening) expect(before.st).toBe('closed');
  // R1: a session that has ended has its invitation, or says why it has none; the first only after a human reply.
  const current = s.rate[s.n];
  expect(current !== undefined).toBe(s.st === 'closed');
  if (s.fromStaff === 0 && current) expect(current.state).toBe('ineligible');
  for (const [n, { state, rev, rating }] of Object.entries(s.rate)) {
    expect(rating !== undefined).toBe(state === 'rated');
    expect(rev > 0).toBe(state === 'rated');
    // R6: of the sessions before this one, none is still offered.
    if (Number(n) < s.n) expect(['rated', 'superseded', 'ineligible']).toContain(state);
  }
}

function checkLog(log: Record<Audience, Ev[]>, held: Held | null): void {
  if (!held) return;
  // L1
  for (const audience of audiences) expect(log[audience].map((ev) => ev.s)).toEqual(log[audience].map((_, i) => i + 1));
  expect(held.heads).toEqual({ main: log.main.length, notes: log.notes.length, rating: log.rating.length });
  // S4: the streams may interleave in any way.
  for (const order of [audiences, [...audiences].reverse()]) {
    const whole = order.reduce<ConvState | null>(
      (s, audience) => log[audience].reduce<ConvState | null>((t, ev) => fold(t, audience, ev), s),
      null,
    );
    expect(whole).toEqual(held.state);
  }
}
