import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balance, balanceMark } from './balance.ts';
import { proves } from './test/vector.ts';

test('[F16, V28] twelve for one', () => {
  proves<{ cases: [number, number][] }>('V28', ({ cases }) => {
    const got = cases.map(([satisfied, dissatisfied]) => balance(satisfied, dissatisfied));
    return {
      ratio: got.map(({ ratio }) => ratio),
      meets_12: got.map(({ meetsMark }) => meetsMark),
      break_even_dsat: 1 / (balanceMark + 1),
    };
  });
});

test('[F16] the mark is met exactly when the dissatisfied are at most 1/13 of those who took a side', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 100 }), fc.nat(50), (s, d, neutral) => {
      expect(balance(s, d, s + d + neutral)).toMatchObject({
        n: s + d + neutral,
        meetsMark: 13 * d <= s + d,
        text: null,
      });
    }),
  );
});

test('[F16] nobody dissatisfied is said in words, and so is nobody', () => {
  expect(balance(9, 0, 11)).toMatchObject({ ratio: null, meetsMark: null, text: 'no dissatisfied rating among 11' });
  expect(balance(0, 0)).toMatchObject({ n: 0, ratio: null, text: 'No ratings yet' });
  expect(() => balance(5, 5, 9)).toThrow(RangeError);
  expect(() => balance(-1, 5)).toThrow(RangeError);
  expect(() => balance(1, 0.5)).toThrow(RangeError);
});
