// Finds and fingerprints files of the house.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const never = new Set(['node_modules', 'dist', '.git', '.rapport', 'coverage']);

/** Every file under `dir` for which `keep` holds, as absolute paths in a stable order. A missing directory has none. */
export function filesUnder(dir: string, keep: (path: string) => boolean = () => true): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return never.has(entry.name) ? [] : filesUnder(path, keep);
      return entry.isFile() && keep(path) ? [path] : [];
    });
}

/** What ships: no test, no test harness. */
export function isSource(path: string): boolean {
  return !/\.test\.tsx?$|\.test-d\.ts$|\/src\/test\//.test(path);
}

/** SHA-256 of names and contents: equal exactly when nothing changed. */
export function fingerprint(base: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    if (!existsSync(path) || !statSync(path).isFile()) continue;
    hash
      .update(`${relative(base, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}
