// Whether a site's own server has signed who a visitor is (I2). The one file that names jose. It says what is wrong by one word, and
// never repeats a byte of what it was given.
import { limits } from '@rapport/protocol';
import { decodeProtectedHeader, errors, importSPKI, type JWTPayload, jwtVerify } from 'jose';
import type { Identified } from '../../store/persons.ts';
import { readAddress } from '../mail/address.ts';
import { cleanLine } from '../text.ts';
import { type IdentityKey, identitySecret } from './keys.ts';

export type Why =
  | 'too_large'
  | 'malformed'
  | 'unknown_key'
  | 'algorithm'
  | 'signature'
  | 'expired'
  | 'not_yet'
  | 'lifetime'
  | 'audience'
  | 'subject'
  | 'id'
  | 'claims'
  | 'replayed';

export type Verified = Omit<Identified, 'visitor'>;

export interface Against {
  readonly site: string;
  readonly keys: readonly IdentityKey[];
  /** The relay's own. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

class Refused extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

const skewS = limits.identitySkewMs / 1_000;
const threeParts = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** What was signed, or why it does not count. Never rejects because of what it was given. */
export async function verifyIdentity(token: string, against: Against): Promise<Verified | Why> {
  try {
    return await verify(token, against);
  } catch (cause) {
    return whyOf(cause);
  }
}

async function verify(token: string, { site, keys, secret, now }: Against): Promise<Verified> {
  if (token.length > limits.identityBytes) throw new Refused('too_large');
  if (!threeParts.test(token)) throw new Refused('malformed');
  const { kid, alg } = decodeProtectedHeader(token);
  const key = keys.find(({ id }) => id === kid);
  if (!key) throw new Refused('unknown_key');
  // The key says how it is used; what the token says of that only has to agree.
  if (alg !== key.alg) throw new Refused('algorithm');
  const by =
    key.alg === 'HS256'
      ? new TextEncoder().encode(identitySecret(secret, site, key.id))
      : await importSPKI(key.publicKey, key.alg);
  const { payload } = await jwtVerify(token, by, {
    algorithms: [key.alg],
    audience: site,
    clockTolerance: skewS,
    // biome-ignore lint/style/noRestrictedGlobals: a moment that was given, in the form that jose takes
    currentDate: new Date(now),
  });
  return read(payload, site, now);
}

function read(payload: JWTPayload, site: string, now: number): Verified {
  const { aud, iat, exp, sub, jti } = payload;
  if (typeof aud !== 'string') throw new Refused('audience');
  if (!Number.isSafeInteger(iat) || !Number.isSafeInteger(exp)) throw new Refused('lifetime');
  const [from, to] = [Number(iat), Number(exp)];
  if (from > now / 1_000 + skewS) throw new Refused('not_yet');
  if (to <= from || to - from > limits.identityLifeMs / 1_000) throw new Refused('lifetime');
  return {
    ...{ site, now, until: (to + skewS) * 1_000 },
    sub: nameIn(sub, 'subject'),
    jti: nameIn(jti, 'id'),
    ...claimsIn(payload),
  };
}

/** A name for a machine: as it is, or not at all. */
function nameIn(value: unknown, why: Why): string {
  const isName = typeof value === 'string' && value.length <= limits.subject;
  const clean = isName ? cleanLine(value, limits.subject) : null;
  if (!clean?.ok || clean.text !== value) throw new Refused(why);
  return value;
}

type Claims = Pick<Verified, 'name' | 'email' | 'fields'>;

function claimsIn({ name, email, attributes }: JWTPayload): Claims {
  const address = email === undefined ? undefined : readAddress(line(email, limits.email));
  if (address === null) throw new Refused('claims');
  return {
    ...(name !== undefined && { name: line(name, limits.name) }),
    ...(address !== undefined && { email: address }),
    ...(attributes !== undefined && { fields: fieldsIn(attributes) }),
  };
}

function fieldsIn(attributes: unknown): Readonly<Record<string, string>> {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) throw new Refused('claims');
  const entries = Object.entries(attributes);
  if (entries.length > limits.fields) throw new Refused('claims');
  return Object.fromEntries(entries.map(([key, value]) => [line(key, limits.name), line(value, limits.fieldValue)]));
}

function line(value: unknown, most: number): string {
  const clean = typeof value === 'string' ? cleanLine(value, most) : null;
  if (!clean?.ok) throw new Refused('claims');
  return clean.text;
}

function whyOf(cause: unknown): Why {
  if (cause instanceof Refused) return cause.why;
  if (cause instanceof errors.JWTExpired) return 'expired';
  if (cause instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (cause instanceof errors.JWTClaimValidationFailed) return whyOfClaim[cause.claim] ?? 'malformed';
  return 'malformed';
}

const whyOfClaim: Readonly<Record<string, Why>> = { aud: 'audience', nbf: 'not_yet', iat: 'lifetime', exp: 'lifetime' };
