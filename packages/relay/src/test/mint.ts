// Identities for tests, signed as a site's server would, with nothing but node:crypto: a second opinion on what jose reads.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type IdentityKey, identitySecret } from '../core/identity/keys.ts';
import type { SiteRow, Store } from '../store/store.ts';
import { secret, site } from './world.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string;

export const keys: readonly IdentityKey[] = [
  { id: 'hs', alg: 'HS256', createdAt: 0 },
  { id: 'es', alg: 'ES256', createdAt: 0, publicKey: publicPem },
];

export const signedSite: SiteRow = { ...site, keys };

/** Lets the site of the test world sign. */
export const withKeys = (store: Store): Promise<void> => store.putSite(signedSite);

export interface Minting {
  readonly header?: object;
  readonly alg?: 'HS256' | 'ES256';
  /** @default the one that belongs to `kid` */
  readonly key?: string | KeyObject;
  readonly kid?: string;
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

let count = 0;

/** `now`: milliseconds. What `claims` has replaces what a good one has; undefined takes it out. */
export function mint(now: number, claims: object = {}, { header, kid = 'hs', key, ...o }: Minting = {}): string {
  const alg = o.alg ?? (kid === 'es' ? 'ES256' : 'HS256');
  const seconds = Math.floor(now / 1_000);
  count += 1;
  const payload = { sub: 'ann', aud: site.key, iat: seconds, exp: seconds + 300, jti: `j${count}`, ...claims };
  const signed = `${part({ alg, kid, typ: 'JWT', ...header })}.${part(payload)}`;
  const signature =
    alg === 'HS256'
      ? createHmac('sha256', key ?? identitySecret(secret, site.key, kid))
          .update(signed)
          .digest()
      : sign('sha256', Buffer.from(signed), { key: (key ?? pair.privateKey) as KeyObject, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}
