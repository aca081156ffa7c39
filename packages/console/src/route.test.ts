import { afterEach, expect, test } from 'vitest';
import { createRouter, hashOf, parseRoute, setupToken } from './route.ts';

afterEach(() => history.replaceState(null, '', '#'));

test('an address names the inbox, a conversation, or what is known of its visitor', () => {
  expect(parseRoute('')).toEqual({ conv: null, about: false });
  expect(parseRoute('#/inbox')).toEqual({ conv: null, about: false });
  expect(parseRoute('#/inbox/V1StGXR8_Z5jdHi6B-myT')).toEqual({ conv: 'V1StGXR8_Z5jdHi6B-myT', about: false });
  expect(parseRoute('#/inbox/c1/about')).toEqual({ conv: 'c1', about: true });
});

test('what is no address is the inbox', () => {
  for (const hash of ['#/inbox/a b', '#/inbox/<script>', `#/inbox/${'x'.repeat(41)}`, '#/else/c1', '#setup=abc']) {
    expect(parseRoute(hash).conv).toBeNull();
  }
});

test('an address written is the one read', () => {
  expect(parseRoute(hashOf('c1', true))).toEqual({ conv: 'c1', about: true });
  expect(parseRoute(hashOf(null))).toEqual({ conv: null, about: false });
});

test('a one-time link carries its token in the fragment', () => {
  expect(setupToken('#setup=Ab_9-')).toBe('Ab_9-');
  expect(setupToken('#setup=')).toBeNull();
  expect(setupToken('#/inbox/c1')).toBeNull();
});

test('the router follows the address and writes it', () => {
  const router = createRouter(window);
  router.go('c1');
  expect(location.hash).toBe('#/inbox/c1');
  expect(router.route.value).toEqual({ conv: 'c1', about: false });
  history.replaceState(null, '', '#/inbox/c2/about');
  window.dispatchEvent(new Event('hashchange'));
  expect(router.route.value).toEqual({ conv: 'c2', about: true });
  router.dispose();
});
