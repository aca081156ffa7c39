// Random credentials and what is kept of them: the SHA-256, never the token (T1).
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, base64url, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Key under which the store keeps a credential. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
