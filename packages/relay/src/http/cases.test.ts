import { afterEach, expect, test } from 'vitest';
import { caseActions, caseCauses, caseOutcomes } from '../core/recovery/case-words.ts';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { ended, type Unhappy } from '../test/unhappy.ts';

let app: TestApp;
let u: Unhappy;
afterEach(() => app.close());

/** An unhappy visitor, whose case is open, and the app over the same relay. */
async function start(): Promise<{
  id: string;
  ask: (role: string, method: string, path: string, json?: unknown) => ReturnType<TestApp['ask']>;
}> {
  u = await ended();
  await u.rate({ score: 1, comment: 'Why?' });
  await u.world.clock.pass(60_000);
  app = await startApp({ store: u.world.store, cases: u.world.relay.cases });
  const cookies: Record<string, string> = {};
  const [row] = await u.world.store.openCases(1);
  return {
    id: row?.id ?? '',
    ask: async (who, method, path, json) => {
      cookies[who] ??= await app.as(who, who === 'lea' ? 'lead' : 'agent');
      return app.ask(method, path, { cookie: cookies[who], ...(json === undefined ? {} : { json }) });
    },
  };
}

const last = async (): Promise<object | undefined> => (await u.world.store.openCases(1))[0];

test('everybody who answers sees the open cases, with what the visitor said', async () => {
  const { id, ask } = await start();
  const answer = await ask('ben', 'GET', '/v1/cases?state=open&site=shop');
  expect(answer.status).toBe(200);
  expect(answer.json()).toMatchObject({
    cases: [{ id, conv: 'conv1', n: 1, visitorName: 'Ann', score: 1, comment: 'Why?', state: 'open', owner: null }],
    isMore: false,
  });
  expect((await ask('ben', 'GET', '/v1/cases?site=other')).json()).toEqual({ cases: [], isMore: false });
  expect((await ask('ben', 'GET', '/v1/cases?state=closed')).json()).toEqual({ cases: [], isMore: false });
});

test('a case goes from its taking to its end, and its history keeps all of it', async () => {
  const { id, ask } = await start();
  const act = async (what: string, json: object = {}) =>
    (await ask('ben', 'POST', `/v1/cases/${id}/${what}`, json)).json();
  expect(await act('own')).toMatchObject({ case: { state: 'owned', owner: 'ben' } });
  expect(await act('contact', { how: 'phone', text: 'Called him' })).toMatchObject({ case: { state: 'contacted' } });
  expect(await act('wait')).toMatchObject({ case: { state: 'waiting' } });
  expect(await act('note', { text: 'Knows the manager' })).toMatchObject({ case: { state: 'waiting' } });
  const end = { outcome: 'apologised', actions: ['apology'], cause: 'lost_time', note: 'Well, well' };
  expect(await act('close', end)).toMatchObject({
    case: { state: 'closed', outcome: 'apologised', actions: ['apology'], cause: 'lost_time' },
  });
  const whole = (await ask('ben', 'GET', `/v1/cases/${id}`)).json() as {
    case: object;
    events: { kind: string; data: object }[];
    people: object[];
  };
  expect(whole.people).toContainEqual({ id: 'ben', name: expect.any(String), isGone: false });
  expect(whole.case).toMatchObject({ id, state: 'closed' });
  expect(whole.events.map(({ kind, data }) => [kind, data])).toEqual([
    ['opened', { triggers: ['low_score'] }],
    ['owned', { to: 'ben' }],
    ['contacted', { how: 'phone', text: 'Called him' }],
    ['waiting', {}],
    ['noted', { text: 'Knows the manager' }],
    ['closed', { outcome: 'apologised', actions: ['apology'], cause: 'lost_time', text: 'Well, well' }],
  ]);
  expect((await ask('ben', 'GET', '/v1/cases?state=closed')).json()).toMatchObject({ cases: [{ id }] });
});

test('who acts on a colleague’s case is refused, unless he leads; what is not there is not found', async () => {
  const { id, ask } = await start();
  await ask('ben', 'POST', `/v1/cases/${id}/own`, {});
  const refused = async (who: string, what: string, json: object) => {
    const answer = await ask(who, 'POST', `/v1/cases/${id}/${what}`, json);
    return [answer.status, codeOf(answer)];
  };
  expect(await refused('maria', 'own', {})).toEqual([409, 'conflict']);
  expect(await refused('maria', 'own', { to: 'maria' })).toEqual([409, 'conflict']);
  expect(await refused('maria', 'close', { outcome: 'duplicate' })).toEqual([403, 'forbidden']);
  expect(await refused('ben', 'own', { to: 'nobody' })).toEqual([422, 'invalid_field']);
  expect(await refused('ben', 'wait', {})).toEqual([409, 'conflict']);
  expect((await ask('lea', 'POST', `/v1/cases/${id}/own`, { to: 'maria' })).json()).toMatchObject({
    case: { owner: 'maria' },
  });
  expect(codeOf(await ask('ben', 'GET', '/v1/cases/none'))).toBe('not_found');
  expect(codeOf(await ask('ben', 'POST', '/v1/cases/none/own', {}))).toBe('not_found');
  expect(codeOf(await ask('ben', 'GET', '/v1/cases?site=none'))).toBe('not_found');
});

