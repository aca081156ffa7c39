// Texts of the widget that a site says in its own words: what an owner typed → what is kept, or what is wrong with it. Pure.
import { type Check, fieldsOf, line, type Problems } from './problem.ts';
import type { SiteSettings } from './site-settings.ts';
import { widgetWords } from './widget-words.ts';

export type SiteText = string | readonly string[] | Readonly<Record<string, string>>;
export type SiteTexts = Readonly<Record<string, Readonly<Record<string, SiteText>>>>;

export const textLimits = {
  /** Of one text. */
  text: 400,
  /** Of all of them as JSON: they are in every welcome of the site. */
  bytes: 4_096,
} as const;

const one = line(textLimits.text);

/** `{lang: {key: text}}`; a text that is counted is `{one, other, …}`, and a list is a list as long. */
export const siteTexts: Check<SiteSettings['texts']> = (value, field, found) => {
  const given = fieldsOf(value);
  if (!given) return found.add(field, 'type', {});
  if (new TextEncoder().encode(JSON.stringify(given)).length > textLimits.bytes)
    return found.add(field, 'too_large', {});
  const entries = Object.entries(given).map(([language, own]) => {
    // What is not known is the caller's own text, and not repeated.
    if (!/^[a-z]{2,3}$/.test(language)) return found.add(field, 'language', [language, {}] as const);
    return [language, textsIn(language, own, `${field}.${language}`, found)] as const;
  });
  return Object.fromEntries(entries.filter(([, own]) => Object.keys(own).length > 0));
};

function textsIn(language: string, value: unknown, field: string, found: Problems): Readonly<Record<string, SiteText>> {
  const given = fieldsOf(value);
  if (!given) return found.add(field, 'type', {});
  return Object.fromEntries(
    Object.entries(given).map(([key, text]) => {
      const [kind = '', ...places] = (Object.hasOwn(widgetWords, key) ? widgetWords[key] : undefined)?.split(' ') ?? [];
      if (!kind) return found.add(field, 'unknown', [key, ''] as const);
      return [key, textOf(language, kind, places, text, `${field}.${key}`, found)] as const;
    }),
  );
}

function textOf(
  language: string,
  kind: string,
  places: readonly string[],
  value: unknown,
  field: string,
  found: Problems,
): SiteText {
  if (kind === 'text') return filled(value, places, places, field, found);
  if (kind === 'plural') {
    const given = fieldsOf(value);
    const forms: readonly string[] = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    if (!given || !('other' in given) || Object.keys(given).some((form) => !forms.includes(form)))
      return found.add(field, 'plural', {});
    // One form may say its number in words.
    return Object.fromEntries(
      Object.entries(given).map(([form, text]) => {
        const needed = form === 'other' ? places : places.filter((place) => place !== 'n');
        return [form, filled(text, needed, places, `${field}.${form}`, found)];
      }),
    );
  }
  if (!Array.isArray(value) || value.length !== Number(kind.slice('list:'.length))) return found.add(field, 'list', []);
  return value.map((text, at) => filled(text, [], [], `${field}.${at}`, found));
}

/** A text that fills in what the one in its place fills in. */
function filled(
  value: unknown,
  needed: readonly string[],
  allowed: readonly string[],
  field: string,
  found: Problems,
): string {
  const text = one(value, field, found);
  const own = [...text.matchAll(/{(\w+)}/g)].map(([, name = '']) => name);
  const isRight = own.every((name) => allowed.includes(name)) && needed.every((name) => own.includes(name));
  return text === '' || isRight ? text : found.add(field, 'places', '');
}
