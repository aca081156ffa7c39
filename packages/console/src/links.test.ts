import { expect, test } from 'vitest';
import { hrefOf, pieces } from './links.ts';

const linked = (text: string): (string | undefined)[] =>
  pieces(text).flatMap((p) => (p.href === undefined ? [] : [p.href]));

test('http, https and mailto become links; the text stays what it was', () => {
  const text = 'see https://example.com/a?b=1&c=2 or http://x.example, or mailto:a@b.example!';
  expect(
    pieces(text)
      .map((p) => p.text)
      .join(''),
  ).toBe(text);
  expect(linked(text)).toEqual(['https://example.com/a?b=1&c=2', 'http://x.example/', 'mailto:a@b.example']);
});

test.each([
  'javascript:alert(1)',
  '[click](javascript:alert(1))',
  'JaVa\tScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'https://bank.example@evil.example/login',
  'https://user:pass@evil.example/',
  'https://',
  'mailto:',
  'mailto:a@b.example?bcc=c@d.example',
  'xhttps://example.com',
  `https://example.com/${'a'.repeat(2_100)}`,
])('%s stays text', (text) => {
  expect(linked(text)).toEqual([]);
  expect(pieces(text)).toEqual([{ text }]);
});

test.each([
  ['https://example.com.', 'https://example.com/'],
  ['(https://example.com/a_(b))', 'https://example.com/a_(b)'],
  ['https://example.com/شكرا،', 'https://example.com/%D8%B4%D9%83%D8%B1%D8%A7'],
  ['<https://example.com>', 'https://example.com/'],
  ['https://example.com؟', 'https://example.com/'],
])('in %s the link ends where a reader would end it', (text, href) => {
  expect(linked(text)).toEqual([href]);
});

test('a link ends before a direction override', () => {
  expect(linked('https://example.com/\u202egnp.exe')).toEqual(['https://example.com/']);
});

test('a host in another script is opened by its plain name', () => {
  expect(linked('https://еxample.com/')).toEqual(['https://xn--xample-2of.com/']);
});

test('long and hostile texts give their text back', () => {
  const texts = [
    'mailto:'.repeat(570),
    `${'*'.repeat(3_990)}a`,
    `a@${'a.'.repeat(1_900)}!`,
    '['.repeat(2_000),
    '> '.repeat(2_000),
    'https://a '.repeat(400),
    `https://a${')'.repeat(1_900)}`,
  ];
  for (const text of texts)
    expect(
      pieces(text)
        .map((p) => p.text)
        .join(''),
    ).toBe(text);
});

test('a page that is no address gives no link', () => {
  expect(hrefOf('about:blank')).toBeNull();
  expect(hrefOf('/checkout')).toBeNull();
});
