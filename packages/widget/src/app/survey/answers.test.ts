import { limits, reasons } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { formOf } from '../rating-form.ts';
import { shownReasons, withReason } from './answers.ts';

test('[R3] at most five reasons', () => {
  const five = reasons.slice(0, limits.reasons).reduce(withReason, formOf({ score: 1 }));
  expect(withReason(five, 'other').reasons).toEqual(five.reasons);
  expect(withReason(five, reasons[0] ?? 'other').reasons).toHaveLength(limits.reasons - 1);
});

test('eight reasons and two, then all; what was chosen stays in sight', () => {
  expect(shownReasons(false, [])).toEqual([...reasons.slice(0, 8), ...reasons.slice(-2)]);
  expect(shownReasons(false, ['rhythm'])).toContain('rhythm');
  expect(shownReasons(true, [])).toEqual(reasons);
});

const seeds = Array.from({ length: 400 }, (_, n) => n * 7_919);

test('the seed of the invitation mixes what is shown first, and the last two stay the last', () => {
  for (const seed of seeds) {
    const shown = shownReasons(false, [], seed);
    expect([...shown].sort()).toEqual([...shownReasons(false, [])].sort());
    expect(shown.slice(-2)).toEqual(['about_product', 'other']);
    expect(shownReasons(true, [], seed).slice(0, 8)).toEqual(shown.slice(0, 8));
    expect([...shownReasons(true, [], seed)].sort()).toEqual([...reasons].sort());
    expect(shownReasons(false, [], seed)).toEqual(shown);
  }
});

test('every reason of the first eight comes first about as often as the others', () => {
  const first = seeds.map((seed) => shownReasons(false, [], seed)[0]);
  // 400 draws of 8: 50 each; beyond four standard deviations (26) it would not be chance.
  for (const reason of reasons.slice(0, 8))
    expect(Math.abs(first.filter((other) => other === reason).length - 50), reason).toBeLessThan(27);
});
