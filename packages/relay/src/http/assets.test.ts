import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, startApp, type TestApp } from '../test/http-harness.ts';

let dir = '';
let app: TestApp;

const files: Readonly<Record<string, string>> = {
  'rapport.js': '(function () {})()',
  'w/app-a1b2c3d4.js': 'export const app = 1',
  'console/index.html': '<!doctype html><title>Console</title>',
  'console/assets/main-a1b2c3d4.js': 'start()',
  'console/assets/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'demo/index.html': '<!doctype html><title>Acme</title>',
};

async function build(to: string, contents: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(contents)) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await writeFile(join(to, path), text);
    await writeFile(join(to, `${path}.br`), brotliCompressSync(text));
  }
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-assets-'));
  await build(join(dir, 'assets'), files);
  await writeFile(join(dir, 'secret.js'), 'secret');
  await writeFile(join(dir, 'assets', '.from'), 'x');
  app = await startApp({ assets: join(dir, 'assets'), demo: true });
});
afterEach(async () => {
  await app.close();
  await rm(dir, { recursive: true });
});

const week = 'public, max-age=31536000, immutable';

test.each([
  ['/rapport.js', 'rapport.js', 'text/javascript; charset=utf-8', 'public, max-age=300'],
  ['/w/app-a1b2c3d4.js', 'w/app-a1b2c3d4.js', 'text/javascript; charset=utf-8', week],
  ['/console/', 'console/index.html', 'text/html; charset=utf-8', 'no-cache'],
  ['/console/assets/main-a1b2c3d4.js', 'console/assets/main-a1b2c3d4.js', 'text/javascript; charset=utf-8', week],
  ['/console/assets/icon.svg', 'console/assets/icon.svg', 'image/svg+xml', 'no-cache'],
  ['/demo/', 'demo/index.html', 'text/html; charset=utf-8', 'no-cache'],
])('GET %s gives %s, plain or as brotli', async (path, file, type, cache) => {
  const plain = await app.ask('GET', path);
  expect([plain.status, plain.text, plain.headers['content-type'], plain.headers['cache-control']]).toEqual([
    200,
    files[file],
    type,
    cache,
  ]);
  expect([plain.headers['content-encoding'], plain.headers.vary]).toEqual([undefined, 'accept-encoding']);
  expect(plain.headers['x-content-type-options']).toBe('nosniff');

  const small = await app.ask('GET', path, { headers: { 'accept-encoding': 'gzip, deflate, br;q=0.9, zstd' } });
  expect(small.headers['content-encoding']).toBe('br');
  expect(small.bytes).toEqual(brotliCompressSync(files[file] ?? ''));
  expect(small.headers.etag).not.toBe(plain.headers.etag);
});

test('brotli goes only to those who take it', async () => {
  for (const accept of ['gzip', 'br;q=0', 'br; q=0.0', 'xbr', '']) {
    expect(
      (await app.ask('GET', '/rapport.js', { headers: { 'accept-encoding': accept } })).headers['content-encoding'],
    ).toBeUndefined();
  }
});

test('what is known already is not sent again', async () => {
  const { etag = '' } = (await app.ask('GET', '/rapport.js')).headers;
  const again = await app.ask('GET', '/rapport.js', { headers: { 'if-none-match': `"x", W/${etag}` } });
  expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
  const head = await app.ask('HEAD', '/rapport.js');
  expect([head.status, head.text, head.headers['content-length']]).toEqual([
    200,
    '',
    String(files['rapport.js']?.length),
  ]);
});

test('every page may load the widget, none the console', async () => {
  for (const path of ['/rapport.js', '/w/app-a1b2c3d4.js']) {
    const { headers } = await app.ask('GET', path, { headers: { origin: 'https://shop.example' } });
    expect([headers['access-control-allow-origin'], headers['cross-origin-resource-policy']]).toEqual([
      '*',
      'cross-origin',
    ]);
    expect(headers['set-cookie']).toBeUndefined();
  }
  for (const path of ['/console/', '/console/assets/main-a1b2c3d4.js', '/v1/session']) {
    const { headers } = await app.ask('GET', path, { headers: { origin: 'https://shop.example' } });
    expect([headers['access-control-allow-origin'], headers['cross-origin-resource-policy']]).toEqual([
      undefined,
      'same-origin',
    ]);
  }
});

test('the console runs under a strict policy and in no frame', async () => {
  const { headers } = await app.ask('GET', '/console/');
  expect(headers['content-security-policy']).toBe(
    `default-src 'none';script-src 'self';style-src 'self';img-src 'self' blob: data:;media-src 'self';connect-src 'self' ws://127.0.0.1:${app.port};font-src 'self';manifest-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types 'none'`,
  );
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['referrer-policy']).toBe('same-origin');
  expect(headers['strict-transport-security']).toBeUndefined();
});

test('over https browsers are told to stay there', async () => {
  const secure = await startApp({ url: 'https://chat.example.com', assets: join(dir, 'assets') });
  const { headers } = await secure.ask('GET', '/console/');
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
  expect(headers['content-security-policy']).toContain("connect-src 'self' wss://chat.example.com;");
  await secure.close();
});

test.each([
  '/w/../../secret.js',
  '/w/..%2f..%2fsecret.js',
  '/console/..%2f..%2fsecret.js',
  '/w/%2e%2e/%2e%2e/secret.js',
  '/w/app-a1b2c3d4.js.br',
  '/w/.from',
  '/w/',
  '/console/console/index.html',
])('GET %s reaches nothing outside', async (path) => {
  const answer = await app.ask('GET', path);
  expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
});

test.each([
  ['/', '/console/'],
  ['/console', '/console/'],
  ['/demo', '/demo/'],
])('GET %s leads to %s', async (path, to) => {
  expect((await app.ask('GET', path)).headers.location).toBe(to);
});

test('under another name of this machine, pages lead to the right one', async () => {
  const headers = { host: `localhost:${app.port}` };
  for (const path of ['/console/', '/demo/']) {
    const answer = await app.ask('GET', path, { headers });
    expect([answer.status, answer.headers.location]).toEqual([302, `${app.url}${path}`]);
  }
  expect((await app.ask('GET', '/rapport.js', { headers })).status).toBe(200);
});

test('without demo there is no demo page', async () => {
  const plain = await startApp({ assets: join(dir, 'assets') });
  expect((await plain.ask('GET', '/demo/')).status).toBe(404);
  await plain.close();
});

test('what was never built is said so', async () => {
  const bare = await startApp({ assets: join(dir, 'nothing-here') });
  const answer = await bare.ask('GET', '/console/');
  expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found']);
  expect(answer.text).toContain('pnpm build');
  await bare.close();
});

test('a new build is served without a restart', async () => {
  expect((await app.ask('GET', '/rapport.js')).text).toBe(files['rapport.js']);
  await build(join(dir, 'next'), { 'rapport.js': 'newer()' });
  await rm(join(dir, 'assets'), { recursive: true });
  expect((await app.ask('GET', '/rapport.js')).text).toBe(files['rapport.js']);
  await rename(join(dir, 'next'), join(dir, 'assets'));
  expect((await app.ask('GET', '/rapport.js')).text).toBe('newer()');
});
