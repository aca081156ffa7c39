import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { z95 } from './share.ts';
import { counted } from './test/arbitrary.ts';
import { proves } from './test/vector.ts';

interface Two {
  readonly k1: number;
  readonly n1: number;
  readonly k2: number;
  readonly n2: number;
}
const of = ({ k1, n1, k2, n2 }: Two) => compare({ count: k1, n: n1 }, { count: k2, n: n2 });

test('[F4, V18] 84 % of 200 after 78 % of 180 is no distinguishable change', () => {
  proves<Two>('V18', (inputs) => {
    const { first, second, difference, interval, verdict } = of(inputs);
    return { p1: first.share, p2: second.share, diff: difference, ci: interval, verdict };
  });
});

test('[F4, V19] Newcombe 1998, published example (a): 56/70 against 48/80 is 0.0524 to 0.3339', () => {
  proves<Two>('V19', (inputs) => {
    const { difference, interval, verdict } = of(inputs);
    return { diff: difference, ci: interval, verdict };
  });
});

/** c ∓ h as the books print it. */
function wilsonAsPrinted(k: number, n: number): [number, number] {
  const p = k / n;
  const centre = (p + z95 ** 2 / (2 * n)) / (1 + z95 ** 2 / n);
  const half = (z95 / (1 + z95 ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z95 ** 2 / (4 * n * n));
  return [centre - half, centre + half];
}

test('[F4] it is the formula as printed, holds the difference and stays within −1 to 1', () => {
  fc.assert(
    fc.property(counted(10_000, 1), counted(10_000, 1), (a, b) => {
      const { difference, interval } = compare(a, b);
      const [lower, upper] = interval ?? [Number.NaN, Number.NaN];
      const [d, p1, p2] = [a.count / a.n - b.count / b.n, a.count / a.n, b.count / b.n];
      const [[l1, u1], [l2, u2]] = [wilsonAsPrinted(a.count, a.n), wilsonAsPrinted(b.count, b.n)];
      expect(difference).toBe(d);
      expect(lower).toBeCloseTo(d - Math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), 9);
      expect(upper).toBeCloseTo(d + Math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2), 9);
      expect(lower).toBeGreaterThanOrEqual(-1);
      expect(upper).toBeLessThanOrEqual(1);
      expect(lower).toBeLessThanOrEqual(d);
      expect(upper).toBeGreaterThanOrEqual(d);
    }),
  );
});

test('[F4] exchanging the two mirrors it', () => {
  fc.assert(
    fc.property(counted(500, 1), counted(500, 1), (a, b) => {
      const [there, back] = [compare(a, b), compare(b, a)];
      expect(back.interval?.[0]).toBeCloseTo(-(there.interval?.[1] ?? Number.NaN), 12);
      expect(back.verdict).toBe(
        { higher: 'lower', lower: 'higher', 'not distinguishable': 'not distinguishable' }[there.verdict ?? 'higher'],
      );
    }),
  );
});

test('[F4] a share is never distinguishable from itself, and nothing is said of nothing', () => {
  fc.assert(fc.property(counted(500, 1), (a) => compare(a, a).verdict === 'not distinguishable'));
  const none = compare({ count: 0, n: 0 }, { count: 9, n: 10 });
  expect(none).toMatchObject({ difference: null, interval: null, verdict: null, show: false });
  expect(() => compare({ count: 2, n: 1 }, { count: 1, n: 1 })).toThrow(RangeError);
});

test('[F4, F26] it is shown only from 30 on both sides', () => {
  expect(compare({ count: 0, n: 29 }, { count: 30, n: 30 })).toMatchObject({ verdict: 'lower', show: false });
  expect(compare({ count: 0, n: 30 }, { count: 30, n: 30 }).show).toBe(true);
});
