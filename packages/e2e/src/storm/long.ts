// The storm at its full width, a part of `pnpm test:long`. An argument says how many clients. Ends with 0 if the promise was kept.
import { figures, storm } from './storm.ts';

const longestMs = 30_000;
const mostAtOnce = 0.08;

const startedAt = performance.now();
const it = await storm(Number(process.argv[2] ?? 10_000), (what) =>
  process.stdout.write(`${((performance.now() - startedAt) / 1_000).toFixed(1)} s: ${what}\n`),
);
process.stdout.write(`${figures(it)}\n`);
for (const sentence of it.wrong.slice(0, 20)) process.stdout.write(`${sentence}\n`);
const isKept = it.wrong.length === 0 && it.busiest <= mostAtOnce && it.allMs <= longestMs;
if (!isKept)
  process.stdout.write(`Promised: nothing wrong, all within ${longestMs} ms, at most ${mostAtOnce * 100} % at once.\n`);
process.exit(isKept ? 0 : 1);
