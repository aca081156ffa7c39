// /v1/themes, /v1/targets, /v1/annotations, /v1/audit, /v1/ratings/read, /v1/brief: who may, what is refused, what is kept.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { closing, draft, opening, rating, unit } from '../test/units.ts';

let app: TestApp;
let lea: string;
let ben: string;
beforeEach(async () => {
  app = await startApp();
  lea = await app.as('lea', 'lead');
  ben = await app.as('ben', 'agent');
  await app.store.putSite({ key: 'shop', name: 'Shop', origins: [], native: true, disabled: false });
});
afterEach(() => app.close());

const words = { code: 'runaround', label: 'Passed around', decision: 'One team answers' };
const get = async (path: string, cookie = lea): Promise<unknown> => (await app.ask('GET', path, { cookie })).json();

test('a lead adds a theme, changes it, and says that it is done, once; everybody sees it', async () => {
  const added = await app.ask('POST', '/v1/themes', { cookie: lea, json: { ...words, site: 'shop', dueAt: 5 } });
  expect(added.status).toBe(201);
  const { theme } = added.json() as { theme: { id: string } };
  const begun = { id: theme.id, owner: 'lea', createdAt: app.clock.now, dueAt: 5, doneAt: null, isTold: false };
  expect(theme).toEqual({ ...words, ...begun, site: 'shop' });
  const put = (json: object) => app.ask('PUT', `/v1/themes/${theme.id}`, { cookie: lea, json });
  const doneAt = app.clock.now + 1;
  app.clock.now = doneAt;
  expect((await put({ isDone: true, owner: 'ben', dueAt: null })).status).toBe(200);
  app.clock.now += 1;
  expect((await put({ isDone: true, isTold: true, label: '  Passed on ' })).status).toBe(200);
  const now = { ...theme, label: 'Passed on', owner: 'ben', dueAt: null, doneAt, isTold: true };
  expect(await get('/v1/themes', ben)).toMatchObject({
    themes: [{ ...now, effect: { id: 'runaround', formula: 'F18', n: 0, value: null, before: { n: 0 } } }],
  });
  expect(await get('/v1/annotations?site=shop')).toMatchObject({
    annotations: [{ kind: 'theme', text: 'Passed on', at: doneAt }],
  });
  await put({ isDone: false });
  expect(await get('/v1/annotations')).toEqual({ annotations: [] });
});

test.each([
  ['label', { ...words, label: ' \u200b ' }],
  ['label', { ...words, label: 'x'.repeat(121) }],
  ['decision', { ...words, decision: '' }],
  ['owner', { ...words, owner: 'nobody' }],
  ['site', { ...words, site: 'nowhere' }],
  ['code', { ...words, code: 'invented' }],
  ['dueAt', { ...words, dueAt: -1 }],
  [undefined, { ...words, id: 'mine' }],
])('a theme whose %s is wrong is refused and not kept', async (field, json) => {
  const answer = await app.ask('POST', '/v1/themes', { cookie: lea, json });
  expect([answer.status, codeOf(answer)]).toEqual([422, 'invalid_field']);
  expect((answer.json() as { error: { field?: string } }).error.field).toBe(field);
  expect(await app.store.themes()).toEqual([]);
});

test('a theme that is not there is not found', async () => {
  expect(codeOf(await app.ask('PUT', '/v1/themes/none', { cookie: lea, json: { isTold: true } }))).toBe('not_found');
});

test('a target has an owner and ends after a year; setting and taking it away are in the audit', async () => {
  const { now } = app.clock;
  const put = (json: object) => app.ask('PUT', '/v1/targets', { cookie: lea, json });
  expect((await put({ metric: 'csat', value: 0.8 })).status).toBe(204);
  const target = { metric: 'csat', site: null, value: 0.8, owner: 'lea', validUntil: now + 365 * 86_400_000 };
  expect(await get('/v1/targets', ben)).toEqual({ targets: [target] });
  app.clock.now += 1;
  expect((await put({ metric: 'csat', value: null })).status).toBe(204);
  expect(codeOf(await put({ metric: 'csat', value: null }))).toBe('not_found');
  expect(await get('/v1/audit')).toEqual({
    entries: [
      { at: now + 1, actor: 'lea', kind: 'target', data: { metric: 'csat', site: null, value: null } },
      { at: now, actor: 'lea', kind: 'target', data: target },
    ],
    isMore: false,
  });
  expect(await get(`/v1/audit?before=${now + 1}`)).toMatchObject({ entries: [{ at: now }], isMore: false });
});

