// What an owner typed about a site as a whole → what is kept, or everything that is wrong with it. Pure.
import { isId, limits } from '@rapport/protocol';
import type { SiteRow } from '../../store/store.ts';
import { checkSettings } from './check-settings.ts';
import { isExactOrigin } from './exact-origin.ts';
import { type Check, fieldsOf, flag, line, type Problem, Problems, words } from './problem.ts';
import { settingsOf } from './site-settings.ts';

export type CheckedSite =
  | { readonly ok: true; readonly row: SiteRow }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const mostOrigins = 50;

const origin: Check<string> = (value, field, found) =>
  typeof value === 'string' && value.length <= limits.url && isExactOrigin(value)
    ? value
    : found.add(field, 'origin', '');

type Fields = Pick<SiteRow, 'name' | 'origins' | 'native' | 'disabled'>;

const checks: { readonly [K in keyof Fields]: Check<Fields[K]> } = {
  name: line(limits.name),
  origins: words(origin, mostOrigins),
  native: flag,
  disabled: flag,
};

/** `now`: the site as it stands; a new one has a name of no characters, so its name must be given. */
export function checkSite(given: unknown, now: SiteRow): CheckedSite {
  const found = new Problems();
  const { settings: asked, ...fields } = fieldsOf(given) ?? {};
  const changes: Partial<Record<keyof Fields, unknown>> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(checks, name)) found.add('', 'unknown', null);
    else changes[name as keyof Fields] = checks[name as keyof Fields](value, name, found);
  }
  if (now.name === '' && fields['name'] === undefined) found.add('name', 'empty', null);
  const settings = checkSettings(asked === undefined ? {} : asked, settingsOf(now));
  const problems = [...found.all, ...(settings.ok ? [] : settings.problems)];
  if (problems.length > 0 || !settings.ok) return { ok: false, problems };
  return { ok: true, row: { ...now, ...(changes as Partial<Fields>), settings: settings.settings } };
}

/** A key for a site that was given none: its name as an address has it, if there is one. */
export function keyOf(name: string, random: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24)
    .replace(/-+$/, '');
  return slug === '' ? random : slug;
}

export function checkKey(value: unknown, found: Problems): string {
  return isId(value) ? value : found.add('key', 'key', '');
}
