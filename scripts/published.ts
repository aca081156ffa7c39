// Judges every package that is published as those get it who install it: packed, its entries found and typed for ES modules, its
// licence inside; and holds what it offers against what is written down of it (`api/*.api.md`). Run after a build; needs no network.
// `node scripts/published.ts --record` writes down what is offered now.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { packageDir, packages, root } from './packages.ts';
import { run, tool } from './run.ts';

interface Manifest {
  readonly private?: boolean;
  readonly exports?: Record<string, { readonly types?: string } | string>;
}

/** Packages that programs are written against. */
const recorded = ['protocol', 'sdk'];
const isRecording = process.argv.includes('--record');

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(`${packageDir(name)}/package.json`, 'utf8')) as Manifest;

/** What is wrong with it, as its judges say it; '' if nothing is. */
async function packed(name: string, into: string): Promise<string> {
  const pack = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', into], {
    cwd: packageDir(name),
  });
  const tarball = `${into}/${pack.output.trim().split('\n').at(-1)}`;
  if (pack.code !== 0) return pack.output;
  const list = await run('tar', ['tzf', tarball]);
  if (!list.output.includes('package/LICENSE\n')) return `${name} is packed without its LICENSE.\n`;
  const lint = await run(tool('publint'), ['run', tarball, '--strict']);
  // Of the entries, only those for programs have types: `rapport.js` is for a page's tag.
  const entries = Object.entries(manifestOf(name).exports ?? {}).flatMap(([entry, to]) =>
    typeof to === 'object' && to.types ? [entry] : [],
  );
  const types = await run(tool('attw'), [
    tarball,
    ...['--profile', 'esm-only', '--format', 'ascii', '--no-emoji', '--quiet'],
    ...['--entrypoints', ...entries],
  ]);
  return [lint, types].map(({ code, output }) => (code === 0 ? '' : output)).join('');
}

/** False: what `entry` offers is not what is written down. */
function offered(name: string, entry: string, types: string): boolean {
  const dir = packageDir(name);
  const report = entry === '.' ? name : `${name}-${entry.slice(2).replaceAll('/', '-')}`;
  mkdirSync(`${dir}/api`, { recursive: true });
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: `${dir}/package.json`,
    configObject: {
      projectFolder: dir,
      mainEntryPointFilePath: `${dir}/${types}`,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            lib: ['es2023', 'dom'],
            module: 'nodenext',
            moduleResolution: 'nodenext',
            types: [],
            strict: true,
            skipLibCheck: true,
          },
          files: [`${dir}/${types}`],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: `${dir}/api`,
        reportTempFolder: `${root}/node_modules/.cache/rapport/api`,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
    },
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: isRecording,
    // What it says of documentation is in the report.
    messageCallback: (message) => {
      if (message.logLevel !== 'error') message.handled = true;
    },
  });
  return errorCount === 0 && (isRecording || !apiReportChanged);
}

const wrong: string[] = [];
const into = mkdtempSync(`${tmpdir()}/rapport-packed-`);
for (const { name, kind } of packages) {
  if (kind === 'private' || manifestOf(name).private) continue;
  const said = await packed(name, into);
  if (said) wrong.push(`@rapport/${name}:\n${said}`);
}
rmSync(into, { recursive: true });
for (const name of recorded)
  for (const [entry, to] of Object.entries(manifestOf(name).exports ?? {}))
    if (typeof to === 'object' && to.types && !offered(name, entry, to.types))
      wrong.push(
        `@rapport/${name} (${entry}) offers something else than packages/${name}/api says. If it is meant: node scripts/published.ts --record\n`,
      );
process.stdout.write(wrong.join('\n'));
process.exitCode = wrong.length > 0 ? 1 : 0;
