// `pnpm check`: format, lint, types, rules, sizes, what is published, what is unused. Two at a time; prints what fails and a summary. Changes nothing.
import { existsSync } from 'node:fs';
import { packages, root } from './packages.ts';
import { run, together, tool } from './run.ts';

interface Step {
  readonly name: string;
  /** Run one after the other until one fails. */
  readonly commands: readonly (readonly string[])[];
}

const script = (name: string): string[] => [process.execPath, `${root}/scripts/${name}.ts`];
const types = ['scripts', ...packages.map(({ name }) => `packages/${name}`), 'examples/react-app'].filter((dir) =>
  existsSync(`${root}/${dir}/tsconfig.json`),
);

const steps: Step[] = [
  { name: 'sizes and packages', commands: [script('build'), script('sizes'), script('published')] },
  ...types.map((dir) => ({ name: `types of ${dir}`, commands: [[tool('tsc'), '-p', dir]] })),
  {
    name: 'format and lint',
    commands: [[tool('biome'), 'ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=50', '.']],
  },
  { name: 'rules', commands: [script('rules')] },
  { name: 'nothing unused', commands: [[tool('knip'), '--no-progress']] },
  { name: 'words', commands: [script('words')] },
  { name: 'changes are told', commands: [script('changes')] },
];

async function take({ name, commands }: Step): Promise<boolean> {
  for (const [command = '', ...args] of commands) {
    const { code, output } = await run(command, args);
    if (code === 0) continue;
    process.stdout.write(`\n— ${name} —\n${output}`);
    return false;
  }
  return true;
}

const startedAt = performance.now();
const results = await together(
  steps.map((step) => () => take(step)),
  2,
);
const failed = steps.filter((_, at) => !results[at]).map(({ name }) => name);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
process.stdout.write(
  failed.length > 0
    ? `\nFailed: ${failed.join(', ')} (${seconds} s)\n`
    : `All ${steps.length} checks passed (${seconds} s)\n`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
