// Part of `pnpm check`: every language of the widget is whole, every word is used, no screen has words of its own, and the relay knows what a
// site may say in its own words. `node scripts/words.ts --write` tells the relay.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './packages.ts';
import { listOf, problemsOf, type Words, wordsIn } from './words-are-whole.ts';

const widget = `${root}/packages/widget/src`;
const parts = ['', ...readdirSync(`${widget}/words`).flatMap((name) => (name.includes('.') ? [] : `${name}/`))];

const languagesOf = (part: string): string[] =>
  readdirSync(`${widget}/words/${part}`).flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []);
const read = async (part: string, language: string): Promise<Words> =>
  ((await import(`${widget}/words/${part}${language}.ts`)) as Record<string, Words>)[language] ?? {};

const languages = languagesOf('');
const problems: string[] = [];
const english: Record<string, Words[string]> = {};
for (const part of parts) {
  const own = await read(part, 'en');
  Object.assign(english, own);
  for (const language of new Set([...languages, ...languagesOf(part)]))
    problems.push(
      ...(languagesOf(part).includes(language) && languages.includes(language)
        ? problemsOf(language, await read(part, language), own)
        : [`${language}: words/${part} and words/ do not have the same languages`]),
    );
}

const screens = readdirSync(`${widget}/app`, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  .map((name) => [name, readFileSync(`${widget}/app/${name}`, 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '')] as const);
const source = screens.map(([, text]) => text).join('\n');
for (const [name, text] of screens)
  problems.push(...wordsIn(text, english).map((word) => `app/${name} says "${word}" by itself`));
for (const key of Object.keys(english)) if (!source.includes(`'${key}'`)) problems.push(`${key} is used nowhere`);

const listed = `${root}/packages/relay/src/core/settings/widget-words.ts`;
if (process.argv.includes('--write')) writeFileSync(listed, listOf(english));
else if (readFileSync(listed, 'utf8') !== listOf(english))
  problems.push('The relay knows other words than the widget has. Run: node scripts/words.ts --write');

for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(
  `${languages.length} languages, ${Object.keys(english).length} words: ${problems.length} problems\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
