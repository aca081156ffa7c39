// Holds what is downloaded against its budget (.size-limit.json), and the README against both. Run after a build.
import { mkdirSync, readFileSync } from 'node:fs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';
import { packageDir, root } from './packages.ts';
import { run, tool } from './run.ts';
import { untrue } from './sizes-are-true.ts';

/** What an app that imports this one name from the SDK would carry. What the SDK loads only when it is asked for is beside it. */
async function bundleEntry(name: 'createVisitor' | 'createAgent'): Promise<void> {
  const entry = '\0entry';
  const bundle = await rollup({
    input: { [name]: entry },
    // As in an app, which exports nothing: what is loaded later may take its share from here.
    preserveEntrySignatures: 'allow-extension',
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
    dir: `${root}/node_modules/.cache/rapport/size`,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: `${name}-[name].js`,
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
