// The reference vectors of F0–F2 and F26, by their names. Ratios agree to the 4 decimals they are given with.
import { describe, expect, test } from 'vitest';
import { csat, display, type Histogram, type Interval, percent, wilson, z95 } from './index.ts';
import file from './vectors.json' with { type: 'json' };

interface Vector<I, E> {
  readonly title: string;
  readonly inputs: I;
  readonly expected: E;
}

function vector<I, E>(id: string): Vector<I, E> {
  const found = file.vectors.find((v) => v.id === id);
  if (!found) throw new Error(`There is no vector ${id}.`);
  return found as unknown as Vector<I, E>;
}

const fixed = (value: number): string => value.toFixed(4);
const limits = (interval: Interval | null): string[] | undefined => interval?.map(fixed);

test('[F2] the quantile is the one that the vectors were made with', () => {
  expect(z95).toBe(file.z95);
});

interface Month {
  n: number;
  satisfied: number;
  csat: number;
  csat_display: number;
  wilson: [number, number];
  top_box: number;
  dissatisfied: number;
  dsat: number;
  dsat_wilson: [number, number];
  mean: number;
}

describe.each(['V01', 'V02', 'V03', 'V04', 'V05', 'V06'])('[F1, F2] %s', (id) => {
  const { title, inputs, expected } = vector<{ hist: Histogram }, Month>(id);
  test(`[F1] ${id} ${title}`, () => {
    const got = csat(inputs.hist);
    expect(got).toMatchObject({ n: expected.n, satisfied: expected.satisfied, dissatisfied: expected.dissatisfied });
    expect(percent(got.satisfied, got.n)).toBe(expected.csat_display);
    const ratios = [got.share, got.topShare, got.dissatisfiedShare, got.mean];
    expect(ratios.map((ratio) => fixed(ratio ?? Number.NaN))).toEqual(
      [expected.csat, expected.top_box, expected.dsat, expected.mean].map(fixed),
    );
    expect(limits(got.interval)).toEqual(expected.wilson.map(fixed));
    expect(limits(got.dissatisfiedInterval)).toEqual(expected.dsat_wilson.map(fixed));
  });
});

test('[F1] V07 no ratings is null, never 0 %', () => {
  const { inputs } = vector<{ hist: Histogram }, unknown>('V07');
  expect(csat(inputs.hist)).toEqual({
    n: 0,
    satisfied: 0,
    dissatisfied: 0,
    histogram: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
    share: null,
    interval: null,
    dissatisfiedShare: null,
    dissatisfiedInterval: null,
    topShare: null,
    mean: null,
  });
  expect(percent(0, 0)).toBeNull();
});

test('[F0] V08 rounding ties go away from zero', () => {
  const { inputs, expected } = vector<{ cases: [number, number][] }, { display: number[] }>('V08');
  expect(inputs.cases.map(([num, den]) => percent(num, den))).toEqual(expected.display);
});

test('[F2] V09 Wilson equals published values to 12 digits', () => {
  const { inputs, expected } = vector<{ cases: [number, number][]; z: number }, { wilson: number[][] }>('V09');
  const got = inputs.cases.map(([k, n]) => wilson(k, n, inputs.z)?.map((limit) => limit.toFixed(12)));
  expect(got).toEqual(expected.wilson.map((pair) => pair.map((limit) => limit.toFixed(12))));
});

test('[F2] V10 the interval of 8 of 10 stays below 1, where the textbook one does not', () => {
  const { inputs, expected } = vector<{ k: number; n: number }, { wilson: number[]; wald: [number, number] }>('V10');
  expect(limits(wilson(inputs.k, inputs.n))).toEqual(expected.wilson.map(fixed));
  expect(wilson(inputs.k, inputs.n)?.[1]).toBeLessThan(1);
  expect(expected.wald[1]).toBeGreaterThan(1);
});

test('[F2] V38 none of 150 does not allow "under 2 %"', () => {
  const { inputs, expected } = vector<
    { k: number; n: number },
    { wilson_upper: number; may_claim_under_2pct: boolean }
  >('V38');
  const [lower, upper] = wilson(inputs.k, inputs.n) ?? [];
  expect(lower).toBe(0);
  expect(fixed(upper ?? Number.NaN)).toBe(fixed(expected.wilson_upper));
  expect((upper ?? 0) < 0.02).toBe(expected.may_claim_under_2pct);
});

test('[F26] V40 what may be shown grows with the count', () => {
  interface Shown {
    text: string | null;
    pct: number | null;
    interval: boolean;
    compare: boolean;
  }
  const { inputs, expected } = vector<{ cases: [number, number][] }, { show: Shown[] }>('V40');
  const got = inputs.cases.map(([k, n]) => display(k, n)).map(({ percent: pct, ...rest }) => ({ ...rest, pct }));
  expect(got).toEqual(expected.show);
});
