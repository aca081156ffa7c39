import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDraft, readSwitch, writeSwitch } from './draft.ts';

beforeEach(() => {
  sessionStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('what is typed is kept 300 ms after the last key, and found again', () => {
  const draft = createDraft('c1');
  draft.write('He');
  vi.advanceTimersByTime(299);
  draft.write('Hello');
  vi.advanceTimersByTime(299);
  expect(createDraft('c1').read()).toBe('');
  vi.advanceTimersByTime(1);
  expect(createDraft('c1').read()).toBe('Hello');
  expect(createDraft('c2').read()).toBe('');
});

test('a page that goes away keeps it at once', () => {
  const draft = createDraft('c1');
  draft.write('Hello');
  draft.flush();
  expect(createDraft('c1').read()).toBe('Hello');
});

test('[UX98] what was sent is gone at once, and nothing is left of it', () => {
  const draft = createDraft('c1');
  draft.write('Hello');
  draft.write('');
  vi.advanceTimersByTime(1_000);
  expect(sessionStorage.length).toBe(0);
});

test('a page whose storage is closed keeps it in memory', () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('closed', 'SecurityError');
  });
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const draft = createDraft('c1');
  draft.write('Hello');
  draft.flush();
  expect(draft.read()).toBe('Hello');
  expect(readSwitch('sound')).toBe(true);
});

test('a switch is on until it is turned off', () => {
  expect(readSwitch('sound')).toBe(true);
  writeSwitch('sound', false);
  expect(readSwitch('sound')).toBe(false);
  writeSwitch('sound', true);
  expect(sessionStorage.length).toBe(0);
});
