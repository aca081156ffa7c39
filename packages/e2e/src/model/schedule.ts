// Runs one schedule: all steps with all faults, then peace, then the last checks.
import { act, type Memory } from './act.ts';
import { createChecks } from './check.ts';
import { createEndChecks } from './check-end.ts';
import { makePeace } from './peace.ts';
import type { Schedule } from './step.ts';
import { createWorld, type Defects, type Failure } from './world.ts';

export interface Run {
  readonly failure: Failure | null;
  readonly faults: ReadonlyMap<string, number>;
  /** Events in the log, by kind. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly acks: number;
  readonly said: number;
  readonly steps: number;
  /** Commands that left a second time. */
  readonly resent: number;
}

export interface RunOptions {
  readonly defects?: Defects;
  readonly onStep?: (what: string) => void;
}

export async function runSchedule(schedule: Schedule, { defects, onStep }: RunOptions = {}): Promise<Run> {
  const world = await createWorld({
    seed: schedule.seed,
    ...(defects && { defects }),
    ...(onStep && { trace: onStep }),
  });
  const memory: Memory = { said: new Map(), trespasses: 0 };
  const checks = createChecks(world, memory);
  let steps = 0;
  for (const person of world.people) world.openTab(person);
  await world.pass(200);

  for (const { step, thenMs } of schedule.steps) {
    onStep?.(`--- ${JSON.stringify(step)}`);
    act(world, memory, step);
    steps += 1;
    await world.pass(step.do === 'wait' ? step.ms : thenMs);
    checks.afterStep();
    if (world.failures.length > 0) break;
  }

  if (world.failures.length === 0) {
    onStep?.('--- peace');
    await makePeace(world, checks, createEndChecks(world, memory, checks));
  }
  return {
    failure: world.failures[0] ?? null,
    faults: world.faults,
    kinds: world.record.kinds,
    acks: world.tap.acks.count,
    said: memory.said.size,
    steps,
    resent: world.guard.resent.count,
  };
}
