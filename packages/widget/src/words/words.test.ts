// How the words are spoken: places filled in, plural forms, names that run the other way, the language that is chosen. That every language is
// whole is proved by scripts/words.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { reasons } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { scores } from '../app/rating-form.ts';
import { outcomes } from '../app/survey/answers.ts';
import { addWords, isolate, lang, languages, loadWords, pickLang, rtl, t, texts, useWords } from '../app/words.ts';
import { ar } from './ar.ts';
import { en as enFirst } from './en.ts';
import { en as enExtra } from './extra/en.ts';
import { ru } from './ru.ts';
import { en as enSurvey } from './survey/en.ts';

const en = { ...enFirst, ...enExtra, ...enSurvey };

test('the languages are those that there are words of', () => {
  const files = readdirSync(import.meta.dirname).flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []);
  expect([...languages].sort()).toEqual(files.sort());
});

test('the lists of the survey are as long as what they name', () => {
  expect(en['survey.scores']).toHaveLength(scores.length);
  expect(en['survey.outcomes']).toHaveLength(outcomes.length);
  expect(en['survey.expects']).toHaveLength(5);
  expect(en['survey.negative']).toHaveLength(reasons.length);
  expect(en['survey.positive']).toHaveLength(reasons.length);
});

const app = `${import.meta.dirname}/../app/`;
const codeOf = (names: readonly string[]): string =>
  names
    .map((name) => readFileSync(app + name, 'utf8'))
    .join('\n')
    .replace(/^\s*(\/\/|\/?\*).*$/gm, '');
const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
/** Loaded later, with words that are loaded then. */
const isLater = (name: string): boolean =>
  /^(choices|extra|files|survey|texts|transcript|visit)\/|^(email-form|identity|rating)\.tsx$/.test(name);

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

test.each([0, 1, 2, 3, 11, 100, 1.5])('[UX89] Arabic counts %s', (n) => {
  useWords(ar, 'ar');
  const form = new Intl.PluralRules('ar').select(n);
  expect(t('log.unread', { n })).toBe(ar['log.unread'][form].replace('{n}', n.toLocaleString('ar')));
});

test.each([0, 1, 2, 3, 11, 21, 100, 1.5])('[UX89] Russian counts %s', (n) => {
  useWords(ru, 'ru');
  const form = new Intl.PluralRules('ru').select(n) as 'one' | 'few' | 'many' | 'other';
  expect(t('log.unread', { n })).toBe(ru['log.unread'][form].replace('{n}', n.toLocaleString('ru')));
});

test('[UX42][UX86] a name that runs the other way stays in its place, and cannot turn what follows', () => {
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
  expect(pickLang(['pt-BR', 'en'])).toBe('pt-BR');
  expect(pickLang(['sv', 'zh-Hant-TW', 'en'])).toBe('zh-Hant-TW');
  expect(pickLang(['sv', 'nl'])).toBe('en');
  expect(pickLang(['constructor'])).toBe('en');
  useWords(en, 'en_US!');
  expect(t('action.send')).toBe('Send');
});

test.each(['ar', 'fa', 'he'])('%s runs from right to left', async (tag) => {
  await loadWords(tag);
  expect([lang, rtl]).toEqual([tag, true]);
});

test('words that come later come in every language that is spoken after them, and what the site says comes last', async () => {
  await loadWords('de-AT');
  expect([lang, rtl, t('action.send')]).toEqual(['de-AT', false, 'Senden']);
  await addWords(async (name) => ({ [name]: { 'action.send': `send ${name}` } }), true);
  await addWords((name) => import(`./extra/${name}.ts`));
  expect([t('action.cancel'), t('action.send')]).toEqual(['Abbrechen', 'send de']);
  await loadWords('fr');
  expect([t('action.cancel'), t('action.send')]).toEqual(['Annuler', 'send fr']);
});

test('[UX91] words that come later and do not come are said in English; without that, the part is not there', async () => {
  await loadWords('de');
  await addWords(async (name) => {
    if (name !== 'en') throw new Error('offline');
    return { en: { 'survey.next': 'Next' } };
  });
  expect([t('action.retry'), t('survey.next')]).toEqual(['Erneut versuchen', 'Next']);
  await expect(addWords(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline');
  await loadWords('it');
  expect(t('action.retry')).toBe('Riprova');
});

test('of two wishes the last is heard, whichever comes first', async () => {
  await Promise.all([loadWords('el'), loadWords('uk')]);
  expect(lang).toBe('uk');
});

test('of two parts that come at the same time neither begins before its words are there', async () => {
  await loadWords('en');
  const slow = Promise.withResolvers<void>();
  const first = addWords((name) => import(`./survey/${name}.ts`)).then(() => t('survey.thanks'));
  const second = addWords(async (name) => {
    await slow.promise;
    return import(`./files/${name}.ts`);
  }).then(() => t('files.drop'));
  slow.resolve();
  expect(await Promise.all([first, second])).toEqual([enSurvey['survey.thanks'], 'Drop files here to attach them']);
});
