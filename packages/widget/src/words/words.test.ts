// Every language says everything, with the same places to fill in; and nothing is said outside the words.
import { readdirSync, readFileSync } from 'node:fs';
import { reasons } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { scores } from '../app/rating-form.ts';
import { outcomes } from '../app/survey/answers.ts';
import { isolate, pickLang, t, texts, useWords } from '../app/words.ts';
import { ar as arFirst } from './ar.ts';
import { el as elFirst } from './el.ts';
import { en as enFirst } from './en.ts';
import { ar as arExtra } from './extra/ar.ts';
import { el as elExtra } from './extra/el.ts';
import { en as enExtra } from './extra/en.ts';
import { ms as msExtra } from './extra/ms.ts';
import { ru as ruExtra } from './extra/ru.ts';
import { sq as sqExtra } from './extra/sq.ts';
import { ms as msFirst } from './ms.ts';
import { ru as ruFirst } from './ru.ts';
import { sq as sqFirst } from './sq.ts';
import { ar as arSurvey } from './survey/ar.ts';
import { el as elSurvey } from './survey/el.ts';
import { en as enSurvey } from './survey/en.ts';
import { ms as msSurvey } from './survey/ms.ts';
import { ru as ruSurvey } from './survey/ru.ts';
import { sq as sqSurvey } from './survey/sq.ts';

const parts = {
  en: [enFirst, enExtra, enSurvey],
  ar: [arFirst, arExtra, arSurvey],
  el: [elFirst, elExtra, elSurvey],
  ms: [msFirst, msExtra, msSurvey],
  ru: [ruFirst, ruExtra, ruSurvey],
  sq: [sqFirst, sqExtra, sqSurvey],
} as const;
const en = { ...enFirst, ...enExtra, ...enSurvey };
const ar = { ...arFirst, ...arExtra, ...arSurvey };
const ru = { ...ruFirst, ...ruExtra, ...ruSurvey };
const langs = Object.entries(parts).map(
  ([lang, [first, extra, survey]]) =>
    [lang, { ...first, ...extra, ...survey } as Record<keyof typeof en, Word>] as const,
);

type Word = string | readonly string[] | Readonly<Record<string, string>>;
const english = Object.entries(en) as [keyof typeof en, Word][];

const all = (word: Word): string[] => (typeof word === 'string' ? [word] : Object.values(word));
const places = (word: Word): string[] => [...new Set(all(word).flatMap((text) => text.match(/{\w+}/g) ?? []))].sort();

test.each(Object.entries(parts))('%s has the keys of English, in the same order and the same files', (_, own) => {
  for (const [i, words] of own.entries()) expect(Object.keys(words)).toEqual(Object.keys(parts.en[i] ?? {}));
  const count = own.reduce((sum, words) => sum + Object.keys(words).length, 0);
  expect(Object.keys(en)).toHaveLength(count);
});

test.each(langs)('%s has the same places to fill in', (_, words) => {
  for (const [key, word] of english) {
    // A form for one or two may leave the number out: it says it in words.
    const own = places(words[key]);
    expect(
      own.filter((place) => place !== '{n}'),
      key,
    ).toEqual(places(word).filter((place) => place !== '{n}'));
    expect(own.includes('{n}'), key).toBe(places(word).includes('{n}'));
  }
});

test.each(langs)('%s has exactly the plural forms of its language, wherever English has some', (tag, words) => {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const isPlural = (word: Word) => typeof word === 'object' && !Array.isArray(word);
  for (const [key, word] of english) {
    expect(isPlural(words[key]), key).toBe(isPlural(word));
    if (isPlural(word)) expect(Object.keys(words[key]).sort(), key).toEqual([...forms].sort());
  }
});

test.each(langs)('%s says nothing in English, and leaves nothing empty', (tag, words) => {
  if (tag === 'en') return;
  const same = english.flatMap(([key, word]) => {
    const own = all(words[key]);
    expect(
      own.every((text) => text.trim() === text && text !== ''),
      key,
    ).toBe(true);
    return own.filter((text) => all(word).includes(text));
  });
  expect(same.filter((text) => text !== '{name}: {text}')).toEqual([]);
});

test.each(langs)('the lists of the survey are as long as what they name: %s', (_, words) => {
  expect(words['survey.scores']).toHaveLength(scores.length);
  expect(words['survey.outcomes']).toHaveLength(outcomes.length);
  expect(words['survey.expects']).toHaveLength(5);
  expect(words['survey.negative']).toHaveLength(reasons.length);
  expect(words['survey.positive']).toHaveLength(reasons.length);
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
const isLater = (name: string): boolean => /^(extra|survey)\/|^(email-form|identity|rating)\.tsx$/.test(name);

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
  for (const key of Object.keys({ ...enExtra, ...enSurvey })) expect(first, key).not.toContain(`'${key}'`);
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

test.each([1, 3, 5, 21, 1.5])('Russian counts %s', (n) => {
  useWords(ru, 'ru');
  const form = new Intl.PluralRules('ru').select(n) as 'one' | 'few' | 'many' | 'other';
  expect(t('log.unread', { n })).toBe(ru['log.unread'][form].replace('{n}', n.toLocaleString('ru')));
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
  expect(pickLang(['ru-RU', 'en'])).toBe('ru-RU');
  expect(pickLang(['de', 'sq'])).toBe('sq');
  expect(pickLang(['constructor'])).toBe('en');
  useWords(en, 'en_US!');
  expect(t('action.send')).toBe('Send');
});
