import { describe, expect, test } from 'vitest';
import { createThrottle, passwordRules, type Throttle } from './throttle.ts';

const minuteMs = 60_000;
const password = (maxKeys?: number): Throttle =>
  createThrottle((key) => (key.startsWith('account') ? passwordRules.account : passwordRules.address), maxKeys);

describe('throttle', () => {
  test('five tries of one account are free, the sixth waits', () => {
    const throttle = password();
    for (let i = 0; i < 5; i++) expect(throttle.begin(['account a', `address ${i}`], i)).toBe(0);
    expect(throttle.begin(['account a', 'address 9'], 5)).toBe(minuteMs / 2 - 1);
    expect(throttle.begin(['account b', 'address 9'], 5)).toBe(0);
  });

  test('twenty tries of one address are free, whatever the accounts', () => {
    const throttle = password();
    for (let i = 0; i < 20; i++) expect(throttle.begin([`account ${i}`, 'address a'], 0)).toBe(0);
    expect(throttle.begin(['account 99', 'address a'], 0)).toBeGreaterThan(0);
  });

  test('the wait doubles with each further failure, up to fifteen minutes', () => {
    const throttle = password();
    let now = 0;
    for (let i = 0; i < 5; i++) throttle.begin(['account a'], now);
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const wait = throttle.begin(['account a'], now);
      waits.push(wait / minuteMs);
      now += wait;
      expect(throttle.begin(['account a'], now)).toBe(0);
    }
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 15, 15, 15]);
  });

  test('a refused try is not charged, so waiting is enough: there is no lockout', () => {
    const throttle = password();
    for (let i = 0; i < 5; i++) throttle.begin(['account a'], 0);
    for (let i = 0; i < 100; i++) expect(throttle.begin(['account a'], 1)).toBeGreaterThan(0);
    expect(throttle.begin(['account a'], minuteMs / 2)).toBe(0);
  });

  test('fifteen quiet minutes after the last wait forgive everything', () => {
    const throttle = password();
    for (let i = 0; i < 5; i++) throttle.begin(['account a'], 0);
    const later = minuteMs / 2 + 15 * minuteMs;
    for (let i = 0; i < 5; i++) expect(throttle.begin(['account a'], later)).toBe(0);
    expect(throttle.begin(['account a'], later)).toBe(minuteMs / 2);
  });

  test('failures that are spread over a long time are free', () => {
    const throttle = password();
    for (let i = 0; i < 50; i++) expect(throttle.begin(['account a'], i * 4 * minuteMs)).toBe(0);
  });

  test('a right password clears the account and gives the address its one charge back', () => {
    const throttle = password();
    for (let i = 0; i < 500; i++) {
      expect(throttle.begin(['account a', 'address a'], i)).toBe(0);
      throttle.succeeded('account a', ['address a']);
    }
    for (let i = 0; i < 20; i++) expect(throttle.begin([`account ${i}`, 'address a'], 1_000)).toBe(0);
    throttle.succeeded('account 1', ['address a']);
    expect(throttle.begin(['account x', 'address a'], 1_000)).toBe(0);
    expect(throttle.begin(['account y', 'address a'], 1_000)).toBeGreaterThan(0);
  });

  test('many at once are charged before any of them is judged', () => {
    const throttle = password();
    const allowed = Array.from({ length: 100 }, () => throttle.begin(['account a'], 0)).filter((wait) => wait === 0);
    expect(allowed).toHaveLength(5);
  });

  test('memory is bounded: the key that was charged longest ago goes first', () => {
    const throttle = password(2);
    for (let i = 0; i < 5; i++) throttle.begin(['account a'], 0);
    throttle.begin(['account b'], 0);
    throttle.begin(['account c'], 0);
    expect(throttle.begin(['account a'], 0)).toBe(0);
  });
});
