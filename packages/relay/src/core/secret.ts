// Secrets, and how they are kept and compared. Deterministic: it makes none at random (ports.ts has chance for that).
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { ConvId } from '@rapport/protocol';

/** Under this a secret is stored and looked up (T1). 64 hexadecimal digits. */
export function sha256hex(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** R2: the right to rate session `n` of `conv`, base64url. `secret` is the relay's own, RAPPORT_SECRET. */
export function ratingSecret(secret: string, conv: ConvId, n: number): string {
  return createHmac('sha256', secret).update(`rating:${conv}:${n}`).digest('base64url');
}

/** Whether two secrets are equal, in a time that says nothing of where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}

/** A number from 0 up to 1 that is always the same for the same secret, and foreseen by nobody who has not got it. */
export function drawn(secret: string, what: string): number {
  return createHmac('sha256', secret).update(what).digest().readUIntBE(0, 6) / 2 ** 48;
}
