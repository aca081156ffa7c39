// What the chat accepts as a signature: a JWT, made with nothing but Node. https://www.rfc-editor.org/rfc/rfc7519
import { createHmac, randomUUID } from 'node:crypto';

export interface Person {
  /** Your own name for this person, which never changes: a customer number, not an address. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** At most 20 texts, shown to agents. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Signer {
  /** Site key of the chat. */
  readonly site: string;
  /** From the console: Settings, Signed-in visitors. */
  readonly keyId: string;
  readonly secret: string;
}

const lifeSeconds = 300;

/** For this person alone, and for five minutes: make a new one for every answer, and never cache it. */
export function mint({ id, name, email, attributes }: Person, { site, keyId, secret }: Signer): string {
  const now = Math.floor(Date.now() / 1_000);
  const header = { alg: 'HS256', typ: 'JWT', kid: keyId };
  const claims = { sub: id, aud: site, iat: now, exp: now + lifeSeconds, jti: randomUUID(), name, email, attributes };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
