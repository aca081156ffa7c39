// Rules of delivery, each broken on purpose: one line of the code replaced by a plausible mistake, and the test that must notice.
// The mistakes are made in a copy of the house, never in the working tree. A line that is no longer there is an error, not a pass.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageDir, packages, root } from './packages.ts';
import { run, tool } from './run.ts';

export interface Mutant {
  /** The rule that it breaks; the failing test's name must begin with it. */
  readonly rule: string;
  /** What the mistake is. */
  readonly mistake: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** File of the test. */
  readonly test: string;
}

/** What became of one: noticed, by which test, or why not. `byWaiting`: by something that did not come in time. */
export type Fate =
  | { readonly kind: 'noticed'; readonly test: string; readonly byWaiting: boolean }
  | { readonly kind: 'not noticed' | 'line not found' }
  | { readonly kind: 'broken'; readonly why: string };

export interface Copy {
  /** Makes the mistake, runs the rule's tests of that file, and takes it back. */
  try(mutant: Mutant): Promise<Fate>;
  /** Runs the rule's tests without any mistake; null: they pass. */
  sane(tests: readonly Pick<Mutant, 'rule' | 'test'>[]): Promise<string | null>;
  remove(): void;
}

/** A copy of the sources with the same dependencies, in which packages see each other's copies. */
export function copyHouse(): Copy {
  const dir = realpathSync(mkdtempSync(`${tmpdir()}/rapport-mutant-`));
  for (const name of ['package.json', 'tsconfig.base.json', 'scripts/vitest.config.ts'])
    cpSync(`${root}/${name}`, `${dir}/${name}`, { recursive: true });
  symlinkSync(`${root}/node_modules`, `${dir}/node_modules`);
  for (const { name } of packages) {
    mkdirSync(`${dir}/packages/${name}`, { recursive: true });
    for (const part of ['src', 'package.json', 'tsconfig.json'])
      cpSync(`${packageDir(name)}/${part}`, `${dir}/packages/${name}/${part}`, { recursive: true });
    linkDependencies(`${packageDir(name)}/node_modules`, `${dir}/packages/${name}/node_modules`, `${dir}/packages`);
  }
  return {
    try: (mutant) => attempt(dir, mutant),
    async sane(tests) {
      const { failed, output } = await vitest(
        dir,
        tests.map(({ test }) => test),
        tests.map(({ rule }) => rule),
        saneMs,
      );
      if (failed === null) return output;
      return failed.length > 0 ? `These fail without any mistake: ${failed.map(({ name }) => name).join('; ')}` : null;
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function linkDependencies(from: string, to: string, copies: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name === '.bin') continue;
    if (name !== '@rapport' && name.startsWith('@')) linkDependencies(join(from, name), join(to, name), copies);
    else if (name !== '@rapport') symlinkSync(realpathSync(join(from, name)), join(to, name));
    else {
      mkdirSync(join(to, name));
      for (const own of readdirSync(join(from, name))) symlinkSync(`${copies}/${own}`, join(to, name, own));
    }
  }
}

async function attempt(dir: string, { file, find, replace, rule, test }: Mutant): Promise<Fate> {
  const path = `${dir}/${file}`;
  const right = readFileSync(path, 'utf8');
  if (right.split(find).length !== 2) return { kind: 'line not found' };
  writeFileSync(
    path,
    right.replace(find, () => replace),
  );
  try {
    const { failed, output } = await vitest(dir, [test], [rule], noticedMs);
    // A mistake that keeps the file from loading proves nothing of the rule, nor does a file that has moved.
    if (failed === null) return { kind: 'broken', why: `no test of ${rule} ran in ${test}: ${output.slice(-2_000)}` };
    const noticed = failed.find(({ name }) => name.includes(`[${rule}`) || name.includes(`${rule}]`));
    return noticed
      ? { kind: 'noticed', test: noticed.name, byWaiting: noticed.why.includes('timed out') }
      : { kind: 'not noticed' };
  } finally {
    writeFileSync(path, right);
  }
}

/** A mistake often shows as something that never comes: this long it is waited for. */
const noticedMs = 5_000;
const saneMs = 30_000;

interface Report {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

interface Failed {
  readonly name: string;
  readonly why: string;
}

/** The tests that failed; null if none ran. */
async function vitest(
  dir: string,
  files: readonly string[],
  rules: readonly string[],
  timeoutMs: number,
): Promise<{ failed: readonly Failed[] | null; output: string }> {
  const report = `${dir}/report.json`;
  rmSync(report, { force: true });
  const names = `\\[[^\\]]*\\b(${[...new Set(rules)].join('|')})\\b`;
  const args = [
    'run',
    '--config',
    'scripts/vitest.config.ts',
    '--reporter=json',
    `--outputFile=${report}`,
    '--bail=1',
    `--testTimeout=${timeoutMs}`,
    '-t',
    names,
  ];
  const env = {
    ...process.env,
    VITEST: undefined,
    VITEST_WORKER_ID: undefined,
    VITEST_POOL_ID: undefined,
    NODE_ENV: undefined,
  };
  const { output } = await run(tool('vitest'), [...args, '--project=node', '--project=dom', ...new Set(files)], {
    cwd: dir,
    env,
  });
  if (!existsSync(report)) return { failed: null, output };
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const ran = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed' || status === 'failed');
  const failed = ran
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages = [] }) => ({ name: fullName, why: failureMessages.join('\n') }));
  return { failed: ran.length === 0 ? null : failed, output };
}
