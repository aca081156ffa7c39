import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Band, Promised, Wait } from './promise.ts';
import { answered, bandFor, bands, dueAt, revise } from './promise.ts';

const minutes = (n: number): number => n * 60_000;
const waits = (...inMinutes: number[]): Wait[] => inMinutes.map((n, i) => ({ takenAt: i, waitMs: minutes(n) }));
const band = (from: number, to: number | null): Band => ({ from: minutes(from), to: to && minutes(to) });
const said = (to: Band, at = 0): Promised => ({ band: to, at, outcome: 'open' });

test('[R5] four waits are too few to promise anything', () => {
  expect(bandFor(waits(1, 1, 1, 1))).toBeNull();
  expect(bandFor([])).toBeNull();
});

test('[R5] the band holds the 80th percentile, rounded up', () => {
  expect(bandFor(waits(0.1, 0.2, 0.5, 0.9, 10))).toEqual(band(0, 1)); // rank ⌈0.8·5⌉ = 4
  expect(bandFor(waits(0.1, 0.2, 0.5, 1.1, 10))).toEqual(band(1, 2));
  expect(bandFor(waits(1, 2, 2, 2, 2))).toEqual(band(1, 2)); // exactly two minutes are within "1–2"
  expect(bandFor(waits(3, 3, 3, 3, 3))).toEqual(band(2, 4));
  expect(bandFor(waits(15, 15, 15, 15, 15))).toEqual(band(8, 15));
  expect(bandFor(waits(16, 16, 16, 16, 16))).toEqual(band(15, null));
});

test('[R5] only the newest twenty count', () => {
  const old = Array.from({ length: 30 }, (_, i) => ({ takenAt: i, waitMs: minutes(14) }));
  const fresh = Array.from({ length: 20 }, (_, i) => ({ takenAt: 100 + i, waitMs: minutes(0.5) }));
  expect(bandFor([...fresh, ...old])).toEqual(band(0, 1));
});

test('[R5] who has waited three minutes is not told of those who waited one', () => {
  const known = waits(1, 1, 1, 1, 1, 5, 5, 5, 6, 6);
  expect(bandFor(known)).toEqual(band(4, 8));
  // Of the five that waited longer, the fourth (rank ⌈0.8·5⌉) waited three more minutes.
  expect(bandFor(known, minutes(3))).toEqual(band(2, 4));
  expect(bandFor(known, minutes(5.5))).toBeNull();
});

test('[UX107][R5] a promise shrinks, and never grows in silence', () => {
  const promised = said(band(4, 8));
  expect(revise(promised, band(0, 1), minutes(1))).toEqual(said(band(0, 1), minutes(1)));
  expect(revise(promised, band(8, 15), minutes(1))).toBe(promised);
  expect(revise(promised, null, minutes(1))).toBe(promised);
  // "2–4" said at 3 would end at 7: earlier than 8. At 5 it would end at 9: later.
  expect(revise(promised, band(2, 4), minutes(3)).band).toEqual(band(2, 4));
  expect(revise(promised, band(2, 4), minutes(5))).toBe(promised);
});

test('[R5] it is broken once its time is over, and stays broken', () => {
  const promised = said(band(2, 4));
  expect(revise(promised, null, minutes(4)).outcome).toBe('open');
  const late = revise(promised, null, minutes(4) + 1);
  expect(late.outcome).toBe('late');
  expect(revise(late, band(0, 1), minutes(5))).toBe(late);
  expect(answered(late, minutes(6)).outcome).toBe('late');
});

test('[R5] an answer in time keeps it, one after its time does not, even if nobody looked in between', () => {
  expect(answered(said(band(2, 4)), minutes(4)).outcome).toBe('kept');
  expect(answered(said(band(2, 4)), minutes(4) + 1).outcome).toBe('late');
});

test('[R5] "more than 15 minutes" has no end that could be broken', () => {
  const promised = said(band(15, null));
  expect(dueAt(promised)).toBe(Number.POSITIVE_INFINITY);
  expect(revise(promised, band(0, 1), minutes(30)).band).toEqual(band(0, 1));
});

test('[UX107][R5] property: whatever is estimated in between, the end that a visitor was told never moves away', () => {
  const estimate = fc.option(fc.constantFrom(...bands));
  fc.assert(
    fc.property(fc.constantFrom(...bands), fc.array(fc.tuple(fc.nat(minutes(2)), estimate)), (first, steps) => {
      let now = 0;
      let promised = said(first);
      for (const [step, next] of steps) {
        now += step;
        const before = promised;
        promised = revise(before, next, now);
        expect(dueAt(promised)).toBeLessThanOrEqual(dueAt(before));
        expect(promised.outcome === 'late').toBe(now > dueAt(before));
        if (promised.outcome === 'late') return;
      }
    }),
  );
});
