// Proves both ways that the rules and the tests are about the same thing: every rule id of PROTOCOL.md, of the ratings' table, of their
// reference vectors and of ACCESSIBILITY.md's tested items stands in the name of a test, and no test names an id that is not there. A test
// that is switched off proves nothing, so none may be.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { filesUnder } from './files.ts';
import { root } from './packages.ts';

/** A string that begins with rule ids: `'[D2] …`, `'[D2, L3] …`, `'[D2][L3] …`, `'[M1] they grow; [M2] …`. */
const named = /['"`]\[[A-Z]{1,2}\d+(?:, ?[A-Z]{1,2}\d+)*\][^\n]*/g;
const group = /\[([A-Z]{1,2}\d+(?:, ?[A-Z]{1,2}\d+)*)\]/g;
const switchedOff = /\b(?:test|it|describe)\.(?:skip|only|todo|skipIf|runIf|fails)\b/g;

/** Rule ids that `text` defines as `- **ID** …`. */
export function rulesOf(text: string): string[] {
  return [...text.matchAll(/^- \*\*([A-Z]{1,2}\d+)\*\* /gm)].map((found) => found[1] ?? '');
}

/** Formula ids that `text` defines as the first cell of a table's row. */
export function formulasOf(text: string): string[] {
  return [...text.matchAll(/^\| (F\d+) \|/gm)].map((found) => found[1] ?? '');
}

/** Ids of the reference vectors in `json`. */
export function vectorsOf(json: string): string[] {
  return (JSON.parse(json) as { vectors: { id: string }[] }).vectors.map(({ id }) => id);
}

/** An item of ACCESSIBILITY.md, and by what it is judged. */
export interface Item {
  readonly id: string;
  readonly by: readonly string[];
}

const judges = ['test', 'by hand', 'bench', 'not here'];

/** The items that `text` lists as `| UX1 | test, by hand | … |`. */
export function itemsOf(text: string): Item[] {
  return [...text.matchAll(/^\| (UX\d+) \| ([^|]+) \|/gm)].map(([, id = '', by = '']) => ({ id, by: by.split(', ') }));
}

/** What is wrong with a list of `count` items in `text`: each stands there once, and what is by hand has its steps as `- **UX44** …`. */
export function itemProblems(text: string, count: number): string[] {
  const items = itemsOf(text);
  const steps = rulesOf(text);
  const wanted = Array.from({ length: count }, (_, at) => `UX${at + 1}`);
  return [
    ...wanted
      .filter((id) => items.filter((item) => item.id === id).length !== 1)
      .map((id) => `${id} does not stand in the list exactly once.`),
    ...items.filter(({ id }) => !wanted.includes(id)).map(({ id }) => `${id} is no item of the checklist.`),
    ...items.flatMap(({ id, by }) =>
      by.filter((judge) => !judges.includes(judge)).map((judge) => `${id}: nothing is judged by “${judge}”.`),
    ),
    ...items
      .filter(({ id, by }) => by.includes('by hand') !== steps.includes(id))
      .map(({ id }) => `${id} is by hand and has no steps, or has steps and is not by hand.`),
  ];
}

/** Rule ids that the test names in `source` begin with. */
export function namesIn(source: string): string[] {
  const groups = [...source.matchAll(named)].flatMap(([line]) => [...line.matchAll(group)]);
  return groups.flatMap(([, ids = '']) => ids.split(/, ?/));
}

export interface TestFile {
  readonly path: string;
  readonly source: string;
}

/** What is wrong, one sentence each; empty when rules and tests agree. `others` may be named, and need not be. */
export function problems(
  rules: readonly string[],
  tests: readonly TestFile[],
  others: readonly string[] = [],
): string[] {
  const twice = rules.filter((id, at) => rules.indexOf(id) !== at).map((id) => `${id} is defined twice.`);
  const proved = new Set(tests.flatMap(({ source }) => namesIn(source)));
  const unproved = rules.filter((id) => !proved.has(id)).map((id) => `${id} stands in no test's name.`);
  const unknown = tests.flatMap(({ path, source }) => {
    const ids = [...new Set(namesIn(source))].filter((id) => !rules.includes(id) && !others.includes(id));
    return ids.map((id) => `${path} names ${id}, which no document defines.`);
  });
  const off = tests.flatMap(({ path, source }) =>
    (source.match(switchedOff) ?? []).map((found) => `${path} has ${found}.`),
  );
  return [...twice, ...unproved, ...unknown, ...off];
}

if (import.meta.main) {
  const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');
  const rules = [
    ...rulesOf(read('packages/protocol/PROTOCOL.md')),
    ...formulasOf(read('packages/ratings/README.md')),
    ...vectorsOf(read('packages/ratings/src/vectors.json')),
  ];
  const checklist = read('packages/widget/ACCESSIBILITY.md');
  const items = itemsOf(checklist);
  const tested = items.filter(({ by }) => by.includes('test')).map(({ id }) => id);
  const paths = filesUnder(`${root}/packages`, (path) => /\.test\.tsx?$|\/src\/test\//.test(path));
  const tests = paths.map((path) => ({ path: relative(root, path), source: readFileSync(path, 'utf8') }));
  const found = [
    ...itemProblems(checklist, 147),
    ...problems(
      [...rules, ...tested],
      tests,
      items.map(({ id }) => id),
    ),
  ];
  for (const problem of found) process.stdout.write(`${problem}\n`);
  if (found.length > 0) process.exit(1);
  process.stdout.write(`${rules.length} rules and ${tested.length} items, each named by a test.\n`);
}
