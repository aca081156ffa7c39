// Draws schedules from a seed, runs them, makes a failing one as small as it can be, and says what was tried.
import fc from 'fast-check';
import { runSchedule } from './schedule.ts';
import { type Schedule, schedules } from './step.ts';
import { count, describeTally, emptyTally, type Tally } from './tally.ts';
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
  /** Hears the tally after each schedule. */
  readonly onTally?: (tally: Tally) => void;
}

export interface Outcome {
  readonly seed: number;
  readonly tally: Tally;
  /** What went wrong and how to see it again; null if nothing did. */
  readonly failure: string | null;
}

class Violation extends Error {}

export async function runSchedules(o: ExploreOptions): Promise<Outcome> {
  const tally = emptyTally();
  let failed = false;
  const property = fc.asyncProperty(schedules(o.length ?? 60), async (schedule: Schedule) => {
    const run = await runSchedule(schedule, {
      ...(o.defects && { defects: o.defects }),
      ...(o.onStep && { onStep: o.onStep }),
    });
    if (!failed) count(tally, run);
    if (!failed) o.onTally?.(tally);
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
  return { seed: o.seed, tally, failure };
}

/** A few lines for the log of the tests. */
export function describeOutcome({ seed, tally, failure }: Outcome): string {
  return `seed ${seed}: ${describeTally(tally)}\n${failure ?? 'no violation'}`;
}
