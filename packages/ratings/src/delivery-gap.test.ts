import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliveryGap } from './delivery-gap.ts';
import { z95 } from './share.ts';
import { proves } from './test/vector.ts';

interface Table {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}
const of = ({ a, b, c, d }: Table) => deliveryGap({ both: a, staffOnly: b, customerOnly: c, neither: d });

test('[F11, V20] staff believed 85 of 100, customers said 65', () => {
  proves<Table>('V20', (table) => {
    const got = of(table);
    return {
      n: got.n,
      believed: got.believed.share,
      perceived: got.perceived.share,
      gap: got.gap,
      ci: got.interval,
      blind_spot: got.blindSpot.share,
      blind_spot_wilson: got.blindSpot.interval,
      hidden_wins: got.hiddenWins.share,
    };
  });
  expect(of({ a: 60, b: 25, c: 5, d: 10 })).toMatchObject({ verdict: 'staff believe more', show: true });
});

test('[F11, V21] twelve pairs show no gap', () => {
  proves<Table>('V21', (table) => {
    const { n, gap, interval, verdict } = of(table);
    return { n, gap, ci: interval, verdict: `${verdict} (interval contains 0)` };
  });
  expect(of({ a: 9, b: 2, c: 1, d: 0 }).show).toBe(false);
});

const count = fc.nat(100_000);
const tables = fc.record({ a: count, b: count, c: count, d: count });

test('[F11] the gap is believed minus perceived, and the interval that of exact whole numbers', () => {
  fc.assert(
    fc.property(tables, ({ a, b, c, d }) => {
      const { n, gap, interval, believed, perceived } = of({ a, b, c, d });
      if (n === 0) return;
      expect(gap).toBeCloseTo((believed.share ?? 0) - (perceived.share ?? 0), 12);
      const size = BigInt(n + 2);
      const exact = Number(BigInt(b + c + 1) * size - BigInt(b - c) * BigInt(b - c));
      const half = (z95 * Math.sqrt(exact / (n + 2))) / (n + 2);
      const centre = (b - c) / (n + 2);
      const [lower, upper] = interval ?? [Number.NaN, Number.NaN];
      expect(lower).toBeCloseTo(Math.max(-1, centre - half), 10);
      expect(upper).toBeCloseTo(Math.min(1, centre + half), 10);
      expect(upper).toBeGreaterThan(lower);
    }),
  );
});

test('[F11] exchanging staff and customers turns the verdict about', () => {
  fc.assert(
    fc.property(tables, ({ a, b, c, d }) => {
      const turned = { 'staff believe more': 'staff believe less', 'staff believe less': 'staff believe more' };
      const verdict = of({ a, b, c, d }).verdict;
      const other = of({ a, b: c, c: b, d }).verdict;
      expect(other).toBe(verdict === null || verdict === 'no gap shown' ? verdict : turned[verdict]);
    }),
  );
});

test('[F11] without pairs there is nothing, and without unhappy customers no blind spot', () => {
  expect(of({ a: 0, b: 0, c: 0, d: 0 })).toMatchObject({ n: 0, gap: null, interval: null, verdict: null, show: false });
  expect(of({ a: 5, b: 0, c: 5, d: 0 }).blindSpot).toEqual({ count: 0, n: 0, share: null, interval: null });
  expect(() => of({ a: 1, b: -1, c: 0, d: 0 })).toThrow(RangeError);
});
