import { describe, expect, test } from 'vitest';
import { plain, pngOf } from '../test/sample-pictures.ts';
import { type Declared, judgeFile } from './kind.ts';

const words = Buffer.from('Grüße\n');
const pdf = Buffer.from('%PDF-1.4\n%%EOF');
const judge = async (bytes: Buffer, name?: string, type?: string): Promise<unknown> => {
  const declared: Declared = { name, type };
  const judged = await judgeFile(bytes, declared, 40_000_000);
  return judged.ok ? [judged.kept.type, judged.kept.name] : judged.why;
};

describe('[U2] what it is, its content says', () => {
  test.each([
    ['a.png', 'image/png', 'image/png', plain.png],
    ['a.jpeg', 'image/jpeg', 'image/jpeg', plain.jpeg],
    ['a.JPG', 'image/jpg', 'image/jpeg', plain.jpeg],
    ['a.gif', 'image/gif', 'image/gif', plain.gif],
    ['a.webp', 'image/webp', 'image/webp', plain.lossy],
    ['a.pdf', 'application/pdf', 'application/pdf', pdf],
    ['a.txt', 'text/plain; charset=utf-8', 'text/plain', words],
    ['a.txt', 'text/plain', 'text/plain', Buffer.from('BMW is a car.')],
    ['a.png', undefined, 'image/png', plain.png],
    ['a.png', 'application/octet-stream', 'image/png', plain.png],
  ])('%s, said to be %s', async (name, type, is, bytes) => expect(await judge(bytes, name, type)).toEqual([is, name]));

  test('without a name it is called after what it is', async () => {
    expect(await judge(plain.jpeg)).toEqual(['image/jpeg', 'file.jpg']);
    expect(await judge(words, '\u202e')).toEqual(['text/plain', 'file.txt']);
  });

  test.each([
    ['content and declared type', plain.png, 'a.png', 'image/jpeg'],
    ['content and end of the name', plain.png, 'a.jpg', 'image/png'],
    ['a name without an end', plain.png, 'picture', 'image/png'],
    ['a text that is no UTF-8', Buffer.from([0x47, 0x72, 0xfc]), 'a.txt', 'text/plain'],
    ['a text with NUL', Buffer.from('a\0b'), 'a.txt', 'text/plain'],
    ['a kind that is not taken', Buffer.from('PK\x03\x04', 'latin1'), 'a.zip', 'application/zip'],
    ['a picture that is called a text', plain.gif, 'a.txt', 'text/plain'],
  ])('refused: %s', async (_, bytes, name, type) => expect(await judge(bytes, name, type)).toBe('type'));
});

test('[U2] a picture that cannot be measured is damaged, and one of too many pixels is too large', async () => {
  expect(await judge(plain.png.subarray(0, 60), 'a.png', 'image/png')).toBe('damaged');
  expect(await judge(pngOf(40_000, 1_000), 'a.png', 'image/png')).toEqual(['image/png', 'a.png']);
  expect(await judge(pngOf(40_000, 1_001), 'a.png', 'image/png')).toBe('pixels');
});
