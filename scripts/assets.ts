// Lays out what the relay serves, in packages/relay/dist/assets: the widget, the console, the demo page, each compressed once with brotli.
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { filesUnder, fingerprint } from './files.ts';
import { packageDir } from './packages.ts';

const widget = packageDir('widget');
const console = packageDir('console');
const assets = `${packageDir('relay')}/dist/assets`;

/** From, to (inside assets). */
function plan(): [string, string][] {
  const below = (dir: string, to: string) =>
    filesUnder(dir).map((path): [string, string] => [path, to + relative(dir, path)]);
  return [
    [`${widget}/dist/rapport.js`, 'rapport.js'],
    ...below(`${widget}/dist/w`, 'w/'),
    ...below(`${console}/dist`, 'console/'),
    ...below(`${widget}/dist/words`, 'console/words/'),
    ...below(`${widget}/demo`, 'demo/').filter(([path]) => !path.endsWith('.png')),
  ];
}

/** Copies and compresses everything anew if anything changed; the directory is replaced as a whole. */
export function placeAssets(): void {
  const files = plan().filter(([from]) => existsSync(from));
  const from = fingerprint(
    packageDir(''),
    files.map(([path]) => path),
  );
  const stamp = `${assets}/.from`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return;

  const next = `${assets}.next`;
  rmSync(next, { recursive: true, force: true });
  for (const [path, to] of files) {
    const target = `${next}/${to}`;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
    if (/\.(js|css|html|json|svg|webmanifest|txt)$/.test(to))
      writeFileSync(`${target}.br`, compressed(readFileSync(path)));
  }
  mkdirSync(next, { recursive: true });
  writeFileSync(`${next}/.from`, from);
  rmSync(assets, { recursive: true, force: true });
  renameSync(next, assets);
}

function compressed(bytes: Buffer): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(bytes, {
    params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}
