// The keys by which a site's own server signs who somebody is. A secret is made from the relay's own whenever it is needed, and kept nowhere.
import { createHmac, createPublicKey } from 'node:crypto';

export type IdentityKey =
  | { readonly id: string; readonly alg: 'HS256'; readonly createdAt: number }
  | {
      readonly id: string;
      readonly alg: 'ES256';
      readonly createdAt: number;
      /** SPKI, PEM. */
      readonly publicKey: string;
    };

/** Of one site: an old one, its follower, and some more for several servers. */
export const mostKeys = 10;
const longestPem = 1_000;

/** What the site signs with, base64url: 256 bits that differ for every site and key. `secret`: the relay's own. */
export function identitySecret(secret: string, site: string, id: string): string {
  return createHmac('sha256', secret).update(`identity:${site}:${id}`).digest('base64url');
}

/** The public key in one form; null: it is none for ES256. A private key is none either: it stays at home. */
export function readPublicKey(pem: string): string | null {
  if (pem.length > longestPem || !pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return null;
  try {
    const key = createPublicKey(pem.trim());
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return null;
    return key.export({ type: 'spki', format: 'pem' }) as string;
  } catch {
    return null;
  }
}
