// The README of @rapport/ratings: its example is run as anybody would run it, and its table has every formula and every function.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as ratings from '../packages/ratings/src/index.ts';
import { packageDir } from './packages.ts';
import { formulasOf } from './rules.ts';
import { run } from './run.ts';

const readme = readFileSync(`${packageDir('ratings')}/README.md`, 'utf8');

test('the example of @rapport/ratings gives what it says, on its own in a fresh process', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  // `expression; // value — words` becomes an assertion; ratios are said with four decimals.
  const claim = /^(\S.*); \/\/ (.+?)(?: — .*)?$/gm;
  const claims = [...example.matchAll(claim)].length;
  const asserting = example.replaceAll(claim, 'same($1, $2);');
  const program = `import { deepStrictEqual } from 'node:assert';
const rounded = (x) => typeof x === 'number' ? Number(x.toFixed(4)) : Array.isArray(x) ? x.map(rounded) : x;
const same = (got, said) => deepStrictEqual(rounded(got), said);
${asserting}`;
  const args = ['--conditions=@rapport/source', '--input-type=module-typescript', '--eval', program];
  expect(await run(process.execPath, args, { cwd: packageDir('ratings') })).toEqual({ code: 0, output: '' });
  expect(claims).toBeGreaterThan(10);
});

test('its table has F0 to F26, each once and in order', () => {
  expect(formulasOf(readme)).toEqual(Array.from({ length: 27 }, (_, at) => `F${at}`));
});

test('its table names every function there is, and no other', () => {
  const rows = readme.split('\n').filter((line) => /^\| F\d+ \|/.test(line));
  const named = rows.flatMap((row) => [...row.matchAll(/`(\w+)\([^`]*\)`/g)].map((found) => found[1]));
  const exported = Object.entries(ratings).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  expect(named.toSorted()).toEqual(exported.toSorted());
});
