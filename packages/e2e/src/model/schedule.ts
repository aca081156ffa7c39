// Runs one schedule: all steps with all faults, then peace, then the last checks.
import { act, type Memory } from './act.ts';
import { createChecks } from './check.ts';
import type { Schedule } from './step.ts';
import { createWorld, type Defects, type Failure } from './world.ts';

export interface Run {
  readonly failure: Failure | null;
  readonly faults: ReadonlyMap<string, number>;
  /** Events in the log, by kind. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly acks: number;
  readonly said: number;
}

const peaceStepMs = 2_500;
/** Longest backoff, then a heartbeat and the repair that it may bring (invariants 21 and 22). */
const longestPeaceMs = 150_000;

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
  const [first, second, ...agents] = world.people;
  for (const person of [first, second, ...agents]) if (person) world.openTab(person);
  await world.pass(200);

  for (const { step, thenMs } of schedule.steps) {
    onStep?.(`--- ${JSON.stringify(step)}`);
    act(world, memory, step);
    await world.pass(step.do === 'wait' ? step.ms : thenMs);
    checks.afterStep();
    if (world.failures.length > 0) break;
  }

  if (world.failures.length === 0) {
    onStep?.('--- peace');
    world.nextHint = null;
    world.crashAt = null;
    world.disk.failNext = null;
    world.disk.commitMs = 4;
    world.boot();
    for (const person of world.people) person.offline = false;
    for (const link of world.wire.links) {
      for (const direction of ['up', 'down'] as const) {
        link[direction].extraMs = 0;
        link[direction].next = null;
        if (link[direction].state === 'stalled') link.setLane(direction, 'flowing');
      }
    }
    // Tabs that were away are back by now.
    await world.pass(3_000);
    for (const person of world.people) if (![...world.tabs].some((tab) => tab.person === person)) world.openTab(person);
    checks.quiet();
    for (let passed = 0; passed < longestPeaceMs && !(checks.quiet() && passed >= 30_000); passed += peaceStepMs) {
      await world.pass(peaceStepMs);
      checks.afterStep();
      if (world.failures.length > 0) break;
    }
    if (world.failures.length === 0) await checks.atTheEnd();
  }
  return {
    failure: world.failures[0] ?? null,
    faults: world.faults,
    kinds: world.record.kinds,
    acks: world.tap.acks.count,
    said: memory.said.size,
  };
}
