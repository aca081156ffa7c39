import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mostKeys } from '../core/identity/keys.ts';
import { verifyIdentity } from '../core/identity/verify.ts';
import type { AgentRow } from '../store/store.ts';
import { type Answer, codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { mint, publicPem } from '../test/mint.ts';

// Passwords are hashed; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

const path = '/v1/sites/shop/identity-keys';
let app: TestApp;
let cookie = '';
beforeEach(async () => {
  app = await startApp();
  await app.store.putSite({ key: 'shop', name: 'Shop', origins: [], native: false, disabled: false });
  cookie = await app.signIn();
});
afterEach(() => app.close());

interface Made {
  readonly id: string;
  readonly alg: string;
  readonly createdAt: number;
  readonly secret?: string;
}
const make = (json: object): Promise<Answer> => app.ask('POST', path, { cookie, json });
const list = async (): Promise<unknown> => (await app.ask('GET', path, { cookie })).json();

test('[I2] a secret is told once, signs what the site says, and is kept nowhere', async () => {
  const answer = await make({ alg: 'HS256' });
  expect(answer.status).toBe(201);
  const { secret = '', ...shown } = answer.json() as Made;
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await list()).toEqual({ keys: [shown] });
  const keys = (await app.store.site('shop'))?.keys ?? [];
  const now = 1_700_000_000_000;
  const token = mint(now, {}, { kid: shown.id, key: secret });
  const judged = await verifyIdentity(token, { site: 'shop', keys, secret: 'a secret of a test', now });
  expect(judged).toMatchObject({ sub: 'ann' });
  const everything = [
    JSON.stringify(await app.store.site('shop')),
    JSON.stringify(await app.store.audit(9)),
    ...app.log,
  ];
  expect(everything.join('\n')).not.toContain(secret);
});

test('[I2] of ES256 the public key is kept, and there is no secret to tell', async () => {
  const made = (await make({ alg: 'ES256', publicKey: publicPem })).json() as Made;
  expect(made).toEqual({ id: made.id, alg: 'ES256', createdAt: made.createdAt });
  expect((await app.store.site('shop'))?.keys).toEqual([{ ...made, publicKey: publicPem }]);
});

test.each([
  [{}, 'alg', 'choice'],
  [{ alg: 'none' }, 'alg', 'choice'],
  [{ alg: 'HS256', publicKey: publicPem }, 'publicKey', 'unknown'],
  [{ alg: 'ES256' }, 'publicKey', 'public_key'],
  [{ alg: 'ES256', publicKey: 'x'.repeat(9_000) }, 'publicKey', 'public_key'],
])('a key that is none is refused, and says where: %j', async (json, field, code) => {
  const answer = await make(json);
  expect(answer.status).toBe(422);
  expect(answer.json()).toMatchObject({ error: { field, d: { problems: [{ field, code }] } } });
  expect(await list()).toEqual({ keys: [] });
});

test('keys follow each other: both count until the old one is removed, and then its visitors are asked anew', async () => {
  const old = (await make({ alg: 'HS256' })).json() as Made;
  app.clock.now += 1;
  const next = (await make({ alg: 'HS256' })).json() as Made;
  expect(next.secret).not.toBe(old.secret);
  expect(await list()).toMatchObject({ keys: [{ id: old.id }, { id: next.id }] });
  expect((await app.ask('DELETE', `${path}/${old.id}`, { cookie })).status).toBe(204);
  expect(app.signedOut).toEqual(['shop']);
  expect(await list()).toMatchObject({ keys: [{ id: next.id }] });
  expect((await app.ask('DELETE', `${path}/${old.id}`, { cookie })).status).toBe(404);
  expect(app.signedOut).toEqual(['shop']);
  const kinds = (await app.store.audit(9)).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['identity_key_added', 'identity_key_added', 'identity_key_removed']);
});

test('a site has ten keys at most, and a site that is not there has none', async () => {
  for (let n = 0; n < mostKeys; n += 1) expect((await make({ alg: 'HS256' })).status).toBe(201);
  expect(codeOf(await make({ alg: 'HS256' }))).toBe('conflict');
  for (const [method, at] of [
    ['GET', '/v1/sites/none/identity-keys'],
    ['POST', '/v1/sites/none/identity-keys'],
    ['DELETE', `${path}/none`],
  ] as const) {
    const answer = await app.ask(method, at, { cookie, ...(method === 'POST' && { json: { alg: 'HS256' } }) });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
  }
});

test('only owners see keys and make them', async () => {
  const [maria] = await app.store.agents();
  for (const role of ['agent', 'lead'] as const) {
    await app.store.putAgent({ ...(maria as AgentRow), role });
    expect((await app.ask('GET', path, { cookie })).status).toBe(403);
    expect((await make({ alg: 'HS256' })).status).toBe(403);
    expect((await app.ask('DELETE', `${path}/x`, { cookie })).status).toBe(403);
  }
});
