import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AgentRow } from '../store/store.ts';
import { createFakeMail, type FakeMail } from '../test/fake-mail.ts';
import { type Answer, codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { linkLifetimeMs } from './auth/links.ts';
import { hashOf } from './auth/tokens.ts';

// Many requests, and passwords that are hashed; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

let app: TestApp;
let mail: FakeMail;
let cookie = '';
beforeEach(async () => {
  mail = createFakeMail();
  app = await startApp({ mail });
  cookie = await app.as('olga', 'owner');
  await app.store.putSite({
    ...{ key: 'shop', name: 'Shop', origins: [], native: false, disabled: false },
    settings: { teams: [{ key: 'sales', name: 'Sales', hours: null }] },
  });
});
afterEach(() => app.close());

const invite = (json: unknown, by = cookie): Promise<Answer> => app.ask('POST', '/v1/agents', { cookie: by, json });
const put = (id: string, json: unknown, by = cookie): Promise<Answer> =>
  app.ask('PUT', `/v1/agents/${id}`, { cookie: by, json });
const problemsIn = (answer: Answer): unknown =>
  (answer.json() as { error: { d?: { problems: unknown } } }).error.d?.problems;
const tokenIn = (link: string): string => /#setup=([\w-]{43})$/.exec(link)?.[1] ?? '';

test('an invitation is a link that works once within three days, shown and mailed', async () => {
  const answer = await invite({ email: 'Ben@Example.com', role: 'lead', teams: ['sales'], langs: ['el'] });
  const { agent, link, isMailed } = answer.json() as { agent: { id: string }; link: string; isMailed: boolean };
  expect([answer.status, isMailed, agent]).toEqual([
    201,
    true,
    {
      id: expect.any(String),
      email: 'ben@example.com',
      name: 'ben',
      role: 'lead',
      teams: ['sales'],
      langs: ['el'],
      capacity: null,
      disabled: false,
      presence: 'away',
      isPending: true,
    },
  ]);
  const expiresAt = app.clock.now + linkLifetimeMs.invite;
  expect(await app.store.secret(hashOf(tokenIn(link)))).toMatchObject({ kind: 'setup', agent: agent.id, expiresAt });
  expect(mail.letters).toEqual([
    {
      key: expect.any(String),
      to: 'ben@example.com',
      kind: 'invite',
      lang: 'el',
      data: { link, until: expiresAt, by: 'olga' },
    },
  ]);
  expect(mail.letters[0]?.key).not.toContain(tokenIn(link));
  expect(app.log.join()).not.toContain(tokenIn(link));

  app.clock.now = expiresAt - 1;
  const json = { token: tokenIn(link), name: 'Ben', password: 'four unrelated calm words' };
  expect((await app.ask('POST', '/v1/setup', { json })).status).toBe(201);
  expect(await app.store.agent(agent.id)).toMatchObject({ name: 'Ben', role: 'lead', teams: ['sales'], langs: ['el'] });
  expect((await app.ask('POST', '/v1/setup', { json })).status).toBe(401);
});

test('what an owner changes while an invitation is being accepted stands', async () => {
  const { agent, link } = (await invite({ email: 'ben@example.com' })).json() as {
    agent: { id: string };
    link: string;
  };
  const json = { token: tokenIn(link), password: 'four unrelated calm words' };
  // The password takes its time: meanwhile the owner is faster.
  const [accepted, changed] = await Promise.all([
    app.ask('POST', '/v1/setup', { json }),
    put(agent.id, { role: 'lead', capacity: 3 }),
  ]);
  expect([accepted.status, changed.status]).toEqual([201, 200]);
  expect(await app.store.agent(agent.id)).toMatchObject({ role: 'lead', capacity: 3, name: 'ben' });
});

test('without mail, or when the mail cannot be kept, the link is what there is, and it is said', async () => {
  mail.fails = true;
  expect((await invite({ email: 'ben@example.com' })).json()).toMatchObject({
    isMailed: false,
    link: expect.any(String),
  });
  mail.fails = false;
  // Good enough to sign in with, not to write to.
  expect((await invite({ email: 'ben@intranet' })).json()).toMatchObject({ isMailed: false });
  expect(mail.letters).toEqual([]);
});

describe('what is wrong with an invitation is told all at once, and nobody is added', () => {
  test.each<[string, unknown, object[]]>([
    [
      'CR and LF in the address',
      { email: 'ben@example.com\r\nBcc: eve@example.com' },
      [{ field: 'email', code: 'line' }],
    ],
    ['a line break at its end', { email: 'ben@example.com\n' }, [{ field: 'email', code: 'line' }]],
    ['two addresses', { email: 'ben@example.com, eve@example.com' }, [{ field: 'email', code: 'email' }]],
    ['no address', { name: 'Ben' }, [{ field: 'email', code: 'empty' }]],
    ['a name of two lines', { email: 'b@example.com', name: 'Ben\nx' }, [{ field: 'name', code: 'line' }]],
    ['capacity 0', { email: 'b@example.com', capacity: 0 }, [{ field: 'capacity', code: 'range' }]],
    ['a negative capacity', { email: 'b@example.com', capacity: -1 }, [{ field: 'capacity', code: 'range' }]],
    [
      'a team that is not there',
      { email: 'b@example.com', teams: ['sales', 'x'] },
      [{ field: 'teams.1', code: 'team' }],
    ],
    [
      'several',
      { email: 'b', role: 'boss', langs: ['E'], passwordHash: 'x' },
      [
        { field: 'email', code: 'email' },
        { field: 'role', code: 'choice' },
        { field: 'langs.0', code: 'language' },
        { field: '', code: 'unknown' },
      ],
    ],
  ])('%s', async (_what, given, expected) => {
    const answer = await invite(given);
    expect([answer.status, codeOf(answer), problemsIn(answer)]).toEqual([422, 'invalid_field', expected]);
    expect(await app.store.agents()).toHaveLength(1);
    expect(mail.letters).toEqual([]);
  });

  test('somebody who is there already', async () => {
    await app.as('ben', 'agent');
    const answer = await invite({ email: 'BEN@example.com' });
    expect([answer.status, codeOf(answer), problemsIn(answer)]).toEqual([
      409,
      'conflict',
      [{ field: 'email', code: 'taken' }],
    ]);
  });
});

test('everybody sees who answers; an owner changes all of it, others their own name and languages', async () => {
  const ben = await app.as('ben', 'lead');
  const { agents } = (await app.ask('GET', '/v1/agents', { cookie: ben })).json() as { agents: { id: string }[] };
  expect(agents.map(({ id }) => id)).toEqual(['ben', 'olga']);
  expect(JSON.stringify(agents)).not.toContain('none');

  const changed = await put('ben', { teams: ['sales'], capacity: 3, role: 'agent' });
  expect(changed.json()).toMatchObject({ agent: { id: 'ben', teams: ['sales'], capacity: 3, role: 'agent' } });
  expect((await put('ben', { capacity: null })).json()).toMatchObject({ agent: { capacity: null } });
  expect((await put('ben', { name: 'Benjamin', langs: ['en'] }, ben)).status).toBe(200);
  const row = await app.store.agent('ben');
  expect(row).toMatchObject({ name: 'Benjamin', langs: ['en'], teams: ['sales'], passwordHash: 'none' });
  for (const [id, json] of [
    ['ben', { role: 'owner' }],
    ['ben', { name: 'Ben', capacity: 50 }],
    ['ben', { unknown: 1 }],
    ['olga', { name: 'Olly' }],
    ['nobody', {}],
  ] as const)
    expect(codeOf(await put(id, json, ben))).toBe('forbidden');
  expect(codeOf(await invite({ email: 'x@example.com' }, ben))).toBe('forbidden');
  expect(codeOf(await put('nobody', {}))).toBe('not_found');
  expect(problemsIn(await put('ben', { capacity: 51, name: ' ', teams: 'sales' }))).toEqual([
    { field: 'capacity', code: 'range' },
    { field: 'name', code: 'empty' },
    { field: 'teams', code: 'type' },
  ]);
  expect(await app.store.agent('ben')).toEqual(row);
});

test('a team that is gone may stay with whom it was, and comes to nobody new', async () => {
  await put('olga', { teams: ['sales'] });
  await app.store.changeSite('shop', (site) => ({ ...site, settings: {} }));
  expect((await put('olga', { teams: ['sales'], capacity: 2 })).status).toBe(200);
  await app.as('ben', 'agent');
  expect(problemsIn(await put('ben', { teams: ['sales'] }))).toEqual([{ field: 'teams.0', code: 'team' }]);
});

test('[T7] disabling ends sessions, tickets, API tokens and links, and every socket', async () => {
  const ben = await app.as('ben', 'agent');
  await app.ask('POST', '/v1/ticket', { cookie: ben });
  await app.ask('POST', '/v1/tokens', { cookie: ben, json: { name: 'Bot' } });
  expect((await put('ben', { disabled: true })).json()).toMatchObject({ agent: { disabled: true } });
  expect(app.revoked).toContainEqual({ agent: 'ben' });
  for (const kind of ['session', 'ticket', 'api', 'setup'] as const)
    expect(await app.store.secretsOf('ben', kind)).toEqual([]);
  expect((await app.ask('GET', '/v1/session', { cookie: ben })).status).toBe(401);
  expect((await put('ben', { disabled: false })).json()).toMatchObject({ agent: { disabled: false } });
});

test('the last owner is neither disabled nor demoted, also by two at once', async () => {
  for (const [json, field] of [
    [{ role: 'lead' }, 'role'],
    [{ disabled: true, name: 'x' }, 'disabled'],
  ] as const) {
    const answer = await put('olga', json);
    expect([answer.status, codeOf(answer), problemsIn(answer)]).toEqual([
      409,
      'conflict',
      [{ field, code: 'last_owner' }],
    ]);
    expect(answer.text).toContain('last owner');
  }
  expect(await app.store.agent('olga')).toMatchObject({ role: 'owner', disabled: false, name: 'olga' });
  // One who has not accepted yet cannot take over.
  await invite({ email: 'new@example.com', role: 'owner' });
  expect(codeOf(await put('olga', { role: 'agent' }))).toBe('conflict');

  const paul = await app.as('paul', 'owner');
  const both = await Promise.all([put('olga', { role: 'agent' }), put('paul', { role: 'agent' }, paul)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const owners = (await app.store.agents()).filter((row: AgentRow) => row.role === 'owner' && row.passwordHash !== '');
  expect(owners).toHaveLength(1);
});
