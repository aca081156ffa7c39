// Builds the widget: dist/rapport.js (loader, IIFE), dist/w/NAME-HASH.js (app and one chunk for each locale), dist/words/LANG.json (its words by name), and the types of what a page calls. `node build.ts` prints the sizes.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { type InputOptions, type OutputOptions, type Plugin, rollup } from 'rollup';

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
  const words = await chunksOfWords();
  const app = await bundle(
    // What is loaded later may take its share from the app's own file.
    { input: { app: `${here}src/app/main.ts` }, preserveEntrySignatures: 'allow-extension', plugins: plugins(words) },
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
      chunkFileNames: 'w/[name]-[hash].js',
      plugins: [terser({ ...terserOptions, module: true })],
    },
  );
  for (const [name, code] of words.files) await writeFile(`${dist}/w/${name}`, code);
  // With their names, for the page of the console on which a site puts its own in their place.
  await mkdir(`${dist}/words`, { recursive: true });
  for (const [language, table] of words.tables)
    await writeFile(
      `${dist}/words/${language}.json`,
      JSON.stringify({ languages: [...words.tables.keys()], words: table }),
    );
  const entry = app.find((chunk) => chunk.startsWith('w/app-'));
  // By itself: it shares nothing with the app, which most pages load without it.
  const [place] = await bundle(
    { input: `${here}src/place.ts`, plugins: plugins(words) },
    {
      dir: dist,
      format: 'es',
      entryFileNames: 'w/[name]-[hash].js',
      plugins: [terser({ ...terserOptions, module: true })],
    },
  );
  if (!entry || !place) throw new Error('the app chunk was not written');
  await bundle(
    { input: `${here}src/loader.ts`, plugins: [define('APP', entry), define('PLACE', place), ...plugins(words)] },
    // `module: true` would let terser rename what a classic script shares with the page.
    {
      file: `${dist}/rapport.js`,
      format: 'iife',
      strict: false,
      plugins: [terser({ ...terserOptions, module: false })],
    },
  );
  // Types and nothing else: it is its own declaration.
  await copyFile(`${here}src/page-api.ts`, `${dist}/index.d.ts`);
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

function plugins(words: ChunksOfWords): Plugin[] {
  return [
    minifyCss(),
    numberWords(words),
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

interface ChunksOfWords {
  readonly files: readonly (readonly [name: string, code: string])[];
  readonly hash: string;
  /** A key's number is its place. */
  readonly keys: readonly string[];
  /** All parts of each language, by key. */
  readonly tables: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/**
 * The languages, each part of each a chunk: the list of its texts in the order of the English one, a third less to download than with keys.
 * What is loaded later goes on counting where the first ones end. All have one hash, so that the app names none of them.
 */
async function chunksOfWords(): Promise<ChunksOfWords> {
  const entries = await readdir(`${here}src/words`, { withFileTypes: true });
  const languages = entries.flatMap(({ name }) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []);
  const parts = ['', ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)];
  const read = async (part: string, language: string): Promise<Record<string, unknown>> =>
    (await import(`${here}src/words/${part}/${language}.ts`))[language];
  const keys: string[] = [];
  const tables = new Map<string, Record<string, unknown>>(languages.sort().map((language) => [language, {}]));
  const all: (readonly [name: string, code: string])[] = [];
  for (const part of parts) {
    const before = keys.length;
    const own = Object.keys(await read(part, 'en'));
    keys.push(...own);
    for (const language of languages) {
      const words = await read(part, language);
      for (const key of own) (tables.get(language) as Record<string, unknown>)[key] = words[key];
      const texts = JSON.stringify(own.map((key) => words[key]));
      const list = before ? `Array(${before}).concat(${texts})` : texts;
      all.push([`${part && `${part}-`}${language}`, `export const words=${list}`]);
    }
  }
  const hash = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 8);
  return { files: all.map(([name, code]) => [`${name}-${hash}.js`, code]), hash, keys, tables };
}

/** Keys of words become their numbers, and files of words their chunks. */
function numberWords({ keys, hash }: ChunksOfWords): Plugin {
  return {
    name: 'number-words',
    transform(code, id) {
      if (!id.includes('/widget/src/app/')) return null;
      if (id.endsWith('/look/number-of.ts'))
        return `const keys = ${JSON.stringify(keys)}; export const numberOf = (key) => keys.indexOf(key);`;
      return code
        .replace(/'(\w+\.\w+)'/g, (literal, key: string) => (keys.includes(key) ? `${keys.indexOf(key)}` : literal))
        .replace(
          /`[./]+\/words\/(?:(\w+)\/)?(\$\{\w+\})\.ts`/g,
          (_, part: string | undefined, name: string) => `\`./${part ? `${part}-` : ''}${name}-${hash}.js\``,
        );
    },
  };
}

/** Takes white space out of the template strings marked as css. */
function minifyCss(): Plugin {
  return {
    name: 'minify-css',
    transform: (code, id) =>
      /\/style\/|\/place\.ts$/.test(id)
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
