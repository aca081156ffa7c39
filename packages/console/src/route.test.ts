import { afterEach, expect, test } from 'vitest';
import { createRouter, hashOf, pageHash, parseRoute, type Route, setupToken } from './route.ts';

const inbox: Route = { place: 'inbox', conv: null, about: false, part: null, of: null, query: '' };

afterEach(() => history.replaceState(null, '', '#'));

test('an address names the inbox, a conversation, or what is known of its visitor', () => {
  expect(parseRoute('')).toEqual(inbox);
  expect(parseRoute('#/inbox')).toEqual(inbox);
  expect(parseRoute('#/inbox/V1StGXR8_Z5jdHi6B-myT')).toEqual({ ...inbox, conv: 'V1StGXR8_Z5jdHi6B-myT' });
  expect(parseRoute('#/inbox/c1/about')).toEqual({ ...inbox, conv: 'c1', about: true });
});

test('an address may name another page, and a part of it', () => {
  expect(parseRoute('#/live')).toEqual({ ...inbox, place: 'live' });
  expect(parseRoute('#/live/c1')).toEqual({ ...inbox, place: 'live', part: 'c1' });
  expect(parseRoute(pageHash('live', 'c1'))).toEqual(parseRoute('#/live/c1'));
  expect(parseRoute(pageHash('settings', 'hours', 'demo'))).toEqual({
    ...inbox,
    place: 'settings',
    part: 'hours',
    of: 'demo',
  });
  const router = createRouter(window);
  router.visit('live');
  expect(location.hash).toBe('#/live');
  expect(router.route.value.place).toBe('live');
  router.dispose();
});

test('an address may ask a page for something, and the step back is the question before', () => {
  expect(parseRoute('#/reports/card?period=week&team=sales')).toEqual({
    ...inbox,
    place: 'reports',
    part: 'card',
    query: 'period=week&team=sales',
  });
  const router = createRouter(window);
  router.visit('reports', 'card');
  router.ask('period=week');
  expect(location.hash).toBe('#/reports/card?period=week');
  router.ask('period=year', { replace: true });
  expect(router.route.value.query).toBe('period=year');
  router.ask('');
  expect(location.hash).toBe('#/reports/card');
  router.dispose();
});

test('what is no address is the inbox', () => {
  for (const hash of ['#/inbox/a b', '#/inbox/<script>', `#/inbox/${'x'.repeat(41)}`, '#/else/c1', '#setup=abc']) {
    expect(parseRoute(hash).conv).toBeNull();
  }
});

test('an address written is the one read', () => {
  expect(parseRoute(hashOf('c1', true))).toEqual({ ...inbox, conv: 'c1', about: true });
  expect(parseRoute(hashOf(null))).toEqual(inbox);
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
  expect(router.route.value).toEqual({ ...inbox, conv: 'c1' });
  history.replaceState(null, '', '#/inbox/c2/about');
  window.dispatchEvent(new Event('hashchange'));
  expect(router.route.value).toEqual({ ...inbox, conv: 'c2', about: true });
  router.dispose();
});

test('while the address is held, links and moves ask first, and go on when they may', () => {
  const router = createRouter(window);
  router.visit('settings', 'hours');
  const asked: (() => void)[] = [];
  const letGo = router.hold((move) => asked.push(move));
  history.pushState(null, '', '#/people');
  window.dispatchEvent(new Event('popstate'));
  window.dispatchEvent(new Event('hashchange'));
  router.go('c1');
  expect(location.hash).toBe('#/settings/hours');
  expect(router.route.value).toMatchObject({ place: 'settings', part: 'hours' });
  expect(asked).toHaveLength(2);
  letGo();
  asked[0]?.();
  expect(router.route.value.place).toBe('people');
  router.dispose();
});
