// What can be wrong with something that a person typed into a form, and the small checks that find it. Pure. Each check gives the
// value as it is kept and adds what is wrong to a list, so that a form can show everything at once. It never repeats what was typed.
import { cleanLine } from '../text.ts';

/** What each code says. The codes are stable: a form has its own words for each. */
export const problemCodes = {
  type: 'missing, or not of the right kind',
  unknown: 'a field that nobody knows',
  empty: 'nothing but white space',
  too_large: 'too long',
  too_many: 'too many entries',
  line: 'a line break or another control character in what must be one line',
  range: 'a number out of range',
  choice: 'none of the words that are known',
  colour: 'no colour',
  language: 'no primary language of BCP 47',
  link: 'neither mailto: nor https:',
  key: 'not 1 to 40 of A–Z a–z 0–9 _ -',
  duplicate: 'stands there twice',
  zone: 'no time zone',
  week: 'not seven days',
  date: 'no date',
  span: 'hours that end before they begin, or are not of one day',
  overlap: 'hours that overlap, or stand out of order',
  team: 'a team that is not there',
  order: 'the end is not after “still there?”',
  in_use: 'conversations still wait for it; `team` says for which',
  origin: 'no exact origin of a page',
  email: 'no e-mail address',
  public_key: 'no public key on P-256 in PEM',
  places: 'fills in something else than the text in whose place it stands',
  plural: 'not the plural forms of its language, with `other`',
  list: 'not as many as the list in whose place it stands',
  taken: 'somebody or something has it already',
  last_owner: 'nobody could administer the relay any more',
} as const;

export type ProblemCode = keyof typeof problemCodes;

export interface Problem {
  /** Where it stands, as `settings.hours.week.0.1`. */
  readonly field: string;
  readonly code: ProblemCode;
  /** `in_use`: which one. */
  readonly team?: string;
}

export class Problems {
  readonly all: Problem[] = [];

  /** The value that is given back is of no use: whoever asks looks at `all` first. */
  add<T>(field: string, code: ProblemCode, value: T): T {
    this.all.push({ field, code });
    return value;
  }
}

export type Check<T> = (value: unknown, field: string, found: Problems) => T;

export const flag: Check<boolean> = (value, field, found) =>
  typeof value === 'boolean' ? value : found.add(field, 'type', false);

export function whole(min: number, max: number): Check<number> {
  return (value, field, found) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return found.add(field, 'type', min);
    return value >= min && value <= max ? value : found.add(field, 'range', min);
  };
}

export function choice<const T extends string>(...words: readonly T[]): Check<T> {
  return (value, field, found) => words.find((word) => word === value) ?? found.add(field, 'choice', words[0] as T);
}

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, field, found) => (value === null ? null : check(value, field, found));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const breaks = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/;

/** One line of at most `max` code points. */
export function line(max: number): Check<string> {
  return (value, field, found) => {
    if (typeof value !== 'string') return found.add(field, 'type', '');
    if (breaks.test(value)) return found.add(field, 'line', '');
    const cleaned = cleanLine(value, max);
    return cleaned.ok ? cleaned.text : found.add(field, cleaned.code, '');
  };
}

export function list<T>(check: Check<T>, max: number): Check<readonly T[]> {
  return (value, field, found) => {
    if (!Array.isArray(value)) return found.add(field, 'type', []);
    if (value.length > max) return found.add(field, 'too_many', []);
    return value.map((entry: unknown, at) => check(entry, `${field}.${at}`, found));
  };
}

export function words(check: Check<string>, max: number): Check<readonly string[]> {
  return (value, field, found) => {
    const all = list(check, max)(value, field, found);
    for (const [at, word] of all.entries())
      if (word !== '' && all.indexOf(word) < at) found.add(`${field}.${at}`, 'duplicate', null);
    return all;
  };
}

/** Exactly these fields, all of them. */
export function record<T extends object>(checks: { readonly [K in keyof T]: Check<T[K]> }): Check<T> {
  return (value, field, found) => {
    const given = fieldsOf(value);
    if (!given) return found.add(field, 'type', {} as T);
    if (Object.keys(given).some((name) => !Object.hasOwn(checks, name))) found.add(field, 'unknown', null);
    const entries = Object.entries<Check<unknown>>(checks).map(([name, check]) => [
      name,
      check(given[name], `${field}.${name}`, found),
    ]);
    return Object.fromEntries(entries) as T;
  };
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
