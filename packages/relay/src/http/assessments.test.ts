import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const path = '/v1/assessment';
const get = async (cookie: string): Promise<object> => (await app.ask('GET', path, { cookie })).json() as object;

test('each of the staff answers once a quarter; that, and not what, is told him and the audit', async () => {
  const [ben, lea] = [await app.as('ben', 'agent'), await app.as('lea', 'lead')];
  const { now } = app.clock;
  expect(await get(ben)).toMatchObject({ quarter: expect.stringMatching(/^\d{4}-Q[1-4]$/), answeredAt: null });
  const json = { reasons: ['hours', 'runaround'] };
  expect((await app.ask('POST', path, { cookie: ben, json })).status).toBe(204);
  const again = await app.ask('POST', path, { cookie: ben, json: { reasons: [] } });
  expect([again.status, codeOf(again)]).toEqual([409, 'conflict']);
  const told = await get(ben);
  expect(told).toMatchObject({ answeredAt: now });
  expect(JSON.stringify({ ...told, codes: null })).not.toContain('runaround');
  expect(await get(lea)).toMatchObject({ answeredAt: null });
  const audit = await app.ask('GET', '/v1/audit', { cookie: lea });
  expect(audit.json()).toMatchObject({ entries: [{ at: now, actor: 'ben', kind: 'self_assessment' }] });
  expect(audit.text).not.toContain('runaround');
  // Months later it is asked again.
  app.clock.now += 100 * 86_400_000;
  expect(await get(await app.as('cat', 'agent'))).toMatchObject({ answeredAt: null });
});

test.each([
  [{ reasons: ['invented'] }],
  [{ reasons: ['about_product'] }],
  [{ reasons: ['hours', 'hours'] }],
  [{ reasons: 'hours' }],
  [{}],
  [{ reasons: [], agent: 'lea' }],
])('%j is refused and not kept', async (json) => {
  const ben = await app.as('ben', 'agent');
  expect(codeOf(await app.ask('POST', path, { cookie: ben, json }))).toBe('invalid_field');
  expect(await app.store.assessments({ from: 0, to: Number.MAX_SAFE_INTEGER })).toEqual([]);
});

test('nobody who is not signed in answers', async () => {
  expect(codeOf(await app.ask('POST', path, { json: { reasons: [] } }))).toBe('unauthenticated');
});

test('the gap has the answers of the quarters that its period touches', async () => {
  for (const agent of ['ann', 'bob', 'cat']) {
    const at = Date.UTC(2026, 9, 2);
    await app.store.addAssessment({ agent, quarter: '2026-Q4', at, reasons: ['hours'] });
  }
  const lea = await app.as('lea', 'lead');
  const tables = async (from: string, to: string): Promise<string[]> => {
    const answer = await app.ask('GET', `/v1/reports/gap?from=${from}&to=${to}`, { cookie: lea });
    return (answer.json() as { tables: { id: string }[] }).tables.map(({ id }) => id);
  };
  expect(await tables('2026-12-01', '2026-12-31')).toContain('self_assessment');
  expect(await tables('2026-09-01', '2026-09-30')).not.toContain('self_assessment');
  expect(await tables('2027-01-01', '2027-01-31')).not.toContain('self_assessment');
});
