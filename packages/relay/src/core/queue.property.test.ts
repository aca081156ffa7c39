// Random commands and acts of the relay itself upon two conversations: what must hold of owners, places, hands and promises.
import { type Audience, type ConvState, type Ev, fold } from '@rapport/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Held, judge } from '../store/judge.ts';
import type { Decision, Outcome } from '../store/store.ts';
import { applied, as, ben, eva, gone, maria, now as start, visitor } from '../test/deciding.ts';
import { type Actor, type Asked, decide } from './decide.ts';
import { forVisitor, system } from './decide-context.ts';
import { decideSystem, type SystemAct } from './decide-system.ts';

const staff = [maria, ben, eva] as const;
const people = [visitor, ...staff, gone] as const;
const convs = ['c1', 'c2'] as const;
const audiences: readonly Audience[] = ['main', 'notes', 'rating'];

const target = fc.constantFrom('ma', 'be', 'ev', 'ma', 'be', 'ev', 'go', 'no');
const band = fc.record({ fromMs: fc.constant(0), toMs: fc.constantFrom(60_000, 240_000, 900_000, null) });
const data = fc.record({
  text: fc.constantFrom('Hello', ' '),
  note: fc.constantFrom('please', 'please', ' '),
  reason: fc.constant('x'),
});
const command = (k: string, more: fc.Arbitrary<object> = fc.constant({})): fc.Arbitrary<Asked> =>
  fc.tuple(data, more).map(([d, rest]) => ({ k, d: { ...d, ...rest } }));
const often = (weight: number, arbitrary: fc.Arbitrary<Asked>) => ({ weight, arbitrary });
const asked: fc.Arbitrary<Asked> = fc.oneof(
  often(4, command('message')),
  often(8, command('accept')),
  often(6, command('transfer', fc.record({ to: target }))),
  often(2, command('transfer', fc.constant({ team: 'sales' }))),
  often(3, command('unblock')),
  ...['decline', 'join', 'takeover', 'escalate', 'complain', 'stay', 'reopen'].map((k) => often(1, command(k))),
  often(1, command('close', fc.constantFrom({}, { outcome: 'yes' }))),
  often(1, command('block', fc.constantFrom({}, {}, {}, { spam: 1 }))),
  often(1, command('consult', fc.record({ to: target }))),
);
const act: fc.Arbitrary<SystemAct> = fc.oneof(
  target.map((from): SystemAct => ({ k: 'requeue', d: { from } })),
  target.map((by): SystemAct => ({ k: 'miss', d: { by, why: 'timeout' } })),
  fc.tuple(target, fc.constantFrom('timeout', 'gone')).map(([to, why]): SystemAct => ({ k: 'return', d: { to, why } })),
  fc.constantFrom<SystemAct>({ k: 'ask', d: {} }, { k: 'idle', d: {} }, { k: 'late', d: {} }),
  band.map((d): SystemAct => ({ k: 'promise', d })),
  band.map((wait): SystemAct => ({ k: 'late', d: { wait } })),
);
const step = fc.record({
  conv: fc.constantFrom(...convs),
  what: fc.oneof(
    fc.record({ asked, who: fc.constantFrom(...people) }),
    fc.record({ asked, who: fc.constantFrom(...staff) }),
    fc.record({ act }),
  ),
  wait: fc.option(band),
  hereNow: fc.boolean(),
  passedMs: fc.constantFrom<number>(0, 0, 1, 30_000, 61_000, 400_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Kept {
  held: Held | null;
  readonly log: Record<Audience, Ev[]>;
}

/** Carries out all steps; `look` sees every commit. */
function play(steps: readonly Step[], look: (kept: Kept, before: ConvState | null, step: Step, at: number) => void) {
  const kept = new Map<string, Kept>();
  let now = start;
  const opening = convs.map(
    (conv): Step => ({
      conv,
      what: { asked: { k: 'open', d: { text: 'Hello' } }, who: visitor },
      wait: { fromMs: 0, toMs: 60_000 },
      hereNow: true,
      passedMs: 10,
    }),
  );
  for (const [i, it] of [...opening, ...steps].entries()) {
    now += it.passedMs;
    const one = kept.get(it.conv) ?? { held: null, log: { main: [], notes: [], rating: [] } };
    kept.set(it.conv, one);
    const before = one.held?.state ?? null;
    const cmd = `m${i}`;
    const actor = 'who' in it.what ? it.what.who.id : system;
    const unit = {
      conv: it.conv,
      actor,
      cmd,
      hash: '',
      now,
      decide: (s: ConvState | null) => decided(s, it, cmd, now),
    };
    const { outcome, held } = judge(unit, one.held, null);
    if (outcome.kind !== 'committed') expect(held).toBe(one.held);
    one.held = held;
    if (outcome.kind !== 'committed') continue;
    for (const { audience, ev } of outcome.events) one.log[audience].push(ev);
    checkAuthors(outcome, actor);
    look(one, before, it, now);
  }
  return kept;
}

function decided(state: ConvState | null, { what, wait, hereNow }: Step, cmd: string, now: number): Decision {
  const context = as('who' in what ? what.who : maria, { cmd, now, hereNow, wait: () => wait });
  return 'act' in what ? decideSystem(state, what.act, context) : decide(state, what.asked, context);
}

function checkAuthors({ events }: Outcome & { kind: 'committed' }, actor: string): void {
  expect(events.every(({ ev }) => ev.a === actor)).toBe(true);
  // S1: what a visitor does leaves a trace in the notes only where it ends a hand-over.
  if (actor === visitor.id)
    expect(events.filter(({ audience, ev }) => audience === 'notes' && ev.k !== 'returned')).toEqual([]);
}

const holds = (
  look: (kept: Kept, before: ConvState | null, step: Step, at: number) => void,
  last?: (kept: Map<string, Kept>) => void,
): void =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
      const kept = play(steps, look);
      last?.(kept);
    }),
    { numRuns: 150 },
  );
