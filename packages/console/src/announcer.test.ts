import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Announcer, createAnnouncer } from './announcer.ts';

let announcer: Announcer;
beforeEach(() => {
  vi.useFakeTimers();
  announcer = createAnnouncer(document, () => Date.now());
});
afterEach(() => {
  announcer.dispose();
  vi.useRealTimers();
});
const polite = (): string[] =>
  [...document.querySelectorAll('[data-announcer=polite] > *')].map((e) => e.textContent ?? '');
const assertive = (): string => document.querySelector('[data-announcer=assertive]')?.textContent ?? '';

test('what is said stands for a second and goes', () => {
  announcer.announce('Ana: hello');
  vi.advanceTimersByTime(0);
  expect(polite()).toEqual(['Ana: hello']);
  vi.advanceTimersByTime(999);
  expect(polite()).toEqual(['Ana: hello']);
  vi.advanceTimersByTime(1);
  expect(polite()).toEqual([]);
});

test('sentences follow one another with a gap', () => {
  announcer.announce('one');
  announcer.announce('two');
  vi.advanceTimersByTime(149);
  expect(polite()).toEqual(['one']);
  vi.advanceTimersByTime(1);
  expect(polite()).toEqual(['one', 'two']);
});

test('the same words within two seconds are said once', () => {
  announcer.announce('again');
  vi.advanceTimersByTime(1_900);
  announcer.announce('again');
  vi.advanceTimersByTime(99);
  expect(polite()).toEqual([]);
  vi.advanceTimersByTime(10);
  announcer.announce('again');
  vi.advanceTimersByTime(0);
  expect(polite()).toEqual(['again']);
});

test('a failure interrupts', () => {
  announcer.announce('Message not sent', true);
  vi.advanceTimersByTime(0);
  expect(assertive()).toBe('Message not sent');
  expect(polite()).toEqual([]);
});

test('words with markup are words', () => {
  announcer.announce('<img src=x onerror=alert(1)>');
  vi.advanceTimersByTime(0);
  expect(polite()).toEqual(['<img src=x onerror=alert(1)>']);
  expect(document.querySelector('img')).toBeNull();
});

test('its regions go with it', () => {
  announcer.dispose();
  expect(document.querySelector('[data-announcer]')).toBeNull();
});
