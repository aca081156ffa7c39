// Builds the widget: dist/rapport.js (loader, IIFE) and dist/w/NAME-HASH.js (app and one chunk for each locale). `node build.ts` prints the sizes.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { type InputOptions, type OutputOptions, type Plugin, rollup } from 'rollup';
import { en } from './src/words/en.ts';
import { en as extra } from './src/words/extra/en.ts';
import { en as survey } from './src/words/survey/en.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = `${here}dist`;

const terserOptions = {
  ecma: 2020,
  compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
  format: { comments: false },
} as const;

/** Makes dist/ anew. Gives the brotli size of every file, in bytes, by name. */
export async function build(): Promise<Record<string, number>> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const app = await bundle(
    // What is loaded later may take its share from the app's own file.
    { input: { app: `${here}src/app/main.ts` }, preserveEntrySignatures: 'allow-extension', plugins: plugins() },
    {
      dir: dist,
      format: 'es',
      entryFileNames: 'w/[name]-[hash].js',
      // What the SDK loads with the first invitation to rate and what the panel does is one file.
      onlyExplicitManualChunks: true,
      manualChunks: (id) =>
        /\/(app\/survey\/|(app|sdk\/src)\/rating(-\w+)?\.|fold-rating|protocol\/src\/events|style\/survey)/.test(id)
          ? 'survey'
          : null,
      chunkFileNames: ({ facadeModuleId }) => {
        const [, part] = /\/words\/(\w+)\//.exec(facadeModuleId ?? '') ?? [];
        return part ? `w/${part}-[name]-[hash].js` : 'w/[name]-[hash].js';
      },
      plugins: [terser({ ...terserOptions, module: true })],
    },
  );
  const entry = app.find((chunk) => chunk.startsWith('w/app-'));
  if (!entry) throw new Error('the app chunk was not written');
  await bundle(
    { input: `${here}src/loader.ts`, plugins: [define('APP', entry), ...plugins()] },
    // `module: true` would let terser rename what a classic script shares with the page.
    {
      file: `${dist}/rapport.js`,
      format: 'iife',
      strict: false,
      plugins: [terser({ ...terserOptions, module: false })],
    },
  );
  const names = ['rapport.js', ...(await readdir(`${dist}/w`)).map((name) => `w/${name}`)];
  const sizes = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, brotliBytes(await readFile(`${dist}/${name}`))] as const)),
  );
  return sizes;
}

function print(sizes: Readonly<Record<string, number>>): void {
  const line = (bytes: number, what: string) => process.stdout.write(`${String(bytes).padStart(7)}  ${what}\n`);
  for (const [name, bytes] of Object.entries(sizes)) line(bytes, name);
  const english = Object.entries(sizes).filter(([name]) => !/^w\/(?!app|en)/.test(name));
  line(
    english.reduce((sum, [, bytes]) => sum + bytes, 0),
    'brotli bytes to chat in English',
  );
}

function plugins(): Plugin[] {
  return [
    minifyCss(),
    numberWords(),
    resolve({ exportConditions: ['@rapport/source'] }),
    typescript({
      tsconfig: `${here}tsconfig.json`,
      filterRoot: `${here}../..`,
      include: ['packages/{widget,sdk,protocol}/src/**/*.{ts,tsx}'],
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
  ];
}

async function bundle(input: InputOptions, output: OutputOptions): Promise<string[]> {
  const made = await rollup({
    ...input,
    onwarn(warning) {
      throw new Error(`${warning.code}: ${warning.message}`);
    },
  });
  const written = await made.write(output);
  await made.close();
  return written.output.map((chunk) => chunk.fileName);
}

function define(name: string, value: string): Plugin {
  return {
    name: 'define',
    transform: (code, id) =>
      id.endsWith('/loader.ts') ? code.replaceAll(new RegExp(`\\b${name}\\b(?!:)`, 'g'), JSON.stringify(value)) : null,
  };
}

/**
 * Keys of words become numbers, and a language the list of its texts in the order of the English one: a third less to download.
 * What is loaded later goes on counting where the first ones end.
 */
function numberWords(): Plugin {
  const parts = Object.entries({ '': en, 'extra/': extra, 'survey/': survey }).map(
    ([folder, words]) => [folder, Object.keys(words)] as const,
  );
  const keys = parts.flatMap(([, own]) => own);
  return {
    name: 'number-words',
    async transform(code, id) {
      const [, folder = '', language] = /\/src\/words\/(\w+\/)?(\w+)\.ts$/.exec(id) ?? [];
      if (language) {
        const words = ((await import(id)) as Record<string, Record<string, unknown>>)[language];
        const own = parts.find(([name]) => name === folder)?.[1] ?? [];
        const texts = JSON.stringify(own.map((key) => words?.[key]));
        const before = keys.indexOf(own[0] as string);
        return `export const ${language} = ${before ? `Array(${before}).concat(${texts})` : texts};`;
      }
      if (!id.includes('/widget/src/app/')) return null;
      return code.replace(/'(\w+\.\w+)'/g, (literal, key: string) =>
        keys.includes(key) ? `${keys.indexOf(key)}` : literal,
      );
    },
  };
}

/** Takes white space out of the template strings marked as css. */
function minifyCss(): Plugin {
  return {
    name: 'minify-css',
    transform: (code, id) =>
      id.includes('/style/')
        ? code.replace(/\/\* css \*\/ `([^`]*)`/g, (_, css: string) => JSON.stringify(minified(css)))
        : null,
  };
}

function minified(css: string): string {
  return (
    css
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>+<!]) ?/g, '$1')
      .replace(/@media \(/g, '@media(')
      .replace(/: /g, ':')
      .replace(/;}/g, '}')
      .replace(/\b0\./g, '.')
      // The shadow root's text is always horizontal, and these are the shorter words for it.
      .replace(/inline-size/g, 'width')
      .replace(/block-size/g, 'height')
      .trim()
  );
}

export function brotliBytes(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

if (import.meta.main) print(await build());
