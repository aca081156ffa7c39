// Builds one library: every source file becomes one ES module with its types, so that `dist` mirrors `src`
// and a path made from `import.meta.url` means the same in both. Types are judged by `pnpm check`, not here.
import { chmodSync, rmSync } from 'node:fs';
import typescript from '@rollup/plugin-typescript';
import { type RollupLog, rollup } from 'rollup';
import { filesUnder, isSource } from './files.ts';
import { packageDir } from './packages.ts';

export async function buildLibrary(name: string): Promise<void> {
  const dir = packageDir(name);
  const src = `${dir}/src`;
  const dist = `${dir}/dist`;
  const input = filesUnder(src, (path) => path.endsWith('.ts') && isSource(path));
  for (const stale of filesUnder(dist, (path) => !path.startsWith(`${dist}/assets/`))) rmSync(stale);

  const bundle = await rollup({
    input,
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    plugins: [
      typescript({
        tsconfig: `${dir}/tsconfig.json`,
        compilerOptions: {
          noEmit: false,
          noCheck: true,
          outDir: dist,
          declarationDir: dist,
          rootDir: src,
          module: 'nodenext',
        },
      }),
    ],
    onwarn: (warning, warn) => (isNoise(warning) ? undefined : warn(warning)),
  });
  await bundle.write({
    dir: dist,
    format: 'es',
    preserveModules: true,
    preserveModulesRoot: src,
    entryFileNames: '[name].js',
  });
  await bundle.close();
  for (const bin of filesUnder(dist, (path) => path === `${dist}/main.js`)) chmodSync(bin, 0o755);
}

/** Files that hold only types compile to nothing; and what TypeScript says, except of syntax (TS1…), is said by `pnpm check`. */
function isNoise({ code, message }: RollupLog): boolean {
  return code === 'EMPTY_BUNDLE' || (message.includes('TS') && !/ TS1\d{3}:/.test(message));
}
