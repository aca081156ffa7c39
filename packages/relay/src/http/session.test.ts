import { afterEach, expect, test, vi } from 'vitest';
import { codeOf, cookieOf, owner, startApp, type TestApp, type TestAppOptions } from '../test/http-harness.ts';
import { newSetupLink } from './auth/links.ts';
import { sessionTimes } from './auth/sessions.ts';
import { hashOf } from './auth/tokens.ts';

// Passwords are hashed and disks are written here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

let app: TestApp;
const start = async (o?: TestAppOptions): Promise<TestApp> => {
  app = await startApp(o);
  return app;
};
afterEach(() => app.close());

const minuteMs = 60_000;
const wrong = { email: owner.email, password: 'not the password' };
const right = { email: owner.email, password: owner.password };

test('the setup link makes the first owner, signs in, and works once', async () => {
  const { ask, setupToken } = await start();
  const json = { token: await setupToken(), ...owner };
  const first = await ask('POST', '/v1/setup', { json });
  expect(first.status).toBe(201);
  expect(first.json()).toEqual({
    agent: { id: expect.any(String), name: 'Maria', email: 'maria@example.com', role: 'owner' },
  });
  expect((await ask('GET', '/v1/session', { cookie: cookieOf(first) })).status).toBe(200);

  const second = await ask('POST', '/v1/setup', { json: { ...json, email: 'eve@example.com' } });
  expect([second.status, codeOf(second)]).toEqual([401, 'unauthenticated']);
  expect(await app.store.agents()).toHaveLength(1);
});