test.each([
  ['value', { metric: 'csat', value: 1.01 }],
  ['metric', { metric: 'CSAT', value: 0.8 }],
  ['validUntil', { metric: 'csat', value: 0.8, validUntil: 5 }],
  ['validUntil', { metric: 'csat', value: 0.8, validUntil: 1_700_000_000_000 + 367 * 86_400_000 }],
  ['owner', { metric: 'csat', value: 0.8, owner: 'nobody' }],
  ['site', { metric: 'csat', value: 0.8, site: 'nowhere' }],
])('a target whose %s is wrong is refused', async (field, json) => {
  const answer = await app.ask('PUT', '/v1/targets', { cookie: lea, json });
  expect([codeOf(answer), (answer.json() as { error: { field?: string } }).error.field]).toEqual([
    'invalid_field',
    field,
  ]);
  expect(await app.store.targets()).toEqual([]);
});

test('an annotation stands where it happened, never in the future', async () => {
  const { now } = app.clock;
  const post = (json: object) => app.ask('POST', '/v1/annotations', { cookie: lea, json });
  expect((await post({ kind: 'staffing', text: 'Two more people', at: now - 5, site: 'shop' })).status).toBe(201);
  expect((await post({ kind: 'promise', text: 'Now 2 minutes' })).status).toBe(201);
  app.clock.now += 1;
  expect(await get('/v1/annotations', ben)).toMatchObject({
    annotations: [
      { kind: 'staffing', text: 'Two more people', at: now - 5, site: 'shop', actor: 'lea' },
      { kind: 'promise', at: now, site: null },
    ],
  });
  for (const wrong of [{ at: now + 9 }, { kind: 'theme' }, { text: '\n' }, { site: 'nowhere' }])
    expect(codeOf(await post({ kind: 'other', text: 'x', ...wrong }))).toBe('invalid_field');
});

test('an agent changes none of it, and the audit is not for him', async () => {
  for (const [method, path] of [
    ['POST', '/v1/themes'],
    ['PUT', '/v1/themes/t'],
    ['PUT', '/v1/targets'],
    ['POST', '/v1/annotations'],
    ['GET', '/v1/audit'],
  ] as const)
    expect([path, codeOf(await app.ask(method, path, { cookie: ben }))]).toEqual([path, 'forbidden']);
});

test('who has seen a rating is noted; of one that is not there, nothing', async () => {
  await app.store.commit([opening('a'), closing('a'), rating('a', 2)]);
  const read = (json: object, cookie = ben) => app.ask('POST', '/v1/ratings/read', { cookie, json });
  const first = app.clock.now;
  expect((await read({ conv: 'a', n: 1 })).status).toBe(204);
  app.clock.now += 1;
  expect((await read({ conv: 'a', n: 1 }, lea)).status).toBe(204);
  expect(await app.store.ratingRead('a', 1)).toBe(first);
  for (const none of [
    { conv: 'a', n: 2 },
    { conv: 'b', n: 1 },
  ])
    expect(codeOf(await read(none))).toBe('not_found');
  for (const bad of [{ conv: 'a', n: 0 }, { conv: '', n: 1 }, { conv: 'a' }, { conv: 'a', n: 1, agent: 'lea' }])
    expect(codeOf(await read(bad))).toBe('invalid_field');
});

test('[R7] whose guess stands out does not learn that there is a rating', async () => {
  const { now } = app.clock;
  const guessing = draft('guessing', { n: 1, of: 'ben', until: now + 10 }, 'g', 'sys', 'notes');
  await app.store.commit([opening('a'), closing('a'), rating('a', 2), unit('a', 'g', [guessing], { actor: 'sys' })]);
  const read = (cookie: string) => app.ask('POST', '/v1/ratings/read', { cookie, json: { conv: 'a', n: 1 } });
  expect(codeOf(await read(ben))).toBe('not_found');
  expect((await read(lea)).status).toBe(204);
  app.clock.now = now + 10;
  expect((await read(ben)).status).toBe(204);
});

test('a brief is read up to a moment that has been, forward only', async () => {
  const { now } = app.clock;
  const put = (json: object) => app.ask('PUT', '/v1/brief', { cookie: ben, json });
  expect((await put({ upTo: now })).json()).toEqual({ briefedAt: now });
  expect((await put({ upTo: now - 9 })).json()).toEqual({ briefedAt: now });
  for (const bad of [{ upTo: now + 1 }, { upTo: 'now' }, {}]) expect(codeOf(await put(bad))).toBe('invalid_field');
});
