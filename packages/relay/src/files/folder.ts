// The folder of the uploaded files: one file each, under a random name of 128 bits that the relay makes. What is still coming in has
// a folder of its own, so that a look at it after a crash tells what is left over. It knows nothing of what they are called.
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, stat, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FileId } from '@rapport/protocol';
import { StoreFailed, StoreFull } from '../store/store.ts';

/** Its name inside the data directory. */
export const filesName = 'files';

export interface Folder {
  /** Bytes that may still be written. */
  free(): Promise<number>;
  /** A file that is gone unless it is kept. */
  incoming(): Promise<Incoming>;
  /** Null: it is not there. Whoever asks has to close what is given: by reading to the end, or by destroying it. */
  read(id: FileId): Promise<{ readonly size: number; readonly bytes: Readable } | null>;
  remove(ids: readonly FileId[]): Promise<void>;
  /** Those that were written before `before`, also such as nobody knows of. */
  older(before: number): Promise<readonly FileId[]>;
}

export interface Incoming {
  write(bytes: Uint8Array): Promise<void>;
  all(): Promise<Buffer>;
  /** Puts `parts` in the place of what came in, on the disk, under a new id. */
  keep(parts: readonly Uint8Array[]): Promise<FileId>;
  /** Closes it, and takes away what was not kept. */
  close(): Promise<void>;
}

const name = /^[0-9a-f]{32}$/;
const newName = (): string => randomBytes(16).toString('hex');

export function createFolder(path: string): Folder {
  const unfinished = join(path, 'incoming');
  const placeOf = (id: FileId): string => join(path, id);
  let made: Promise<unknown> | null = null;
  /** Once: what a crash left unfinished goes before anything comes in, so that nothing that comes in can be taken for it. */
  const ready = (): Promise<unknown> => {
    made ??= makeReady().catch((cause: unknown) => {
      made = null;
      throw cause;
    });
    return made;
  };
  async function makeReady(): Promise<void> {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    for (const entry of await readdir(unfinished)) await removeAt(join(unfinished, entry));
  }

  return {
    free: () =>
      trouble(async () => {
        await ready();
        const { bavail, bsize } = await statfs(path);
        return bavail * bsize;
      }),
    incoming: () =>
      trouble(async () => {
        await ready();
        const temporary = join(unfinished, newName());
        return incoming(await open(temporary, 'wx+', 0o600), temporary, path);
      }),
    async read(id) {
      if (!name.test(id)) return null;
      try {
        const { size } = await stat(placeOf(id));
        const bytes = createReadStream(placeOf(id));
        await new Promise((opened, failed) => bytes.once('open', opened).once('error', failed));
        return { size, bytes };
      } catch (cause) {
        if (codeOf(cause) === 'ENOENT') return null;
        throw new StoreFailed('A file could not be read.');
      }
    },
    async remove(ids) {
      for (const id of ids) if (name.test(id)) await removeAt(placeOf(id));
    },
    async older(before) {
      await ready();
      const found: FileId[] = [];
      for (const entry of await readdir(path)) {
        if (!name.test(entry)) continue;
        const at = await stat(placeOf(entry)).catch(() => null);
        if (at && at.mtimeMs < before) found.push(entry);
      }
      return found;
    },
  };
}

function incoming(handle: FileHandle, temporary: string, path: string): Incoming {
  let isKept = false;
  return {
    write: (bytes) => trouble(() => handle.appendFile(bytes)),
    all: () =>
      trouble(async () => {
        const { size } = await handle.stat();
        const bytes = Buffer.alloc(size);
        await handle.read(bytes, 0, size, 0);
        return bytes;
      }),
    keep: (parts) =>
      trouble(async () => {
        await handle.truncate(0);
        let at = 0;
        for (const part of parts) at += await written(handle, part, at);
        await handle.datasync();
        const id = newName();
        await rename(temporary, join(path, id));
        isKept = true;
        // The name is durable, too, before anybody is told of it.
        const folder = await open(path);
        await folder.sync().finally(() => folder.close());
        return id;
      }),
    async close() {
      await handle.close();
      if (!isKept) await removeAt(temporary);
    },
  };
}

async function written(handle: FileHandle, part: Uint8Array, at: number): Promise<number> {
  for (let done = 0; done < part.length; ) {
    const { bytesWritten } = await handle.write(part, done, part.length - done, at + done);
    done += bytesWritten;
  }
  return part.length;
}

async function removeAt(place: string): Promise<void> {
  await unlink(place).catch((cause: unknown) => {
    if (codeOf(cause) !== 'ENOENT') throw new StoreFailed('A file could not be removed.');
  });
}

const codeOf = (cause: unknown): unknown => (cause as { code?: unknown }).code;

/** U7: what the disk says, in the words of the store. */
async function trouble<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new StoreFull('There is no room for a file.');
    throw new StoreFailed('A file could not be written.');
  }
}
