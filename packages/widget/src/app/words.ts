// Which language, and how a text is made of it. The texts themselves are one chunk for each language in ../words/, loaded on demand.
import type { Person } from '@rapport/protocol';
import type { en } from '../words/en.ts';
import type { en as extra } from '../words/extra/en.ts';
import type { en as files } from '../words/files/en.ts';
import type { en as survey } from '../words/survey/en.ts';
import type { en as transcript } from '../words/transcript/en.ts';
import type { en as visit } from '../words/visit/en.ts';

type English = typeof en & typeof extra & typeof files & typeof survey & typeof transcript & typeof visit;
export type Key = { [K in keyof English]: English[K] extends readonly string[] ? never : K }[keyof English];
export type ListKey = Exclude<keyof English, Key>;
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
export type Words = Readonly<Record<Key, string | Plural> & Record<ListKey, readonly string[]>>;
/** The words of one chunk. */
export type Part = Partial<Words>;

type NamesIn<T> = T extends `${string}{${infer P}}${infer Rest}` ? P | NamesIn<Rest> : never;
type Params<K extends Key> = NamesIn<English[K] extends string ? English[K] : English[K][keyof English[K]]>;
type Args<K extends Key> = [Params<K>] extends [never] ? [] : [Readonly<Record<Params<K>, string | number>>];

/** The words of one part in one language. */
export type Load = (language: string) => Promise<Record<string, Part>>;

/** Primary languages of ../words/: each is a chunk of its own there, and in every part that is loaded later. */
export const languages: readonly string[] = 'ar de el en es fa fr he id it ja ms pt ru sq tr uk zh'.split(' ');

/** Parts that have come later, and at the end what the site says otherwise. */
const later: Load[] = [];
let turn = 0;
let newest: Promise<void>;
let wished = 'en';

let words: Words;
let plural: Intl.PluralRules;

/** BCP 47 tag of the texts and of every date and number. */
export let lang = 'en';
export let rtl = false;

/** What a page and a person wish for, the strongest first. */
export const wishes = (first?: string): (string | undefined)[] => [
  first,
  document.documentElement.lang,
  ...navigator.languages,
];

/** The first wish whose language there is, so `pt-BR` is answered by `pt` and `zh-Hant` by `zh`; English if there is none. */
export function pickLang(wishes: readonly (string | undefined)[]): string {
  return wishes.find((wish) => wish && languages.includes(base(wish))) ?? 'en';
}

/** Says everything in another language from now on; in English if that does not come. Rejects if English does not either. */
export function loadWords(wish: string): Promise<void> {
  const mine = ++turn;
  wished = wish;
  const load = async (tag: string) => {
    const name = base(tag);
    const all: readonly Record<string, Part>[] = await Promise.all([
      import(`../words/${name}.ts`),
      ...later.map((part) => part(name).catch(() => part('en'))),
    ]);
    // Whoever wished last is heard.
    if (mine === turn) useWords(Object.assign({}, ...all.flatMap((part) => Object.values(part))), tag);
  };
  newest = load(wish)
    .catch(() => load('en'))
    // Two parts that come at the same time: neither begins before its words are there.
    .then(() => (mine === turn ? undefined : newest));
  return newest;
}

/** Beside those that are there, now and in every language to come. `isLast`: before all others. */
export async function addWords(part: Load, isLast?: boolean): Promise<void> {
  if (isLast) later.push(part);
  else later.unshift(part);
  await loadWords(wished).catch((error) => {
    later.splice(later.indexOf(part), 1);
    throw error;
  });
}

export function useWords(table: Part, wish: string): void {
  // What there is of Chinese is written in simplified characters, and so are its dates.
  const tag = base(wish) === 'zh' ? 'zh' : wish;
  wished = tag;
  words = table as Words;
  try {
    plural = new Intl.PluralRules(tag);
    lang = tag;
  } catch {
    // A host page may claim a language that is no tag at all ("ar_eg!").
    plural = new Intl.PluralRules((lang = base(tag)));
  }
  rtl = /^(ar|fa|he)$/.test(base(lang));
}

/** The text for `key`; its plural form goes by `n`. */
export function t<K extends Key>(key: K, ...[params]: Args<K>): string {
  const given = (params ?? {}) as Readonly<Record<string, string | number>>;
  const word = words[key];
  const text = typeof word === 'string' ? word : (word[plural.select(given['n'] as number)] ?? word.other);
  return text.replace(/{(\w+)}/g, (_, name: string) => {
    const value = given[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString(lang) : isolate(value);
  });
}

/** How one of `people` is called. */
export function nameIn(people: readonly Person[], id: string): string {
  return people.find((person) => person.id === id)?.name ?? t('name.person');
}

/** The texts of a list, in its order. */
export function texts(key: ListKey): readonly string[] {
  return words[key];
}

/** A stranger's text cannot turn the sentence around it: what may run the other way is put between FSI and PDI. */
export function isolate(text: string): string {
  const clean = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
  return rtl || /[^\0-\u058f\u1e00-\u2064]/.test(clean) ? `\u2068${clean}\u2069` : clean;
}

/** The primary language: there is a chunk for it, or for none of its kind. */
export function base(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] as string;
}
