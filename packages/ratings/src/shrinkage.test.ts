import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priorOf, shrink } from './shrinkage.ts';
import { counted } from './test/arbitrary.ts';
import { proves } from './test/vector.ts';

type Pair = [count: number, n: number];
const of = ([count, n]: Pair) => ({ count, n });
const order = (by: readonly (readonly [string, number])[]): string =>
  by
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name)
    .join();

test('[F12, V22] three of three does not come before 45 of 50', () => {
  proves<{ mu: number; M: number; agents: Record<string, Pair> }>('V22', ({ mu, M, agents }) => {
    const names = Object.entries(agents);
    const est = names.map(([name, pair]) => [name, shrink(of(pair), { mu, strength: M }) ?? Number.NaN] as const);
    const raw = names.map(([name, [count, n]]) => [name, n === 0 ? null : count / n] as const);
    return {
      est: Object.fromEntries(est),
      raw: Object.fromEntries(raw),
      order_raw: order(raw.flatMap(([name, share]) => (share === null ? [] : [[name, share] as const]))),
      order_shrunk: order(est),
    };
  });
});

test('[F12, V23] the strength of the prior by moments', () => {
  proves<{ groups: Pair[] }>('V23', ({ groups }) => {
    const { mu, strength, how } = priorOf(groups.map(of));
    return { mu, M: strength, how, est: groups.map((group) => shrink(of(group), { mu, strength })) };
  });
});

test('[F12] M is the solution of: spread = chance of the sample + spread of the beta', () => {
  fc.assert(
    fc.property(fc.array(counted(400, 10), { minLength: 8, maxLength: 30 }), (groups) => {
      const { mu, strength, how } = priorOf(groups);
      if (how !== 'moments' || mu === null || strength === 10 || strength === 500) return;
      // E (pᵢ − μ)² = μ(1 − μ)·(1/nᵢ + (1 − 1/nᵢ)/(M + 1)), averaged over the groups
      const shares = groups.map(({ count, n }) => count / n);
      const squares = shares.reduce((sum, p) => sum + p * p - 2 * p * mu + mu * mu, 0) / (groups.length - 1);
      const model = groups.reduce((sum, { n }) => sum + 1 / n + (1 - 1 / n) / (strength + 1), 0) / groups.length;
      expect(mu * (1 - mu) * model).toBeCloseTo(squares, 9);
    }),
  );
});

test('[F12] an estimate lies between the group and the prior, nearer to the group the more it has', () => {
  fc.assert(
    fc.property(counted(1000, 1), fc.double({ min: 0, max: 1, noNaN: true }), ({ count, n }, mu) => {
      const share = count / n;
      const few = shrink({ count, n }, { mu, strength: 20 }) ?? Number.NaN;
      const many = shrink({ count: 5 * count, n: 5 * n }, { mu, strength: 20 }) ?? Number.NaN;
      expect(few).toBeGreaterThanOrEqual(Math.min(share, mu) - 1e-12);
      expect(few).toBeLessThanOrEqual(Math.max(share, mu) + 1e-12);
      expect(Math.abs(many - share)).toBeLessThanOrEqual(Math.abs(few - share) + 1e-12);
    }),
  );
});

test('[F12] seven groups of ten are too few, equal ones do not differ, opposites are held at 10', () => {
  const groups = (length: number, count: (at: number) => number) =>
    Array.from({ length }, (_, at) => ({ count: count(at), n: 10 }));
  expect(priorOf(groups(7, (at) => at))).toEqual({ mu: 0.3, strength: 20, how: 'too few groups' });
  expect(priorOf([...groups(7, () => 3), { count: 9, n: 9 }]).how).toBe('too few groups');
  expect(priorOf(groups(8, () => 8))).toEqual({ mu: 0.8, strength: 500, how: 'no spread beyond chance' });
  expect(priorOf(groups(8, (at) => (at % 2) * 10))).toEqual({ mu: 0.5, strength: 10, how: 'moments' });
});

test('[F12] of nothing nothing follows', () => {
  expect(priorOf([])).toEqual({ mu: null, strength: 20, how: 'too few groups' });
  expect(shrink({ count: 0, n: 0 }, { mu: null, strength: 20 })).toBeNull();
  expect(shrink({ count: 0, n: 0 }, { mu: 0.8, strength: 20 })).toBe(0.8);
  expect(() => priorOf([{ count: 2, n: 1 }])).toThrow(RangeError);
  expect(() => shrink({ count: 2, n: 1 }, { mu: 0.5, strength: 1 })).toThrow(RangeError);
});
