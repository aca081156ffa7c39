// `pnpm test:long [part …] [--seed N]`: what takes too long for every change. Each part is a program of its own, bounded in time, which prints its
// figures and ends with 0 only if all is well. A new part is one entry here.
import { parseArgs } from 'node:util';
import { root } from './packages.ts';
import { run } from './run.ts';

interface Part {
  readonly name: string;
  /** Under the root of the house. */
  readonly file: string;
  readonly args?: readonly string[];
  /** Takes the seed that was given as its argument. */
  readonly isSeeded?: boolean;
  readonly about: string;
}

const parts: readonly Part[] = [
  {
    name: 'model',
    file: 'packages/e2e/src/model/long.ts',
    about: '10,000 schedules of faults over two nodes and a lossy bus',
  },
  {
    name: 'faults',
    file: 'packages/e2e/src/faults/long.ts',
    about: '200 kills, power cuts, full and failing disks, bad networks, at random instants',
  },
  {
    name: 'storm',
    file: 'packages/e2e/src/storm/long.ts',
    about: '10,000 visitors dropped together come back to a relay that was killed',
  },
  {
    name: 'life',
    file: 'packages/e2e/src/life/long.ts',
    about:
      'a browser that reloads, kills, duplicates and disconnects the tabs of one visitor, drawn by lot; minutes in a hidden tab',
  },
  {
    name: 'year',
    file: 'packages/e2e/src/year/long.ts',
    isSeeded: true,
    about:
      '20 years of 50,000 sessions with facts planted in them, which are found, and 20 with nothing, where nothing is',
  },
];

async function main(names: readonly string[], seed: string | undefined): Promise<number> {
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No such part: ${unknown.join(', ')}. There are: ${parts.map(({ name }) => name).join(', ')}.\n`,
    );
    return 2;
  }
  const results: string[] = [];
  let worst = 0;
  for (const { name, file, args = [], isSeeded, about } of parts) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`\n=== ${name}: ${about}\n`);
    const startedAt = performance.now();
    const own = isSeeded && seed !== undefined ? [...args, seed] : args;
    const { code } = await run(process.execPath, ['--conditions=@rapport/source', `${root}/${file}`, ...own], {
      loud: true,
    });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
    results.push(`${name}: ${code === 0 ? 'well' : `FAILED (${code})`}, ${seconds} s`);
    worst = Math.max(worst, code);
  }
  process.stdout.write(`\n${results.join('\n')}\n`);
  return worst;
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } });
process.exitCode = await main(positionals, values.seed);
