import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const dayMs = 86_400_000;
const asked = async (path: string, cookie: string): Promise<object> => {
  const answer = await app.ask('GET', path, { cookie });
  expect(answer.status).toBe(200);
  return (answer.json() as { asked: object }).asked;
};

test('a brief is of the last week until it was read once, then of what came since; it ends now', async () => {
  const ben = await app.as('ben', 'agent');
  const { now } = app.clock;
  expect(await asked('/v1/reports/brief', ben)).toMatchObject({ from: now - 7 * dayMs, to: now, agent: 'ben' });
  await app.ask('PUT', '/v1/brief', { cookie: ben, json: { upTo: now } });
  expect(await asked('/v1/reports/brief', ben)).toMatchObject({ from: now - 1, to: now });
  app.clock.now = now + 5_000;
  expect(await asked('/v1/reports/brief', ben)).toMatchObject({ from: now, to: now + 5_000 });
  app.clock.now = now + 3_000_000;
  expect(await asked('/v1/reports/brief', await app.as('lea', 'lead'))).not.toHaveProperty('agent');
});

test('coaching of an agent is his own, and of nobody else; a lead asks of one person', async () => {
  const ben = await app.as('ben', 'agent');
  expect(await asked('/v1/reports/coaching', ben)).toMatchObject({ agent: 'ben' });
  expect(codeOf(await app.ask('GET', '/v1/reports/coaching?agent=ann', { cookie: ben }))).toBe('forbidden');
  const lea = await app.as('lea', 'lead');
  expect(await asked('/v1/reports/coaching?agent=ben', lea)).toMatchObject({ agent: 'ben' });
  const answer = await app.ask('GET', '/v1/reports/coaching', { cookie: lea });
  expect(answer.json()).toMatchObject({ figures: [], findings: [{ code: 'choose_person' }] });
});
