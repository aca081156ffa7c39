// Draws schedules from a seed, runs them, makes a failing one as small as it can be, and says what was tried.
import fc from 'fast-check';
import { type Run, runSchedule } from './schedule.ts';
import { type Schedule, schedules } from './step.ts';
import type { Defects } from './world.ts';

export interface ExploreOptions {
  readonly count: number;
  readonly seed: number;
  /** Most steps of one schedule. @default 40 */
  readonly length?: number;
  /** fast-check's name of one schedule. */
  readonly path?: string;
  readonly defects?: Defects;
  readonly onStep?: (what: string) => void;
  /** Milliseconds after which a failing schedule is made no smaller, and no further one is begun. @default 150_000 */
  readonly limitMs?: number;
}

export interface Outcome {
  readonly seed: number;
  readonly schedules: number;
  /** What went wrong and how to see it again; null if nothing did. */
  readonly failure: string | null;
  readonly faults: ReadonlyMap<string, number>;
  readonly events: number;
  readonly acks: number;
  readonly said: number;
}

class Violation extends Error {}

export async function runSchedules(o: ExploreOptions): Promise<Outcome> {
  const faults = new Map<string, number>();
  let [ran, events, acks, said] = [0, 0, 0, 0];
  let failed = false;
  function count(run: Run): void {
    ran += 1;
    for (const [what, times] of run.faults) faults.set(what, (faults.get(what) ?? 0) + times);
    events += run.events;
    acks += run.acks;
    said += run.said;
  }
  const property = fc.asyncProperty(schedules(o.length ?? 40), async (schedule: Schedule) => {
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
    interruptAfterTimeLimit: o.limitMs ?? 150_000,
  });
  const failure = details.failed
    ? [
        `${String((details.errorInstance as Error | null)?.message)}`,
        `seed ${details.seed}, path ${details.counterexamplePath}`,
        JSON.stringify(details.counterexample?.[0]),
      ].join('\n')
    : null;
  return { seed: o.seed, schedules: ran, failure, faults, events, acks, said };
}

/** One paragraph for the log of the tests. */
export function describeOutcome(o: Outcome): string {
  const histogram = [...o.faults].sort(([, a], [, b]) => b - a).map(([what, times]) => `${what} ${times}`);
  const total = [...o.faults.values()].reduce((sum, times) => sum + times, 0);
  return [
    `${o.schedules} schedules (seed ${o.seed}): ${o.said} texts said, ${o.events} events logged, ${o.acks} acks, ${total} faults`,
    histogram.join(' · '),
    o.failure ?? 'no violation',
  ].join('\n');
}
