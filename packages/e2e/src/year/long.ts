// Twenty planted years and twenty with nothing in them, a part of `pnpm test:long`. An argument is the first seed.
// Ends with 0 if every planted fact was found in 19 of 20, and no method raised more alarms than its rate.
import { facts, falseAlarms } from './years.ts';

const first = Number(process.argv[2] ?? 1);
if (!Number.isSafeInteger(first) || first < 0)
  throw new Error(`A seed is a whole number from 0; got ${process.argv[2]}.`);
const seeds = Array.from({ length: 20 }, (_, at) => first + at);
process.stdout.write(`Seeds ${first} to ${first + 19}, asked at GET /v1/reports/:name. Planted:\n`);
const found = await facts(seeds);
for (const { what, isWell } of found) process.stdout.write(`  ${isWell ? '' : 'TOO SELDOM: '}${what}\n`);
process.stdout.write('Nothing planted; all bounds hold together in 99 of 100 runs:\n');
const alarms = await falseAlarms(seeds, 2_000);
for (const { what, isWell } of alarms) process.stdout.write(`  ${isWell ? '' : 'TOO OFTEN: '}${what}\n`);
process.exitCode = [...found, ...alarms].every(({ isWell }) => isWell) ? 0 : 1;