test('nobody who is not signed in sees or does anything', async () => {
  const { id } = await start();
  for (const [method, path] of [
    ['GET', '/v1/cases'],
    ['GET', `/v1/cases/${id}`],
    ['POST', `/v1/cases/${id}/own`],
  ] as const)
    expect(codeOf(await app.ask(method, path, method === 'POST' ? { json: {} } : {}))).toBe('unauthenticated');
});

test.each([
  ['own', { to: 7 }, 'to'],
  ['own', { to: '' }, 'to'],
  ['own', { from: 'ben' }, undefined],
  ['contact', {}, 'how'],
  ['contact', { how: 'pigeon' }, 'how'],
  ['contact', { how: 'phone', text: ' \u200b' }, 'text'],
  ['contact', { how: 'phone', text: 'x'.repeat(10_001) }, 'text'],
  ['note', {}, 'text'],
  ['note', { text: '' }, 'text'],
  ['note', { text: ['a'] }, 'text'],
  ['close', {}, 'outcome'],
  ['close', { outcome: 'customers_fault' }, 'outcome'],
  ['close', { outcome: 'resolved', actions: ['bribe'] }, 'actions'],
  ['close', { outcome: 'resolved', actions: ['fix', 'fix'] }, 'actions'],
  ['close', { outcome: 'resolved', cause: 'the_customer' }, 'cause'],
  ['close', { outcome: 'resolved', note: '' }, 'note'],
])('bad input %$ (%s) is refused and changes nothing', async (what, json, field) => {
  const { id, ask } = await start();
  const before = await last();
  const answer = await ask('ben', 'POST', `/v1/cases/${id}/${what}`, json);
  expect([answer.status, codeOf(answer)]).toEqual([422, 'invalid_field']);
  expect((answer.json() as { error: { field?: string } }).error.field).toBe(field);
  expect(await last()).toEqual(before);
  expect(await u.events()).toEqual(['opened']);
});

test('who has gone takes no case, but is still called by name where he did something', async () => {
  const { id, ask } = await start();
  await ask('ben', 'POST', `/v1/cases/${id}/own`, {});
  await app.as('zoe', 'agent');
  for (const gone of ['ben', 'zoe']) await u.world.store.changeAgent(gone, (row) => ({ ...row, disabled: true }));
  const { people } = (await ask('lea', 'GET', `/v1/cases/${id}`)).json() as { people: { id: string }[] };
  expect(people.find((it) => it.id === 'ben')).toMatchObject({ isGone: true });
  expect(people.map((it) => it.id)).not.toContain('zoe');
  expect((await ask('lea', 'GET', '/v1/cases')).json()).toMatchObject({ cases: [{ owner: 'ben', ownerName: 'ben' }] });
});

test('a case cannot be deleted', async () => {
  const { id, ask } = await start();
  const answer = await ask('lea', 'DELETE', `/v1/cases/${id}`);
  expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
  expect(await last()).toMatchObject({ id, state: 'open' });
  const { paths } = (await app.ask('GET', '/v1/openapi.json')).json() as { paths: Record<string, object> };
  const ways = Object.entries(paths).filter(([path]) => /^\/v1\/(cases|ratings|silent)\b/.test(path));
  expect(ways.length).toBeGreaterThan(6);
  expect(new Set(ways.flatMap(([, methods]) => Object.keys(methods)))).toEqual(new Set(['get', 'post']));
});

test('[F20] no word of a case says that it is the visitor’s fault, and none asks for another score', () => {
  const words = [...caseOutcomes, ...caseActions, ...caseCauses].join(' ');
  expect(words).not.toMatch(/fault|blame|wrong|user_error|customer_error|abus|change_score|rating/);
  expect(caseOutcomes).toEqual([
    ...['resolved', 'apologised', 'cannot_do_explained', 'no_answer'],
    ...['no_contact_possible', 'declined_by_visitor', 'duplicate'],
  ]);
});
