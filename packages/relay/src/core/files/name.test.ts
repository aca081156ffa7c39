import { limits } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { cleanName, endOf } from './name.ts';

test.each([
  ['photo.png', 'photo.png'],
  ['счёт.pdf', 'счёт.pdf'],
  ['../../../../tmp/evil.png', 'evil.png'],
  ['C:\\fakepath\\photo.JPG', 'photo.JPG'],
  ['/etc/cron.d/evil', 'evil'],
  ['a\r\nX-Injected: 1\r\n.png', 'a X-Injected_ 1 .png'],
  ['Ann\u202egnp.exe', 'Anngnp.exe'],
  ['.htaccess', 'htaccess'],
  ['e\u0301.txt', '\u00e9.txt'],
  ['a<b>"c|d?.txt', 'a_b__c_d_.txt'],
  ['bill.pdf. . ', 'bill.pdf'],
  ['no\0thing.txt', 'nothing.txt'],
])('[U5] %j is called %j', (given, name) => expect(cleanName(given)).toBe(name));

test.each(['', '   ', '/', '..', '\u200b\u200d', '\u202e'])('[U5] of %j nothing is left', (given) => {
  expect(cleanName(given)).toBeNull();
});

test('[U5] a long name is cut before its end, by code points', () => {
  const name = cleanName(`${'😀'.repeat(300)}.jpeg`) ?? '';
  expect([...name]).toHaveLength(limits.fileName);
  expect(name.endsWith('😀.jpeg')).toBe(true);
});

test('[U2] the end of a name, in small letters', () => {
  expect(['a.PNG', 'a.tar.gz', 'a', 'a.', '.txt'].map(endOf)).toEqual(['png', 'gz', '', '', 'txt']);
});
