// What can happen in a schedule, as data: people who act, and a world that fails. fast-check draws it and makes it smaller.
import type { Extra } from '@rapport/protocol';
import fc from 'fast-check';
import type { HintFate } from './bus.ts';
import type { Crash } from './nodes.ts';

export type Step =
  | { readonly do: 'say'; readonly who: number; readonly conv: number }
  | { readonly do: 'new chat'; readonly who: number }
  | { readonly do: 'end'; readonly who: number; readonly conv: number }
  | { readonly do: 'rate'; readonly who: number; readonly score: number }
  | { readonly do: 'skip rating'; readonly who: number }
  | { readonly do: 'see question'; readonly who: number; readonly again: boolean }
  | { readonly do: 'rate more'; readonly who: number; readonly score: number; readonly extra: Extra }
  | { readonly do: 'rate again'; readonly who: number; readonly score: number }
  | { readonly do: 'guess'; readonly who: number; readonly conv: number; readonly score: number }
  | { readonly do: 'complain' | 'void' | 'unvoid'; readonly who: number; readonly conv: number }
  /** Taken, answered and ended, so that there is something to rate. */
  | { readonly do: 'see through'; readonly who: number; readonly conv: number }
  | { readonly do: 'see to a case'; readonly who: number; readonly way: number }
  | { readonly do: 'retry'; readonly who: number }
  | { readonly do: 'discard'; readonly who: number }
  | { readonly do: 'look'; readonly who: number; readonly conv: number }
  | { readonly do: 'type'; readonly who: number; readonly conv: number }
  | { readonly do: 'accept'; readonly who: number; readonly conv: number; readonly both: boolean }
  | { readonly do: 'note'; readonly who: number; readonly conv: number }
  | { readonly do: 'presence'; readonly who: number; readonly available: boolean }
  | { readonly do: 'trespass'; readonly who: number; readonly conv: number; readonly kind: number }
  | {
      readonly do: 'hand over';
      readonly who: number;
      readonly conv: number;
      readonly toTeam: boolean;
      readonly isTaken: boolean;
    }
  | { readonly do: 'take' | 'give back'; readonly who: number }
  | {
      readonly do: 'take over' | 'ask for a lead' | 'stay' | 'block' | 'unblock';
      readonly who: number;
      readonly conv: number;
    }
  | { readonly do: 'wait'; readonly ms: number }
  | Fault;

export type Fault =
  | { readonly do: 'reset'; readonly who: number }
  | { readonly do: 'half-open'; readonly who: number; readonly up: boolean; readonly down: boolean }
  | { readonly do: 'stall'; readonly who: number; readonly up: boolean; readonly ms: number }
  | { readonly do: 'delay'; readonly who: number; readonly up: boolean; readonly ms: number }
  | { readonly do: 'frame twice'; readonly who: number; readonly up: boolean }
  | { readonly do: 'field more'; readonly who: number; readonly up: boolean }
  | { readonly do: 'lose event frame'; readonly who: number }
  | { readonly do: 'unknown frame'; readonly who: number; readonly up: boolean; readonly kind: number }
  | { readonly do: 'offline'; readonly who: number; readonly ms: number; readonly told: boolean }
  | { readonly do: 'hide'; readonly who: number; readonly ms: number }
  | { readonly do: 'reload'; readonly who: number; readonly awayMs: number; readonly abrupt: boolean }
  | { readonly do: 'duplicate tab'; readonly who: number }
  | { readonly do: 'close tab'; readonly who: number }
  | { readonly do: 'skew'; readonly who: number; readonly ms: number }
  | { readonly do: 'skew node'; readonly node: number; readonly ms: number }
  | { readonly do: 'skew nodes'; readonly ms: number }
  | { readonly do: 'hint'; readonly fate: HintFate }
  | { readonly do: 'cut bus'; readonly ms: number }
  | { readonly do: 'newer node'; readonly conv: number; readonly isTold: boolean }
  | { readonly do: 'odd close'; readonly who: number; readonly code: number }
  | { readonly do: 'sign out'; readonly who: number; readonly awayMs: number }
  | { readonly do: 'drain'; readonly node: number; readonly downMs: number }
  | { readonly do: 'disk'; readonly how: 'full' | 'failed' | 'slow' }
  | { readonly do: 'crash'; readonly node: number; readonly crash: Crash }
  | { readonly do: 'crash now'; readonly node: number; readonly downMs: number; readonly silent: boolean };

