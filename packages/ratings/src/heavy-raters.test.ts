import fc from 'fast-check';
import { expect, test } from 'vitest';
import { raters } from './heavy-raters.ts';
import { counted } from './test/arbitrary.ts';
import { proves } from './test/vector.ts';

test('[F24, V37] one of four visitors gives eight of twelve ratings', () => {
  proves<{ visitors: [number, number[]][] }>('V37', ({ visitors }) => {
    const got = raters(
      visitors.map(([, scores]) => ({ count: scores.filter((score) => score >= 4).length, n: scores.length })),
    );
    return {
      chat_weighted: got.chatWeighted.share,
      visitor_weighted: got.visitorWeighted,
      top_visitor_share: got.heaviest.share,
      warn: got.warn,
    };
  });
});

test('[F24] when everybody rates equally often both are the same, and between worst and best always', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }), (counts) => {
      const { chatWeighted, visitorWeighted } = raters(counts.map((count) => ({ count, n: 3 })));
      expect(visitorWeighted).toBeCloseTo(chatWeighted.share ?? Number.NaN, 12);
    }),
  );
  fc.assert(
    fc.property(fc.array(counted(50, 1), { minLength: 1, maxLength: 40 }), (visitors) => {
      const { visitorWeighted, heaviest } = raters(visitors);
      const shares = visitors.map(({ count, n }) => count / n);
      expect(visitorWeighted).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-12);
      expect(visitorWeighted).toBeLessThanOrEqual(Math.max(...shares) + 1e-12);
      expect(heaviest.count).toBe(Math.max(...visitors.map(({ n }) => n)));
    }),
  );
});

test('[F24] the warning begins above 5 %, and never for a single rating', () => {
  const others = (length: number) => Array.from({ length }, () => ({ count: 1, n: 1 }));
  expect(raters([{ count: 2, n: 2 }, ...others(38)]).warn).toBe(false);
  expect(raters([{ count: 2, n: 2 }, ...others(37)]).warn).toBe(true);
  expect(raters(others(3)).warn).toBe(false);
});

test('[F24] visitors without ratings are not raters, and no ratings is null', () => {
  expect(raters([{ count: 0, n: 0 }])).toMatchObject({ visitors: 0, visitorWeighted: null, warn: false });
  expect(raters([]).chatWeighted.share).toBeNull();
  expect(() => raters([{ count: 2, n: 1 }])).toThrow(RangeError);
});
