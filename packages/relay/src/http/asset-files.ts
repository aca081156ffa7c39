// The built files that the relay serves, in memory: a request is a look-up in a map, so no path of a request ever reaches
// the disk. Read again when the build has replaced the directory.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface Asset {
  readonly type: string;
  readonly etag: string;
  /** The name holds a hash of the content, so it never changes. */
  readonly immutable: boolean;
  readonly plain: Buffer;
  readonly brotli: Buffer | null;
}

export interface AssetFiles {
  /** `path` relative to the directory, with `/`. */
  find(path: string): Promise<Asset | null>;
  readonly isBuilt: () => Promise<boolean>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
};

/** Where the build puts the hash of the content into the name. */
const hashed = /^(w|console\/assets)\/.*-[\w-]{8}\.\w+$/;

export function createAssetFiles(directory: string): AssetFiles {
  let version = '';
  let files: ReadonlyMap<string, Asset> = new Map();

  const current = async (): Promise<ReadonlyMap<string, Asset>> => {
    const now = await stat(directory).catch(() => null);
    const next = now ? `${now.ino} ${now.mtimeMs}` : version;
    if (next !== version) {
      files = await readAll(directory);
      version = next;
    }
    return files;
  };

  return {
    find: async (path) => (await current()).get(path) ?? null,
    isBuilt: async () => (await current()).size > 0,
  };
}

async function readAll(directory: string): Promise<Map<string, Asset>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = new Map<string, Asset>();
  for (const path of paths) {
    const type = types[extname(path)];
    if (!type) continue;
    const plain = await readFile(path);
    const brotli = paths.includes(`${path}.br`) ? await readFile(`${path}.br`) : null;
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    const name = relative(directory, path).split(sep).join('/');
    found.set(name, { type, etag, immutable: hashed.test(name), plain, brotli });
  }
  return found;
}