const stateOf = ({ held }: Kept): ConvState => (held as Held).state;

test('[Q3] a conversation is queued without an owner or active with one who takes part, and has no more than one', () => {
  holds((kept) => {
    const { st, as: owner, who } = stateOf(kept);
    if (st === 'queued') expect(owner).toBeNull();
    if (st === 'active') expect(who[owner ?? '']).toMatchObject({ in: 1 });
    if (st === 'active') expect(who[owner ?? '']?.role).not.toBe('visitor');
  });
});

test('[Q3] of two who take it one wins, whoever is first', () => {
  holds((kept, _, __, at) => {
    const state = stateOf(kept);
    for (const k of ['accept', 'takeover'])
      for (const [first, second] of [
        [maria, ben],
        [ben, eva],
        [eva, maria],
      ] as const) {
        const decision = decide(state, { k, d: {} }, as(first, { now: at }));
        if (!decision.ok) continue;
        expect(decide(applied(state, decision, at), { k: 'accept', d: {} }, as(second)).ok).toBe(false);
      }
  });
});

test('[Q2] every queued conversation has one place, that of its session’s beginning, whatever happened to it since', () => {
  const places = new Map<string, number>();
  holds(
    (kept, before, { conv }, at) => {
      const { st, n, queuedAt, openedAt } = stateOf(kept);
      if (before?.n !== n) places.set(conv, at);
      expect(openedAt).toBe(places.get(conv));
      if (st === 'queued') expect(queuedAt).toBe(places.get(conv));
    },
    (kept) => {
      const queue = [...kept].filter(([, one]) => stateOf(one).st === 'queued');
      const byPlace = queue.toSorted(([, a], [, b]) => (stateOf(a).queuedAt ?? NaN) - (stateOf(b).queuedAt ?? NaN));
      const byBeginning = queue.toSorted(([a], [b]) => (places.get(a) ?? NaN) - (places.get(b) ?? NaN));
      expect(byPlace.map(([conv]) => conv)).toEqual(byBeginning.map(([conv]) => conv));
    },
  );
});

