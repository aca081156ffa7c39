// A file that takes up room, so that there is some when the disk is full: SQLite has to write even to delete (B7).
// While the file is in place, new work may be written. When the disk is full it is given up, for checkpoints, erasing and
// signing in; new work is then refused until there is room for it again. It knows no database.
import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Ballast {
  /** Whether there is room for new work. Puts the file back if it can, at most once a second. */
  isReady(): boolean;
  /** Gives the room away. False: there was none to give. */
  release(): boolean;
}

/** A checkpoint of the largest write-ahead log (16,000 pages of 2 KiB) fits into it. */
export const ballastBytes = 33_554_432;

const pieceBytes = 1_048_576;
const retryMs = 1_000;

/** For a database in memory, and for tests. */
export const noBallast: Ballast = { isReady: () => true, release: () => false };

export function createBallast(path: string, bytes: number, now: () => number = () => performance.now()): Ballast {
  let isHeld = isWhole(path, bytes) || put(path, bytes);
  let triedAt = now();
  return {
    isReady() {
      if (isHeld) return true;
      if (now() - triedAt < retryMs) return false;
      isHeld = isWhole(path, bytes) || put(path, bytes);
      triedAt = now();
      return isHeld;
    },
    release() {
      const had = isHeld;
      isHeld = false;
      triedAt = now();
      rmSync(path, { force: true });
      return had;
    },
  };
}

function isWhole(path: string, bytes: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === bytes;
}

function put(path: string, bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    // Something must be left to work with: else the next commit gives it up again.
    if (bavail * bsize < bytes * 1.25) return false;
    write(path, bytes);
    return true;
  } catch {
    // Somebody else was faster to use the room. That is what false says.
    rmSync(path, { force: true });
    return false;
  }
}

/** Bytes that no file system packs into less. */
function write(path: string, bytes: number): void {
  const piece = randomFillSync(Buffer.alloc(Math.min(pieceBytes, bytes)));
  const file = openSync(path, 'w', 0o600);
  try {
    for (let written = 0; written < bytes; )
      written += writeSync(file, piece, 0, Math.min(piece.length, bytes - written));
  } finally {
    closeSync(file);
  }
}
