// The programs that run JavaScript outside of browsers, as far as npm brings them to this machine.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

export interface Runtime {
  readonly name: string;
  /** The program and what stands before the file that it runs; null: not on this machine. */
  readonly command: readonly [string, ...string[]] | null;
}

/** The file `binary` of whichever package for a platform `name` brought along. */
function brought(name: string, binary: string): string | null {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${name}/package.json`);
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
const bun = brought('bun', 'bin/bun');
const deno = brought('deno', 'deno');

export const runtimes: readonly Runtime[] = [
  { name: 'Node', command: [process.execPath, source, '--no-warnings'] },
  { name: 'Bun', command: bun === null ? null : [bun, source, 'run'] },
  { name: 'Deno', command: deno === null ? null : [deno, 'run', '-A', '--no-check', source] },
];
