import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('[L3] the same kind and body have one fingerprint, and another body or kind has another', () => {
  const said = (text: string, k = 'message'): string => fingerprint({ k, d: { text } });
  expect(said('hello')).toBe(said('hello'));
  const others = [
    said('hello'),
    said('hellp'),
    said('olleh'),
    said('hello '),
    said('hello', 'note'),
    said(''),
    said('日本'),
  ];
  expect(new Set(others).size).toBe(others.length);
});

test('[L3] a hundred thousand texts that differ little have as many fingerprints', () => {
  const seen = new Set<string>();
  for (let n = 0; n < 100_000; n += 1) seen.add(fingerprint({ k: 'message', d: { text: `message ${n}` } }));
  expect(seen.size).toBe(100_000);
});
