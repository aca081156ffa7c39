// The fold, event by event, and the two properties that let streams arrive as they like.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ev, EventData, EventKind } from './events.ts';
import { adopt, type ConvState, fold } from './fold.ts';
import type { Audience } from './streams.ts';

type Row = readonly [audience: Audience, ev: Ev];

function row<K extends EventKind>(audience: Audience, k: K, d: EventData[K], at = 0, a = 'v1'): Row {
  return [audience, { s: 0, k, a, at, d }];
}

/** Numbers each stream densely, as a log does. */
function log(...rows: Row[]): Row[] {
  const heads: Record<Audience, number> = { main: 0, notes: 0, rating: 0 };
  return rows.map(([audience, ev]) => [audience, { ...ev, s: ++heads[audience] }]);
}

function run(rows: readonly Row[], from: ConvState | null = null): ConvState {
  const state = rows.reduce<ConvState | null>((s, [audience, ev]) => fold(s, audience, ev), from);
  if (!state) throw new Error('no events');
  return state;
}

const visitor = { id: 'v1', role: 'visitor' } as const;
const maria = { id: 'a1', role: 'agent', name: 'Maria' } as const;
const opened = row('main', 'opened', { mode: 'live', site: 'shop', who: visitor }, 10);
const joined = row('main', 'joined', { who: maria }, 20, 'a1');
const assigned = row('main', 'assigned', { to: 'a1' }, 20, 'a1');
const asked = row('main', 'message', { text: 'Hello' }, 15);
const answered = row('main', 'message', { text: 'Hi' }, 30, 'a1');
const closed = row('main', 'closed', { n: 1, by: 'agent' }, 40, 'a1');
const reopened = row('main', 'reopened', { n: 2, mode: 'offline' }, 50);
const note = row('notes', 'note', { text: 'VIP' }, 35, 'a1');
const invited = row('rating', 'invited', { n: 1, until: 1_000 }, 40, 'a1');
const rated = row('rating', 'rated', { n: 1, rev: 1, until: 2_000, score: 4, comment: 'quick' }, 60);

