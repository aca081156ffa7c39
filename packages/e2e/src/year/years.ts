// Many years, planted and with nothing in them, judged by what was found in each: a fact must be found in 19 of 20 seeds, and a method
// may raise no more alarms in null years than its own rate lets expect in 99 of 100 cases.
import { mostAlarms, nominalOfInterval, nominalOfTalk, nominalOfTrend } from './alarm.ts';
import { yearOf } from './draw.ts';
import { nothing, planted } from './plan.ts';
import { type Alarms, alarmsOf, truthsOf } from './truths.ts';

export interface Verdict {
  readonly what: string;
  readonly isWell: boolean;
}

export function facts(seeds: readonly number[]): Verdict[] {
  const missed = new Map<string, number[]>();
  for (const seed of seeds)
    for (const { fact, found } of truthsOf(yearOf(seed, planted)))
      missed.set(fact, [...(missed.get(fact) ?? []), ...(found ? [] : [seed])]);
  return [...missed].map(([fact, seedsMissed]) => ({
    what: `${fact}: found in ${seeds.length - seedsMissed.length} of ${seeds.length}${seedsMissed.length > 0 ? ` (not in ${seedsMissed.join(', ')})` : ''}`,
    isWell: seedsMissed.length * 20 <= seeds.length,
  }));
}

/** Of a null year 80 % are satisfied and 13 % dissatisfied (rating.ts). */
const rates: Readonly<Record<Alarms['method'], (yearsOfCoins: number) => number>> = {
  'trend of the satisfied': (years) => nominalOfTrend(0.8, years),
  'trend of the dissatisfied': (years) => nominalOfTrend(0.13, years),
  'surveys by agent': () => nominalOfInterval,
  'promises by weekday': () => nominalOfTalk,
};

export function falseAlarms(seeds: readonly number[], yearsOfCoins: number): Verdict[] {
  const sums = new Map<Alarms['method'], { tries: number; raised: number }>();
  for (const seed of seeds)
    for (const { method, tries, raised } of alarmsOf(yearOf(seed, nothing))) {
      const sum = sums.get(method) ?? { tries: 0, raised: 0 };
      sums.set(method, { tries: sum.tries + tries, raised: sum.raised + raised });
    }
  return [...sums].map(([method, { tries, raised }]) => {
    const rate = rates[method](yearsOfCoins);
    const most = mostAlarms(rate, tries);
    return {
      what: `${method}: ${raised} of ${tries} (${((100 * raised) / tries).toFixed(1)} %); nominal ${(100 * rate).toFixed(1)} %, at most ${most} in 99 of 100 cases`,
      isWell: raised <= most,
    };
  });
}
