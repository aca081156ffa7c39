// What a page of a site may read of a refusal: the reason, and when to try again (U1). Of other pages' sites it reads nothing.
import { afterEach, expect, test } from 'vitest';
import { type Answer, codeOf, startApp, type TestApp } from '../test/http-harness.ts';

const shop = 'https://shop.example';
const upload = '/v1/files?site=shop&name=a.txt';

let app: TestApp;
afterEach(() => app.close());

async function start(requestsPerMinute: number): Promise<void> {
  app = await startApp({ requestsPerMinute });
  await app.store.addSite({ key: 'shop', name: 'Shop', origins: [shop], native: false, disabled: false });
}

const ask = (method: string, path: string, origin: string, more: Record<string, string> = {}): Promise<Answer> =>
  app.ask(method, path, { headers: { origin, authorization: `Bearer ${'x'.repeat(43)}`, ...more } });
const readable = ({ headers }: Answer): unknown[] => [
  headers['access-control-allow-origin'],
  headers['access-control-expose-headers'],
];

test('[U1] who asks too often is told so on the page, with when to try again; a preflight is never what fails', async () => {
  await start(1);
  expect(codeOf(await ask('POST', upload, shop))).toBe('unauthenticated');
  for (const [method, path] of [
    ['POST', upload],
    ['GET', '/v1/files/abc?site=shop'],
    ['POST', '/v1/transcripts?site=shop'],
    ['GET', '/v1/transcripts/abc?site=shop'],
  ] as const) {
    const flight = await ask('OPTIONS', path, shop, { 'access-control-request-method': method });
    expect([path, flight.status, readable(flight)[0]]).toEqual([path, 204, shop]);
    const refused = await ask(method, path, shop);
    expect([path, refused.status, codeOf(refused), refused.headers['retry-after']]).toEqual([
      path,
      429,
      'rate_limited',
      '60',
    ]);
    expect(readable(refused)).toEqual(['*', 'retry-after']);
    expect(refused.headers['access-control-allow-credentials']).toBeUndefined();
  }
});

test('[U1] [A6] that the relay is called by a name that is not its own can be read, too', async () => {
  await start(100);
  const host = { host: 'evil.example' };
  expect((await ask('OPTIONS', upload, shop, host)).status).toBe(204);
  const refused = await ask('POST', upload, shop, host);
  expect([refused.status, codeOf(refused), readable(refused)[0]]).toEqual([421, 'wrong_host', '*']);
});

test('[U1] what is known of a site is read by its own pages alone, and what the staff asks by no foreign page at all', async () => {
  await start(3);
  const denied = await ask('POST', upload, 'https://evil.example');
  expect([codeOf(denied), readable(denied)[0]]).toEqual(['origin_denied', undefined]);
  const unknown = await ask('POST', '/v1/files?site=none&name=a.txt', shop);
  expect([codeOf(unknown), readable(unknown)[0]]).toEqual(['not_found', undefined]);
  const own = await ask('POST', upload, shop);
  expect([codeOf(own), readable(own)]).toEqual(['unauthenticated', [shop, 'retry-after']]);
  for (const path of ['/v1/files?name=a.txt', '/v1/session', '/v1/files/abc']) {
    const staff = await ask('GET', path, shop);
    expect([path, readable(staff)[0]]).toEqual([path, undefined]);
  }
});