test('of two who redeem one link at once, one becomes the owner', async () => {
  const { ask, setupToken } = await start();
  const token = await setupToken();
  const both = await Promise.all(
    ['a@example.com', 'b@example.com'].map((email) => ask('POST', '/v1/setup', { json: { ...owner, email, token } })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
  expect(await app.store.agents()).toHaveLength(1);
});

test('a newer link makes the older one void, and after a day it is void itself', async () => {
  const { ask, setupToken, clock } = await start();
  const older = await setupToken();
  const newer = await setupToken();
  expect((await ask('POST', '/v1/setup', { json: { ...owner, token: older } })).status).toBe(401);
  clock.now += 86_400_000;
  expect((await ask('POST', '/v1/setup', { json: { ...owner, token: newer } })).status).toBe(401);
});

test('a refused password, name or address leaves the link unused', async () => {
  const { ask, setupToken } = await start();
  const token = await setupToken();
  for (const [field, value] of [
    ['password', 'short'],
    ['password', 'aaaaaaaaaaaaaa'],
    ['name', '\u200B'],
    ['email', 'nobody'],
    ['email', 'a@b@c'],
  ] as const) {
    const answer = await ask('POST', '/v1/setup', { json: { ...owner, token, [field]: value } });
    expect([answer.status, (answer.json() as { error: unknown }).error]).toMatchObject([
      422,
      { code: 'invalid_field', field },
    ]);
  }
  expect((await ask('POST', '/v1/setup', { json: { ...owner, token } })).status).toBe(201);
});

test('a link for an agent sets the password of that agent and ends what was open', async () => {
  const { ask, store, url, clock, revoked } = await start();
  const cookie = await app.signIn();
  const [maria] = await store.agents();
  const link = await newSetupLink(store, { url, agent: maria?.id ?? '', now: clock.now });
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/console\/#setup=[\w-]{43}$/);
  const token = link.split('=')[1];

  const other = await ask('POST', '/v1/setup', {
    json: { token, email: 'eve@example.com', password: 'quite another phrase' },
  });
  expect([other.status, codeOf(other)]).toEqual([422, 'invalid_field']);
  const answer = await ask('POST', '/v1/setup', { json: { token, password: 'quite another phrase' } });
  expect(answer.json()).toMatchObject({ agent: { name: 'Maria', email: 'maria@example.com', role: 'owner' } });
  expect((await ask('GET', '/v1/session', { cookie })).status).toBe(401);
  expect(revoked).toContainEqual({ agent: maria?.id });
  expect((await ask('POST', '/v1/session', { json: right })).status).toBe(401);
  expect((await ask('POST', '/v1/session', { json: { ...right, password: 'quite another phrase' } })).status).toBe(200);
});

test('on this machine the cookie is HttpOnly and SameSite=Strict', async () => {
  const { ask } = await start();
  await app.signIn();
  const [cookie] = (await ask('POST', '/v1/session', { json: right })).headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^rapport_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('over https the cookie is __Host- and Secure', async () => {
  const { ask, setupToken } = await start({ url: 'https://chat.example.com' });
  const [cookie] =
    (await ask('POST', '/v1/setup', { json: { ...owner, token: await setupToken() } })).headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^__Host-rapport=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
});

test('over plain http to another machine nobody signs in', async () => {
  const { ask, setupToken } = await start({ url: 'http://chat.example.com' });
  for (const [path, json] of [
    ['/v1/session', right],
    ['/v1/setup', { ...owner, token: await setupToken() }],
  ] as const) {
    const answer = await ask('POST', path, { json });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden']);
    expect(answer.text).toContain('https');
  }
});

test('a planted cookie is not adopted: signing in makes a new one', async () => {
  const { ask } = await start();
  await app.signIn();
  const planted = `rapport_session=${'A'.repeat(43)}`;
  const answer = await ask('POST', '/v1/session', { json: right, cookie: planted });
  expect(cookieOf(answer)).not.toBe(planted);
  expect((await ask('GET', '/v1/session', { cookie: planted })).status).toBe(401);
});

test('unknown, disabled, invited and wrong have one answer', async () => {
  const { ask, store } = await start();
  await app.signIn();
  const [maria] = await store.agents();
  if (!maria) throw new Error('no owner');
  await store.putAgent({ ...maria, id: 'off', email: 'off@example.com', disabled: true });
  await store.putAgent({ ...maria, id: 'new', email: 'new@example.com', passwordHash: '' });
  const answers = await Promise.all(
    ['maria@example.com', 'off@example.com', 'new@example.com', 'nobody@example.com', 'no address'].map((email, i) =>
      ask('POST', '/v1/session', { json: { email, password: i === 0 ? 'wrong' : owner.password } }),
    ),
  );
  const bodies = answers.map((answer) => ({
    status: answer.status,
    code: codeOf(answer),
    message: (answer.json() as { error: { message: string } }).error.message,
    cookie: cookieOf(answer),
  }));
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  expect(bodies[0]).toMatchObject({ status: 401, code: 'unauthenticated', cookie: '' });
});

test('five wrong passwords, then 429 with a Retry-After that grows, then the right one after the wait', async () => {
  const { ask, clock } = await start();
  await app.signIn();
  for (let i = 0; i < 5; i++) expect((await ask('POST', '/v1/session', { json: wrong })).status).toBe(401);
  const refused = await ask('POST', '/v1/session', { json: right });
  expect([refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([429, 'rate_limited', '30']);
  clock.now += minuteMs / 2;
  expect((await ask('POST', '/v1/session', { json: wrong })).status).toBe(401);
  expect((await ask('POST', '/v1/session', { json: right })).headers['retry-after']).toBe('60');
  clock.now += minuteMs;
  expect((await ask('POST', '/v1/session', { json: right })).status).toBe(200);
});

test('21 tries with 21 invented addresses in the headers are 21 tries of one address', async () => {
  const { ask } = await start();
  const statuses: number[] = [];
  for (let n = 0; n < 21; n++) {
    const headers = {
      'x-forwarded-for': `203.0.113.${n}`,
      'x-real-ip': `198.51.100.${n}`,
      forwarded: `for=192.0.2.${n}`,
    };
    statuses.push(
      (await ask('POST', '/v1/session', { json: { email: `a${n}@example.com`, password: 'x' }, headers })).status,
    );
  }
  expect(statuses).toEqual([...Array<number>(20).fill(401), 429]);
});

test('behind a trusted proxy the address it adds counts, not what stands before it', async () => {
  const { ask } = await start({ trustProxy: true });
  const statuses: number[] = [];
  for (let n = 0; n < 21; n++)
    statuses.push(
      (
        await ask('POST', '/v1/session', {
          json: { email: `a${n}@example.com`, password: 'x' },
          headers: { 'x-forwarded-for': `10.0.0.${n}, 203.0.113.7` },
        })
      ).status,
    );
  expect(statuses.at(-1)).toBe(429);
  expect(
    (await ask('POST', '/v1/session', { json: wrong, headers: { 'x-forwarded-for': '203.0.113.7, 203.0.113.8' } }))
      .status,
  ).toBe(401);
});

test('[T7] signing out ends the session and what it opened', async () => {
  const { ask, revoked } = await start();
  const cookie = await app.signIn();
  const answer = await ask('DELETE', '/v1/session', { cookie });
  expect([answer.status, answer.text]).toEqual([204, '']);
  expect(answer.headers['set-cookie']?.[0]).toMatch(/^rapport_session=;.*Expires=Thu, 01 Jan 1970/);
  expect(revoked).toContainEqual({ session: hashOf(cookie.split('=')[1] ?? '') });
  expect((await ask('GET', '/v1/session', { cookie })).status).toBe(401);
});

test('a session lives as long as it is used every twelve hours, and seven days at most', async () => {
  const { ask, clock } = await start();
  const cookie = await app.signIn();
  const from = clock.now;
  const alive = async (): Promise<boolean> => (await ask('GET', '/v1/session', { cookie })).status === 200;
  while (clock.now - from < sessionTimes.absoluteMs - 11 * 3_600_000) {
    expect(await alive()).toBe(true);
    clock.now += 11 * 3_600_000;
  }
  clock.now = from + sessionTimes.absoluteMs;
  expect(await alive()).toBe(false);
});

test('a session that is not used for twelve hours is over', async () => {
  const { ask, clock } = await start();
  const cookie = await app.signIn();
  clock.now += sessionTimes.idleMs;
  expect((await ask('GET', '/v1/session', { cookie })).status).toBe(401);
});

test.each(['disabled', 'reset'])('the session of an agent who was %s is over', async (what) => {
  const { ask, store } = await start();
  const cookie = await app.signIn();
  const [maria] = await store.agents();
  if (!maria) throw new Error('no owner');
  await store.putAgent(what === 'reset' ? { ...maria, passwordHash: '' } : { ...maria, disabled: true });
  expect((await ask('GET', '/v1/session', { cookie })).status).toBe(401);
  expect((await ask('POST', '/v1/ticket', { cookie })).status).toBe(401);
});

test('[T5] a ticket is 256 bits, lives 30 seconds, and belongs to the session', async () => {
  const { ask, store, clock } = await start();
  const cookie = await app.signIn();
  const { ticket, expiresAt } = (await ask('POST', '/v1/ticket', { cookie })).json() as {
    ticket: string;
    expiresAt: number;
  };
  expect(ticket).toMatch(/^[\w-]{43}$/);
  expect(expiresAt).toBe(clock.now + 30_000);
  const [maria] = await store.agents();
  expect(await store.secret(hashOf(ticket))).toEqual({
    hash: hashOf(ticket),
    kind: 'ticket',
    agent: maria?.id,
    parent: hashOf(cookie.split('=')[1] ?? ''),
    createdAt: clock.now,
    expiresAt,
  });
});

test('the store keeps no cookie, token or password, only hashes', async () => {
  const { ask, store, setupToken } = await start();
  const token = await setupToken();
  const cookie = cookieOf(await ask('POST', '/v1/setup', { json: { ...owner, token } })).split('=')[1] ?? '';
  expect(await store.secret(cookie)).toBeNull();
  expect(await store.secret(hashOf(cookie))).toMatchObject({ kind: 'session' });
  expect(JSON.stringify(await store.agents())).not.toContain(owner.password);
});
