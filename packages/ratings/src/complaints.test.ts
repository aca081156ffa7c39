import fc from 'fast-check';
import { expect, test } from 'vitest';
import { complaintRate, concentration } from './complaints.ts';
import { proves } from './test/vector.ts';

type Pair = [number, number];

test('[F17, V29] thirty of a thousand are fewer than twelve of 150', () => {
  proves<{ X: Pair; Y: Pair }>('V29', ({ X, Y }) => {
    const [x, y] = [complaintRate(...X), complaintRate(...Y)];
    return {
      X: { per_100: x.per100, wilson: x.interval },
      Y: { per_100: y.per100, wilson: y.interval },
      order_by_count: x.count > y.count ? 'X worse' : 'Y worse',
      order_by_rate: (x.per100 ?? 0) > (y.per100 ?? 0) ? 'X worse' : 'Y worse',
    };
  });
});

test('[F17, V30] two of ten visitors make 19 of 30 complaints', () => {
  proves<{ complaints_per_visitor: number[] }>('V30', ({ complaints_per_visitor }) => {
    const { total, topVisitors, share } = concentration(complaints_per_visitor);
    return { total, top_n: topVisitors, share };
  });
});

test('[F17] the top fifth has at least a fifth, whatever the order, and visitors without complaints may be left out', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (complaints) => {
      const got = concentration(complaints);
      expect(got.topVisitors).toBe(Math.floor((complaints.length + 4) / 5));
      if (got.total === 0) expect(got.share).toBeNull();
      else expect(got.share).toBeGreaterThanOrEqual(got.topVisitors / complaints.length - 1e-12);
      expect(concentration(complaints.toReversed())).toEqual(got);
      const loud = complaints.filter((count) => count > 0);
      expect(concentration(loud, complaints.length)).toEqual(got);
    }),
  );
});

test('[F17] no visitors is null, and what is not a count is refused', () => {
  expect(complaintRate(0, 0)).toEqual({ count: 0, n: 0, share: null, interval: null, per100: null });
  expect(concentration([])).toEqual({ visitors: 0, total: 0, topVisitors: 0, top: 0, share: null });
  expect(() => complaintRate(2, 1)).toThrow(RangeError);
  expect(() => concentration([1, 0.5])).toThrow(RangeError);
  expect(() => concentration([1, 1], 1)).toThrow(RangeError);
});
