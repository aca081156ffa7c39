// What the README says of settings, files and packages is so.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingNames } from '../packages/relay/src/settings.ts';
import { root } from './packages.ts';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'packages/ratings/README.md',
  'packages/protocol/PROTOCOL.md',
];
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

test('every setting has its row in the README, and every row is a setting', () => {
  const rows = [...read('README.md').matchAll(/^\| `(RAPPORT_[A-Z_]+)` \|/gm)].map((found) => found[1]);
  expect(rows.toSorted()).toEqual(settingNames.toSorted());
});

test('the first code stands before line 20', () => {
  expect(
    read('README.md')
      .split('\n')
      .findIndex((line) => line.startsWith('```')),
  ).toBeLessThan(19);
});

test.each(documents)('every link of %s leads to a file that is there', (path) => {
  const base = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  const links = [...read(path).matchAll(/\]\(([^)#:]+)\)/g)].map((found) => found[1] ?? '');
  expect(links.filter((link) => !existsSync(`${root}/${base}${link}`))).toEqual([]);
});

test('every script that CONTRIBUTING names is one of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read('CONTRIBUTING.md').matchAll(/pnpm(?:@12)? ([a-z]+)/g)].map((found) => found[1] ?? '');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
