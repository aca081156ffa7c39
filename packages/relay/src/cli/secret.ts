// The relay's own secret, when the operator has set none: made once and kept in the data directory, for the owner's eyes only.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minSecretBytes } from '../settings.ts';

/** Reads `secret` in the data directory, or makes it. Throws if what is there is too short to be one. */
export async function keptSecret(data: string): Promise<string> {
  const path = join(data, 'secret');
  await mkdir(data, { recursive: true, mode: 0o700 });
  // `wx`: of two that start at once, one makes it and the other reads it.
  await writeFile(path, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const secret = (await readFile(path, 'utf8')).trim();
  if (Buffer.byteLength(secret) < minSecretBytes)
    throw new Error(
      `${path} is damaged: it must hold at least ${minSecretBytes} bytes. Restore it from a backup, or remove it; ratings that are still open then cannot be given.`,
    );
  return secret;
}
