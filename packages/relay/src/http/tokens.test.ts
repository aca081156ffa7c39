import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Answer, codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { hashOf } from './auth/tokens.ts';

let app: TestApp;
let cookie = '';
beforeEach(async () => {
  app = await startApp();
  cookie = await app.as('ben', 'agent');
});
afterEach(() => app.close());

interface Made {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}
const make = (json: unknown, by = cookie): Promise<Answer> => app.ask('POST', '/v1/tokens', { cookie: by, json });
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

test('[T1] a token is told once, kept as a hash, and good for whatever its owner may ask', async () => {
  const answer = await make({ name: 'Answering bot' });
  const made = answer.json() as Made;
  expect([answer.status, made]).toEqual([
    201,
    { id: expect.stringMatching(/^[0-9a-f]{16}$/), name: 'Answering bot', token: expect.stringMatching(/^[\w-]{43}$/) },
  ]);
  expect(await app.store.secret(made.token)).toBeNull();
  expect(await app.store.secret(hashOf(made.token))).toMatchObject({
    kind: 'api',
    agent: 'ben',
    name: 'Answering bot',
  });
  expect(app.log.join()).not.toContain(made.token);
  const list = await app.ask('GET', '/v1/tokens', { cookie });
  expect(list.json()).toEqual({ tokens: [{ id: made.id, name: 'Answering bot', createdAt: app.clock.now }] });
  expect(list.text).not.toContain(made.token);

  app.clock.now += 400 * 86_400_000;
  const whoAmI = await app.ask('GET', '/v1/session', bearer(made.token));
  expect(whoAmI.json()).toMatchObject({ agent: { id: 'ben', role: 'agent' } });
  expect((await app.ask('POST', '/v1/ticket', bearer(made.token))).status).toBe(200);
});

test('[T7] taking it back ends it, and the sockets it opened', async () => {
  const { id, token } = (await make({ name: 'Bot' })).json() as Made;
  const other = await app.as('eve', 'owner');
  expect(codeOf(await app.ask('DELETE', `/v1/tokens/${id}`, { cookie: other }))).toBe('not_found');
  expect((await app.ask('DELETE', `/v1/tokens/${id}`, { cookie })).status).toBe(204);
  expect(app.revoked).toEqual([{ session: hashOf(token) }]);
  expect(codeOf(await app.ask('GET', '/v1/session', bearer(token)))).toBe('unauthenticated');
  expect(codeOf(await app.ask('DELETE', `/v1/tokens/${id}`, { cookie }))).toBe('not_found');
});

test('a token makes no tokens, changes no password, and an unknown one is nobody, whatever cookie comes with it', async () => {
  const { token } = (await make({ name: 'Bot' })).json() as Made;
  expect(codeOf(await app.ask('POST', '/v1/tokens', { ...bearer(token), json: { name: 'More' } }))).toBe('forbidden');
  const json = { current: 'none', password: 'four unrelated calm words' };
  expect(codeOf(await app.ask('PUT', '/v1/password', { ...bearer(token), json }))).toBe('forbidden');
  expect(codeOf(await app.ask('GET', '/v1/session', { ...bearer('A'.repeat(43)), cookie }))).toBe('unauthenticated');
  const session = cookie.split('=')[1] ?? '';
  expect(codeOf(await app.ask('GET', '/v1/session', bearer(session)))).toBe('unauthenticated');
  expect(codeOf(await app.ask('GET', '/v1/session', { cookie: `rapport_session=${token}` }))).toBe('unauthenticated');
});

test('a program that signs out gives its token back', async () => {
  const { token } = (await make({ name: 'Bot' })).json() as Made;
  expect((await app.ask('DELETE', '/v1/session', bearer(token))).status).toBe(204);
  expect(codeOf(await app.ask('GET', '/v1/session', bearer(token)))).toBe('unauthenticated');
});

test.each([
  ['no name', {}, 'type'],
  ['a name of nothing', { name: '\u200b' }, 'empty'],
  ['a name of two lines', { name: 'a\r\nb' }, 'line'],
  ['a name that is too long', { name: 'x'.repeat(81) }, 'too_large'],
])('%s is refused', async (_what, json, code) => {
  const answer = await make(json);
  expect([answer.status, (answer.json() as { error: object }).error]).toMatchObject([
    422,
    { code: 'invalid_field', field: 'name', d: { problems: [{ field: 'name', code }] } },
  ]);
  expect(await app.store.secretsOf('ben', 'api')).toEqual([]);
});

test('one has twenty at most', async () => {
  for (let i = 0; i < 20; i += 1) expect((await make({ name: `${i}` })).status).toBe(201);
  expect(codeOf(await make({ name: 'One more' }))).toBe('conflict');
});
