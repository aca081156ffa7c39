import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keys, mint, publicPem } from '../../test/mint.ts';
import { secret } from '../../test/world.ts';
import { identitySecret, readPublicKey } from './keys.ts';
import { verifyIdentity } from './verify.ts';

const now = 1_700_000_000_000;
const s = now / 1_000;
const judge = (token: string, at = now, site = 'shop') => verifyIdentity(token, { site, keys, secret, now: at });
const good = { name: 'Ann', email: 'Ann@Example.com', attributes: { plan: 'gold' } };

test.each(['hs', 'es'])(
  '[I2] a good identity of key %s is read, and nothing of it that was not asked for',
  async (kid) => {
    const token = mint(now, { ...good, jti: 'j', admin: true }, { kid });
    expect(await judge(token)).toEqual({
      ...{ site: 'shop', sub: 'ann', jti: 'j', now, until: now + 360_000 },
      ...{ name: 'Ann', email: 'Ann@example.com', fields: { plan: 'gold' } },
    });
  },
);

test('[I2] without a name, an address and attributes it is as good', async () => {
  expect(await judge(mint(now, { jti: 'j' }))).toEqual({
    site: 'shop',
    sub: 'ann',
    jti: 'j',
    now,
    until: now + 360_000,
  });
});

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const unsigned = (alg: string): string => {
  const [, payload = ''] = mint(now).split('.');
  return `${Buffer.from(JSON.stringify({ alg, kid: 'hs' })).toString('base64url')}.${payload}.`;
};
const spoilt = (token: string): string => {
  const [header, payload, signature = ''] = token.split('.');
  return [header, payload, (signature[0] === 'A' ? 'B' : 'A') + signature.slice(1)].join('.');
};

describe('[I2] refused, each by its word', () => {
  test.each([
    ['nothing', ' ', 'malformed'],
    ['two parts', 'a.b', 'malformed'],
    ['five parts', 'a.b.c.d.e', 'malformed'],
    ['no JSON', 'YQ.YQ.YQ', 'malformed'],
    ['a line break at its beginning', `\n${mint(now)}`, 'malformed'],
    ['no signature under alg none', unsigned('none'), 'malformed'],
    ['alg none in other letters', `${unsigned('nOnE')}YQ`, 'algorithm'],
    ['alg none with a signature', mint(now, {}, { header: { alg: 'none' } }), 'algorithm'],
    ['HS512 where the key is for HS256', mint(now, {}, { header: { alg: 'HS512' } }), 'algorithm'],
    ['HS256 by the key for ES256', mint(now, {}, { kid: 'es', alg: 'HS256', key: publicPem }), 'algorithm'],
    ['the public key of ES256 as a secret of HS256', mint(now, {}, { kid: 'hs', key: publicPem }), 'signature'],
    ['the same with a line break before it', mint(now, {}, { kid: 'hs', key: `\n${publicPem}` }), 'signature'],
    ['ES256 by the key for HS256', mint(now, {}, { kid: 'hs', alg: 'ES256' }), 'algorithm'],
    ['an empty secret', mint(now, {}, { key: '' }), 'signature'],
    ['the secret of another site', mint(now, {}, { key: identitySecret(secret, 'other', 'hs') }), 'signature'],
    ['the secret of another key', mint(now, {}, { key: identitySecret(secret, 'shop', 'old') }), 'signature'],
    ['the relay’s own secret', mint(now, {}, { key: secret }), 'signature'],
    ['the private key of somebody else', mint(now, {}, { kid: 'es', key: other }), 'signature'],
    ['a changed signature', spoilt(mint(now)), 'signature'],
    ['an unknown key', mint(now, {}, { header: { kid: 'nope' } }), 'unknown_key'],
    ['no key', mint(now, {}, { header: { kid: undefined } }), 'unknown_key'],
    ['a key by a word of the language', mint(now, {}, { header: { kid: '__proto__' } }), 'unknown_key'],
    [
      'a key that it brings itself',
      mint(now, {}, { header: { kid: undefined, jwk: { kty: 'oct', k: 'YQ' } } }),
      'unknown_key',
    ],
    ['an extension that must be understood', mint(now, {}, { header: { crit: ['exp'], exp: 1 } }), 'malformed'],
    ['another audience', mint(now, { aud: 'other' }), 'audience'],
    ['several audiences', mint(now, { aud: ['shop', 'other'] }), 'audience'],
    ['no audience', mint(now, { aud: undefined }), 'audience'],
    ['no subject', mint(now, { sub: undefined }), 'subject'],
    ['an empty subject', mint(now, { sub: '' }), 'subject'],
    ['a subject of 129 characters', mint(now, { sub: 'x'.repeat(129) }), 'subject'],
    ['a number for a subject', mint(now, { sub: 7 }), 'subject'],
    ['a subject that turns the line around', mint(now, { sub: 'a\u202eb' }), 'subject'],
    ['half a character for a subject', mint(now, { sub: 'a\ud800' }), 'subject'],
    ['no id', mint(now, { jti: undefined }), 'id'],
    ['no beginning', mint(now, { iat: undefined }), 'lifetime'],
    ['no end', mint(now, { exp: undefined }), 'lifetime'],
    ['an end before its beginning', mint(now, { iat: s, exp: s - 1 }), 'lifetime'],
    ['an end that is no number', mint(now, { exp: 'soon' }), 'lifetime'],
    ['more than 10 minutes', mint(now, { exp: s + 601 }), 'lifetime'],
    ['a name that is none', mint(now, { name: { first: 'Ann' } }), 'claims'],
    ['a name of 81 characters', mint(now, { name: 'x'.repeat(81) }), 'claims'],
    ['an address that is none', mint(now, { email: 'ann' }), 'claims'],
    ['attributes in a list', mint(now, { attributes: ['a'] }), 'claims'],
    ['an attribute that is no text', mint(now, { attributes: { n: 1 } }), 'claims'],
    [
      '21 attributes',
      mint(now, { attributes: Object.fromEntries([...'abcdefghijklmnopqrstu'].map((k) => [k, k])) }),
      'claims',
    ],
    ['more than 4 KiB', mint(now, { pad: 'x'.repeat(4_096) }), 'too_large'],
  ])('[I2] %s', async (_name, token, why) => {
    expect(await judge(token)).toBe(why);
  });
});

