import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, caseMix } from './case-mix.ts';
import { counted } from './test/arbitrary.ts';
import { proves } from './test/vector.ts';

type Pair = [count: number, n: number];
type Departments = Record<string, Pair>;

test('[F15, V27] A is better in both departments and worse overall', () => {
  proves<Record<string, Departments>>('V27', (agents) => {
    const cells = Object.entries(agents).flatMap(([unit, departments]) =>
      Object.entries(departments).map(([department, [count, n]]): Cell => ({ unit, stratum: [department], count, n })),
    );
    const { strata, units } = caseMix(cells);
    return {
      dept: Object.fromEntries(strata.map(({ stratum, share }) => [stratum[0], share])),
      agents: Object.fromEntries(
        units.map(({ unit, share, expected, count, difference, z, adjusted }) => [
          unit,
          { raw: share, expected, observed: count, diff: difference, z, adjusted },
        ]),
      ),
      per_dept: Object.fromEntries(
        ['A', 'B'].map((unit) => [
          unit,
          Object.fromEntries(
            cells.filter((cell) => cell.unit === unit).map(({ stratum, count, n }) => [stratum[0], count / n]),
          ),
        ]),
      ),
    };
  });
});

const cells = fc.array(
  fc
    .tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('billing', 'general'), counted(60))
    .map(([unit, department, { count, n }]): Cell => ({ unit, stratum: [department], count, n })),
  { maxLength: 12 },
);

test('[F15] what all units together expect is what they have, and so no mix favours everybody', () => {
  fc.assert(
    fc.property(cells, (given) => {
      const { overall, units } = caseMix(given);
      const sum = (of: (unit: (typeof units)[number]) => number): number =>
        units.reduce((all, unit) => all + of(unit), 0);
      expect(sum(({ n }) => n)).toBe(overall.n);
      expect(sum(({ expected }) => expected ?? 0)).toBeCloseTo(overall.count, 8);
      expect(sum(({ difference }) => difference ?? 0)).toBeCloseTo(0, 8);
    }),
  );
});

test('[F15] with one stratum nothing is adjusted', () => {
  fc.assert(
    fc.property(fc.array(counted(60, 1), { minLength: 1, maxLength: 5 }), (groups) => {
      const { units } = caseMix(groups.map((group, at) => ({ unit: `${at}`, stratum: ['all'], ...group })));
      for (const { adjusted, share, expected } of units)
        if (expected !== 0) expect(adjusted).toBeCloseTo(share ?? Number.NaN, 10);
    }),
  );
});

test('[F15] language refines the department only when every cell of it has thirty', () => {
  const fine = (n: number): Cell[] => [
    { unit: 'A', stratum: ['billing', 'en'], count: 20, n: 30 },
    { unit: 'B', stratum: ['billing', 'el'], count: 5, n },
  ];
  expect(caseMix(fine(30))).toMatchObject({ depth: 2, strata: [{ stratum: ['billing', 'en'] }, {}] });
  expect(caseMix(fine(29))).toMatchObject({ depth: 1, strata: [{ stratum: ['billing'], count: 25, n: 59 }] });
  expect(caseMix([...fine(30), { unit: 'C', stratum: ['billing', 'ru'], count: 0, n: 0 }]).depth).toBe(2);
});

test('[F15] no ratings, no variance and no expectation are each null, not 0', () => {
  const { units } = caseMix([
    { unit: 'none', stratum: ['x'], count: 0, n: 0 },
    { unit: 'sad', stratum: ['y'], count: 0, n: 5 },
  ]);
  expect(units[0]).toMatchObject({ share: null, expected: null, z: null, adjusted: null });
  expect(units[1]).toMatchObject({ share: 0, expected: 0, z: null, adjusted: null });
  expect(caseMix([])).toMatchObject({ overall: { n: 0, share: null }, units: [] });
  expect(() => caseMix([{ unit: 'A', stratum: ['x'], count: 2, n: 1 }])).toThrow(RangeError);
});
