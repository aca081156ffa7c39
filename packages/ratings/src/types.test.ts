// What the types promise. `pnpm check` judges these; at run time they only pass.
import { assertType, expectTypeOf, test } from 'vitest';
import {
  type Counted,
  type Csat,
  caseMix,
  compare,
  csat,
  deliveryGap,
  display,
  funnelDot,
  type Histogram,
  type Interval,
  nps,
  type Percentile,
  pareto,
  pChart,
  percent,
  type Share,
  shareOf,
  shrink,
  times,
  verdict,
  wilson,
} from './index.ts';

test('[F1, F2] the caller must face "no data" wherever a ratio is given', () => {
  expectTypeOf(percent).returns.toEqualTypeOf<number | null>();
  expectTypeOf(wilson).returns.toEqualTypeOf<Interval | null>();
  expectTypeOf(shareOf).returns.toEqualTypeOf<Share>();
  expectTypeOf<Share['share']>().toEqualTypeOf<number | null>();
  expectTypeOf(csat({ 4: 1 }).share).toEqualTypeOf<number | null>();
  expectTypeOf(nps({ promoters: 1, passives: 0, detractors: 0 }).nps).toEqualTypeOf<number | null>();
  expectTypeOf(deliveryGap).returns.toHaveProperty('gap').toEqualTypeOf<number | null>();
  expectTypeOf(shrink).returns.toEqualTypeOf<number | null>();
});

test('[F1] a score must be on the scale, and series of two scales are not one', () => {
  expectTypeOf<Histogram>().toEqualTypeOf<Readonly<Partial<Record<1 | 2 | 3 | 4 | 5, number>>>>();
  expectTypeOf(csat({ 3: 1 }, 3)).toEqualTypeOf<Csat<3>>();
  expectTypeOf<Csat<3>>().not.toExtend<Csat>();
  expectTypeOf<Csat>().not.toExtend<Csat<3>>();
  // @ts-expect-error 6 is not a score
  assertType<Histogram>({ 6: 1 });
  // @ts-expect-error a score is a number, and so is how often it was given
  assertType<Histogram>({ 5: '1' });
});

test('[F4, F15, F23] a share, with everything it carries, is a count of so many', () => {
  expectTypeOf<Share>().toExtend<Counted>();
  assertType(compare(shareOf(1, 2), shareOf(1, 2)));
  const [unit] = caseMix([]).units;
  assertType(unit && funnelDot(unit));
  // @ts-expect-error a share alone, without its count, is nothing to compare
  assertType<Counted>({ share: 0.8 });
});

test('[F14] "never" is a value of its own: not a number, not null', () => {
  expectTypeOf<Percentile>().toEqualTypeOf<number | 'never' | null>();
  expectTypeOf(times).parameter(0).toEqualTypeOf<readonly (number | null)[]>();
});

test('[F13, F18, F25, F26] verdicts are words from a short list, and results are read-only', () => {
  expectTypeOf(verdict)
    .returns.toHaveProperty('verdict')
    .toEqualTypeOf<'met' | 'missed' | 'cannot tell yet' | 'too few'>();
  expectTypeOf(pareto({ hours: 1 }, 1).reasons[0]?.code).toEqualTypeOf<'hours' | undefined>();
  expectTypeOf(pChart).returns.toHaveProperty('weeksPerPoint').toEqualTypeOf<1 | 2 | 4 | null>();
  const shown = display(1, 2);
  // @ts-expect-error what was computed is not changed afterwards
  assertType(() => (shown.percent = 99));
  // @ts-expect-error a target says on which side it is good
  assertType(() => verdict(1, 2, { target: 0.8 }));
});
