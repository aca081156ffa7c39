// Holds what is downloaded against its budget (.size-limit.json), and the README against both. Run after a build.
import { mkdirSync, readFileSync } from 'node:fs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import { packageDir, root } from './packages.ts';
import { run, tool } from './run.ts';
import { untrue } from './sizes-are-true.ts';

/** What an app that imports this one name from the SDK would carry. */
async function bundleEntry(name: 'createVisitor' | 'createAgent'): Promise<void> {
  const entry = '\0entry';
  const bundle = await rollup({
    input: entry,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? `export { ${name} } from '${packageDir('sdk')}/dist/index.js';` : null),
      },
      resolve(),
    ],
  });
  await bundle.write({
    file: `${root}/node_modules/.cache/rapport/size/${name}.js`,
    format: 'es',
    plugins: [terser({ ecma: 2020, module: true, compress: { passes: 2 } })],
  });
  await bundle.close();
}

mkdirSync(`${root}/node_modules/.cache/rapport/size`, { recursive: true });
await bundleEntry('createVisitor');
await bundleEntry('createAgent');
const { code, output } = await run(tool('size-limit'), []);
process.stdout.write(output);

const wrong = untrue(
  readFileSync(`${root}/README.md`, 'utf8'),
  JSON.parse(readFileSync(`${root}/.size-limit.json`, 'utf8')),
);
for (const sentence of wrong) process.stdout.write(`${sentence}\n`);
process.exitCode = code !== 0 || wrong.length > 0 ? 1 : 0;
