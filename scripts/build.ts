// `pnpm build [package …]`: makes dist of every package whose inputs changed, then the assets that the relay serves.
// Prints one line per package that it built, nothing if all is up to date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { placeAssets } from './assets.ts';
import { buildLibrary } from './build-library.ts';
import { filesUnder, fingerprint, isSource } from './files.ts';
import { type Package, packageDir, packages, root } from './packages.ts';
import { run, together } from './run.ts';

const cache = `${root}/node_modules/.cache/rapport`;
const house = [
  `${root}/pnpm-lock.yaml`,
  `${root}/tsconfig.base.json`,
  ...filesUnder(`${root}/scripts`, (path) => /\/(build|assets)[a-z-]*\.ts$/.test(path)),
];

/** Everything that can change what is built from `pkg`. */
function inputs(pkg: Package): string[] {
  const own = filesUnder(packageDir(pkg.name), (path) => isSource(path) && !path.endsWith('.md'));
  return [...own, ...pkg.bundles.flatMap((name) => filesUnder(`${packageDir(name)}/src`, isSource)), ...house];
}

function builtFrom(name: string): string {
  const path = `${cache}/${name}.built`;
  return existsSync(path) && existsSync(`${packageDir(name)}/dist`) ? readFileSync(path, 'utf8') : '';
}

async function buildOne(pkg: Package): Promise<void> {
  const from = fingerprint(root, inputs(pkg));
  if (builtFrom(pkg.name) === from) return;
  const startedAt = performance.now();
  if (pkg.kind === 'library') {
    await buildLibrary(pkg.name);
  } else {
    const { build } = (await import(`${packageDir(pkg.name)}/build.ts`)) as { build: () => Promise<void> };
    await build();
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(`${cache}/${pkg.name}.built`, from);
  process.stdout.write(`built ${pkg.name} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}

/** Two at once need two processes. Resolves with the exit code. */
async function inOwnProcess(names: readonly string[]): Promise<number> {
  return (await run(process.execPath, [import.meta.filename, ...names], { loud: true })).code;
}

const named = process.argv.slice(2);
const buildable = packages.filter((pkg) => pkg.kind !== 'private');
const unknown = named.filter((name) => !buildable.some((pkg) => pkg.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `No such package: ${unknown.join(', ')}. There are: ${buildable.map((pkg) => pkg.name).join(', ')}.\n`,
  );
  process.exit(2);
}

if (named.length > 0) {
  try {
    for (const pkg of buildable) if (named.includes(pkg.name)) await buildOne(pkg);
  } catch (error) {
    process.stderr.write(`The build failed: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
} else {
  const stale = buildable.filter((pkg) => builtFrom(pkg.name) !== fingerprint(root, inputs(pkg)));
  const libraries = stale.filter((pkg) => pkg.kind === 'library').map((pkg) => pkg.name);
  const jobs = [...stale.filter((pkg) => pkg.kind === 'app').map((pkg) => [pkg.name]), libraries];
  const codes = await together(
    jobs.filter((names) => names.length > 0).map((names) => () => inOwnProcess(names)),
    2,
  );
  if (codes.some((code) => code !== 0)) process.exit(1);
  placeAssets();
}
