import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

test('leads see who is blocked, why and by whom, and let them in again', async () => {
  const cookie = await app.as('lea', 'lead');
  for (const id of ['v1', 'v2']) {
    await app.store.createVisitor({ id, site: 'shop', info: { name: id.toUpperCase() }, createdAt: 1 }, `hash ${id}`);
    await app.store.blockVisitor(id, { by: id === 'v1' ? 'lea' : 'gone', reason: 'Spam', at: Number(id[1]) });
  }
  const list = async () =>
    ((await app.ask('GET', '/v1/visitors/blocked', { cookie })).json() as { visitors: object[] }).visitors;
  expect(await list()).toEqual([
    { id: 'v2', site: 'shop', name: 'V2', email: null, reason: 'Spam', by: { id: 'gone', name: null }, at: 2 },
    { id: 'v1', site: 'shop', name: 'V1', email: null, reason: 'Spam', by: { id: 'lea', name: 'lea' }, at: 1 },
  ]);
  expect((await app.ask('POST', '/v1/visitors/v2/unblock', { cookie })).status).toBe(204);
  expect(app.unblocked).toEqual([['v2', { id: 'lea', name: 'lea', role: 'a', agentRole: 'lead' }]]);
  expect(await list()).toMatchObject([{ id: 'v1' }]);
  expect(codeOf(await app.ask('POST', '/v1/visitors/nobody/unblock', { cookie }))).toBe('not_found');
});

test('agents do not', async () => {
  const cookie = await app.as('ben', 'agent');
  expect(codeOf(await app.ask('GET', '/v1/visitors/blocked', { cookie }))).toBe('forbidden');
  expect(codeOf(await app.ask('POST', '/v1/visitors/v1/unblock', { cookie }))).toBe('forbidden');
  expect(app.unblocked).toEqual([]);
});
