// The model at length: many schedules of many steps, spread over processes, and a histogram that shows what was tried.
//   node --conditions=@rapport/source packages/e2e/src/model/long.ts [--count N] [--seed N] [--workers N] [--minutes N]
// It fails if a schedule does, if it could not run them all in its time, or if it did not try enough of everything.
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { describeOutcome, type Outcome, runSchedules } from './explore.ts';
import { describeTally, histogram, join, missing } from './tally.ts';

const full = { count: 10_000, minutes: 60, length: 130 };
/** Of a full run; a shorter one owes its share of the first. */
const owed = { perFault: 500, steps: 100, resendingShare: 0.3 };
/** Schedules that one process runs in one go. A failing one ends it and is told as it was drawn; main.ts makes it smaller. */
const goSize = 250;

interface Go {
  readonly seed: number;
  readonly count: number;
  readonly limitMs: number;
}

if (process.send) {
  process.on('message', (go: Go) => void work(go));
  // Without the parent nobody waits for the result.
  process.on('disconnect', () => process.exit(1));
}
if (!process.send) process.exitCode = await main();

async function work({ seed, count, limitMs }: Go): Promise<void> {
  const outcome = await runSchedules({ seed, count, limitMs, length: full.length, asDrawn: true });
  process.send?.(outcome);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string' },
      seed: { type: 'string' },
      workers: { type: 'string' },
      minutes: { type: 'string' },
    },
  });
  const count = Number(values.count ?? full.count);
  const seed = Number(values.seed ?? 20_261_123);
  const workers = Number(values.workers ?? availableParallelism());
  const startedAt = performance.now();
  const leftMs = (): number => Number(values.minutes ?? full.minutes) * 60_000 - (performance.now() - startedAt);

  const goes = Array.from({ length: Math.ceil(count / goSize) }, (_, i) => ({
    seed: seed + i,
    count: Math.min(goSize, count - i * goSize),
  }));
  const outcomes: Outcome[] = [];
  async function lane(): Promise<void> {
    const child = fork(import.meta.filename, { execArgv: ['--conditions=@rapport/source'] });
    for (let go = goes.shift(); go && leftMs() > 0; go = goes.shift()) {
      outcomes.push(await ask(child, { ...go, limitMs: leftMs() }));
      const done = outcomes.reduce((sum, one) => sum + one.tally.schedules, 0);
      console.info(`${done} of ${count} schedules, ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
    }
    child.disconnect();
  }
  await Promise.all(Array.from({ length: workers }, lane));

  const tally = join(outcomes.map((one) => one.tally));
  const failures = outcomes.filter((one) => one.failure !== null);
  const lacks = missing(tally, { ...owed, perFault: Math.floor((owed.perFault * count) / full.count) });
  if (tally.schedules < count && failures.length === 0) lacks.push(`${tally.schedules} of ${count} schedules in time`);
  console.info(`\n${describeTally(tally)}\n\n${histogram(tally)}\n`);
  for (const failed of failures) console.info(`${describeOutcome(failed)}\n`);
  for (const lack of lacks) console.info(`not enough: ${lack}`);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  console.info(`model: ${tally.schedules} schedules, ${failures.length} failed, ${workers} processes, ${seconds} s`);
  return failures.length > 0 || lacks.length > 0 ? 1 : 0;
}

function ask(child: ChildProcess, go: Go): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`A worker ended with ${code} at seed ${go.seed}.`));
    child.once('exit', onExit);
    child.once('message', (outcome) => {
      child.off('exit', onExit);
      resolve(outcome as Outcome);
    });
    child.send(go);
  });
}
