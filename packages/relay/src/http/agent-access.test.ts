import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { createFakeMail, type FakeMail } from '../test/fake-mail.ts';
import { type Answer, codeOf, cookieOf, owner, startApp, type TestApp } from '../test/http-harness.ts';
import { linkLifetimeMs, newSetupLink } from './auth/links.ts';
import { hashOf } from './auth/tokens.ts';

// Passwords are hashed here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

let app: TestApp;
let mail: FakeMail;
let cookie = '';
let olga = '';
beforeEach(async () => {
  mail = createFakeMail();
  app = await startApp({ mail });
  olga = await app.as('olga', 'owner');
  cookie = await app.as('ben', 'agent');
});
afterEach(() => app.close());

const post = (path: string, by: string, json?: unknown): Promise<Answer> =>
  app.ask('POST', `/v1/agents/${path}`, { cookie: by, ...(json === undefined ? {} : { json }) });
const forget = (email: string): Promise<Answer> => app.ask('POST', '/v1/reset', { json: { email } });
const tokenIn = (link: string): string => /#setup=([\w-]{43})$/.exec(link)?.[1] ?? '';
const redeem = (link: string, password = owner.password): Promise<Answer> =>
  app.ask('POST', '/v1/setup', { json: { token: tokenIn(link), password } });
const isIn = async (by: string): Promise<boolean> =>
  (await app.ask('GET', '/v1/session', { cookie: by })).status === 200;

/** A cookie of Ben, who has the password of the harness. */
const withPassword = async (): Promise<string> => {
  const { link } = (await post('ben/reset', olga)).json() as { link: string };
  return cookieOf(await redeem(link));
};

test('[T7] an owner resets a password: the old one and all that is open end, and a link makes a new one', async () => {
  await app.ask('POST', '/v1/tokens', { cookie, json: { name: 'Bot' } });
  const { link, isMailed } = (await post('ben/reset', olga)).json() as { link: string; isMailed: boolean };
  expect(isMailed).toBe(true);
  expect(mail.letters).toMatchObject([{ to: 'ben@example.com', kind: 'reset', data: { link } }]);
  expect(await app.store.agent('ben')).toMatchObject({ passwordHash: '', disabled: false });
  expect(app.revoked).toContainEqual({ agent: 'ben' });
  expect([await isIn(cookie), await app.store.secretsOf('ben', 'api')]).toEqual([false, []]);
  const answer = await redeem(link);
  expect([answer.status, await isIn(cookieOf(answer))]).toEqual([201, true]);
  expect((await redeem(link)).status).toBe(401);
});

test('[T7] a program lets nobody in: an owner’s token neither invites nor resets', async () => {
  const made = await app.ask('POST', '/v1/tokens', { cookie: olga, json: { name: 'Bot' } });
  const headers = { authorization: `Bearer ${(made.json() as { token: string }).token}` };
  expect((await app.ask('GET', '/v1/agents', { headers })).status).toBe(200);
  expect(codeOf(await app.ask('POST', '/v1/agents/ben/reset', { headers }))).toBe('forbidden');
  const json = { email: 'eve@example.com', role: 'owner' };
  expect(codeOf(await app.ask('POST', '/v1/agents', { headers, json }))).toBe('forbidden');
  expect(await isIn(cookie)).toBe(true);
  expect(await app.store.agentByEmail('eve@example.com')).toBeNull();
});

test('who has not accepted yet is invited again, and the first link ends', async () => {
  const first = (await app.ask('POST', '/v1/agents', { cookie: olga, json: { email: 'new@example.com' } })).json() as {
    agent: { id: string };
    link: string;
  };
  const again = (await post(`${first.agent.id}/reset`, olga)).json() as { link: string };
  expect(mail.letters.map(({ kind }) => kind)).toEqual(['invite', 'invite']);
  expect((await redeem(first.link)).status).toBe(401);
  expect((await redeem(again.link)).status).toBe(201);
});

