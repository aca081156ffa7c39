// Whether a language of the widget says everything that English says: same keys in the same order, same places to fill in, every plural form,
// lists as long, nothing empty, nothing left in English. And whether a screen says anything by itself. Pure.

export type Word = string | readonly string[] | Readonly<Record<string, string>>;
export type Words = Readonly<Record<string, Word>>;

/** Words that are the same in English, by language: looked at, and right. */
export const sameInEnglish: Readonly<Record<string, readonly string[]>> = {
  '*': ['say.message'],
  de: ['panel.bare', 'name.person'],
  es: ['panel.bare', 'panel.label', 'survey.outcomes'],
  fr: ['log.label', 'wait.range'],
  it: ['panel.bare', 'survey.outcomes'],
  pt: ['panel.bare'],
};

const isList = (word: Word): word is readonly string[] => Array.isArray(word);
const isPlural = (word: Word): word is Readonly<Record<string, string>> => typeof word === 'object' && !isList(word);
const textsOf = (word: Word): readonly string[] => (typeof word === 'string' ? [word] : Object.values(word));

/** Names of the places to fill in, each once, in order of the alphabet. */
export function placesOf(word: Word): readonly string[] {
  return [
    ...new Set(textsOf(word).flatMap((text) => [...text.matchAll(/{(\w+)}/g)].map(([, name = '']) => name))),
  ].sort();
}

/** Everything that is wrong with `words`, one sentence each. */
export function problemsOf(language: string, words: Words, english: Words): string[] {
  const missing = Object.keys(english).filter((key) => !(key in words));
  const further = Object.keys(words).filter((key) => !(key in english));
  const order = Object.keys(words).filter((key) => key in english);
  const expected = Object.keys(english).filter((key) => key in words);
  const at = order.findIndex((key, i) => key !== expected[i]);
  return [
    ...missing.map((key) => `${key} is missing`),
    ...further.map((key) => `${key} is not in English`),
    // The build numbers the keys.
    ...(at < 0 ? [] : [`${order[at]} is not in the order of English`]),
    ...expected.flatMap((key) => {
      const word = words[key] as Word;
      return ofWord(language, key, word, english[key] as Word).map((problem) => `${key} ${problem}`);
    }),
  ].map((problem) => `${language}: ${problem}`);
}

function ofWord(language: string, key: string, word: Word, english: Word): string[] {
  if (isPlural(word) !== isPlural(english) || isList(word) !== isList(english))
    return ['is of another kind than in English'];
  const problems: string[] = [];
  const texts = textsOf(word);
  if (isList(english) && texts.length !== english.length)
    problems.push(`has ${texts.length} of ${english.length} texts`);
  if (isPlural(word)) {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const form of forms) if (!(form in word)) problems.push(`has no form "${form}"`);
    for (const form of Object.keys(word))
      if (!forms.some((known) => known === form)) problems.push(`has the form "${form}", which the language has not`);
  }
  if (texts.some((text) => text.trim() !== text || text === ''))
    problems.push('is empty, or has white space around it');
  const [own, wanted] = [placesOf(word).join(), placesOf(english).join()];
  if (own !== wanted) problems.push(`fills in {${own}}, not {${wanted}}`);
  // One form may leave out the number alone: it says it in words ("one minute").
  const others = wanted.split(',').filter((name) => name !== 'n');
  if (isPlural(word) && texts.some((text) => others.some((name) => name && !text.includes(`{${name}}`))))
    problems.push('has a form that leaves something out');
  const isAllowed = sameInEnglish['*']?.includes(key) || sameInEnglish[language]?.includes(key);
  const same = language !== 'en' && texts.find((text) => textsOf(english).includes(text));
  if (same && !isAllowed) problems.push(`says "${same}", as in English`);
  return problems;
}

/** The file in which the relay has what there is to say: kind and places to fill in, by key. */
export function listOf(english: Words): string {
  const lines = Object.entries(english).map(([key, word]) => {
    const kind = isList(word) ? `list:${word.length}` : isPlural(word) ? 'plural' : 'text';
    return `  '${key}': '${[kind, ...placesOf(word)].join(' ')}',`;
  });
  return `// What the widget says, by key: a text, one with plural forms, or a list of so many; and what is filled in. Made by \`node scripts/words.ts --write\`.
export const widgetWords: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
}

/** Words in the source of a screen that are not from the words. `text` without its comments. */
export function wordsIn(text: string, english: Words): string[] {
  const found = Object.values(english)
    .flatMap(textsOf)
    .filter((word) => [`'${word}'`, `"${word}"`, `>${word}<`].some((written) => text.includes(written)));
  const written = [
    ...text.matchAll(/(?:aria-label|placeholder|title|alt)="([^"]+)"/g),
    ...text.matchAll(/>\s*([A-Z][a-z]+ [a-z]+[^<>{}]*)<\//g),
  ].map(([, said = '']) => said);
  return [...found, ...written];
}
