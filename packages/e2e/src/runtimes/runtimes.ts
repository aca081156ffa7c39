// The programs that run JavaScript outside of browsers, as far as npm brings them to this machine.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Runtime {
  readonly name: string;
  /** The program and what stands before the file that it runs; null: not on this machine. */
  readonly command: readonly [string, ...string[]] | null;
}

/** The C library for which programs of Linux are usually made. */
export const isGlibc: boolean = 'glibcVersionRuntime' in (process.report.getReport() as { header: object }).header;

/** The file `binary` of whichever package for a platform came with the package of this `manifest`. */
function brought(manifest: string, binary: string): string | null {
  const { optionalDependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    optionalDependencies?: Record<string, string>;
  };
  for (const platform of Object.keys(optionalDependencies)) {
    try {
      const path = `${dirname(createRequire(manifest).resolve(`${platform}/package.json`))}/${binary}`;
      if (existsSync(path)) return path;
    } catch {
      // Of another platform.
    }
  }
  return null;
}

/** Each reads the house's packages from source, and asks nobody for anything. */
const source = '--conditions=@rapport/source';
const { resolve } = createRequire(import.meta.url);
const bun = brought(resolve('bun/package.json'), 'bin/bun');
const deno = brought(resolve('deno/package.json'), 'deno');
/** The older one that is still cared for: the tests themselves run in the newer. */
const node22 = isGlibc ? brought(fileURLToPath(new URL('../../package.json', import.meta.url)), 'bin/node') : null;

export const runtimes: readonly Runtime[] = [
  { name: 'Node', command: [process.execPath, source, '--no-warnings'] },
  { name: 'Node 22', command: node22 === null ? null : [node22, source, '--no-warnings'] },
  { name: 'Bun', command: bun === null ? null : [bun, source, 'run'] },
  { name: 'Deno', command: deno === null ? null : [deno, 'run', '-A', '--no-check', source] },
];