test('who may not reset, and whom', async () => {
  expect(codeOf(await post('olga/reset', cookie))).toBe('forbidden');
  expect(codeOf(await post('olga/reset', olga))).toBe('conflict');
  expect(codeOf(await post('nobody/reset', olga))).toBe('not_found');
  await app.ask('PUT', '/v1/agents/ben', { cookie: olga, json: { disabled: true } });
  expect(codeOf(await post('ben/reset', olga))).toBe('conflict');
  expect(mail.letters).toEqual([]);
});

test('[T7] signing out everywhere ends every session and its sockets; API tokens only when asked to', async () => {
  const other = await app.ask('POST', '/v1/tokens', { cookie, json: { name: 'Bot' } });
  const { token } = other.json() as { token: string };
  const session = hashOf(cookie.split('=')[1] ?? '');
  expect(codeOf(await post('olga/sign-out', cookie))).toBe('forbidden');
  const answer = await post('ben/sign-out', cookie);
  expect([answer.status, answer.headers['set-cookie']?.[0]]).toEqual([
    204,
    expect.stringMatching(/^rapport_session=;/),
  ]);
  expect(app.revoked).toEqual([{ session }]);
  expect(await isIn(cookie)).toBe(false);
  const withToken = () => app.ask('GET', '/v1/session', { headers: { authorization: `Bearer ${token}` } });
  expect((await withToken()).status).toBe(200);

  expect((await post('ben/sign-out', olga, { tokens: true })).status).toBe(204);
  expect((await withToken()).status).toBe(401);
  expect(app.revoked).toContainEqual({ agent: 'ben' });
  expect(codeOf(await post('nobody/sign-out', olga))).toBe('not_found');
  expect(codeOf(await post('ben/sign-out', olga, { tokens: 'yes' }))).toBe('invalid_field');
});

test('one changes the own password with the present one; every other session ends', async () => {
  const mine = await withPassword();
  const elsewhere = cookieOf(
    await app.ask('POST', '/v1/session', { json: { email: 'ben@example.com', password: owner.password } }),
  );
  const change = (json: object, by = mine): Promise<Answer> => app.ask('PUT', '/v1/password', { cookie: by, json });
  const password = 'quite other calm words';
  const [wrong, weak] = [
    await change({ current: 'not it at all', password }),
    await change({ current: owner.password, password: 'short' }),
  ];
  expect([wrong, weak].map((answer) => (answer.json() as { error: unknown }).error)).toMatchObject([
    { code: 'invalid_field', field: 'current' },
    { code: 'invalid_field', field: 'password' },
  ]);
  expect((await change({ current: owner.password, password })).status).toBe(204);
  expect([await isIn(mine), await isIn(elsewhere)]).toEqual([true, false]);
  expect(app.revoked).toContainEqual({ session: hashOf(elsewhere.split('=')[1] ?? '') });
  const signIn = (given: string) =>
    app.ask('POST', '/v1/session', { json: { email: 'ben@example.com', password: given } });
  expect([(await signIn(owner.password)).status, (await signIn(password)).status]).toEqual([401, 200]);
});

test('[T7] whoever was signing in with the old password while it was changed is not let in', async () => {
  const memory = createMemoryStore();
  let meanwhile = async (): Promise<void> => {};
  // Right after the look at who it is; comparing the password takes its time.
  const agentByEmail: Store['agentByEmail'] = async (email) => {
    const row = await memory.agentByEmail(email);
    await meanwhile();
    return row;
  };
  const other = await startApp({ store: { ...memory, agentByEmail } });
  try {
    const mine = await other.signIn();
    meanwhile = async () => {
      const json = { current: owner.password, password: 'quite other calm words' };
      expect((await other.ask('PUT', '/v1/password', { cookie: mine, json })).status).toBe(204);
    };
    const { email, password } = owner;
    const late = await other.ask('POST', '/v1/session', { json: { email, password } });
    expect([late.status, late.headers['set-cookie']]).toEqual([401, undefined]);
    const [maria] = await memory.agents();
    expect(await memory.secretsOf(maria?.id ?? '', 'session')).toHaveLength(1);
  } finally {
    await other.close();
  }
});

