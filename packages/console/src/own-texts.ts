// What a site lets the widget say in its own words, beside what it says by itself. Pure; it knows no screen and no text.

/** One text; the forms of one that is counted (`{one, other}`); or a list of texts. */
export type WidgetText = string | readonly string[] | Readonly<Record<string, string>>;

/** By language and key. */
export type OwnTexts = Readonly<Record<string, Readonly<Record<string, WidgetText>>>>;

/** What the widget says by itself in one language, and which languages there are. */
export interface WidgetWords {
  readonly languages: readonly string[];
  readonly words: Readonly<Record<string, WidgetText>>;
}

/** Each text of it that has a field: the form's name, or its place in the list from 1; '' if it is the only one. */
export function partsOf(text: WidgetText): readonly (readonly [name: string, text: string])[] {
  if (typeof text === 'string') return [['', text]];
  return Array.isArray(text) ? text.map((it, n) => [String(n + 1), it]) : Object.entries(text);
}

/** What stands in the fields: nothing where the site says what the widget says. */
export function typedOf(standard: WidgetText, own: WidgetText | undefined): readonly string[] {
  const mine = own === undefined ? {} : Object.fromEntries(partsOf(own));
  return partsOf(standard).map(([name, text]) => (mine[name] === text ? '' : (mine[name] ?? '')));
}

/** What is kept of what stands in the fields; null: nothing of it is the site's own. An empty field is the widget's text. */
export function ownOf(standard: WidgetText, typed: readonly string[]): WidgetText | null {
  const parts = partsOf(standard);
  const said = parts.map(([name, text], n) => [name, typed[n]?.trim() || text] as const);
  if (said.every(([, text], n) => text === parts[n]?.[1])) return null;
  const [[, only = ''] = []] = said;
  if (typeof standard === 'string') return only;
  return Array.isArray(standard) ? said.map(([, text]) => text) : Object.fromEntries(said);
}

/** All own texts with one of them changed, or taken back (null). */
export function withText(texts: OwnTexts, language: string, key: string, own: WidgetText | null): OwnTexts {
  const { [language]: before = {}, ...others } = texts;
  const { [key]: _, ...rest } = before;
  const mine = own === null ? rest : { ...rest, [key]: own };
  return Object.keys(mine).length > 0 ? { ...others, [language]: mine } : others;
}

/** The places that are filled in, as `{name}`. */
export function placesOf(text: WidgetText): readonly string[] {
  return [...new Set(partsOf(text).flatMap(([, it]) => it.match(/{\w+}/g) ?? []))];
}

/** Whether what is searched for stands in it: in its key, in what the widget says, or in what the site says. */
export function isFound(search: string, key: string, ...texts: readonly (WidgetText | undefined)[]): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  const all = [key, ...texts.flatMap((text) => (text === undefined ? [] : partsOf(text).map(([, it]) => it)))];
  return all.some((it) => it.toLocaleLowerCase().includes(wanted));
}
