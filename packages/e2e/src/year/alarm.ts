// How often nothing is called something: what chance alone may raise, so that a null year can be judged. No report, no rows.
import { pChart } from '@rapport/ratings';
import { createDice, weeks } from '@rapport/relay/sample';
import type { Method } from './alarms.ts';

/** As long a frozen baseline as half a year gives (F13). */
const baselineWeeks = 26;
const ratingsPerWeek = 240;

/** What an interval of 95 % leaves out on both sides (F4, F11, F23), and on one. */
const [bothSides, oneSide] = [0.05, 0.025];

/** By chance alone. Of a null year 80 % are satisfied and 13 % dissatisfied (core/sample/rating.ts). */
export const nominal: Readonly<Record<Method, (yearsOfCoins: number) => number>> = {
  'trend of the satisfied (F13)': (years) => nominalOfTrend(0.8, years),
  'trend of the dissatisfied (F13)': (years) => nominalOfTrend(0.13, years),
  'change between two periods (F4)': () => bothSides,
  'reason named more than before (F4)': () => oneSide,
  'kept promises and satisfaction (F4)': () => bothSides,
  'surveys answered by agent (F9, F4)': () => bothSides,
  // One side of 99.8 %.
  'promises by weekday (F23 limits)': () => 0.001,
  'gap of belief and rating (F11)': () => bothSides,
  'one person beside the case mix (F15, F23)': () => bothSides,
  // A share of all ratings that nobody comes near who rates as others do.
  'one visitor in the score (F24)': () => 0,
};

/** F13: share of years with any signal, of `years` that are nothing but coins, of which `share` are so. */
function nominalOfTrend(share: number, years: number): number {
  const dice = createDice(2026);
  let signalled = 0;
  for (let year = 0; year < years; year++) {
    const coins = Array.from({ length: weeks }, () => {
      let count = 0;
      for (let rating = 0; rating < ratingsPerWeek; rating++) if (dice.happens(share)) count++;
      return { count, n: ratingsPerWeek };
    });
    if (pChart(coins, baselineWeeks).signals.length > 0) signalled++;
  }
  return signalled / years;
}

/** The most signals in so many tests that a method of this rate gives with a chance of `confidence` or more: a bound of the binomial. */
export function mostAlarms(rate: number, tests: number, confidence: number): number {
  let chance = (1 - rate) ** tests;
  let sum = chance;
  let most = 0;
  while (sum < confidence && most < tests) {
    chance *= ((tests - most) / (most + 1)) * (rate / (1 - rate));
    sum += chance;
    most++;
  }
  return most;
}
