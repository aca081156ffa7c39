import type { Ev } from '@rapport/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, ahead, lowest, prepend, replaceWith, windowFrom } from './timeline.ts';

const ev = (s: number): Ev => ({ s, k: 'message', a: 'v', at: s, d: { text: `${s}` } });
const run = (from: number, to: number): Ev[] => Array.from({ length: to - from + 1 }, (_, n) => ev(from + n));
const seqs = (events: readonly Ev[]): number[] => events.map((e) => e.s);

test('[D4] what follows the cursor is applied, what is at or below it is not', () => {
  const w = windowFrom(0);
  expect(seqs(advance(w, run(1, 3), 3).fresh)).toEqual([1, 2, 3]);
  const again = advance(w, run(2, 5), 5);
  expect(seqs(again.fresh)).toEqual([4, 5]);
  expect(again.gap).toBe(false);
  expect(seqs(w.events)).toEqual([1, 2, 3, 4, 5]);
});

test('[D4][D5] what is beyond a gap is dropped, and the gap is told', () => {
  const w = windowFrom(0);
  advance(w, run(1, 2), 2);
  const { fresh, gap } = advance(w, run(4, 6), 6);
  expect(fresh).toEqual([]);
  expect(gap).toBe(true);
  expect(w).toMatchObject({ cursor: 2, head: 6 });
});

test('[D3] a head moves no cursor, and never goes back', () => {
  const w = windowFrom(0);
  ahead(w, 9);
  ahead(w, 4);
  expect(w).toMatchObject({ cursor: 0, head: 9 });
});

test('[D6] a replaced window begins where the relay says', () => {
  const w = windowFrom(0);
  advance(w, run(1, 3), 3);
  replaceWith(w, run(600, 629), 629);
  expect(w.cursor).toBe(629);
  expect(lowest(w)).toBe(600);
});

test('history goes in front only if it fits', () => {
  const w = windowFrom(-1);
  replaceWith(w, run(31, 40), 40);
  prepend(w, run(11, 20));
  expect(lowest(w)).toBe(31);
  prepend(w, run(11, 30));
  expect(seqs(w.events)).toEqual(seqs(run(11, 40)));
  prepend(w, []);
  expect(lowest(w)).toBe(11);
});

test('[D4] however batches are lost, repeated and swapped, the window is a run of the log without hole, repeat or swap; and all of it once it was asked for', () => {
  const batches = fc.array(
    fc.record({
      from: fc.integer({ min: 1, max: 40 }),
      length: fc.integer({ min: 0, max: 12 }),
      head: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(batches, fc.integer({ min: 0, max: 10 }), (list, from) => {
      const w = windowFrom(from);
      for (const { from: first, length, head } of list) {
        const before = w.cursor;
        const { fresh, gap } = advance(w, run(first, first + length - 1), head);
        expect(w.cursor).toBe(before + fresh.length);
        expect(gap).toBe(length > 0 && first > before + 1);
        expect(seqs(w.events)).toEqual(seqs(run(from + 1, w.cursor)));
        expect(w.head).toBeGreaterThanOrEqual(w.cursor);
      }
      advance(w, run(w.cursor + 1, 60), 60);
      expect(seqs(w.events)).toEqual(seqs(run(from + 1, 60)));
    }),
  );
});
