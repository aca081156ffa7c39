import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseMix } from './case-mix.ts';
import { funnelDot, funnelLimits, overdispersionOf, z998 } from './funnel-plot.ts';
import { z95 } from './share.ts';
import { proves } from './test/vector.ts';

/** A row as `caseMix` makes it when everybody has the same mix. */
const plain = (count: number, n: number, p: number) => ({ count, n, expected: n * p, variance: n * p * (1 - p) });
const words = { inside: 'inside 95 %', look: 'outside 95 %, inside 99.8 %', talk: 'outside 99.8 %' };

test('[F23, V36] limits around 82 %, and who is outside them', () => {
  proves<{ p: number; n: number[] }>('V36', ({ p, n }) => ({
    l95: n.map((size) => funnelLimits(p, size)?.look),
    l998: n.map((size) => funnelLimits(p, size)?.talk),
    flags: {
      agent_20_of_30: words[funnelDot(plain(20, 30, p))?.verdict ?? 'inside'],
      agent_70_of_120: words[funnelDot(plain(70, 120, p))?.verdict ?? 'inside'],
    },
  }));
});

test('[F2, F23] the quantiles leave 5 % and 0.2 % outside, by summing the density', () => {
  for (const [z, inside] of [
    [z95, 0.95],
    [z998, 0.998],
  ] as const) {
    const steps = 2000;
    let sum = 0;
    for (let at = 0; at <= steps; at++) {
      const x = (z * at) / steps;
      const weight = at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2;
      sum += (weight * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    }
    expect((2 * sum * z) / steps / 3).toBeCloseTo(inside, 12);
  }
});

test('[F15, F23] a dot is judged by its own cases: 73 % of the hard ones is inside', () => {
  const { units } = caseMix([
    { unit: 'A', stratum: ['billing'], count: 63, n: 90 },
    { unit: 'A', stratum: ['general'], count: 10, n: 10 },
    { unit: 'B', stratum: ['billing'], count: 6, n: 10 },
    { unit: 'B', stratum: ['general'], count: 81, n: 90 },
  ]);
  expect(units.map((unit) => funnelDot(unit))).toMatchObject([
    { verdict: 'inside', side: 'above' },
    { verdict: 'inside', side: 'below' },
  ]);
});

test('[F23] "talk" is rarer than "look", more noise excuses more, and the limits hold the expectation', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 30, max: 500 }),
      fc.nat(100),
      fc.double({ min: 1, max: 9, noNaN: true }),
      (n, of, phi) => {
        const row = plain(Math.floor((of * n) / 100), n, 0.8);
        const [dot, excused] = [funnelDot(row), funnelDot(row, phi)];
        const rank = ['inside', 'look', 'talk'];
        expect(rank.indexOf(excused?.verdict ?? '')).toBeLessThanOrEqual(rank.indexOf(dot?.verdict ?? ''));
        expect(dot?.talk[0]).toBeLessThanOrEqual(dot?.look[0] ?? -1);
        expect(dot?.talk[1]).toBeGreaterThanOrEqual(dot?.look[1] ?? 2);
        expect(dot?.look[0]).toBeLessThan(0.8);
        expect(dot?.look[1]).toBeGreaterThan(0.8);
      },
    ),
  );
});

test('[F23] overdispersion widens the limits by its root', () => {
  expect(funnelDot(plain(71, 100, 0.8))?.verdict).toBe('look');
  expect(funnelDot(plain(71, 100, 0.8), 4)?.verdict).toBe('inside');
  // 0.8 ∓ 1.96 · 0.04 · √4
  expect(funnelLimits(0.8, 100, 4)?.look[0]).toBeCloseTo(0.6432, 4);
  expect(funnelLimits(0.8, 100, 0.5)).toEqual(funnelLimits(0.8, 100));
});

test('[F23] nothing is said of fewer than thirty, nor where nothing could vary', () => {
  expect(funnelDot(plain(0, 29, 0.8))).toBeNull();
  expect(funnelDot(plain(0, 30, 0.8))?.verdict).toBe('talk');
  expect(funnelDot(plain(30, 30, 1))).toBeNull();
  expect(funnelDot({ count: 0, n: 0, expected: null, variance: null })).toBeNull();
  expect(funnelLimits(0.8, 0)).toBeNull();
  expect(() => funnelLimits(1.1, 30)).toThrow(RangeError);
  expect(() => funnelLimits(0.8, 0.5)).toThrow(RangeError);
  expect(() => funnelDot(plain(31, 30, 0.8))).toThrow(RangeError);
});

test('[F23] overdispersion is the mean square of z, at least 1, and one outlier among ten does not make it', () => {
  expect(overdispersionOf([])).toBe(1);
  expect(overdispersionOf([plain(80, 100, 0.8), plain(81, 100, 0.8)])).toBe(1);
  // z = ±2: 80 ± 8 of 100
  expect(overdispersionOf([plain(88, 100, 0.8), plain(72, 100, 0.8)])).toBeCloseTo(4, 10);
  const quiet = Array.from({ length: 9 }, (_, at) => plain(at % 2 === 0 ? 76 : 84, 100, 0.8));
  expect(overdispersionOf([...quiet, plain(20, 100, 0.8)])).toBeCloseTo(1, 10);
  expect(overdispersionOf([plain(0, 29, 0.8)])).toBe(1);
});
