import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canTake, naiveRoute } from '../../test/naive-route.ts';
import type { Assignment, Desk, Rules, Waiting } from './route.ts';
import { route } from './route.ts';

const never: Rules = { overflow: '', overflowAfterMs: null };
const waiting = (conv: string, since: number, more: Partial<Waiting> = {}): Waiting => ({
  conv,
  since,
  team: '',
  ...more,
});
const desk = (id: string, more: Partial<Desk> = {}): Desk => ({
  id,
  teams: [],
  langs: [],
  status: 'available',
  capacity: 1,
  load: 0,
  servedAt: 0,
  ...more,
});
const pairs = (made: readonly Assignment[]): string[] => made.map(({ conv, to }) => `${conv}→${to}`);

test('the oldest comes first, whatever the order of the list', () => {
  expect(pairs(route([waiting('b', 2), waiting('a', 1)], [desk('x')], 10, never))).toEqual(['a→x']);
});

test('round robin: the desk that has waited longest for work, then the next', () => {
  const desks = [
    desk('x', { servedAt: 5, capacity: 2 }),
    desk('y', { servedAt: 3, capacity: 2 }),
    desk('z', { servedAt: 4 }),
  ];
  const queue = ['a', 'b', 'c', 'd', 'e', 'f'].map((conv, i) => waiting(conv, i));
  expect(pairs(route(queue, desks, 10, never))).toEqual(['a→y', 'b→z', 'c→x', 'd→y', 'e→x']);
});

test('who is full, finishing or away takes nothing', () => {
  const desks = [
    desk('full', { load: 1 }),
    desk('over', { load: 9 }),
    desk('f', { status: 'finishing' }),
    desk('w', { status: 'away' }),
  ];
  expect(route([waiting('a', 1)], desks, 10, never)).toEqual([]);
});

test("a visitor's last agent comes before whose turn it is, if free", () => {
  const desks = [desk('x', { servedAt: 1 }), desk('y', { servedAt: 2 })];
  expect(pairs(route([waiting('a', 1, { last: 'y' })], desks, 10, never))).toEqual(['a→y']);
  expect(pairs(route([waiting('a', 1, { last: 'gone' })], desks, 10, never))).toEqual(['a→x']);
});

test('a team gets its own, and a full team holds up no other', () => {
  const desks = [desk('x', { teams: ['sales'] }), desk('y', { teams: ['help'] })];
  const queue = [
    waiting('a', 1, { team: 'sales' }),
    waiting('b', 2, { team: 'sales' }),
    waiting('c', 3, { team: 'help' }),
  ];
  expect(pairs(route(queue, desks, 10, never))).toEqual(['a→x', 'c→y']);
});

test('a language that was asked for is spoken, or not told', () => {
  const desks = [desk('x', { langs: ['en'] }), desk('y', { langs: ['el', 'en'] }), desk('z')];
  const queue = ['a', 'b', 'c'].map((conv, i) => waiting(conv, i, { lang: 'el' }));
  expect(pairs(route(queue, desks, 10, never))).toEqual(['a→y', 'b→z']);
});

test('after its time, a conversation may be taken by the overflow team as well', () => {
  const rules = { overflow: 'all', overflowAfterMs: 60_000 };
  const desks = [desk('x', { teams: ['all'] })];
  const queue = [waiting('a', 0, { team: 'sales' })];
  expect(route(queue, desks, 59_999, rules)).toEqual([]);
  expect(pairs(route(queue, desks, 60_000, rules))).toEqual(['a→x']);
});

const teams = ['', 'sales', 'help'];
const langs = ['en', 'el'];
const anyDesks = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{2}$/),
    teams: fc.subarray(teams.slice(1)),
    langs: fc.subarray(langs),
    status: fc.constantFrom('available', 'available', 'finishing', 'away'),
    capacity: fc.nat(4),
    load: fc.nat(4),
    servedAt: fc.nat(5),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
) as fc.Arbitrary<Desk[]>;
const anyQueue = fc.uniqueArray(
  fc.record(
    {
      conv: fc.stringMatching(/^[a-z]{3}$/),
      since: fc.nat(100),
      team: fc.constantFrom(...teams),
      lang: fc.constantFrom(...langs),
      last: fc.stringMatching(/^[a-z]{2}$/),
    },
    { requiredKeys: ['conv', 'since', 'team'] },
  ),
  { selector: ({ conv }) => conv, maxLength: 25 },
) as fc.Arbitrary<Waiting[]>;
const rules: Rules = { overflow: 'help', overflowAfterMs: 50 };

test('property: it gives what the rules say word for word', () => {
  fc.assert(
    fc.property(anyQueue, anyDesks, (q, d) => {
      expect(route(q, d, 100, rules)).toEqual(naiveRoute(q, d, 100, rules));
    }),
    {
      numRuns: 1_000,
    },
  );
});

test('property: capacity is never exceeded, and a conversation has one owner', () => {
  fc.assert(
    fc.property(anyQueue, anyDesks, (q, desks) => {
      const made = route(q, desks, 100, rules);
      expect(new Set(made.map(({ conv }) => conv)).size).toBe(made.length);
      for (const d of desks) {
        const got = made.filter(({ to }) => to === d.id).length;
        if (got) expect(d.load + got).toBeLessThanOrEqual(d.capacity);
      }
    }),
  );
});

test('property: nobody is overtaken: what is left could not have been taken by the desk that took a younger one', () => {
  fc.assert(
    fc.property(anyQueue, anyDesks, (q, desks) => {
      const made = route(q, desks, 100, rules);
      const owner = new Map(made.map(({ conv, to }) => [conv, to]));
      for (const left of q.filter(({ conv }) => !owner.has(conv))) {
        for (const younger of q.filter((w) => w.since > left.since && owner.has(w.conv))) {
          const d = desks.find(({ id }) => id === owner.get(younger.conv)) as Desk;
          expect(canTake(left, d, d.load, 100, rules)).toBe(false);
        }
      }
    }),
  );
});

test('property: nobody starves: with one desk that serves him and works on, everybody is taken after as many rounds as there are before him', () => {
  fc.assert(
    fc.property(anyQueue, fc.integer({ min: 1, max: 3 }), (q, capacity) => {
      let left = [...q];
      const d = desk('xx', { teams: teams.slice(1), capacity });
      for (let round = 0; left.length > 0; round++) {
        expect(round).toBeLessThanOrEqual(q.length);
        const taken = new Set(route(left, [d], 100, rules).map(({ conv }) => conv));
        left = left.filter(({ conv }) => !taken.has(conv));
      }
    }),
  );
});

test('who has let it pass is not asked again, also as the last one; the others in the line are as before', () => {
  const desks = [desk('x', { servedAt: 1, capacity: 2 }), desk('y', { servedAt: 2 })];
  const queue = [waiting('a', 1, { not: ['x'], last: 'x' }), waiting('b', 2)];
  expect(pairs(route(queue, desks, 10, never))).toEqual(['a→y', 'b→x']);
  expect(pairs(route([waiting('a', 1, { not: ['x', 'y'] })], desks, 10, never))).toEqual([]);
});

test('each site has its own overflow', () => {
  const desks = [desk('x', { teams: ['all'], capacity: 3 })];
  const rules = { overflow: 'all', overflowAfterMs: 5 };
  const queue = [waiting('a', 0, { team: 'sales' }), waiting('b', 0, { team: 'sales', rules })];
  expect(pairs(route(queue, desks, 10, never))).toEqual(['b→x']);
});
