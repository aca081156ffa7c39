// `pnpm bench [words of a name] [--json FILE]`: runs the scenarios of packages/e2e/src/bench, one after the other, each beside its own baseline.
// A scenario is a file that exports `name` and `run`; the other files there are what scenarios are made of.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { filesUnder } from './files.ts';
import { packageDir, root } from './packages.ts';
import { run } from './run.ts';

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
}

export interface Result {
  readonly name: string;
  readonly rows: readonly Row[];
}

interface Scenario {
  readonly name: string;
  readonly run: () => Promise<Result>;
}

const heads = ['', 'measured', 'baseline', 'ratio'];

/** The rows as a table for a terminal. */
function table({ name, rows }: Result): string {
  const cells = rows.map(({ what, value, unit, baseline, ratio }) => [
    what,
    `${value} ${unit}`,
    baseline === undefined ? '' : `${baseline} ${unit}`,
    ratio === undefined ? '' : `${ratio} ×`,
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return `\n${name}\n${[heads, ...cells].map((row) => `  ${line(row)}`).join('\n')}\n`;
}

async function scenarios(words: readonly string[]): Promise<Scenario[]> {
  // Only what declares a name is loaded: a server that stands beside it would start.
  const paths = filesUnder(`${packageDir('e2e')}/src/bench`, (path) => path.endsWith('.ts'));
  const declaring = paths.filter((path) => /^export const name\b/m.test(readFileSync(path, 'utf8')));
  const all = await Promise.all(declaring.map((path) => import(path) as Promise<Scenario>));
  return all.filter(({ name }) => words.every((word) => name.includes(word)));
}

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const built = await run(process.execPath, [`${root}/scripts/build.ts`], { loud: true });
if (built.code !== 0) process.exit(built.code);

const results: Result[] = [];
for (const scenario of await scenarios(positionals)) {
  const result = await scenario.run();
  results.push(result);
  process.stdout.write(table(result));
}
if (results.length === 0) {
  process.stderr.write('No scenario has these words in its name.\n');
  process.exitCode = 2;
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
