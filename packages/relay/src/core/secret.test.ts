import { expect, test } from 'vitest';
import { isSameSecret, ratingSecret, sha256hex } from './secret.ts';

test('[T1] a secret is kept as its SHA-256', () => {
  expect(sha256hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('[R2] the secret of a session is its own: another session, conversation or relay has another', () => {
  const own = ratingSecret('relay secret', 'c1', 1);
  expect(own).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(ratingSecret('relay secret', 'c1', 1)).toBe(own);
  const others = [
    ratingSecret('relay secret', 'c1', 2),
    ratingSecret('relay secret', 'c2', 1),
    ratingSecret('other', 'c1', 1),
  ];
  expect(others).not.toContain(own);
  expect(new Set(others).size).toBe(3);
});

test('[R3] secrets are equal only when they are, of whatever length', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true);
  for (const wrong of ['', 'abd', 'ab', 'abcd']) expect(isSameSecret(wrong, 'abc')).toBe(false);
});