describe('[S4] the state after each event', () => {
  test('[S4] opened: queued, session 1, the visitor takes part and waits', () => {
    expect(run([opened])).toMatchObject({
      st: 'queued',
      mode: 'live',
      site: 'shop',
      visitor: 'v1',
      as: null,
      n: 1,
      who: { v1: { ...visitor, in: 1 } },
      openedAt: 10,
      takenAt: null,
      closedAt: null,
      waitingSince: 10,
      fromVisitor: 0,
      fromStaff: 0,
      notes: 0,
      rate: {},
    });
  });

  test('[S4] message: counted by side; the visitor waits from the first unanswered one', () => {
    expect(run([opened, asked])).toMatchObject({ fromVisitor: 1, fromStaff: 0, waitingSince: 10 });
    expect(run([opened, asked, answered])).toMatchObject({ fromVisitor: 1, fromStaff: 1, waitingSince: null });
    const again = [row('main', 'message', { text: 'and' }, 33), row('main', 'message', { text: 'so' }, 34)];
    expect(run([opened, asked, answered, ...again])).toMatchObject({ fromVisitor: 3, waitingSince: 33 });
  });

  test('[S4] joined and left: who took part is kept, who takes part now is marked', () => {
    expect(run([opened, joined]).who['a1']).toEqual({ ...maria, in: 1 });
    const left = row('main', 'left', { who: 'a1' });
    expect(run([opened, joined, left]).who['a1']).toEqual({ ...maria, in: 0 });
    expect(run([opened, left])).toEqual(run([opened]));
  });

  test('[S4] assigned: active, and the first taking counts', () => {
    expect(run([opened, assigned])).toMatchObject({ st: 'active', as: 'a1', takenAt: 20 });
    expect(run([opened, assigned, row('main', 'assigned', { to: 'a2' }, 99)])).toMatchObject({ as: 'a2', takenAt: 20 });
  });

  test('[S4] closed: nobody waits any more', () => {
    expect(run([opened, asked, closed])).toMatchObject({ st: 'closed', closedAt: 40, waitingSince: null });
  });

  test('[S4] reopened: the next session begins with nobody and nothing counted', () => {
    expect(run([opened, asked, joined, assigned, answered, closed, reopened])).toMatchObject({
      st: 'queued',
      mode: 'offline',
      n: 2,
      as: null,
      openedAt: 50,
      takenAt: null,
      closedAt: null,
      fromVisitor: 0,
      fromStaff: 0,
      waitingSince: 50,
    });
  });

  test('[S4] note: counted apart', () => {
    expect(run([opened, note, note]).notes).toBe(2);
  });

  test('[S4] invited, rated, dismissed, superseded: one rating per session, the newest counts', () => {
    expect(run([opened, invited]).rate[1]).toEqual({ state: 'offered', until: 1_000, rev: 0, at: 40 });
    const given = { state: 'rated', until: 2_000, rev: 1, at: 60, rating: { score: 4, comment: 'quick' } };
    expect(run([opened, invited, rated]).rate[1]).toEqual(given);
    const dismissed = row('rating', 'dismissed', { n: 1 }, 55);
    expect(run([opened, invited, dismissed]).rate[1]).toMatchObject({ state: 'dismissed', until: 1_000, at: 55 });
    expect(run([opened, invited, dismissed, rated]).rate[1]).toEqual(given);
    const changed = row('rating', 'rated', { n: 1, rev: 2, until: 2_000, score: 2 }, 70);
    expect(run([opened, invited, rated, changed]).rate[1]).toEqual({
      state: 'rated',
      until: 2_000,
      rev: 2,
      at: 70,
      rating: { score: 2 },
    });
    const superseded = row('rating', 'superseded', { n: 1 }, 50);
    expect(run([opened, invited, superseded]).rate[1]).toMatchObject({ state: 'superseded', at: 50 });
    expect(run([opened, superseded]).rate).toEqual({});
  });
});

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
);
const noteRow = of('notes', 'note', fc.record({ text: fc.string() }));
const ratingRow = fc.oneof(
  of('rating', 'invited', fc.record({ n: session, until: at })),
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

test('[S4, D6] a stream adopted from a snapshot touches its own part of the state alone', () => {
  fc.assert(
    fc.property(streams, streams, ([main, notes, rating], other) => {
      const all = run([...main, ...notes, ...rating]);
      const stale = run(other.flat());
      const parts: Audience[] = ['main', 'notes', 'rating'];
      expect(parts.reduce<ConvState | null>((s, audience) => adopt(s, audience, all), stale)).toEqual(all);
      expect(adopt(stale, 'main', all)).toMatchObject({ rate: stale.rate, notes: stale.notes });
      expect(adopt(stale, 'notes', all)).toEqual({ ...stale, notes: all.notes });
      expect(adopt(stale, 'rating', all)).toEqual({ ...stale, rate: all.rate });
      expect(adopt(null, 'main', all)).toMatchObject({ st: all.st, rate: {}, notes: 0 });
    }),
  );
});

test('[V2] an event of an unknown kind changes no state, whatever its name and data', () => {
  const names = fc.oneof(
    fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', 'rated', 'note'),
    fc.string(),
  );
  const known = new Set(['opened', 'message', 'joined', 'left', 'assigned', 'closed', 'reopened']);
  const before = run([opened, asked]);
  fc.assert(
    fc.property(
      names.filter((k) => !known.has(k)),
      fc.jsonValue(),
      (k, d) => {
        expect(fold(before, 'main', { s: 3, k, a: 'x', at: 0, d })).toBe(before);
      },
    ),
  );
});

test('[V2, S1] a kind counts only in its own stream: a note in the main stream is not one', () => {
  const before = run([opened]);
  for (const [audience, ev] of [note, rated, invited]) {
    for (const wrong of (['main', 'notes', 'rating'] as const).filter((name) => name !== audience)) {
      expect(fold(before, wrong, ev)).toBe(before);
    }
  }
});

test('[V2] a redacted event changes no state', () => {
  const before = run([opened, asked]);
  expect(fold(before, 'main', { ...closed[1], x: 1, d: {} })).toBe(before);
});
