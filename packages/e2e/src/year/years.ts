// Many years, planted and with nothing in them, judged by what the public reports say of each: a fact must be found in 19 of 20 seeds,
// and no method may raise more alarms in null years than its own rate lets expect. All of them together stay below their bounds in 99 of
// 100 runs of a house that is right (Bonferroni), so that others may choose the seeds.
import { nothing, planted, yearOf } from '@rapport/relay/sample';
import { mostAlarms, nominal } from './alarm.ts';
import { alarmsOf, type Method, methods } from './alarms.ts';
import { monday, sessionsOfYear } from './calendar.ts';
import { withReports } from './house.ts';
import { truthsOf } from './truths.ts';

export interface Verdict {
  readonly what: string;
  readonly isWell: boolean;
}

const confidence = 1 - 0.01 / methods.length;

export async function facts(seeds: readonly number[]): Promise<Verdict[]> {
  const missed = new Map<string, number[]>();
  for (const seed of seeds)
    for (const { fact, found } of await withReports(yearOf(seed, planted, sessionsOfYear, monday), truthsOf))
      missed.set(fact, [...(missed.get(fact) ?? []), ...(found ? [] : [seed])]);
  return [...missed].map(([fact, seedsMissed]) => ({
    what: `${fact}: found in ${seeds.length - seedsMissed.length} of ${seeds.length}${seedsMissed.length > 0 ? ` (not in ${seedsMissed.join(', ')})` : ''}`,
    isWell: seedsMissed.length * 20 <= seeds.length,
  }));
}

export async function falseAlarms(seeds: readonly number[], yearsOfCoins: number): Promise<Verdict[]> {
  const sums = new Map<Method, { tests: number; signals: number }>();
  for (const seed of seeds)
    for (const { method, tests, signals } of await withReports(
      yearOf(seed, nothing, sessionsOfYear, monday),
      alarmsOf,
    )) {
      const sum = sums.get(method) ?? { tests: 0, signals: 0 };
      sums.set(method, { tests: sum.tests + tests, signals: sum.signals + signals });
    }
  return [...sums].map(([method, { tests, signals }]) => {
    const rate = nominal[method](yearsOfCoins);
    const most = mostAlarms(rate, tests, confidence);
    return {
      what: `${method}: ${signals} signals in ${tests} tests (${((100 * signals) / tests).toFixed(1)} %); nominal ${(100 * rate).toFixed(1)} %, at most ${most}`,
      isWell: signals <= most,
    };
  });
}
