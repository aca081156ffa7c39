// A small file system of its own, in memory: a disk that can be filled, and emptied again.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '../test/temp-dir.ts';

export interface SmallDisk {
  readonly path: string;
  /** Takes all but `leaveBytes`. */
  fill(leaveBytes?: number): void;
  /** Gives back what `fill` took. */
  free(): void;
  remove(): void;
}

/** A reason instead of a disk: the kernel forbids it here. */
export function smallDisk(bytes: number): SmallDisk | string {
  const dir = tempDir();
  const path = join(dir.path, 'disk');
  mkdirSync(path);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'tmpfs', path], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    dir.remove();
    return `no small disk can be mounted here: ${mounted.error?.message ?? mounted.stderr.trim()}`;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill(leaveBytes = 0) {
      const file = openSync(filler, 'a');
      const piece = Buffer.alloc(4_096, 1);
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(path);
          if (bavail * bsize <= leaveBytes) return;
          writeSync(file, piece);
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      // Lazily: whatever still runs on it ends by itself.
      spawnSync('umount', ['-l', path]);
      dir.remove();
    },
  };
}
