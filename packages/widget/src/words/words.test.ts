// Every language says everything, with the same places to fill in; and nothing is said outside the words.
import { readdirSync, readFileSync } from 'node:fs';
import { reasons } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { outcomes, scores } from '../app/rating-form.ts';
import { isolate, pickLang, t, texts, useWords } from '../app/words.ts';
import { ar as arFirst } from './ar.ts';
import { en as enFirst } from './en.ts';
import { ar as arExtra } from './extra/ar.ts';
import { en as enExtra } from './extra/en.ts';

const en = { ...enFirst, ...enExtra };
const ar = { ...arFirst, ...arExtra };

type Word = string | readonly string[] | Readonly<Record<string, string>>;
const english = Object.entries(en) as [keyof typeof en, Word][];

const all = (word: Word): string[] => (typeof word === 'string' ? [word] : Object.values(word));
const places = (word: Word): string[] => [...new Set(all(word).flatMap((text) => text.match(/{\w+}/g) ?? []))].sort();

test('Arabic has the keys of English, in the same order', () => {
  expect(Object.keys(arFirst)).toEqual(Object.keys(enFirst));
  expect(Object.keys(arExtra)).toEqual(Object.keys(enExtra));
  expect(Object.keys(en)).toHaveLength(Object.keys(enFirst).length + Object.keys(enExtra).length);
});

test.each(english)('%s has the same places to fill in', (key, word) => {
  // A form for one or two may leave the number out: it says it in words.
  expect(places(ar[key]).filter((place) => place !== '{n}')).toEqual(places(word).filter((place) => place !== '{n}'));
  expect(places(ar[key]).includes('{n}')).toBe(places(word).includes('{n}'));
});

test.each([
  ['en', en],
  ['ar', ar],
] as const)('%s has every plural form of its language', (tag, words) => {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  for (const word of Object.values(words as Record<string, Word>))
    if (typeof word === 'object' && !Array.isArray(word)) expect(Object.keys(word).sort()).toEqual([...forms].sort());
});

test('the lists of the survey are as long as what they name', () => {
  for (const words of [en, ar]) {
    expect(words['survey.scores']).toHaveLength(scores.length);
    expect(words['survey.outcomes']).toHaveLength(outcomes.length);
    expect(words['survey.negative']).toHaveLength(reasons.length);
    expect(words['survey.positive']).toHaveLength(reasons.length);
  }
});

const app = `${import.meta.dirname}/../app/`;
const codeOf = (names: readonly string[]): string =>
  names
    .map((name) => readFileSync(app + name, 'utf8'))
    .join('\n')
    .replace(/^\s*(\/\/|\/?\*).*$/gm, '');
const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
const code = codeOf(files);
/** Loaded later, with words that are loaded then. */
const isLater = (name: string): boolean => /^extra\/|^(email-form|identity)\.tsx$/.test(name);

test('every word is used, and none is written into the screens', () => {
  for (const [key, word] of english) {
    expect(code, `${key} is used`).toContain(`'${key}'`);
    for (const text of all(word))
      expect(code.includes(`'${text}'`) || code.includes(`>${text}<`) || code.includes(`"${text}"`), text).toBe(false);
  }
  expect(code).not.toMatch(/(aria-label|placeholder|title)="[^"]/);
  expect(code).not.toMatch(/>\s*[A-Z][a-z]+ [a-z]+[^<>]*<\//);
});

test('what is there from the beginning asks for no word that is loaded later', () => {
  const first = codeOf(files.filter((name) => !isLater(name)));
  for (const key of Object.keys(enExtra)) expect(first, key).not.toContain(`'${key}'`);
});

test('a text is filled in, with the plural form of its number', () => {
  useWords(en, 'en');
  expect(t('home.title', { site: 'Acme' })).toBe('Chat with a person at Acme');
  expect(t('here.more', { name: 'Maria', n: 1 })).toBe('Maria and 1 other person are here now.');
  expect(t('here.more', { name: 'Maria', n: 2 })).toBe('Maria and 2 others are here now.');
  expect(texts('survey.scores')[4]).toBe('Very satisfied');
});

test.each([0, 1, 2, 3, 11, 100, 1.5])('Arabic counts %s', (n) => {
  useWords(ar, 'ar');
  const form = new Intl.PluralRules('ar').select(n);
  expect(t('log.unread', { n })).toBe(ar['log.unread'][form].replace('{n}', n.toLocaleString('ar')));
});

test('a name that runs the other way stays in its place, and cannot turn what follows', () => {
  useWords(en, 'en');
  expect(t('agent.joined', { name: 'Maria' })).toBe('Maria has joined the chat.');
  expect(t('agent.joined', { name: 'مريم' })).toBe('\u2068مريم\u2069 has joined the chat.');
  expect(isolate('\u202Eevil\u2069')).toBe('evil');
  useWords(ar, 'ar');
  expect(t('agent.joined', { name: 'Maria' })).toContain('\u2068Maria\u2069');
});

test('the language is the first wish that there is, English if there is none', () => {
  expect(pickLang([undefined, '', 'sv', 'ar-EG', 'en'])).toBe('ar-EG');
  expect(pickLang(['xx', 'EN_us'])).toBe('EN_us');
  expect(pickLang(['constructor'])).toBe('en');
  useWords(en, 'en_US!');
  expect(t('action.send')).toBe('Send');
});
