import { expect, test } from 'vitest';
import { actionOf, type KeyLike, type Surroundings, sends } from './keys.ts';

const key = (k: string, code: string, over: Partial<KeyLike> = {}): KeyLike => ({
  key: k,
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...over,
});
const idle: Surroundings = { typing: false, dialog: false, singleKeys: true };

test('what was asked for on the way to another agent has its keys, too', () => {
  const got = ['u', 't', 's', 'd', 'g'].map((k) => actionOf(key(k, `Key${k.toUpperCase()}`), idle));
  expect(got).toEqual(['needy', 'transfer', 'escalate', 'decline', 'go']);
});

test('[F11] while a guess is asked for, digits say it; what came of a chat that is ending goes first', () => {
  const press = (k: string, ending = false): unknown =>
    actionOf(key(k, `Digit${k}`), { ...idle, guessing: true, ending });
  expect(['0', '1', '5', '6'].map((k) => press(k))).toEqual(['guess none', 'guess 1', 'guess 5', null]);
  expect(press('1', true)).toBe('outcome yes');
  expect(press('5', true)).toBeNull();
  expect(actionOf(key('j', 'KeyJ'), { ...idle, guessing: true })).toBe('next');
});

test('digits say what came of a chat only while it ends', () => {
  const press = (k: string, ending: boolean): unknown => actionOf(key(k, `Digit${k}`), { ...idle, ending });
  expect(['1', '2', '3', '4', '5'].map((k) => press(k, true))).toEqual([
    'outcome yes',
    'outcome partly',
    'outcome no',
    'outcome unknown',
    null,
  ]);
  expect(press('1', false)).toBeNull();
});

test('after g a letter says where to go, and means nothing else', () => {
  const press = (k: string): unknown => actionOf(key(k, `Key${k.toUpperCase()}`), { ...idle, going: true });
  expect([press('i'), press('l'), press('e')]).toEqual(['place inbox', 'place live', null]);
});

test('each letter has its action', () => {
  const got = ['j', 'k', 'i', 'r', 'n', 'e', 'z', 'c', '?'].map((k) => actionOf(key(k, `Key${k.toUpperCase()}`), idle));
  expect(got).toEqual(['next', 'previous', 'join', 'reply', 'note', 'end', 'undo', 'details', 'help']);
});

test.each([
  ['Russian', 'о', 'KeyJ', 'next'],
  ['Greek', 'ξ', 'KeyJ', 'next'],
  ['Arabic', 'ت', 'KeyJ', 'next'],
  ['Russian', 'у', 'KeyE', 'end'],
])('[UX27] on a %s layout the key %s at %s means %s', (_layout, k, code, action) => {
  expect(actionOf(key(k, code), idle)).toBe(action);
});

test('a Latin letter counts as itself wherever its key is', () => {
  expect(actionOf(key('j', 'KeyC'), idle)).toBe('next');
});

test('the question mark is found on another layout by its key', () => {
  expect(actionOf(key(',', 'Slash', { shiftKey: true }), idle)).toBeNull();
  expect(actionOf(key('؟', 'Slash', { shiftKey: true }), idle)).toBe('help');
});

test('[UX26] single keys rest in a text field, in a dialog, while composing, with a modifier and when they are off', () => {
  const e = key('e', 'KeyE');
  expect(actionOf(e, { ...idle, typing: true })).toBeNull();
  expect(actionOf(e, { ...idle, dialog: true })).toBeNull();
  expect(actionOf(e, { ...idle, singleKeys: false })).toBeNull();
  for (const m of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey'] as const)
    expect(actionOf({ ...e, [m]: true }, idle)).toBeNull();
  expect(actionOf({ ...e, isComposing: true }, idle)).toBeNull();
});

test('a held key walks the list but never ends a chat', () => {
  expect(actionOf(key('j', 'KeyJ', { repeat: true }), idle)).toBe('next');
  expect(actionOf(key('e', 'KeyE', { repeat: true }), idle)).toBeNull();
});

test('Alt with an arrow moves even while typing, and Esc leaves', () => {
  expect(actionOf(key('ArrowDown', 'ArrowDown', { altKey: true }), { ...idle, typing: true })).toBe('next');
  expect(actionOf(key('ArrowUp', 'ArrowUp', { altKey: true }), { ...idle, typing: true })).toBe('previous');
  expect(actionOf(key('Escape', 'Escape'), { ...idle, typing: true })).toBe('leave');
});

test('a key that names an inherited property does nothing', () => {
  expect(actionOf(key('constructor', ''), idle)).toBeNull();
});

test('Enter sends, Shift+Enter does not, Ctrl+Enter always does', () => {
  const enter = key('Enter', 'Enter');
  expect(sends(enter, false)).toBe(true);
  expect(sends({ ...enter, shiftKey: true }, false)).toBe(false);
  expect(sends(enter, true)).toBe(false);
  expect(sends({ ...enter, ctrlKey: true }, true)).toBe(true);
  expect(sends({ ...enter, metaKey: true }, false)).toBe(true);
});

test('Enter that ends a composition does not send', () => {
  const enter = key('Enter', 'Enter');
  expect(sends({ ...enter, isComposing: true }, false)).toBe(false);
  expect(sends({ ...enter, keyCode: 229 }, false)).toBe(false);
});
