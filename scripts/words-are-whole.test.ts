// The check of the widget's languages finds what it is for.
import { expect, test } from 'vitest';
import { problemsOf, type Words, wordsIn } from './words-are-whole.ts';

const english: Words = {
  hello: 'Hello {name}',
  left: { one: '{label}: {n} day left', other: '{label}: {n} days left' },
  answers: ['Yes', 'No'],
};
const german: Words = {
  hello: 'Hallo {name}',
  left: { one: '{label}: noch ein Tag', other: '{label}: noch {n} Tage' },
  answers: ['Ja', 'Nein'],
};
const found = (changes: Record<string, Words[string] | undefined>, language = 'de'): string[] =>
  problemsOf(language, JSON.parse(JSON.stringify({ ...german, ...changes })) as Words, english);

test('a whole language has no problems, and a form may say its number in words', () => {
  expect(found({})).toEqual([]);
  expect(problemsOf('en', english, english)).toEqual([]);
});

test.each([
  ['a key that is missing', { hello: undefined }, ['de: hello is missing']],
  ['a key that English has not', { bye: 'Tschüs' }, ['de: bye is not in English']],
  ['a place that is missing', { hello: 'Hallo' }, ['de: hello fills in {}, not {name}']],
  ['a place that is another', { hello: 'Hallo {Name}' }, ['de: hello fills in {Name}, not {name}']],
  ['a text that is empty', { answers: ['Ja', ''] }, ['de: answers is empty, or has white space around it']],
  ['a list that is too short', { answers: ['Ja'] }, ['de: answers has 1 of 2 texts']],
  ['a list that is a text', { answers: 'Ja' }, ['de: answers is of another kind than in English']],
  ['a form that is missing', { left: { other: '{label}: {n}' } }, ['de: left has no form "one"']],
  [
    'a form that the language has not',
    { left: { one: '{label}: 1', two: '{label}: 2', other: '{label}: {n}' } },
    ['de: left has the form "two", which the language has not'],
  ],
  [
    'a form that leaves out more than the number',
    { left: { one: 'ein Tag', other: '{label}: {n} Tage' } },
    ['de: left has a form that leaves something out'],
  ],
  ['a text that is still English', { answers: ['Ja', 'No'] }, ['de: answers says "No", as in English']],
])('%s is found', (_what, changes, expected) => expect(found(changes)).toEqual(expected));

test('another order is found, because the build numbers the keys', () => {
  const { hello, ...rest } = german as { hello: string };
  expect(problemsOf('de', { ...rest, hello }, english)).toEqual(['de: left is not in the order of English']);
});

test('the forms are those of the language', () => {
  const left = { one: '{label} {n} дня', other: '{label} {n} дня' };
  expect(found({ left }, 'ru')).toEqual(['ru: left has no form "few"', 'ru: left has no form "many"']);
});

test('words of a screen of its own are found', () => {
  expect(wordsIn("t('hello', { name })", english)).toEqual([]);
  expect(wordsIn("['Yes']", english)).toEqual(['Yes']);
  expect(wordsIn('<b>No</b>', english)).toEqual(['No']);
  expect(wordsIn('<p>Write to us</p>', english)).toEqual(['Write to us']);
  expect(wordsIn('<img alt="A dog" />', english)).toEqual(['A dog']);
});
