import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pChart, rolling } from './p-chart.ts';
import { counted } from './test/arbitrary.ts';
import { proves } from './test/vector.ts';

type Pair = [count: number, n: number];
const of = ([count, n]: Pair) => ({ count, n });
const weeks = (length: number, count: number, n: number) => Array.from({ length }, () => ({ count, n }));

test('[F13, V24] 48 of 80 after eleven weeks around 81 % is below the limits', () => {
  proves<{ weeks: Pair[]; baseline_weeks: number }>('V24', (inputs) => {
    const { centre, points, signals, sigmaZ } = pChart(inputs.weeks.map(of), inputs.baseline_weeks);
    const last = points.at(-1);
    return {
      centre,
      last: { p: last?.share, lcl: last?.limits?.[0], ucl: last?.limits?.[1] },
      outside: signals.filter(({ rule }) => rule === 'outside').map(({ at }) => at),
      laney_sigma_z_baseline: sigmaZ,
    };
  });
});

test('[F13] a shift of the level is a run, told at its eighth point and not again', () => {
  const { signals, weeksPerPoint } = pChart([...weeks(5, 80, 100), ...weeks(5, 82, 100), ...weeks(12, 77, 100)], 10);
  expect(weeksPerPoint).toBe(1);
  expect(signals).toEqual([{ rule: 'run', side: 'below', from: 10, at: 17, to: 21 }]);
});

test('[F13] the baseline is frozen: what comes later moves neither centre nor limits', () => {
  fc.assert(
    fc.property(
      fc.array(counted(200, 20), { minLength: 8, maxLength: 20 }),
      fc.array(counted(200), { maxLength: 20 }),
      (baseline, later) => {
        const alone = pChart(baseline, baseline.length);
        const both = pChart([...baseline, ...later], baseline.length);
        expect(both.centre).toBe(alone.centre);
        expect(both.sigmaZ).toBe(alone.sigmaZ);
        expect(both.points.slice(0, baseline.length)).toEqual(alone.points);
      },
    ),
  );
});

test('[F13] limits hold the centre, are within 0 to 1, and narrow with the count', () => {
  fc.assert(
    fc.property(
      fc.array(counted(200, 20), { minLength: 8, maxLength: 12 }),
      fc.nat(500),
      fc.nat(500),
      (baseline, a, b) => {
        const chart = pChart([...baseline, { count: 0, n: a }, { count: 0, n: a + b }], baseline.length);
        const [few, many] = chart.points.slice(-2).map(({ limits }) => limits ?? [0, 1]);
        expect(few?.[0]).toBeGreaterThanOrEqual(0);
        expect(few?.[1]).toBeLessThanOrEqual(1);
        expect(many?.[0]).toBeGreaterThanOrEqual(few?.[0] ?? 2);
        expect(many?.[1]).toBeLessThanOrEqual(few?.[1] ?? -1);
      },
    ),
  );
});

test('[F13] weeks of fewer than 20 are merged by twos, then by fours, and one point is judged only when full', () => {
  const thin = pChart(weeks(17, 8, 10), 16);
  expect(thin).toMatchObject({ weeksPerPoint: 2, centre: 0.8, baseline: { count: 128, n: 160 } });
  expect(thin.points.map(({ week }) => week)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16]);
  expect(thin.points.at(-2)).toMatchObject({ weeks: 2, n: 20, judged: true });
  expect(thin.points.at(-1)).toMatchObject({ weeks: 1, n: 10, judged: false });
  const filling = pChart([...weeks(16, 8, 10), { count: 0, n: 25 }], 16);
  expect(filling.points.at(-1)).toMatchObject({ weeks: 1, n: 25, judged: false });
  expect(filling.signals).toEqual([]);
  expect(pChart(weeks(17, 8, 10), 17)).toMatchObject({ weeksPerPoint: 2, baseline: { n: 160 } });
  expect(pChart(weeks(32, 4, 5), 32).weeksPerPoint).toBe(4);
});

test('[F13] without eight points of twenty there are no limits and no signals', () => {
  for (const [length, n] of [
    [7, 100],
    [31, 5],
    [32, 4],
    [0, 0],
  ] as const) {
    const chart = pChart(weeks(length, 0, n), length);
    expect(chart).toMatchObject({ weeksPerPoint: null, centre: null, sigmaZ: null, signals: [] });
    expect(chart.points.every(({ limits, judged }) => limits === null && !judged)).toBe(true);
  }
});

