import { expect, test } from 'vitest';
import { cleanEmail, cleanName } from './person.ts';

test.each([
  ['  Maria  López ', 'Maria López'],
  ['Ma\u0301ria', 'M\u00e1ria'],
  ['A\r\nBcc: v@example.org', 'A Bcc: v@example.org'],
  ['<b>Bob</b>', '<b>Bob</b>'],
  ['\u202Egnp.exe', 'gnp.exe'],
  ['\u0627\u0644\u0639\u0631\u0628\u064A\u0629', '\u0627\u0644\u0639\u0631\u0628\u064A\u0629'],
  [`Z${'\u0317'.repeat(50)}`, `Z${'\u0317'.repeat(4)}`],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanName(given)).toBe(kept);
});

test.each(['', '   ', '\u200B\u200D', '\u2800', '\uD800x', 'x'.repeat(81), '\n\t'])(
  'the name %j is refused',
  (given) => {
    expect(cleanName(given)).toBeNull();
  },
);

test('one mailbox is one agent, however it is written', () => {
  expect(cleanEmail(' Maria@Example.COM ')).toBe('maria@example.com');
});

test.each(['maria', 'a@b@c', '@b', 'a@', 'a b@c', 'a@b\nc', 'a\0@b', `${'a'.repeat(250)}@b.cc`, 'a\u202E@b.c'])(
  'the address %j is refused',
  (given) => {
    expect(cleanEmail(given)).toBeNull();
  },
);
