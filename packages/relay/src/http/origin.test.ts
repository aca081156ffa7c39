import { expect, test } from 'vitest';
import { isLoopback } from '../core/settings/exact-origin.ts';
import { isForeign, maySignIn, otherLoopbackName } from './origin.ts';

const own = 'http://127.0.0.1:7420';

test.each(['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('%s is this machine', (name) =>
  expect(isLoopback(name)).toBe(true),
);
test.each(['127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1', '128.0.0.1', '[::2]'])(
  '%s is another machine',
  (name) => expect(isLoopback(name)).toBe(false),
);

test('passwords travel over https, or stay on this machine', () => {
  expect(maySignIn('https://chat.example.com')).toBe(true);
  expect(maySignIn('http://localhost:7420')).toBe(true);
  expect(maySignIn('http://chat.example.com')).toBe(false);
  expect(maySignIn('http://192.168.1.5:7420')).toBe(false);
});

test('a request of our own pages, or of no page at all, is not foreign', () => {
  expect(isForeign({ origin: own, 'sec-fetch-site': 'same-origin' }, own)).toBe(false);
  expect(isForeign({ 'sec-fetch-site': 'none' }, own)).toBe(false);
  expect(isForeign({}, own)).toBe(false);
});

test.each([
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: '' },
  { origin: `${own}.evil.example` },
  { origin: own, 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('a request with %j is foreign', (headers) => expect(isForeign(headers, own)).toBe(true));

test('only other names of this machine, on our port, are sent on', () => {
  expect(otherLoopbackName('localhost:7420', own)).toBe(true);
  expect(otherLoopbackName('127.0.0.1:7420', own)).toBe(false);
  expect(otherLoopbackName('localhost:9999', own)).toBe(false);
  expect(otherLoopbackName('evil.example:7420', own)).toBe(false);
  expect(otherLoopbackName('a@localhost:7420', own)).toBe(false);
  expect(otherLoopbackName(undefined, own)).toBe(false);
  expect(otherLoopbackName('localhost:7420', 'https://chat.example.com')).toBe(false);
});
