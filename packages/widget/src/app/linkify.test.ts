import { expect, test } from 'vitest';
import { linkify, type Piece } from './linkify.ts';

const joined = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
const links = (text: string) => linkify(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.text]));

test.each<[string, string[]]>([
  ['see https://acme.example/a', ['https://acme.example/a']],
  ['see https://acme.example/a.', ['https://acme.example/a']],
  ['(https://acme.example/a)', ['https://acme.example/a']],
  ['https://acme.example/wiki/Chair_(oak)', ['https://acme.example/wiki/Chair_(oak)']],
  ['(https://acme.example/wiki/Chair_(oak)).', ['https://acme.example/wiki/Chair_(oak)']],
  ['التتبع:https://acme.example/t، ثم', ['https://acme.example/t']],
  ['هل https://acme.example/t؟', ['https://acme.example/t']],
  ['www.acme.example!', ['www.acme.example']],
  ['ask ana@acme.example, please', ['ana@acme.example']],
  ['mailto:ana@acme.example', ['ana@acme.example']],
  ['https://a.example https://b.example', ['https://a.example', 'https://b.example']],
])('[UX113] %s', (text, found) => {
  expect(links(text)).toEqual(found);
  expect(joined(linkify(text))).toBe(text);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https://acme.example',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'https://user@acme.example',
  'https://user:word@acme.example/x',
  'https://acme.example@evil.example',
  'https://acme.example/\u202Egnp.exe',
  'https://',
  'http:///x',
  'www.',
  'https://[::1',
  'a@b',
  'not a link. Really.',
])('[UX113] no link: %s', (text) => {
  const hrefs = linkify(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.href]));
  for (const href of hrefs) expect(href).toMatch(/^https:\/\/acme\.example\/?$/);
  if (!text.includes('//https')) expect(hrefs).toEqual([]);
  expect(joined(linkify(text))).toBe(text);
});

test('[UX113] a host that is not ASCII is shown as what it really is', () => {
  expect(linkify('https://аpple.example/x')).toEqual([
    { href: 'https://xn--pple-43d.example/x', text: 'https://аpple.example/x', host: 'xn--pple-43d.example' },
  ]);
  expect(linkify('https://acme.example/ü')).toEqual([
    { href: 'https://acme.example/%C3%BC', text: 'https://acme.example/ü' },
  ]);
});

test('the work grows with the text, not with its square', () => {
  // Counted by the engine itself: the longest message takes no more than its length allows.
  for (const part of ['a@', 'http://', '(', 'www.', '.', 'a.', '-'])
    for (const text of [part.repeat(5_000), `https://${part.repeat(5_000)}`]) expect(joined(linkify(text))).toBe(text);
});
