// The fold, event by event.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from './fold.ts';
import { opened, row, run, visitor } from './test/rows.ts';

const maria = { id: 'a1', role: 'agent', name: 'Maria' } as const;
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

describe('[S4] queue and promise', () => {
  const band = { fromMs: 60, toMs: 120 };
  const promised = row('main', 'promised', band, 11);
  const late = row('main', 'late', {}, 200, 'system');
  const asked = row('main', 'asked', {}, 300, 'system');

  test('[S4] opened: the team and language that were asked for, and the place in the queue', () => {
    const d = { mode: 'live', site: 'shop', who: visitor, team: 'sales', lang: 'de' } as const;
    expect(run([row('main', 'opened', d, 10)])).toMatchObject({ team: 'sales', lang: 'de', queuedAt: 10 });
  });

  test('[S4, Q2] transferred and requeued: whose it is now, or its old place in the queue', () => {
    const to = run([opened, joined, assigned, row('main', 'transferred', { from: 'a1', to: 'a2' }, 50)]);
    expect(to).toMatchObject({ st: 'active', as: 'a2', takenAt: 20, who: { a1: { in: 0 } } });
    const team = row('main', 'transferred', { from: 'a1', team: 'help' }, 50);
    const back = { st: 'queued', as: null, takenAt: 20, queuedAt: 10, waitingSince: null, who: { a1: { in: 0 } } };
    expect(run([opened, joined, assigned, answered, team])).toMatchObject({ ...back, team: 'help' });
    const gone = row('main', 'requeued', { from: 'a1', why: 'gone' }, 60);
    expect(run([opened, joined, assigned, answered, gone])).toMatchObject({ ...back, team: undefined });
    const first = row('main', 'transferred', { from: null, to: 'a2' }, 15);
    expect(run([opened, first])).toMatchObject({ st: 'active', as: 'a2', takenAt: 15 });
  });

  test('[S4] promised, late: the newest promise, and that one was broken in this session', () => {
    expect(run([opened, promised]).promise).toEqual({ ...band, at: 11 });
    expect(run([opened, promised, late]).promise).toEqual({ ...band, at: 11, late: 1 });
    const next = row('main', 'promised', { fromMs: 1, toMs: null }, 200);
    expect(run([opened, promised, late, next]).promise).toEqual({ fromMs: 1, toMs: null, at: 200, late: 1 });
    expect(run([opened, promised, late, closed, reopened]).promise).toBeUndefined();
    expect(run([opened, late]).promise).toBeUndefined();
  });

  test('[S4, Q11] asked: until a message, stayed, or the end', () => {
    expect(run([opened, asked]).askedAt).toBe(300);
    const message = row('main', 'message', { text: 'yes' }, 301);
    for (const end of [message, answered, row('main', 'stayed', {}, 301), closed, reopened])
      expect(run([opened, asked, end]).askedAt).toBeUndefined();
  });

  test('[S4, Q10] escalated: until a lead is there, or the end', () => {
    const escalated = row('main', 'escalated', { by: 'visitor' }, 12);
    const eva = row('main', 'joined', { who: { id: 'e1', role: 'lead' } }, 20, 'e1');
    expect(run([opened, escalated, joined, answered]).lead).toBe(1);
    for (const end of [eva, closed, reopened]) expect(run([opened, escalated, end]).lead).toBeUndefined();
    expect(run([opened, eva, escalated]).lead).toBe(1);
    for (const end of [
      row('main', 'message', { text: 'x' }, 13, 'e1'),
      row('main', 'transferred', { from: null, to: 'e1' }),
    ])
      expect(run([opened, eva, escalated, end]).lead).toBeUndefined();
  });

  test('[S4] handing: who gives what to whom, until it is handed or returned; to a team nothing stands', () => {
    const handing = row('notes', 'handing', { to: 'a2', text: 'x', until: 99 }, 30, 'a1');
    expect(run([opened, handing]).hand).toEqual({ from: 'a1', to: 'a2', until: 99 });
    for (const end of [row('notes', 'handed', { to: 'a2' }), row('notes', 'returned', { to: 'a2', why: 'declined' })])
      expect(run([opened, handing, end]).hand).toBeUndefined();
    expect(run([opened, row('notes', 'handing', { team: 'help', text: 'x' })]).hand).toBeUndefined();
  });

  test('[S4] consulted, outcome, complained, blocked: each with its session, or for all', () => {
    const helped = [row('notes', 'consulted', { n: 1, to: 'a2' }), row('notes', 'consulted', { n: 2, to: 'a3' })];
    expect(run([opened, ...helped]).helpers).toEqual({ a2: 1, a3: 2 });
    expect(run([opened, row('notes', 'outcome', { n: 1, resolved: 'no' })]).outcome).toEqual({ n: 1, resolved: 'no' });
    const complained = row('rating', 'complained', { n: 1 });
    expect(run([opened, complained, complained]).complaints).toBe(2);
    const blocked = row('notes', 'blocked', { who: 'v1', reason: 'x' });
    expect(run([opened, blocked]).blocked).toBe(1);
    expect(run([opened, blocked, row('notes', 'unblocked', { who: 'v1' })]).blocked).toBeUndefined();
  });
});

test('[V2] an event of an unknown kind changes no state, whatever its name and data', () => {
  const names = fc.oneof(
    fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', 'rated', 'note'),
    fc.string(),
  );
  const known = new Set([
    ...['opened', 'message', 'joined', 'left', 'assigned', 'closed', 'reopened', 'transferred', 'requeued'],
    ...['escalated', 'promised', 'late', 'asked', 'stayed'],
  ]);
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
