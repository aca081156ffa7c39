// `pnpm bench [words of a name] [--json FILE] [--markdown FILE] [--repetitions N]`: runs the scenarios of packages/e2e/src/bench, one
// after the other, each figure beside its own baseline. A scenario is a file that exports `name` and `run`; the other files there are
// what scenarios are made of.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Figure, Result, Row } from '../packages/e2e/src/bench/figures.ts';
import { filesUnder } from './files.ts';
import { packageDir, root } from './packages.ts';
import { run } from './run.ts';

interface Scenario {
  readonly name: string;
  readonly run: (repetitions: number) => Promise<Result>;
}

const heads = ['', 'measured', 'baseline', 'ratio'];

/** Three digits that mean something. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en', { maximumFractionDigits: Math.min(digits, 3) });
}

/** Median, and the range if there is one. */
function shown({ median, low, high }: Figure, unit: string): string {
  const range = low === high ? '' : ` (${short(low)}–${short(high)})`;
  return `${short(median)}${unit === '' ? '' : ` ${unit}`}${range}`;
}

const cells = ({ what, unit, value, baseline }: Row): string[] => [
  what,
  shown(value, unit),
  baseline ? `${shown(baseline.value, unit)}, ${baseline.name}` : '',
  baseline ? `${shown(baseline.ratio, '×')}` : '',
];

/** The rows as a table for a terminal. */
function table({ name, rows, notes = [] }: Result): string {
  const all = rows.map(cells);
  const widths = heads.map((head, at) => Math.max(head.length, ...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return `\n${[name, ...[heads, ...all].map((row) => `  ${line(row)}`), ...notes.map((note) => `  ${note}`)].join('\n')}\n`;
}

/** The same for a page that people read. */
function markdown({ name, rows, notes = [] }: Result): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return `**${name}**\n\n${[heads, heads.map(() => '---'), ...rows.map(cells)].map(line).join('\n')}\n\n${notes.join(' ')}\n`;
}

async function scenarios(words: readonly string[]): Promise<Scenario[]> {
  // Only what declares a name is loaded: a server that stands beside it would start.
  const paths = filesUnder(`${packageDir('e2e')}/src/bench`, (path) => path.endsWith('.ts'));
  const declaring = paths.filter((path) => /^export const name\b/m.test(readFileSync(path, 'utf8')));
  const all = await Promise.all(declaring.map((path) => import(path) as Promise<Scenario>));
  return all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, markdown: { type: 'string' }, repetitions: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const repetitions = Number(values.repetitions);
if (!Number.isSafeInteger(repetitions) || repetitions < 1) {
  process.stderr.write('--repetitions is a whole number, at least 1.\n');
  process.exit(2);
}
const chosen = await scenarios(positionals);
if (chosen.length === 0) {
  process.stderr.write('No scenario has such a word in its name.\n');
  process.exit(2);
}
const built = await run(process.execPath, [`${root}/scripts/build.ts`], { loud: true });
if (built.code !== 0) process.exit(built.code);

const results: Result[] = [];
for (const scenario of chosen) {
  const result = await scenario.run(repetitions);
  results.push(result);
  process.stdout.write(table(result));
  // After each, so that what was measured is not lost with what comes after it.
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  if (values.markdown) writeFileSync(values.markdown, results.map(markdown).join('\n'));
}
