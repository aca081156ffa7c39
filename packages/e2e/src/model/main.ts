// The model from a terminal: more schedules, another seed, or one schedule again, step by step.
//   node --conditions=@rapport/source packages/e2e/src/model/main.ts [--seed N] [--count N] [--length N] [--path P [--trace]]
import { parseArgs } from 'node:util';
import { describeOutcome, runSchedules } from './explore.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    length: { type: 'string' },
    path: { type: 'string' },
    trace: { type: 'boolean' },
  },
});
const startedAt = performance.now();
const outcome = await runSchedules({
  count: Number(values.count ?? 500),
  seed: Number(values.seed ?? Date.now() % 2 ** 31),
  ...(values.length !== undefined && { length: Number(values.length) }),
  ...(values.path !== undefined && { path: values.path }),
  ...(values.trace && { onStep: (what) => console.info(what) }),
});
console.info(`${describeOutcome(outcome)}\n${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
process.exitCode = outcome.failure ? 1 : 0;
