// Builds the console: dist/index.html, manifest, icon, and dist/assets/NAME-HASH.{js,css}. `node build.ts` prints the sizes.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { rollup } from 'rollup';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = `${here}dist`;

/** In the order in which they are joined. */
const styles = [
  'token',
  'base',
  'control',
  'door',
  'shell',
  'list',
  'conversation',
  'block',
  'composer',
  'files',
  'about',
  'desk',
  'marks',
  'hand',
  'live',
  'page',
  'table',
  'preview',
  'form',
  'report',
  'recovery',
  'chart',
  'narrow',
];

/** Makes dist/ anew. Gives the gzip size of every file in it, in bytes, by name. */
export async function build(): Promise<Record<string, number>> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(`${dist}/assets`, { recursive: true });
  const script = await bundle();
  const style = await joinStyles();
  const page = await readFile(`${here}src/index.html`, 'utf8');
  await writeFile(
    `${dist}/index.html`,
    page.replace('%SCRIPT%', script).replace('%STYLE%', style).replace(/\n\s+/g, '\n'),
  );
  await cp(`${here}assets`, dist, { recursive: true });
  const names = (await readdir(dist, { recursive: true })).filter((name) => name.includes('.'));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, gzipSync(await readFile(`${dist}/${name}`)).length] as const)),
  );
}

async function bundle(): Promise<string> {
  const made = await rollup({
    input: { console: `${here}src/main.ts` },
    plugins: [
      resolve({ exportConditions: ['@rapport/source'] }),
      typescript({
        tsconfig: `${here}tsconfig.json`,
        filterRoot: `${here}../..`,
        include: ['packages/{console,sdk,protocol,ratings}/src/**/*.{ts,tsx}'],
        // Types are judged by the type check; here they are only taken off.
        compilerOptions: {
          noEmit: false,
          noCheck: true,
          declaration: false,
          rewriteRelativeImportExtensions: false,
          allowImportingTsExtensions: false,
          isolatedDeclarations: false,
          module: 'esnext',
          moduleResolution: 'bundler',
        },
      }),
    ],
    onwarn(warning) {
      throw new Error(`${warning.code}: ${warning.message}`);
    },
  });
  const { output } = await made.write({
    dir: dist,
    format: 'es',
    entryFileNames: 'assets/[name]-[hash].js',
    chunkFileNames: 'assets/[name]-[hash].js',
    // A few files pack better than many.
    experimentalMinChunkSize: 20_000,
    plugins: [terser({ ecma: 2020, module: true, compress: { passes: 2 }, format: { comments: false } })],
  });
  await made.close();
  const [entry] = output;
  return entry.fileName;
}

async function joinStyles(): Promise<string> {
  const texts = await Promise.all(styles.map((name) => readFile(`${here}src/style/${name}.css`, 'utf8')));
  const css = minified(texts.join('\n'));
  const name = `assets/console-${createHash('sha256').update(css).digest('base64url').slice(0, 8)}.css`;
  await writeFile(`${dist}/${name}`, css);
  return name;
}

function minified(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}

if (import.meta.main) {
  for (const [name, bytes] of Object.entries(await build()))
    process.stdout.write(`${String(bytes).padStart(7)}  ${name}\n`);
}