const who = fc.nat({ max: 7 });
const conv = fc.nat({ max: 3 });
const ms = (max: number): fc.Arbitrary<number> =>
  fc.oneof({ weight: 3, arbitrary: fc.nat({ max: Math.min(max, 300) }) }, { weight: 1, arbitrary: fc.nat({ max }) });
const is = <T extends Step['do']>(what: T): { do: fc.Arbitrary<T> } => ({ do: fc.constant(what) });
const yes = fc.boolean();
const score = fc.integer({ min: 1, max: 5 });

const acts: fc.WeightedArbitrary<Step>[] = [
  { weight: 30, arbitrary: fc.record({ ...is('say'), who, conv }) },
  { weight: 1, arbitrary: fc.record({ ...is('new chat'), who }) },
  { weight: 6, arbitrary: fc.record({ ...is('end'), who, conv }) },
  { weight: 12, arbitrary: fc.record({ ...is('rate'), who, score }) },
  { weight: 2, arbitrary: fc.record({ ...is('skip rating'), who }) },
  { weight: 10, arbitrary: fc.record({ ...is('see through'), who, conv }) },
  { weight: 4, arbitrary: fc.record({ ...is('see question'), who, again: yes }) },
  {
    weight: 4,
    arbitrary: fc.record({ ...is('rate more'), who, score, extra: fc.constantFrom('nps', 'ces', 'expect') }),
  },
  { weight: 6, arbitrary: fc.record({ ...is('rate again'), who, score }) },
  { weight: 8, arbitrary: fc.record({ ...is('guess'), who, conv, score: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ ...is('complain'), who, conv }) },
  { weight: 5, arbitrary: fc.record({ ...is('void'), who, conv }) },
  { weight: 1, arbitrary: fc.record({ ...is('unvoid'), who, conv }) },
  { weight: 10, arbitrary: fc.record({ ...is('see to a case'), who, way: fc.nat({ max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ ...is('retry'), who }) },
  { weight: 1, arbitrary: fc.record({ ...is('discard'), who }) },
  { weight: 3, arbitrary: fc.record({ ...is('look'), who, conv }) },
  { weight: 2, arbitrary: fc.record({ ...is('type'), who, conv }) },
  { weight: 8, arbitrary: fc.record({ ...is('accept'), who, conv, both: yes }) },
  { weight: 4, arbitrary: fc.record({ ...is('note'), who, conv }) },
  { weight: 1, arbitrary: fc.record({ ...is('presence'), who, available: yes }) },
  { weight: 2, arbitrary: fc.record({ ...is('trespass'), who, conv, kind: fc.nat({ max: 8 }) }) },
  { weight: 4, arbitrary: fc.record({ ...is('hand over'), who, conv, toTeam: yes, isTaken: yes }) },
  { weight: 8, arbitrary: fc.record({ ...is('take'), who }) },
  { weight: 1, arbitrary: fc.record({ ...is('give back'), who }) },
  { weight: 1, arbitrary: fc.record({ ...is('take over'), who, conv }) },
  { weight: 2, arbitrary: fc.record({ ...is('ask for a lead'), who, conv }) },
  { weight: 1, arbitrary: fc.record({ ...is('stay'), who, conv }) },
  { weight: 1, arbitrary: fc.record({ ...is('block'), who, conv }) },
  { weight: 2, arbitrary: fc.record({ ...is('unblock'), who, conv }) },
  { weight: 8, arbitrary: fc.record({ ...is('wait'), ms: ms(30_000) }) },
];

const node = fc.nat({ max: 1 });
const hour = 3_600_000;
/** Less than what a ticket lives (T5): nodes are kept in time, if not well. */
const nodeSkewMs = 15_000;

const faults: fc.WeightedArbitrary<Step>[] = [
  { weight: 3, arbitrary: fc.record({ ...is('reset'), who }) },
  { weight: 3, arbitrary: fc.record({ ...is('half-open'), who, up: yes, down: yes }) },
  { weight: 3, arbitrary: fc.record({ ...is('stall'), who, up: yes, ms: ms(20_000) }) },
  { weight: 2, arbitrary: fc.record({ ...is('delay'), who, up: yes, ms: ms(10_000) }) },
  { weight: 3, arbitrary: fc.record({ ...is('frame twice'), who, up: yes }) },
  { weight: 2, arbitrary: fc.record({ ...is('field more'), who, up: yes }) },
  { weight: 2, arbitrary: fc.record({ ...is('lose event frame'), who }) },
  { weight: 1, arbitrary: fc.record({ ...is('unknown frame'), who, up: yes, kind: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ ...is('newer node'), conv, isTold: yes }) },
  { weight: 1, arbitrary: fc.record({ ...is('odd close'), who, code: fc.constantFrom(1011, 1013, 3333, 4077, 4499) }) },
  { weight: 2, arbitrary: fc.record({ ...is('offline'), who, ms: ms(30_000), told: yes }) },
  { weight: 1, arbitrary: fc.record({ ...is('hide'), who, ms: ms(60_000) }) },
  { weight: 3, arbitrary: fc.record({ ...is('reload'), who, awayMs: ms(3_000), abrupt: yes }) },
  { weight: 1, arbitrary: fc.record({ ...is('duplicate tab'), who }) },
  { weight: 2, arbitrary: fc.record({ ...is('close tab'), who }) },
  { weight: 1, arbitrary: fc.record({ ...is('skew'), who, ms: fc.integer({ min: -hour, max: hour }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ ...is('skew node'), node, ms: fc.integer({ min: -nodeSkewMs, max: nodeSkewMs }) }),
  },
  { weight: 1, arbitrary: fc.record({ ...is('skew nodes'), ms: fc.integer({ min: -hour, max: hour }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ ...is('hint'), fate: fc.constantFrom('own lost', 'lost', 'twice', 'late', 'overtaken') }),
  },
  { weight: 1, arbitrary: fc.record({ ...is('cut bus'), ms: ms(20_000) }) },
  { weight: 1, arbitrary: fc.record({ ...is('sign out'), who, awayMs: ms(10_000) }) },
  { weight: 1, arbitrary: fc.record({ ...is('drain'), node, downMs: ms(3_000) }) },
  { weight: 1, arbitrary: fc.record({ ...is('disk'), how: fc.constantFrom('full', 'failed', 'slow') }) },
  {
    weight: 2,
    arbitrary: fc.record({ ...is('crash now'), node: fc.nat({ max: 2 }), downMs: ms(10_000), silent: yes }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...is('crash'),
      node,
      crash: fc.record({
        at: fc.constantFrom('step', 'before-commit', 'after-commit', 'after-ack', 'after-hint', 'step'),
        nth: fc.nat({ max: 60 }),
        downMs: ms(10_000),
        silent: yes,
      }),
    }),
  },
];

export interface Schedule {
  /** Of the world's own chance: latencies, ids, jitter. */
  readonly seed: number;
  /** Each step, and the milliseconds that pass after it: few, so that crashes fall between any two of them. */
  readonly steps: readonly { readonly step: Step; readonly thenMs: number }[];
}

/** `length`: the most steps; the least is two thirds of it. */
export function schedules(length: number): fc.Arbitrary<Schedule> {
  const step = fc.oneof({ weight: 2, arbitrary: fc.oneof(...acts) }, { weight: 1, arbitrary: fc.oneof(...faults) });
  const thenMs = fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: 80 }) },
    { weight: 1, arbitrary: fc.nat({ max: 3_000 }) },
  );
  const minLength = Math.floor((length * 2) / 3);
  return fc.record({
    seed: fc.nat(),
    steps: fc.array(fc.record({ step, thenMs }), { minLength, maxLength: length, size: 'max' }),
  });
}
