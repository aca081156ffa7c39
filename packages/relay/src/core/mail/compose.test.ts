import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type About, compose } from './compose.ts';
import { mailLangOf, mailLangs, mailWords } from './words.ts';

interface Texts {
  readonly messages: readonly { readonly class: string; readonly text: string }[];
  readonly names: readonly { readonly class: string; readonly name: string }[];
}
const hostile = JSON.parse(
  readFileSync(new URL('../../../../e2e/src/test/hostile-texts.json', import.meta.url), 'utf8'),
) as Texts;

const reply = (o: Partial<About & { kind: 'reply' }> = {}): About => ({
  kind: 'reply',
  site: 'Acme',
  messages: [{ name: 'Maria', text: 'It is on its way.' }],
  count: 1,
  link: 'https://shop.example/cart',
  ...o,
});
const until = Date.UTC(2026, 10, 23, 6, 30);
const invite: About = {
  kind: 'invite',
  by: 'Maria',
  host: 'chat.example',
  link: 'https://chat.example/#setup=t',
  until,
};

/** All that may stand in a mail's HTML besides text. */
const own =
  /<(?:!doctype html|html lang="\w+" dir="(?:ltr|rtl)"|meta charset="utf-8"|blockquote dir="auto"|a href="https?:[^"<> ]*"|br|\/?(?:html|head|title|body|p|b|bdi|small|a|blockquote))>/g;

const shown = (html: string): string => {
  const rest = html
    .replace(/<title>.*?<\/title>/s, '')
    .replaceAll('<br>\n', '\n')
    .replace(own, '');
  expect(rest).not.toMatch(/[<>]/);
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return rest.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '');
};

test('a reply says who wrote what, where to go on, and why it was sent', () => {
  const mail = compose(reply(), 'en-GB');
  expect(mail).toMatchObject({ subject: '1 new message from Acme', fromName: 'Acme', lang: 'en' });
  expect(mail.text).toBe(`You had left the chat with Acme. This was written to you since:

Maria:
It is on its way.

Continue the chat:
https://shop.example/cart

You get this email because you left this address in the chat. Answers to this email are not read.
`);
  expect(mail.html).toContain('<a href="https://shop.example/cart">Continue the chat</a>');
  expect(mail.html).toContain('<b><bdi>Maria</bdi></b>');
});

test('without a page of the site there is no link, and it says what to do instead', () => {
  const mail = compose(reply({ link: null }), 'en');
  expect(mail.text).toContain(mailWords.en.replyFind);
  expect(`${mail.text}${mail.html}`).not.toMatch(/href|https?:/);
});

test('what is left out is said', () => {
  const mail = compose(reply({ count: 60 }), 'en');
  expect(mail.subject).toBe('60 new messages from Acme');
  expect(mail.text).toContain('Earlier messages are in the chat.');
  expect(compose(reply(), 'en').text).not.toContain('Earlier');
});

test('an invitation and a reset say until when the link works, and are not from a site', () => {
  const mail = compose(invite, 'en');
  expect(mail).toMatchObject({ subject: 'Your invitation to answer chats', fromName: '' });
  expect(mail.text).toContain('Maria has invited you to answer chats at chat.example.');
  expect(mail.text).toContain('https://chat.example/#setup=t');
  expect(mail.text).toContain('until November 23, 2026 at 6:30 AM UTC');
  const reset = compose({ kind: 'reset', host: 'chat.example', link: 'https://chat.example/#setup=t', until }, 'el');
  expect(reset.subject).toBe('Ορίστε νέο κωδικό');
});

describe('six languages', () => {
  test.each(mailLangs)('%s has its own words, all of them, with every number in its plural', (lang) => {
    expect(Object.keys(mailWords[lang])).toEqual(Object.keys(mailWords.en));
    const numbers = [...Array(120).keys()].map((n) => n + 1);
    const { pluralCategories } = new Intl.PluralRules(lang).resolvedOptions();
    expect(Object.keys(mailWords[lang].replySubject).sort()).toEqual([...pluralCategories].sort());
    for (const count of numbers) expect(compose(reply({ count }), lang).subject).not.toMatch(/[{}]/);
    for (const about of [reply(), reply({ link: null, count: 9 }), invite, { ...invite, kind: 'reset' } as About]) {
      const mail = compose(about, lang);
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[{}]|undefined/);
      expect(mail.html).toContain(`<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">`);
    }
    const other = { ...mailWords[lang], dir: 'ltr' };
    for (const [key, text] of Object.entries(mailWords.en))
      if (lang !== 'en' && key !== 'dir') expect(other[key as keyof typeof other]).not.toEqual(text);
  });

  test('the language is the nearest of ours', () => {
    const tags = ['el', 'el-GR', 'EL_gr', 'ms-Latn-MY', 'zh-TW', 'no such', '', undefined];
    expect(tags.map(mailLangOf)).toEqual(['el', 'el', 'el', 'ms', 'en', 'en', 'en', 'en']);
  });

  test('Russian and Arabic count as they should', () => {
    const subject = (lang: string, count: number): string => compose(reply({ count }), lang).subject;
    expect([1, 3, 5, 21].map((n) => subject('ru', n))).toEqual([
      '1 новое сообщение: Acme',
      '3 новых сообщения: Acme',
      '5 новых сообщений: Acme',
      '21 новое сообщение: Acme',
    ]);
    expect([1, 2].map((n) => subject('ar', n))).toEqual(['رسالة جديدة من Acme', 'رسالتان جديدتان من Acme']);
    expect(subject('ar', 5)).toMatch(/رسائل/);
  });
});

test.each(hostile.messages.map(({ text }) => text))('[B6] the message %j is text in both parts', (text) => {
  const mail = compose(reply({ messages: [{ name: 'Maria', text }] }), 'en');
  expect(shown(mail.html)).toContain(text);
  expect(mail.text).toContain(text);
});

test.each([
  ...hostile.names.map(({ name }) => name),
  'Shop\r\nBcc: v@example.org',
  'Shop\u2028Bcc: v@example.org',
  '\0\x1b]0;x\x07',
  '{host}{n}{site}$&$1',
])('[B6] the name %j stays in its line, in headers too', (name) => {
  const mail = compose(reply({ site: name, messages: [{ name, text: 'Hello' }] }), 'en');
  for (const header of [mail.subject, mail.fromName]) {
    expect(header).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    expect(header).not.toBe('');
  }
  expect(shown(mail.html)).toContain(mail.fromName);
  expect(compose({ ...invite, by: name } as About, 'en').text).not.toMatch(/^Bcc/m);
});

test('[B6] a link is nothing but a link', () => {
  const mail = compose(reply({ link: 'https://shop.example/?a="><script>alert(1)</script>&b=1' }), 'en');
  expect(mail.html).toContain('href="https://shop.example/?a=&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;b=1"');
});

test('a mail fetches nothing', () => {
  const mail = compose(reply({ messages: [{ name: 'Maria', text: '<img src=https://evil.example/p.png>' }] }), 'en');
  expect(mail.html).not.toMatch(
    /<(?:img|link|style|script|iframe|video|audio|object|embed)|\b(?:src|background|style)=(?!https:\/\/evil)|url\(/i,
  );
  expect(mail.html).toContain('&lt;img src=https://evil.example/p.png&gt;');
});
