// How often nothing is called something: what chance alone may raise, so that a null year can be judged. No report, no rows.
import { pChart } from '@rapport/ratings';
import { createDice } from '../model/dice.ts';
import { weeks } from './calendar.ts';

/** As long a frozen baseline as half a year gives (F13). */
const baselineWeeks = 26;
/** What an interval of 95 % leaves out on both sides (F4), and one of 99.8 % below (F23). */
export const nominalOfInterval = 0.05;
export const nominalOfTalk = 0.001;

/** F13: share of years with any signal, of `years` that are nothing but coins: 220 ratings a week, of which `share` are so. */
export function nominalOfTrend(share: number, years: number): number {
  const dice = createDice(2026);
  let signalled = 0;
  for (let year = 0; year < years; year++) {
    const coins = Array.from({ length: weeks }, () => {
      let count = 0;
      for (let rating = 0; rating < 220; rating++) if (dice.happens(share)) count++;
      return { count, n: 220 };
    });
    if (pChart(coins, baselineWeeks).signals.length > 0) signalled++;
  }
  return signalled / years;
}

/** The most alarms in `tries` that a method of this rate raises in 99 of 100 cases. */
export function mostAlarms(rate: number, tries: number): number {
  let chance = (1 - rate) ** tries;
  let sum = chance;
  let most = 0;
  while (sum < 0.99 && most < tries) {
    chance *= ((tries - most) / (most + 1)) * (rate / (1 - rate));
    sum += chance;
    most++;
  }
  return most;
}
