import { expect, test } from 'vitest';
import { afterClose, close, errors } from './errors.ts';

test('[X1] the range of a close code decides, so that a code of tomorrow is treated rightly', () => {
  const bounds = [3999, 4000, 4099, 4100, 4199, 4200, 4499, 4500, 4999, 5000];
  expect(bounds.map(afterClose)).toEqual([
    'retry',
    'retry',
    'retry',
    'credentials',
    'credentials',
    'retry',
    'retry',
    'stop',
    'stop',
    'retry',
  ]);
});

test('[X1] every code of ours lies in the range of its meaning', () => {
  const decided = Object.fromEntries(Object.entries(close).map(([name, code]) => [name, afterClose(code)]));
  const final = ['version', 'badFrames', 'unknownSite', 'revoked', 'origin', 'banned'];
  for (const [name, decision] of Object.entries(decided)) {
    expect([name, decision]).toEqual([
      name,
      name === 'tokenExpired' ? 'credentials' : final.includes(name) ? 'stop' : 'retry',
    ]);
  }
});

test('[X1] no two reasons share a code', () => {
  const codes = Object.values(close);
  expect(new Set(codes).size).toBe(codes.length);
});

test('every error says what it is in a sentence and has an HTTP status of its class', () => {
  for (const [code, { http, says }] of Object.entries(errors)) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(says).toMatch(/^[A-Z].+\.$/);
    expect(http).toBeGreaterThanOrEqual(400);
    expect(http).toBeLessThan(600);
  }
});
