import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counted } from './test/arbitrary.ts';
import { proves } from './test/vector.ts';
import { verdict } from './verdict.ts';

test('[F2, F25, V39] a target is met by the interval, not by the point', () => {
  proves<{ target: number; cases: [number, number][] }>('V39', ({ target, cases }) => {
    const got = cases.map(([k, n]) => verdict(k, n, { atLeast: target }));
    return { wilson: got.map(({ interval }) => interval), verdict: got.map((each) => each.verdict) };
  });
});

test('[F25] what may be at most so much of the dissatisfied is at least the rest of the others', () => {
  fc.assert(
    fc.property(counted(500), fc.integer({ min: 0, max: 128 }), ({ count, n }, part) => {
      const goal = part / 128;
      const [most, least] = [verdict(count, n, { atMost: goal }), verdict(n - count, n, { atLeast: 1 - goal })];
      expect(most.verdict).toBe(least.verdict);
    }),
  );
  expect(verdict(0, 150, { atMost: 0.02 }).verdict).toBe('cannot tell yet');
  expect(verdict(0, 189, { atMost: 0.02 }).verdict).toBe('met');
});

test('[F22, F25] so many ratings of the same share would tell, and fewer would not', () => {
  expect(verdict(170, 200, { atLeast: 0.8 })).toMatchObject({ verdict: 'cannot tell yet', needed: 246 });
  expect(verdict(209, 246, { atLeast: 0.8 }).verdict).toBe('cannot tell yet');
  expect(verdict(80, 100, { atLeast: 0.8 }).needed).toBeNull();
  fc.assert(
    fc.property(counted(60, 10), fc.integer({ min: 1, max: 99 }), ({ count, n }, percent) => {
      const target = { atLeast: percent / 100 };
      const { verdict: now, needed } = verdict(count, n, target);
      expect(needed === null).toBe(now !== 'cannot tell yet' || count / n === percent / 100);
      if (needed === null) return;
      for (const times of [2, 3, 5, 10, 30, 100, 1000]) {
        const later = verdict(count * times, n * times, target).verdict;
        expect(later !== 'cannot tell yet').toBe(n * times >= needed);
      }
    }),
  );
});

test('[F25, F26] nine are too few, and so is none', () => {
  expect(verdict(9, 9, { atLeast: 0.1 }).verdict).toBe('too few');
  expect(verdict(10, 10, { atLeast: 0.1 }).verdict).toBe('met');
  expect(verdict(0, 0, { atLeast: 0.8 })).toMatchObject({ verdict: 'too few', share: null, interval: null });
});

test('[F25] what is not a share is no target', () => {
  for (const goal of [-0.1, 1.1, Number.NaN]) {
    expect(() => verdict(1, 2, { atLeast: goal })).toThrow(RangeError);
    expect(() => verdict(1, 2, { atMost: goal })).toThrow(RangeError);
  }
  expect(() => verdict(2, 1, { atLeast: 0.5 })).toThrow(RangeError);
});