test('[T7] a link that was being redeemed while an owner reset the password sets none', async () => {
  const memory = createMemoryStore();
  let meanwhile = async (): Promise<unknown> => null;
  const takeSecret: Store['takeSecret'] = async (hash) => {
    const row = await memory.takeSecret(hash);
    await meanwhile();
    return row;
  };
  const other = await startApp({ store: { ...memory, takeSecret } });
  try {
    const by = await other.as('olga', 'owner');
    await other.as('ben', 'agent');
    const link = await newSetupLink(memory, { url: other.url, agent: 'ben', now: other.clock.now });
    meanwhile = () => other.ask('POST', '/v1/agents/ben/reset', { cookie: by });
    const late = await other.ask('POST', '/v1/setup', { json: { token: tokenIn(link), password: owner.password } });
    expect([late.status, (await memory.agent('ben'))?.passwordHash]).toEqual([401, '']);
    // The one that the owner was given is still good.
    expect(await memory.secretsOf('ben', 'setup')).toHaveLength(1);
  } finally {
    await other.close();
  }
});

test('guessing the present password is as slow as guessing at the door', async () => {
  const mine = await withPassword();
  const change = () =>
    app.ask('PUT', '/v1/password', { cookie: mine, json: { current: 'a guess', password: 'quite other calm words' } });
  for (let i = 0; i < 5; i += 1) expect((await change()).status).toBe(422);
  const answer = await change();
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, '30']);
});

test('who has forgotten it gets a mail with a link that is good for an hour, and until then nothing has changed', async () => {
  expect((await forget(' Ben@Example.com ')).status).toBe(204);
  const { kind, to, data } = await mail.letter(0);
  const { link } = data as { link: string };
  expect([kind, to]).toEqual(['reset', 'ben@example.com']);
  expect(await app.store.secret(hashOf(tokenIn(link)))).toMatchObject({
    expiresAt: app.clock.now + linkLifetimeMs.asked,
  });
  expect([await isIn(cookie), (await app.store.agent('ben'))?.passwordHash]).toEqual([true, 'none']);
  expect((await redeem(link)).status).toBe(201);
  expect(await isIn(cookie)).toBe(false);
});

test('an owner’s link stays good when strangers ask for others, and all end with the first that is used', async () => {
  const { link } = (await post('ben/reset', olga)).json() as { link: string };
  await forget('ben@example.com');
  const asked = (await mail.letter(1)).data as { link: string };
  expect((await redeem(link)).status).toBe(201);
  expect((await redeem(asked.link)).status).toBe(401);
});

test('the answer is the same for everybody: known, unknown, disabled, no address, asked often, no mail', async () => {
  await app.as('off', 'agent');
  await app.ask('PUT', '/v1/agents/off', { cookie: olga, json: { disabled: true } });
  const answers: Answer[] = [];
  const emails = [
    'nobody@example.com',
    'off@example.com',
    'ben@example.com\r\nBcc: x',
    ...Array(5).fill('ben@example.com'),
  ];
  for (const email of emails) answers.push(await forget(email as string));
  const seen = answers.map(({ status, text, headers }) => [status, text, headers['content-type']]);
  expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(new Set(['[204,"",null]']));
  await mail.letter(2);
  // Each later one has come after it in the same store.
  await app.store.agents();
  expect(mail.letters.map(({ to }) => to)).toEqual(Array(3).fill('ben@example.com'));

  for (let i = 0; i < 2; i += 1) expect((await forget(`x${i}@example.com`)).status).toBe(204);
  const often = await forget('one@example.com');
  expect([often.status, codeOf(often), often.headers['retry-after']]).toEqual([429, 'rate_limited', '300']);
});

test('without a mail server nothing is made that nobody would get', async () => {
  const quiet = await startApp();
  try {
    await quiet.as('ben', 'agent');
    expect((await quiet.ask('POST', '/v1/reset', { json: { email: 'ben@example.com' } })).status).toBe(204);
    expect(await quiet.store.secretsOf('ben', 'setup')).toEqual([]);
  } finally {
    await quiet.close();
  }
});
