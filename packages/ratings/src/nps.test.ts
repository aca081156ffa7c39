import fc from 'fast-check';
import { expect, test } from 'vitest';
import { net } from './net.ts';
import { type NpsCounts, nps, npsBand, npsCounts } from './nps.ts';
import { z95 } from './share.ts';
import { proves } from './test/vector.ts';

/** The textbook error in points, which the package does not have: it is 0 when everybody agrees. */
function plainError({ promoters, passives, detractors }: NpsCounts): number {
  const n = promoters + passives + detractors;
  const [p, d] = [promoters / n, detractors / n];
  return 100 * Math.sqrt((p + d - (p - d) ** 2) / n);
}

function described(counts: NpsCounts): Record<string, unknown> {
  const { n, promoters, passives, detractors, nps: score, display, centre, interval } = nps(counts);
  const se = plainError(counts);
  return {
    n,
    promoters,
    passives,
    detractors,
    nps: score,
    nps_display: display,
    se,
    moe95_plain: z95 * se,
    adj_centre: centre,
    adj_ci: interval,
  };
}

test.each([
  ['[F5, F6, V11] ten answers', 'V11'],
  ['[F5, F6, V13] four promoters of four: the interval keeps its width', 'V13'],
  ['[F5, F6, V14] a negative tie rounds away from zero', 'V14'],
])('%s', (_name, id) => {
  proves<{ scores: number[] }>(id, ({ scores }) => described(npsCounts(scores)));
});

test('[F5, F6, V12] skips are not in n', () => {
  proves<NpsCounts & { skipped: number }>('V12', ({ skipped, ...counts }) => {
    const { n, nps: score, display, interval } = nps(counts);
    const se = plainError(counts);
    return {
      n,
      nps: score,
      nps_display: display,
      se,
      moe95_plain: z95 * se,
      plain_ci: [30 - z95 * se, 30 + z95 * se],
      adj_ci: interval,
      wrong_if_skips_counted: (100 * (counts.promoters - counts.detractors)) / (n + skipped),
    };
  });
});

test('[F5] every score has its band, and promoters, passives and detractors are all there are', () => {
  const bands = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(npsBand);
  expect(bands.join()).toBe(`${'detractor,'.repeat(7)}passive,passive,promoter,promoter`);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10 })), (scores) => {
      const { promoters, passives, detractors } = npsCounts(scores);
      expect(promoters + passives + detractors).toBe(scores.length);
      expect(promoters).toBe(scores.filter((score) => score > 8).length);
      expect(detractors).toBe(scores.filter((score) => score < 7).length);
    }),
  );
});

test.each([-1, 11, 6.5, Number.NaN])('[F5] %s is not a score', (score) => {
  expect(() => npsCounts([9, score])).toThrow(RangeError);
});

test('[F5] nobody answered is null, not 0', () => {
  expect(nps({ promoters: 0, passives: 0, detractors: 0 })).toMatchObject({
    n: 0,
    nps: null,
    display: null,
    centre: null,
    interval: null,
  });
  expect(() => nps({ promoters: 1, passives: 0.5, detractors: 1 })).toThrow(RangeError);
});

const answers = fc
  .tuple(fc.nat(100_000), fc.nat(100_000), fc.nat(100_000))
  .filter(([promoters, passives, detractors]) => promoters + passives + detractors > 0)
  .map(([promoters, passives, detractors]) => ({ promoters, passives, detractors }));

test('[F6] the interval is never of width 0, holds the score, and stays within −100 to 100', () => {
  fc.assert(
    fc.property(answers, (counts) => {
      const { nps: score, interval } = nps(counts);
      const [lower, upper] = interval ?? [Number.NaN, Number.NaN];
      expect(upper - lower).toBeGreaterThan(0);
      expect(lower).toBeLessThanOrEqual(score ?? Number.NaN);
      expect(upper).toBeGreaterThanOrEqual(score ?? Number.NaN);
      expect(lower).toBeGreaterThanOrEqual(-100);
      expect(upper).toBeLessThanOrEqual(100);
    }),
  );
});

test('[F6] its half width is that of exact whole numbers, also of a thousand million who all agree', () => {
  const exact = (plus: number, minus: number, n: number): number => {
    // in quarters: n′²·variance = n′(p + d) − (p − d)², n′ = n + 3, p = P + ¾, d = D + ¾
    const [p, d, size] = [BigInt(4 * plus + 3), BigInt(4 * minus + 3), BigInt(4 * n + 12)];
    return z95 * Math.sqrt(Number(size * (p + d) - (p - d) * (p - d)) / 16 / (n + 3)) * (1 / (n + 3));
  };
  const check = (plus: number, minus: number, n: number): void => {
    const { centre, interval } = net(plus, minus, n);
    const half = exact(plus, minus, n);
    const inner = plus >= minus ? (centre ?? 0) - (interval?.[0] ?? 0) : (interval?.[1] ?? 0) - (centre ?? 0);
    expect(Math.abs(inner / Math.min(half, 1 + Math.abs(centre ?? 0)) - 1)).toBeLessThan(1e-6);
  };
  fc.assert(
    fc.property(answers, ({ promoters, passives, detractors }) =>
      check(promoters, detractors, promoters + passives + detractors),
    ),
  );
  check(1e9, 0, 1e9);
});

test('[F6] what is not a count, and more than all, is refused', () => {
  expect(() => net(1, 1, 1)).toThrow(RangeError);
  expect(() => net(-1, 1, 1)).toThrow(RangeError);
  expect(() => net(0, 0.5, 1)).toThrow(RangeError);
});