test('[Q6] what is being handed over is somebody else’s, of a session that goes on, and ends exactly once', () => {
  holds(
    (kept) => {
      const { hand, st, as: owner } = stateOf(kept);
      if (!hand) return;
      expect(st).not.toBe('closed');
      expect(hand.to).not.toBe(owner);
    },
    (kept) => {
      for (const one of kept.values()) {
        const story = one.log.notes.flatMap(({ k, d }) =>
          k === 'handing' && (d as { to?: string }).to ? ['+'] : ['handed', 'returned'].includes(k) ? ['-'] : [],
        );
        expect(story.join('')).toMatch(/^(\+-)*\+?$/);
        expect(stateOf(one).hand !== undefined).toBe(story.at(-1) === '+');
      }
    },
  );
});

test('[Q5] a transfer to a person is told to the visitor exactly when it is accepted', () => {
  holds(
    () => {},
    (kept) => {
      for (const { log } of kept.values()) {
        const handed = log.notes.filter(({ k }) => k === 'handed');
        const transferred = log.main.filter(({ k, d }) => {
          const { to, why } = d as { to?: string; why?: string };
          return k === 'transferred' && to !== undefined && why === undefined;
        });
        // A lead who takes over what was on its way to him accepts it by that.
        const taken = log.main.filter(({ k, d }) => k === 'transferred' && (d as { why?: string }).why);
        expect(handed.length).toBeGreaterThanOrEqual(transferred.length);
        expect(handed.length).toBeLessThanOrEqual(transferred.length + taken.length);
      }
    },
  );
});

test('[Q8] [Q9] within a session a promise only gets shorter until it is late, and it is late once, in its time', () => {
  holds(
    () => {},
    (kept) => {
      for (const { log } of kept.values()) {
        let end = Infinity;
        let isLate = false;
        for (const { k, d, at } of log.main) {
          if (k === 'opened' || k === 'reopened') [end, isLate] = [Infinity, false];
          if (k === 'late') {
            expect(isLate).toBe(false);
            expect(at).toBeGreaterThan(end);
            [end, isLate] = [Infinity, true];
          }
          if (k !== 'promised') continue;
          const { toMs } = d as { toMs: number | null };
          const due = at + (toMs ?? Infinity);
          if (end < Infinity) expect(due).toBeLessThan(end);
          end = due;
        }
      }
    },
  );
});

test('[Q14] the same act again is refused, or changes nothing', () => {
  holds((kept, _, it, at) => {
    if (!('act' in it.what)) return;
    const state = stateOf(kept);
    const again = decided(state, it, 'again', at);
    if (!['miss'].includes(it.what.act.k)) expect(again.ok).toBe(false);
    else expect(applied(state, again, at)).toEqual(state);
  });
});

test('[S1] [S4] streams may interleave in any way, and what a visitor is shown is what the other two give', () => {
  holds(
    () => {},
    (kept) => {
      for (const { log, held } of kept.values()) {
        const over = (order: readonly Audience[]): ConvState | null =>
          order.reduce<ConvState | null>((s, a) => log[a].reduce<ConvState | null>((t, ev) => fold(t, a, ev), s), null);
        for (const order of [audiences, [...audiences].reverse()]) expect(over(order)).toEqual(held?.state);
        expect(forVisitor((held as Held).state)).toEqual(over(['main', 'rating']));
      }
    },
  );
});

test('[Q13] a blocked visitor adds nothing to the log', () => {
  holds((_, before, { what }) => {
    if (before?.blocked && 'who' in what) expect((what.who as Actor).id).not.toBe(visitor.id);
  });
});
