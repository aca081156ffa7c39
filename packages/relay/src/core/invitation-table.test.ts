// Every state in which an ended session's invitation can be, and everything that can be tried with it: what is done, and what is refused
// with which code. A refusal has no events, so nothing is stored.
import { type ConvState, limits } from '@rapport/protocol';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../store/store.ts';
import {
  act,
  answered,
  applied,
  as,
  ended,
  eva,
  kinds,
  maria,
  next,
  now,
  settings,
  taken,
  visitor,
} from '../test/deciding.ts';
import { type Actor, decide } from './decide.ts';

const olga: Actor = { id: 'ol', role: 'a', name: 'Olga', agentRole: 'owner' };
const own = { n: 1, secret: 'secret 1' };
const late = now + limits.rateWithinMs + 1;

const say = (state: ConvState, k: string, d: object, by: Actor = visitor, at = now): Decision =>
  decide(state, { k, d }, as(by, { now: at }));
const did = (state: ConvState, k: string, d: object, by: Actor = visitor): ConvState =>
  applied(state, say(state, k, d, by));

const shown = did(ended, 'shown', own);
const rated = did(shown, 'rate', { ...own, score: 4 });
const locked = applied(rated, act(rated, { k: 'lock', d: { n: 1 } }));
const asked = did(rated, 'void', { n: 1, reason: 'mistaken' }, eva);
const unasked = { settings: () => ({ ...settings, survey: false }) };

/** With the moment at which it is tried. */
const states = {
  open: [answered, now],
  ineligible: [next(taken, 'close', {}, as(maria)), now],
  suppressed: [next(answered, 'close', {}, as(maria, unasked)), now],
  offered: [ended, now],
  shown: [shown, now],
  dismissed: [did(shown, 'dismiss', own), now],
  expired: [shown, late],
  superseded: [did(shown, 'message', { text: 'One more thing' }), now],
  rated: [rated, now],
  settled: [rated, late],
  locked: [locked, now],
  voiding: [asked, now],
  void: [did(asked, 'void', { n: 1, reason: 'yes' }, olga), now],
} as const satisfies Record<string, readonly [ConvState, number]>;
type State = keyof typeof states;

const attempts = {
  rate: (s, at) => say(s, 'rate', { ...own, score: 2 }, visitor, at),
  same: (s, at) => say(s, 'rate', { ...own, score: 4 }, visitor, at),
  dismiss: (s, at) => say(s, 'dismiss', own, visitor, at),
  show: (s, at) => say(s, 'shown', own, visitor, at),
  remind: (s, at) => say(s, 'shown', { ...own, again: 1 }, visitor, at),
  rerate: (s, at) => say(s, 'rerate', { ...own, score: 5 }, visitor, at),
  lock: (s, at) => act(s, { k: 'lock', d: { n: 1 } }, at),
  reinvite: (s, at) => act(s, { k: 'reinvite', d: { n: 1 } }, at),
  void: (s, at) => say(s, 'void', { n: 1, reason: 'x' }, eva, at),
  second: (s, at) => say(s, 'void', { n: 1, reason: 'x' }, olga, at),
  unvoid: (s, at) => say(s, 'unvoid', { n: 1 }, eva, at),
} as const satisfies Record<string, (state: ConvState, at: number) => Decision>;
type Attempt = keyof typeof attempts;

/** What is refused, with its code; what changes nothing; or the events, and the state that follows. */
function outcome(state: ConvState, decision: Decision, at: number): string {
  const [first = 'as it is', ...more] = kinds(decision);
  if (!decision.ok || decision.events.length === 0) return first;
  const after = applied(state, decision, at);
  const it = after.rate[1];
  const marks = [
    it?.locked && 'locked',
    it?.second && 'second',
    after.voids?.[1] && (after.voids[1].second ? 'void' : 'voiding'),
  ];
  return `${[first, ...more].join(' ')} > ${[it?.state, ...marks.filter(Boolean)].join(' ')}`;
}

