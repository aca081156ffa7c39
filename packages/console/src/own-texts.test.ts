import { expect, test } from 'vitest';
import { isFound, ownOf, partsOf, placesOf, typedOf, withText } from './own-texts.ts';

const counted = { one: '{n} new message', other: '{n} new messages' };
const list = ['Bad', 'Fair', 'Good'];

test('each form and each entry has a field, empty where the site says what the widget says', () => {
  expect(partsOf('Send')).toEqual([['', 'Send']]);
  expect(partsOf(counted).map(([name]) => name)).toEqual(['one', 'other']);
  expect(partsOf(list).map(([name]) => name)).toEqual(['1', '2', '3']);
  expect(typedOf('Send', undefined)).toEqual(['']);
  expect(typedOf(counted, { one: '{n} new message', other: '{n} fresh ones' })).toEqual(['', '{n} fresh ones']);
  expect(typedOf(list, ['Bad', 'Fair', 'Splendid'])).toEqual(['', '', 'Splendid']);
});

test('an empty field is the widget’s text, and what differs in nothing is not kept', () => {
  expect(ownOf('Send', ['  Go ahead '])).toBe('Go ahead');
  expect(ownOf('Send', ['Send'])).toBeNull();
  expect(ownOf('Send', [' '])).toBeNull();
  expect(ownOf(counted, ['', '{n} fresh ones'])).toEqual({ one: '{n} new message', other: '{n} fresh ones' });
  expect(ownOf(counted, ['', ''])).toBeNull();
  expect(ownOf(list, ['', 'So so', ''])).toEqual(['Bad', 'So so', 'Good']);
});

test('one text changes and the others stay; a language without any is gone', () => {
  const texts = { de: { 'action.send': 'Los' }, fr: { 'action.send': 'Allez' } };
  expect(withText(texts, 'de', 'panel.bare', 'Hallo')).toEqual({
    fr: texts.fr,
    de: { 'action.send': 'Los', 'panel.bare': 'Hallo' },
  });
  expect(withText(texts, 'de', 'action.send', null)).toEqual({ fr: texts.fr });
  expect(withText({}, 'de', 'action.send', null)).toEqual({});
});

test('the places are each named once, and a search looks at key, widget’s text and own text', () => {
  expect(placesOf({ one: '{label}, {n} new', other: '{label}, {n} new ones' })).toEqual(['{label}', '{n}']);
  expect(placesOf('Send')).toEqual([]);
  expect(isFound('ACTION.', 'action.send', 'Send', undefined)).toBe(true);
  expect(isFound(' new MESS', 'log.unread', counted, undefined)).toBe(true);
  expect(isFound('fresh', 'log.unread', counted, { other: '{n} fresh' })).toBe(true);
  expect(isFound('fresh', 'log.unread', counted, undefined)).toBe(false);
  expect(isFound('', 'log.unread', counted)).toBe(true);
});
