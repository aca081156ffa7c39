import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAgenda } from './agenda.ts';

test('what is due comes when it is due, the longest due first, each once', () => {
  const agenda = createAgenda<string>();
  agenda.note('b', 20);
  agenda.note('a', 10);
  agenda.note('c', 30);
  expect(agenda.next).toBe(10);
  expect(agenda.take(9, 9)).toEqual([]);
  expect(agenda.take(20, 9)).toEqual(['a', 'b']);
  expect(agenda.take(20, 9)).toEqual([]);
  expect(agenda.next).toBe(30);
});

test('a moment only comes nearer; what was dropped does not come', () => {
  const agenda = createAgenda<string>();
  agenda.note('a', 20);
  agenda.note('a', 30);
  agenda.note('a', 10);
  agenda.note('b', 15);
  agenda.drop('b');
  agenda.note('never', Number.POSITIVE_INFINITY);
  expect(agenda.take(99, 9)).toEqual(['a']);
  expect(agenda.next).toBe(Number.POSITIVE_INFINITY);
});

test('property: as a list that is searched each time', () => {
  const step = fc.record({
    key: fc.nat({ max: 5 }),
    at: fc.nat({ max: 50 }),
    do: fc.constantFrom('note', 'drop', 'take'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const agenda = createAgenda<number>();
      const list = new Map<number, number>();
      for (const { key, at, do: what } of steps) {
        if (what === 'note') {
          agenda.note(key, at);
          list.set(key, Math.min(at, list.get(key) ?? Number.POSITIVE_INFINITY));
        } else if (what === 'drop') {
          agenda.drop(key);
          list.delete(key);
        } else {
          const due = [...list].filter(([, when]) => when <= at);
          const taken = agenda.take(at, 99);
          expect([...taken].sort()).toEqual(due.map(([one]) => one).sort());
          const moments = taken.map((one) => list.get(one) ?? 0);
          expect(moments).toEqual([...moments].sort((a, b) => a - b));
          for (const one of taken) list.delete(one);
        }
        expect(agenda.next).toBe(Math.min(Number.POSITIVE_INFINITY, ...list.values()));
      }
    }),
  );
});
