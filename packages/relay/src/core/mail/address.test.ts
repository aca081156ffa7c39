import { expect, test } from 'vitest';
import { readAddress } from './address.ts';

test.each([
  ['ann@example.com', 'ann@example.com'],
  ['  ann@example.com ', 'ann@example.com'],
  ["Ann.O'Neil+chat@Example.COM", "Ann.O'Neil+chat@example.com"],
  ['a@b.co', 'a@b.co'],
  ['_x-1@sub.sub2.example.travel', '_x-1@sub.sub2.example.travel'],
  ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
  ['ann@пример.рф', 'ann@xn--e1afmkfd.xn--p1ai'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  [`a@${'b'.repeat(63)}.com`, `a@${'b'.repeat(63)}.com`],
])('%j is an address', (text, address) => {
  expect(readAddress(text)).toBe(address);
});

test.each([
  ['nothing', ''],
  ['no at', 'example.com'],
  ['nobody', '@example.com'],
  ['nowhere', 'ann@'],
  ['a machine of this network', 'ann@localhost'],
  ['CR and LF, to add a header', 'a@example.com\r\nBcc: victim@example.org'],
  ['LF alone at the end', 'a@example.com\n'],
  ['LF in the name', 'a\nb@example.com'],
  ['a command to the server', 'a@example.com>\r\nRCPT TO:<victim@example.org'],
  ['an encoded CRLF is a strange local part, and refused for its two ats', 'a@example.com%0d%0aBcc:v@example.org'],
  ['NUL', 'a\0@example.com'],
  ['TAB', 'a\t@example.com'],
  ['DEL', 'a\x7f@example.com'],
  ['NEL, a line break of Unicode', 'a\u0085@example.com'],
  ['a line separator', 'a@example.com\u2028Bcc: v@example.org'],
  ['two recipients', 'a@example.com,b@example.com'],
  ['two recipients with a semicolon', 'a@example.com;b@example.com'],
  ['two ats', 'a@b@example.com'],
  ['a name beside it', '"Support" <a@example.com>'],
  ['angle brackets', '<a@example.com>'],
  ['a group', 'all:a@example.com;'],
  ['quotes', '"a b"@example.com'],
  ['a quoted at, which some read otherwise', '"a@evil.example"@example.com'],
  ['a comment', 'a(b)@example.com'],
  ['an address literal', 'a@[127.0.0.1]'],
  ['an IP address', 'a@127.0.0.1'],
  ['an IP address in hex', 'a@0x7f000001'],
  ['an IP address that a URL completes', 'a@1.2'],
  ['a percent route', 'a%evil.example@[10.0.0.1]'],
  ['a port', 'a@example.com:25'],
  ['a path', 'a@example.com/x'],
  ['a user of a URL', 'a@x:y@example.com'],
  ['dots at the ends of the name', '.a.@example.com'],
  ['two dots', 'a..b@example.com'],
  ['a dot at the end of the domain', 'a@example.com.'],
  ['an empty label', 'a@example..com'],
  ['a hyphen at the edge of a label', 'a@-example.com'],
  ['an underscore in the domain', 'a@exa_mple.com'],
  ['a blank inside', 'a b@example.com'],
  ['a name that is not ASCII', 'ann\u0430@example.com'],
  ['marks of direction', 'a\u202e@example.com'],
  ['something invisible', 'a\u200b@example.com'],
  ['a lone surrogate', 'a@\ud800.com'],
  ['a name of 65', `${'a'.repeat(65)}@example.com`],
  ['a label of 64', `a@${'b'.repeat(64)}.com`],
  ['255 characters', `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(3)}${'c'.repeat(11)}`],
  ['243 characters before the at', `${'a'.repeat(243)}@example.com`],
])('%s is none', (_what, text) => {
  expect(readAddress(text)).toBeNull();
});

test('254 characters are an address still', () => {
  const text = `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(3)}${'c'.repeat(10)}`;
  expect([text.length, readAddress(text)]).toEqual([254, text]);
});

test('a very long text costs nothing', () => {
  expect(readAddress(`${'a.'.repeat(500_000)}@${'b.'.repeat(500_000)}`)).toBeNull();
  expect(readAddress(`${'a'.repeat(300)}!`)).toBeNull();
});