/** Nobody was asked. */
const uninvited: Readonly<Record<Attempt, string>> = {
  rate: 'refused conflict uninvited',
  same: 'refused conflict uninvited',
  dismiss: 'refused conflict uninvited',
  show: 'refused conflict uninvited',
  remind: 'refused conflict uninvited',
  rerate: 'refused conflict uninvited',
  lock: 'refused conflict state',
  reinvite: 'refused conflict state',
  void: 'refused conflict unrated',
  second: 'refused conflict unrated',
  unvoid: 'as it is',
};

const table: Readonly<Record<State, Readonly<Record<Attempt, string>>>> = {
  open: {
    rate: 'refused conflict open',
    same: 'refused conflict open',
    dismiss: 'refused conflict open',
    show: 'refused conflict open',
    remind: 'refused conflict open',
    rerate: 'refused conflict open',
    lock: 'refused conflict state',
    reinvite: 'refused conflict state',
    void: 'refused conflict unrated',
    second: 'refused conflict unrated',
    unvoid: 'as it is',
  },
  ineligible: uninvited,
  suppressed: uninvited,
  offered: {
    rate: 'rated/r* > rated',
    same: 'rated/r* > rated',
    dismiss: 'dismissed/r* > dismissed',
    show: 'shown/r* > shown',
    remind: 'shown/r* > shown',
    rerate: 'refused conflict uninvited',
    lock: 'refused conflict state',
    reinvite: 'reinvited/r* > offered second',
    void: 'refused conflict unrated',
    second: 'refused conflict unrated',
    unvoid: 'as it is',
  },
  shown: {
    rate: 'rated/r* > rated',
    same: 'rated/r* > rated',
    dismiss: 'dismissed/r* > dismissed',
    show: 'as it is',
    remind: 'shown/r* > shown',
    rerate: 'refused conflict uninvited',
    lock: 'refused conflict state',
    reinvite: 'reinvited/r* > shown second',
    void: 'refused conflict unrated',
    second: 'refused conflict unrated',
    unvoid: 'as it is',
  },
  dismissed: {
    rate: 'rated/r* > rated',
    same: 'rated/r* > rated',
    dismiss: 'as it is',
    show: 'as it is',
    remind: 'as it is',
    rerate: 'refused conflict uninvited',
    lock: 'refused conflict state',
    reinvite: 'reinvited/r* > dismissed second',
    void: 'refused conflict unrated',
    second: 'refused conflict unrated',
    unvoid: 'as it is',
  },
  expired: {
    rate: 'refused conflict expired',
    same: 'refused conflict expired',
    dismiss: 'refused conflict expired',
    show: 'refused conflict expired',
    remind: 'refused conflict expired',
    rerate: 'refused conflict uninvited',
    lock: 'refused conflict state',
    reinvite: 'reinvited/r* > shown second',
    void: 'refused conflict unrated',
    second: 'refused conflict unrated',
    unvoid: 'as it is',
  },
  superseded: {
    rate: 'refused conflict superseded',
    same: 'refused conflict superseded',
    dismiss: 'refused conflict superseded',
    show: 'refused conflict superseded',
    remind: 'refused conflict superseded',
    rerate: 'refused conflict uninvited',
    lock: 'refused conflict state',
    reinvite: 'reinvited/r* > superseded second',
    void: 'refused conflict unrated',
    second: 'refused conflict unrated',
    unvoid: 'as it is',
  },
  rated: {
    rate: 'rated/r* > rated',
    same: 'as it is',
    dismiss: 'refused conflict rated',
    show: 'as it is',
    remind: 'as it is',
    rerate: 'refused conflict uninvited',
    lock: 'locked/r* > rated locked',
    reinvite: 'reinvited/r* > rated second',
    void: 'voiding/n* > rated voiding',
    second: 'voiding/n* > rated voiding',
    unvoid: 'as it is',
  },
  settled: {
    rate: 'refused conflict expired',
    same: 'refused conflict expired',
    dismiss: 'refused conflict expired',
    show: 'refused conflict expired',
    remind: 'refused conflict expired',
    rerate: 'refused conflict uninvited',
    lock: 'locked/r* > rated locked',
    reinvite: 'reinvited/r* > rated second',
    void: 'voiding/n* > rated voiding',
    second: 'voiding/n* > rated voiding',
    unvoid: 'as it is',
  },
  locked: {
    rate: 'refused conflict locked',
    same: 'refused conflict locked',
    dismiss: 'refused conflict rated',
    show: 'as it is',
    remind: 'as it is',
    rerate: 'refused conflict uninvited',
    lock: 'refused conflict state',
    reinvite: 'reinvited/r* > rated locked second',
    void: 'voiding/n* > rated locked voiding',
    second: 'voiding/n* > rated locked voiding',
    unvoid: 'as it is',
  },
  voiding: {
    rate: 'rated/r* > rated voiding',
    same: 'as it is',
    dismiss: 'refused conflict rated',
    show: 'as it is',
    remind: 'as it is',
    rerate: 'refused conflict uninvited',
    lock: 'locked/r* > rated locked voiding',
    reinvite: 'reinvited/r* > rated second voiding',
    void: 'refused conflict second_person',
    second: 'voided/n* > rated void',
    unvoid: 'unvoided/n* > rated',
  },
  void: {
    rate: 'refused conflict locked',
    same: 'refused conflict locked',
    dismiss: 'refused conflict rated',
    show: 'as it is',
    remind: 'as it is',
    rerate: 'refused conflict uninvited',
    lock: 'locked/r* > rated locked void',
    reinvite: 'reinvited/r* > rated second void',
    void: 'as it is',
    second: 'as it is',
    unvoid: 'unvoided/n* > rated',
  },
};

