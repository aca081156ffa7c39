// Draws schedules from a seed, runs them, makes a failing one as small as it can be, and says what was tried.
import fc from 'fast-check';
import { type Run, runSchedule } from './schedule.ts';
import { type Schedule, schedules } from './step.ts';
import type { Defects } from './world.ts';

export interface ExploreOptions {
  readonly count: number;
  readonly seed: number;
  /** Most steps of one schedule. @default 60 */
  readonly length?: number;
  /** fast-check's name of one schedule. */
  readonly path?: string;
  readonly defects?: Defects;
  readonly onStep?: (what: string) => void;
  /** Milliseconds after which a failing schedule is made no smaller, and no further one is begun. @default 150_000 */
  readonly limitMs?: number;
  /** Leaves a failing schedule as it was drawn. */
  readonly asDrawn?: boolean;
}

export interface Outcome {
  readonly seed: number;
  readonly schedules: number;
  /** What went wrong and how to see it again; null if nothing did. */
  readonly failure: string | null;
  readonly faults: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, number>;
  readonly acks: number;
  readonly said: number;
}

class Violation extends Error {}

export async function runSchedules(o: ExploreOptions): Promise<Outcome> {
  const faults = new Map<string, number>();
  const kinds = new Map<string, number>();
  let [ran, acks, said] = [0, 0, 0];
  let failed = false;
  function count(run: Run): void {
    ran += 1;
    addTo(faults, run.faults);
    addTo(kinds, run.kinds);
    acks += run.acks;
    said += run.said;
  }
  const property = fc.asyncProperty(schedules(o.length ?? 60), async (schedule: Schedule) => {
    const run = await runSchedule(schedule, {
      ...(o.defects && { defects: o.defects }),
      ...(o.onStep && { onStep: o.onStep }),
    });
    if (!failed) count(run);
    if (!run.failure) return;
    failed = true;
    throw new Violation(`invariant ${run.failure.invariant}: ${run.failure.what} (at ${run.failure.atMs} ms)`);
  });
  const details = await fc.check(property, {
    seed: o.seed,
    numRuns: o.count,
    ...(o.path !== undefined && { path: o.path, endOnFailure: true }),
    ...(o.asDrawn && { endOnFailure: true }),
    interruptAfterTimeLimit: o.limitMs ?? 150_000,
  });
  const failure = details.failed
    ? [
        `${String((details.errorInstance as Error | null)?.message)}`,
        `seed ${details.seed}, path ${details.counterexamplePath}`,
        JSON.stringify(details.counterexample?.[0]),
      ].join('\n')
    : null;
  return { seed: o.seed, schedules: ran, failure, faults, kinds, acks, said };
}

function addTo(sum: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [what, times] of more) sum.set(what, (sum.get(what) ?? 0) + times);
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, times) => sum + times, 0);
const histogram = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${what} ${times}`)
    .join(' · ');

/** A few lines for the log of the tests. */
export function describeOutcome(o: Outcome): string {
  return [
    `${o.schedules} schedules (seed ${o.seed}): ${o.said} texts said, ${o.acks} acks`,
    `${total(o.kinds)} events: ${histogram(o.kinds)}`,
    `${total(o.faults)} faults: ${histogram(o.faults)}`,
    o.failure ?? 'no violation',
  ].join('\n');
}
