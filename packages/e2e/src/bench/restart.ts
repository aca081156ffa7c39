// The relay is killed under 10,000 visitors of the real SDK and comes back: how long until the last of them has what was missed.
// The storm itself, and what must be true of it, is storm/storm.ts; here it is repeated and its spread is seen.
import { type Storm, storm } from '../storm/storm.ts';
import { alone, inTurns, type Result } from './figures.ts';

export const name = 'restart: 10,000 visitors resume';

const visitors = 10_000;

export async function run(repetitions: number): Promise<Result> {
  const [taken = []] = await inTurns([() => storm(visitors)], repetitions);
  const wrong = taken.reduce((sum, one) => sum + one.wrong.length, 0);
  const row = (what: string, unit: string, of: (one: Storm) => number) => alone(what, unit, taken, of);
  return {
    name,
    rows: [
      row('half have caught up after', 's', (one) => one.halfMs / 1_000),
      row('99 of 100 after', 's', (one) => one.mostMs / 1_000),
      row('all after', 's', (one) => one.allMs / 1_000),
      row('attempts per visitor', '', (one) => one.attempts / one.clients),
      row('attempts in the busiest 100 ms, of all visitors', '%', (one) => one.busiest * 100),
      row('messages under way', '', (one) => one.underWay),
    ],
    notes: [`Lost, doubled or out of order: ${wrong}.`],
  };
}
