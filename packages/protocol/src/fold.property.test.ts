// The properties that let streams arrive as they like, over logs of any events.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adopt, type ConvState } from './conv-state.ts';
import type { EventData, EventKind } from './events.ts';
import { fold } from './fold.ts';
import type { Audience } from './streams.ts';
import { log, opened, type Row, row, run } from './test/rows.ts';

const person = fc.constantFrom('v1', 'a1', 'a2');
const session = fc.integer({ min: 1, max: 3 });
const mode = fc.constantFrom('live' as const, 'offline' as const);
const score = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const);
const at = fc.nat(1_000_000);
const of = <K extends EventKind>(audience: Audience, k: K, d: fc.Arbitrary<EventData[K]>) =>
  fc.tuple(d, at, person).map(([data, when, who]) => row(audience, k, data, when, who));

const mainRow = fc.oneof(
  of('main', 'message', fc.record({ text: fc.string() })),
  of(
    'main',
    'joined',
    person.map((id) => ({ who: { id, role: 'agent' } })),
  ),
  of(
    'main',
    'left',
    person.map((who) => ({ who })),
  ),
  of(
    'main',
    'assigned',
    person.map((to) => ({ to })),
  ),
  of(
    'main',
    'closed',
    session.map((n) => ({ n, by: 'agent' as const })),
  ),
  of('main', 'reopened', fc.record({ n: session, mode })),
  of('main', 'transferred', fc.record({ from: fc.option(person), to: person })),
  of('main', 'transferred', fc.record({ from: fc.option(person), team: fc.string() })),
  of('main', 'requeued', fc.record({ from: person, why: fc.constant('gone') })),
  of('main', 'escalated', fc.constant({ by: 'visitor' as const })),
  of('main', 'promised', fc.record({ fromMs: at, toMs: fc.option(at) })),
  of('main', 'late', fc.constant({})),
  of('main', 'asked', fc.constant({})),
  of('main', 'stayed', fc.constant({})),
);
const noteRow = fc.oneof(
  of('notes', 'note', fc.record({ text: fc.string() })),
  of('notes', 'handing', fc.record({ to: person, text: fc.string(), until: at })),
  of('notes', 'handing', fc.record({ team: fc.string(), text: fc.string() })),
  of('notes', 'handed', fc.record({ to: person })),
  of('notes', 'returned', fc.record({ to: person, why: fc.constant('declined') })),
  of('notes', 'missed', fc.record({ by: person, why: fc.constant('timeout') })),
  of('notes', 'consulted', fc.record({ n: session, to: person })),
  of('notes', 'outcome', fc.record({ n: session, resolved: fc.constantFrom('yes' as const, 'no' as const) })),
  of('notes', 'blocked', fc.record({ who: person, reason: fc.string() })),
  of('notes', 'unblocked', fc.record({ who: person })),
  of('notes', 'guessing', fc.record({ n: session, of: person, until: at })),
  of('notes', 'insider', fc.record({ n: session, by: fc.constantFrom('session', 'address') })),
  of('notes', 'guessed', fc.record({ n: session, score: fc.option(score) })),
  of('notes', 'voiding', fc.record({ n: session, reason: fc.string() })),
  of('notes', 'voided', fc.record({ n: session })),
  of('notes', 'unvoided', fc.record({ n: session })),
);
const ratingRow = fc.oneof(
  of('rating', 'complained', fc.record({ n: session })),
  of('rating', 'invited', fc.record({ n: session, until: at })),
  of('rating', 'invited', fc.record({ n: session, until: at, extra: fc.constant('nps' as const), seed: at })),
  of(
    'rating',
    'excused',
    session.map((n) => ({ n, state: 'suppressed' as const, why: 'throttled' })),
  ),
  of('rating', 'shown', fc.record({ n: session, again: fc.constant(1 as const) }, { requiredKeys: ['n'] })),
  of('rating', 'locked', fc.record({ n: session })),
  of('rating', 'reinvited', fc.record({ n: session, until: at })),
  of('rating', 'rerated', fc.record({ n: session, score })),
  of('rating', 'rated', fc.record({ n: session, rev: fc.nat(9), until: at, score })),
  of(
    'rating',
    'dismissed',
    session.map((n) => ({ n })),
  ),
  of(
    'rating',
    'superseded',
    session.map((n) => ({ n })),
  ),
);
const streams = fc.tuple(
  fc.array(mainRow).map((rows) => [opened, ...rows]),
  fc.array(noteRow),
  fc.array(ratingRow),
);

/** One interleaving of several streams, each in its own order, chosen by `picks`. */
function interleave(parts: readonly (readonly Row[])[], picks: readonly number[]): Row[] {
  const left = parts.map((part) => [...part]).filter((part) => part.length > 0);
  const out: Row[] = [];
  for (let i = 0; left.length > 0; i++) {
    const at = (picks[i] ?? 0) % left.length;
    const part = left[at] ?? [];
    const next = part.shift();
    if (next) out.push(next);
    if (part.length === 0) left.splice(at, 1);
  }
  return out;
}

test('[S4] the streams may interleave in any way', () => {
  fc.assert(
    fc.property(streams, fc.array(fc.nat(2)), ([main, notes, rating], picks) => {
      expect(run(log(...interleave([main, notes, rating], picks)))).toEqual(run(log(...main, ...notes, ...rating)));
    }),
  );
});

test('[S4] the fold changes nothing it was given', () => {
  fc.assert(
    fc.property(streams, ([main, notes, rating]) => {
      let state: ConvState | null = null;
      for (const [audience, ev] of [...main, ...notes, ...rating]) {
        const before: ConvState | null = structuredClone(state);
        const next = fold(state, audience, ev);
        expect(state).toEqual(before);
        state = next;
      }
    }),
  );
});

const notesOf = ({ notes, hand, helpers, outcome, blocked, guess, insider, voids }: ConvState) => ({
  ...{ notes, hand, helpers, outcome, blocked, guess, insider, voids },
});
const ratingOf = ({ rate, complaints }: ConvState) => ({ rate, complaints });

test('[S4, D6] a stream adopted from a snapshot touches its own part of the state alone', () => {
  fc.assert(
    fc.property(streams, streams, ([main, notes, rating], other) => {
      const all = run([...main, ...notes, ...rating]);
      const stale = run(other.flat());
      const parts: Audience[] = ['main', 'notes', 'rating'];
      expect(parts.reduce<ConvState | null>((s, audience) => adopt(s, audience, all), stale)).toEqual(all);
      expect(adopt(stale, 'main', all)).toEqual({ ...all, ...notesOf(stale), ...ratingOf(stale) });
      expect(adopt(stale, 'notes', all)).toEqual({ ...stale, ...notesOf(all) });
      expect(adopt(stale, 'rating', all)).toEqual({ ...stale, ...ratingOf(all) });
      expect(adopt(null, 'main', all)).toMatchObject({ st: all.st, rate: {}, notes: 0 });
    }),
  );
});
