import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';
import { at, closing, message, opening } from '../test/units.ts';
import { site } from '../test/world.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  app.clock.now = at + 1_000;
  await app.store.putSite(site);
  await app.store.commit([opening('a'), message('a', 'm1'), closing('a', { now: at + 50 })]);
});
afterEach(() => app.close());

test('everybody who answers sees who was never answered and did not rate', async () => {
  const cookie = await app.as('ben', 'agent');
  const ask = async (query: string) => (await app.ask('GET', `/v1/silent${query}`, { cookie })).json();
  expect(await ask('')).toMatchObject({
    sessions: [
      { conv: 'a', n: 1, endedAt: at + 50, visitor: expect.any(String), score: null, marks: ['never_answered'] },
    ],
    isMore: false,
  });
  expect(await ask(`?from=${at + 51}`)).toEqual({ sessions: [], isMore: false });
  expect(await ask(`?to=${at + 51}&site=shop`)).toMatchObject({ sessions: [{ conv: 'a' }] });
});

test.each([
  ['?from=x', 'invalid_field'],
  ['?from=9&to=8', 'invalid_field'],
  ['?site=none', 'not_found'],
  ['?limit=5', 'invalid_field'],
])('bad input: %s is %s', async (query, code) => {
  expect(codeOf(await app.ask('GET', `/v1/silent${query}`, { cookie: await app.as('ben', 'agent') }))).toBe(code);
});

test('nobody who is not signed in sees it', async () => {
  expect(codeOf(await app.ask('GET', '/v1/silent'))).toBe('unauthenticated');
});
