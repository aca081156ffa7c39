import { afterEach, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../test/http-harness.ts';

let app: TestApp;
let cookie = '';
beforeEach(async () => {
  app = await startApp();
  await app.store.putSite({ key: 'shop', name: 'Shop', origins: [], native: false, disabled: false });
  cookie = await app.as('boss', 'owner');
});
afterEach(() => app.close());

const put = (json: object) => app.ask('PUT', '/v1/sites/shop', { cookie, json });
const notes = async () => app.store.annotations({ from: 0, to: app.clock.now + 1, site: 'shop' });

test('[F13] whoever changes how ratings come about is in the audit, and the day is on the trend', async () => {
  expect((await put({ settings: { survey: false, extra: { expect: 25, nps: 10, ces: 0 } } })).status).toBe(200);
  const data = {
    site: 'shop',
    before: { survey: true, extra: { expect: 25, nps: 0, ces: 0 } },
    after: { survey: false, extra: { expect: 25, nps: 10, ces: 0 } },
  };
  expect(await app.store.audit(10)).toMatchObject([{ at: app.clock.now, actor: 'boss', kind: 'survey', data }]);
  expect(await notes()).toMatchObject([
    {
      ...{ at: app.clock.now, site: 'shop', kind: 'survey', actor: 'boss' },
      text: 'The survey was switched off. 10 % are asked about recommending instead of 0 %.',
    },
  ]);
});

test('[F21] a promise that is not the one before is on the trend, and hours are kept whole in the audit', async () => {
  const hours = { zone: 'Europe/Tirane', week: [[[540, 1020]], [], [], [], [], [], []], days: {} };
  await put({ settings: { promise: false, hours } });
  expect(await app.store.audit(10)).toMatchObject([{ kind: 'promise', data: { after: { promise: false, hours } } }]);
  expect(await notes()).toMatchObject([
    { kind: 'promise', text: 'Visitors are no longer told how long they will wait. Opening hours were set.' },
  ]);
});

test('what has nothing to do with ratings, what stays as it was and what is refused is not noted', async () => {
  await put({ name: 'Other', settings: { capacity: 3, survey: true } });
  expect((await put({ settings: { guess: 101 } })).status).toBe(422);
  expect([await app.store.audit(10), await notes()]).toEqual([[], []]);
});