test('[F13] a point of fewer than 20 is drawn and not judged; a week without ratings has no share', () => {
  const { points, signals } = pChart(
    [...weeks(4, 80, 100), ...weeks(4, 84, 100), { count: 0, n: 19 }, { count: 0, n: 0 }, { count: 0, n: 20 }],
    8,
  );
  expect(points.slice(-3).map(({ judged, share }) => [judged, share])).toEqual([
    [false, 0],
    [false, null],
    [true, 0],
  ]);
  expect(signals).toEqual([{ rule: 'outside', at: 10, side: 'below' }]);
});

test('[F13] weeks that differ more than chance widen the limits (Laney)', () => {
  const wild = Array.from({ length: 12 }, (_, at) => ({ count: at % 2 === 0 ? 900 : 700, n: 1000 }));
  const { sigmaZ, widened, points, signals } = pChart(wild, 12);
  // z is ±0.1/√(0.16/1000) = ±7.906, every moving range 15.811, over 1.128
  expect(sigmaZ).toBeCloseTo(14.017, 3);
  expect(widened).toBe(true);
  expect(points[0]?.limits?.[0]).toBeCloseTo(0.8 - 3 * 14.017 * Math.sqrt(0.16 / 1000), 4);
  expect(signals).toEqual([]);
});

test('[F13] a baseline of all satisfied has no variation and no limits; a run below it is a signal', () => {
  const { centre, points, sigmaZ, signals } = pChart([...weeks(8, 50, 50), ...weeks(8, 49, 50)], 8);
  expect([centre, sigmaZ, points[8]?.limits]).toEqual([1, null, null]);
  expect(signals).toEqual([{ rule: 'run', side: 'below', from: 8, at: 15, to: 15 }]);
});

test('[F13] a point is outside as seldom as the docstring says, summed over every outcome', () => {
  for (const [p, n] of [
    [0.8, 100],
    [0.8, 400],
    [0.5, 50],
  ] as const) {
    const baseline = weeks(8, Math.round(p * 1000), 1000);
    let chance = (1 - p) ** n;
    let outside = 0;
    for (let k = 0; k <= n; k++) {
      if (pChart([...baseline, { count: k, n }], 8).signals.length > 0) outside += chance;
      chance *= ((n - k) / (k + 1)) * (p / (1 - p));
    }
    expect(outside).toBeGreaterThan(1 / 1000);
    expect(outside).toBeLessThan(1 / 200);
  }
});

test('[F13] years with nothing in them signal as seldom as the docstring says', () => {
  let state = 12_345;
  const week = () => {
    let count = 0;
    for (let rating = 0; rating < 200; rating++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      if (state / 2 ** 32 < 0.8) count++;
    }
    return { count, n: 200 };
  };
  for (const [baseline, outside, inRuns] of [
    [8, 0.18, 0.44],
    [13, 0.15, 0.29],
    [26, 0.1, 0.19],
  ] as const) {
    const signals = Array.from(
      { length: 400 },
      () => pChart(Array.from({ length: 52 }, week), baseline).signals,
    ).flat();
    expect(signals.filter(({ rule }) => rule === 'outside').length / 400).toBeCloseTo(outside, 1);
    expect(signals.filter(({ rule }) => rule === 'run').length / 400).toBeCloseTo(inRuns, 1);
  }
});

test('[F13] the line for reading is the share of each window, and begins with the first full one', () => {
  fc.assert(
    fc.property(fc.array(counted(30), { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (daily, days) => {
      const line = rolling(daily, days);
      expect(line.length).toBe(Math.max(0, daily.length - days + 1));
      for (const [at, { count, n }] of line.entries()) {
        const window = daily.slice(at, at + days);
        expect(count).toBe(window.reduce((sum, day) => sum + day.count, 0));
        expect(n).toBe(window.reduce((sum, day) => sum + day.n, 0));
      }
    }),
  );
  expect(() => rolling([], 0)).toThrow(RangeError);
});

test('[F13] what is not a count, and a baseline longer than the weeks, is refused', () => {
  expect(() => pChart([{ count: 2, n: 1 }], 1)).toThrow(RangeError);
  expect(() => pChart([], 1)).toThrow(RangeError);
  expect(() => pChart([], 0.5)).toThrow(RangeError);
});
