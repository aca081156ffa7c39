import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFrom, display, hiddenGroups, percentFrom, publicFrom } from './display.ts';
import { counted } from './test/arbitrary.ts';
import { proves } from './test/vector.ts';

test('[F26, V40] what may be shown grows with the count', () => {
  proves<{ cases: [number, number][] }>('V40', ({ cases }) => ({
    show: cases.map(([k, n]) => display(k, n)).map(({ percent, ...rest }) => ({ ...rest, pct: percent })),
  }));
});

test('[F26] either words or a percent, an interval only with a percent, a comparison only with an interval', () => {
  fc.assert(
    fc.property(counted(100), ({ count, n }) => {
      const shown = display(count, n);
      expect(shown.text === null).toBe(n >= percentFrom);
      expect(shown.percent === null).toBe(n < percentFrom);
      expect(shown.interval).toBe(n >= percentFrom);
      expect(shown.compare).toBe(n >= compareFrom);
    }),
  );
  expect([percentFrom, compareFrom, publicFrom]).toEqual([10, 30, 50]);
  expect(() => display(2, 1)).toThrow(RangeError);
});

test('[F26] what is hidden cannot be found by subtraction: it is nothing, ten at least, or everything there is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 10 }), (sizes) => {
      const hidden = hiddenGroups(sizes);
      const sum = (of: boolean): number => sizes.reduce((all, size, at) => (hidden[at] === of ? all + size : all), 0);
      expect(sum(true) === 0 || sum(true) >= percentFrom || sum(false) === 0).toBe(true);
      for (const [at, size] of sizes.entries()) if (size > 0 && size < percentFrom) expect(hidden[at]).toBe(true);
    }),
  );
});

test('[F26] the next smallest is hidden too, and only that', () => {
  expect(hiddenGroups([40, 9, 12, 30])).toEqual([false, true, true, false]);
  expect(hiddenGroups([40, 9, 1, 30])).toEqual([false, true, true, false]);
  expect(hiddenGroups([12, 3, 12])).toEqual([true, true, false]);
  expect(hiddenGroups([0, 12])).toEqual([false, false]);
  expect(hiddenGroups([4])).toEqual([true]);
  expect(() => hiddenGroups([0.5])).toThrow(RangeError);
});
