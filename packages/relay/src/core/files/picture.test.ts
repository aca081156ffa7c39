import { expect, test } from 'vitest';
import { photo, place, plain, pngOf, profile, tellingPng, tellingWebp } from '../../test/sample-pictures.ts';
import { pictureOf } from './picture.ts';

const kept = (type: string, bytes: Buffer): { bytes: Buffer; size: readonly [number, number] } | null => {
  const picture = pictureOf(type, bytes);
  return picture && { bytes: Buffer.concat(picture.parts), size: [picture.w, picture.h] };
};

test.each([
  ['image/jpeg', plain.jpeg],
  ['image/jpeg', plain.progressive],
  ['image/png', plain.png],
  ['image/gif', plain.gif],
  ['image/webp', plain.lossy],
  ['image/webp', plain.lossless],
])('[U2][U4] a plain %s has its measures and stays byte by byte', (type, bytes) => {
  expect(kept(type, bytes)).toEqual({ bytes, size: [6, 4] });
});

test('[U4] of a photograph everything that tells goes, and what it is made of stays', () => {
  for (const from of [plain.jpeg, plain.progressive]) {
    const clean = kept('image/jpeg', photo(1, { from }));
    expect(clean?.bytes).toEqual(Buffer.concat([from.subarray(0, 20), profile, from.subarray(20)]));
  }
});

test.each([
  [1, true],
  [3, true],
  [6, true],
  [8, false],
])('[U4] which way up a photograph is stays, and its measures are those that are seen: %i', (turn, isLittle) => {
  const clean = kept('image/jpeg', photo(turn, { isLittle }));
  expect(clean?.bytes.includes(place)).toBe(false);
  expect(clean?.size).toEqual(turn >= 5 ? [4, 6] : [6, 4]);
  // Once more through it: the same, so the turn was read back from what was written.
  expect(kept('image/jpeg', clean?.bytes ?? Buffer.alloc(0))).toEqual(clean);
  expect(clean?.bytes.includes('Exif')).toBe(turn !== 1);
});

test('[U4] of a PNG and a WebP, too', () => {
  expect(kept('image/png', tellingPng())?.bytes).toEqual(plain.png);
  const webp = kept('image/webp', tellingWebp());
  expect([webp?.bytes.includes(place), webp?.size]).toEqual([false, [6, 4]]);
  expect(webp?.bytes[20]).toBe(0);
  expect(webp?.bytes.readUInt32LE(4)).toBe((webp?.bytes.length ?? 0) - 8);
});

test.each([
  ['image/png', plain.png],
  ['image/jpeg', plain.jpeg],
  ['image/webp', plain.lossy],
  ['image/gif', plain.gif.subarray(0, 13)],
])('[U2] a %s that ends anywhere is damaged, and nothing is thrown', (type, bytes) => {
  for (let length = 0; length < bytes.length; length += 1)
    expect([type, length, kept(type, bytes.subarray(0, length))]).toEqual([type, length, null]);
});

test('[U2] a picture of no pixels has no measures', () => {
  expect([kept('image/png', pngOf(0, 4)), kept('image/png', pngOf(6, 0))]).toEqual([null, null]);
  expect(kept('image/png', pngOf(50_000, 50_000))?.size).toEqual([50_000, 50_000]);
});