describe.each(Object.entries(table) as [State, Readonly<Record<Attempt, string>>][])('%s', (name, row) => {
  const [state, at] = states[name];
  test.each(Object.entries(row) as [Attempt, string][])('[R3] [R6] [R10] [R11] %s: %s', (attempt, expected) => {
    expect(outcome(state, attempts[attempt](state, at), at)).toBe(expected);
  });

  test('[R3] [R11] what is said by the wrong person, with the wrong secret or of another session is refused, whatever it is', () => {
    for (const k of ['rate', 'dismiss', 'shown', 'rerate']) {
      const isOpen = name === 'open';
      const wrong = isOpen ? 'refused conflict open' : 'refused forbidden';
      for (const secret of ['', 'secret 2', 'SECRET 1'])
        expect(kinds(say(state, k, { n: 1, secret, score: 3 }, visitor, at))).toEqual([wrong]);
      expect(kinds(say(state, k, { ...own, score: 3 }, { ...visitor, id: 'vj' }, at))).toEqual(['refused not_found']);
      for (const by of [maria, eva, olga])
        expect(kinds(say(state, k, { ...own, score: 3 }, by, at))).toEqual(['refused forbidden']);
      expect(say(state, k, { n: 7, secret: 'secret 7', score: 3 }, visitor, at).ok).toBe(false);
    }
    for (const k of ['void', 'unvoid'])
      for (const by of [visitor, maria])
        expect(kinds(say(state, k, { n: 1, reason: 'x' }, by, at))).toEqual(['refused forbidden']);
  });
});

test('[R1] one that ended is in exactly one state, and which one is told', () => {
  const told = Object.values(states).map(([state]) => state.rate[1]?.state ?? 'none');
  expect(told).toEqual([
    ...['none', 'ineligible', 'suppressed', 'offered', 'shown', 'dismissed', 'shown', 'superseded'],
    ...['rated', 'rated', 'rated', 'rated', 'rated'],
  ]);
  for (const [state] of [states.ineligible, states.suppressed]) expect(state.rate[1]).toHaveProperty('why');
});