test('[I2] clocks may differ by 60 s, and not by more', async () => {
  const token = mint(now, { iat: s, exp: s + 600 });
  const ok = expect.objectContaining({ sub: 'ann' });
  expect(await judge(token, now - 60_000)).toEqual(ok);
  expect(await judge(token, now - 61_000)).toBe('not_yet');
  expect(await judge(token, now + 659_000)).toEqual(ok);
  expect(await judge(token, now + 660_000)).toBe('expired');
});

test('[I2] of a site without keys nothing counts, and what one site signs is nothing to another', async () => {
  expect(await verifyIdentity(mint(now), { site: 'shop', keys: [], secret, now })).toBe('unknown_key');
  expect(await judge(mint(now, { aud: 'other' }), now, 'other')).toBe('signature');
});

test('[I2] a secret is 256 bits, and differs with the relay, the site and the key', () => {
  const all = [
    identitySecret(secret, 'shop', 'a'),
    identitySecret(secret, 'shop', 'b'),
    identitySecret(secret, 'other', 'a'),
    identitySecret(`${secret}!`, 'shop', 'a'),
  ];
  expect(new Set(all).size).toBe(4);
  for (const one of all) expect(Buffer.from(one, 'base64url')).toHaveLength(32);
});

test('[I2] only a public key on P-256 is one for ES256', () => {
  const pem = (type: 'ec' | 'rsa' | 'ed25519', what: 'publicKey' | 'privateKey', namedCurve = 'P-256'): string => {
    const made =
      type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve })
        : type === 'rsa'
          ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
          : generateKeyPairSync('ed25519');
    return made[what].export({ type: what === 'publicKey' ? 'spki' : 'pkcs8', format: 'pem' }) as string;
  };
  expect(readPublicKey(`  ${publicPem.replaceAll('\n', '\r\n')}`)).toBe(publicPem);
  for (const none of [
    '',
    'PEM',
    pem('ec', 'privateKey'),
    pem('ec', 'publicKey', 'P-384'),
    pem('rsa', 'publicKey'),
    pem('ed25519', 'publicKey'),
    ' '.repeat(1_001) + publicPem,
  ])
    expect(readPublicKey(none)).toBeNull();
});
