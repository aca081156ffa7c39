import { expect, test } from 'vitest';
import { createFrameEnds } from './frame-ends.ts';

const masked = (length: number): Buffer =>
  Buffer.concat([
    length < 126 ? Buffer.from([0x81, 0x80 | length]) : Buffer.from([0x81, 0x80 | 126, length >> 8, length & 0xff]),
    Buffer.alloc(4 + length, 7),
  ]);

test.each([1, 3, 7, 64, 10_000])(
  '[H1] the ends of a handshake and of frames are found in pieces of %i bytes',
  (size) => {
    const parts = [
      Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
      masked(0),
      masked(5),
      masked(125),
      masked(126),
      masked(3_000),
    ];
    const all = Buffer.concat(parts);
    const found = createFrameEnds();
    const ends: number[] = [];
    let passed = 0;
    for (let at = 0; at < all.length; at += size) {
      let piece = all.subarray(at, at + size);
      while (piece.length > 0) {
        const { length, ends: isEnd } = found.next(piece);
        passed += length;
        piece = piece.subarray(length);
        if (isEnd) ends.push(passed);
      }
    }
    let sum = 0;
    expect(ends).toEqual(parts.map((part) => (sum += part.length)));
  },
);
