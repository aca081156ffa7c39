// What a site says in its own words is judged like the words it stands for.
import { expect, test } from 'vitest';
import { checkSettings } from './check-settings.ts';
import { defaultSettings } from './site-settings.ts';
import { textLimits } from './site-texts.ts';

const problems = (texts: unknown): string[] => {
  const checked = checkSettings({ texts }, defaultSettings);
  return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
};
const many = Object.fromEntries(
  Array.from({ length: 12 }, () => crypto.randomUUID()).map((key) => [key, 'x'.repeat(400)]),
);

test.each([
  ['no object', 'x', ['settings.texts type']],
  ['a language that is none', { German: {} }, ['settings.texts language']],
  ['a language without texts', { de: null }, ['settings.texts.de type']],
  ['a key that nobody knows, which is not repeated', { de: { '<b>': 'x' } }, ['settings.texts.de unknown']],
  ['a key of every object', { de: { constructor: 'x' } }, ['settings.texts.de unknown']],
  ['a text that is none', { de: { 'action.send': 5 } }, ['settings.texts.de.action.send type']],
  ['an empty text', { de: { 'action.send': ' ' } }, ['settings.texts.de.action.send empty']],
  ['two lines', { de: { 'action.send': 'a\nb' } }, ['settings.texts.de.action.send line']],
  ['a place that is missing', { de: { 'home.title': 'Hallo' } }, ['settings.texts.de.home.title places']],
  ['a place that nobody fills in', { de: { 'action.send': 'Los, {name}' } }, ['settings.texts.de.action.send places']],
  ['a text for one that is counted', { de: { 'log.unread': '{n} neue' } }, ['settings.texts.de.log.unread plural']],
  ['no form for all others', { de: { 'log.unread': { one: 'eine' } } }, ['settings.texts.de.log.unread plural']],
  [
    'a form that the language has not',
    { de: { 'log.unread': { few: '{n}', other: '{n}' } } },
    ['settings.texts.de.log.unread plural'],
  ],
  [
    'a form without its number',
    { de: { 'log.unread': { other: 'neue' } } },
    ['settings.texts.de.log.unread.other places'],
  ],
  ['a list that is too short', { de: { 'survey.scores': ['Gut'] } }, ['settings.texts.de.survey.scores list']],
  ['too much of it', { de: many }, ['settings.texts too_large']],
])('%s', (_what, texts, expected) => expect(problems(texts)).toEqual(expected));

test('what is right is kept, each kind of it; a form may say its number in words', () => {
  const texts = {
    de: { 'home.title': 'Fragen Sie {site}', 'log.unread': { one: 'Eine neue', other: '{n} neue' } },
    ja: { 'menu.sizes': ['小', '中', '大'] },
  };
  expect(JSON.stringify(texts).length).toBeLessThan(textLimits.bytes);
  expect(checkSettings({ texts: { ...texts, fr: {} }, lang: 'de' }, defaultSettings)).toEqual({
    ok: true,
    settings: { texts, lang: 'de' },
  });
});
