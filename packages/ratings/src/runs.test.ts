import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runLength, runs } from './runs.ts';
import { proves } from './test/vector.ts';

test('[F13, V25] the first point is on the line and is skipped; the eighth below is the signal', () => {
  proves<{ p: number[]; centre: number }>('V25', ({ p, centre }) => {
    const [run] = runs(p, centre);
    expect(run).toEqual({ rule: 'run', side: 'below', from: 2, at: 9, to: 9 });
    return { signal_index: run?.at };
  });
});

test('[F13] a run is found exactly when eight in a row, without those on the line, are on one side', () => {
  const point = fc.constantFrom(0.7, 0.7, 0.7, 0.9, 0.8, null);
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), (values) => {
      const off = [...values.entries()].filter(([, value]) => value !== null && value !== 0.8);
      const eighths = off.flatMap(([at], index) => {
        const last = off.slice(Math.max(0, index - runLength + 1), index + 1);
        return last.length === runLength && new Set(last.map(([, value]) => value)).size === 1 ? [at] : [];
      });
      const found = runs(values, 0.8);
      const covered = eighths.filter((at) => found.some((run) => run.at <= at && at <= run.to));
      expect(covered).toEqual(eighths);
      expect(found.every(({ at, to }) => eighths.includes(at) && eighths.includes(to))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('[F13] a point between does not end a run when it is on the line, and does when it is across', () => {
  const below = Array.from({ length: 4 }, () => 0.7);
  expect(runs([...below, 0.8, null, ...below], 0.8)).toHaveLength(1);
  expect(runs([...below, 0.9, ...below], 0.8)).toEqual([]);
});

test('[F13] a share of whole numbers that equals the centre is on the line', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 1000 }),
      (k, rest, times) => {
        const n = k + rest;
        expect(
          runs(
            Array.from({ length: 9 }, () => (k * times) / (n * times)),
            k / n,
          ),
        ).toEqual([]);
      },
    ),
  );
});
