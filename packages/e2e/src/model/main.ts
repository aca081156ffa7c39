// The model from a terminal: more schedules, another seed, or one schedule again, step by step.
//   node --conditions=@rapport/source packages/e2e/src/model/main.ts [--seed N] [--count N] [--length N] [--path P] [--schedule FILE] [--trace]
//   --as-drawn leaves a failing schedule as long as it is; --limit: seconds after which no further one is begun
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeOutcome, runSchedules } from './explore.ts';
import { runSchedule } from './schedule.ts';
import type { Schedule } from './step.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    length: { type: 'string' },
    path: { type: 'string' },
    schedule: { type: 'string' },
    trace: { type: 'boolean' },
    'as-drawn': { type: 'boolean' },
    limit: { type: 'string' },
  },
});
const onStep = values.trace ? (what: string): void => console.info(what) : undefined;
if (values.schedule !== undefined) {
  // What a failure printed in its last line.
  const { failure } = await runSchedule(JSON.parse(readFileSync(values.schedule, 'utf8')) as Schedule, {
    ...(onStep && { onStep }),
  });
  console.info(failure ?? 'no violation');
  process.exit(failure ? 1 : 0);
}
const startedAt = performance.now();
const outcome = await runSchedules({
  count: Number(values.count ?? 500),
  seed: Number(values.seed ?? Date.now() % 2 ** 31),
  ...(values.length !== undefined && { length: Number(values.length) }),
  ...(values.path !== undefined && { path: values.path }),
  ...(values['as-drawn'] && { asDrawn: true }),
  ...(values.limit !== undefined && { limitMs: Number(values.limit) * 1_000 }),
  ...(onStep && { onStep }),
});
console.info(`${describeOutcome(outcome)}\n${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
process.exitCode = outcome.failure ? 1 : 0;
