// What an owner typed → what is kept, or everything that is wrong with it. Pure. It judges one site's settings beside those that stand:
// whether conversations still wait for a team that goes is asked where the conversations are.
import { hexOf, isId, limits } from '@rapport/protocol';
import { type Hours, problemsOf, type Span } from '../queue/hours.ts';
import {
  type Check,
  choice,
  fieldsOf,
  flag,
  line,
  list,
  orNull,
  type Problem,
  Problems,
  record,
  whole,
  words,
} from './problem.ts';
import { defaultSettings, type SiteSettings, type SiteTeam } from './site-settings.ts';
import { siteTexts } from './site-texts.ts';

export type Checked =
  /** `settings`: what differs from the defaults, as it is stored. */
  | { readonly ok: true; readonly settings: Partial<SiteSettings> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const settingsLimits = {
  capacity: 50,
  label: 40,
  langs: 50,
  teams: 50,
  spans: 12,
  days: 366,
  acceptWithinMs: [5_000, 600_000],
  overflowAfterMs: [0, 86_400_000],
  idleMs: [60_000, 86_400_000],
  fileBytes: [1_024, 104_857_600],
  keepDays: [1, 3_650],
} as const;

/** `given`: fields that change, `now`: the settings that stand. */
export function checkSettings(given: unknown, now: SiteSettings): Checked {
  const found = new Problems();
  const fields = fieldsOf(given);
  if (!fields) return { ok: false, problems: [{ field: 'settings', code: 'type' }] };
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(checks, name)) found.add('settings', 'unknown', null);
    else changes[name] = checks[name as keyof SiteSettings](value, `settings.${name}`, found);
  }
  const whole: SiteSettings = { ...now, ...changes };
  // Also when only the teams were given: nothing may point to a team that is gone.
  const { overflow } = whole;
  if (overflow && !whole.teams.some(({ key }) => key === overflow.team))
    found.add('settings.overflow.team', 'team', null);
  if (found.all.length > 0) return { ok: false, problems: found.all };
  return { ok: true, settings: differing(whole) };
}

function differing(settings: SiteSettings): Partial<SiteSettings> {
  const isDefault = (name: string): boolean =>
    JSON.stringify(settings[name as keyof SiteSettings]) ===
    JSON.stringify(defaultSettings[name as keyof SiteSettings]);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !isDefault(name)));
}

const text = <T>(check: (text: string) => T | null, code: Problem['code']): Check<T> => {
  return (value, field, found) => {
    if (typeof value !== 'string') return found.add(field, 'type', '' as T);
    return check(value) ?? found.add(field, code, '' as T);
  };
};

/** A primary language of BCP 47. */
const language = text((given) => (/^[a-z]{2,3}$/.test(given) ? given : null), 'language');
const teamKey = text((given) => (isId(given) ? given : null), 'key');

/** A place to turn to: an address or a page. A line break that is hidden by `%` would begin a header of the mail. */
const contact: Check<string> = (value, field, found) => {
  const before = found.all.length;
  const link = line(limits.url)(value, field, found);
  if (found.all.length > before) return link;
  const url = URL.canParse(link) ? new URL(link) : null;
  const isPage = url?.protocol === 'https:' && url.username === '' && url.password === '';
  const isMail = url?.protocol === 'mailto:' && /^[^\s@]+@[^\s@]+$/.test(url.pathname);
  if ((isPage || isMail) && !/%0[ad]/i.test(link)) return link;
  return found.add(field, 'link', link);
};

const span: Check<Span> = (value, field, found) => {
  const isSpan = Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');
  return isSpan ? (value as unknown as Span) : found.add(field, 'type', [0, 0]);
};

const spans = list(span, settingsLimits.spans);

const days: Check<Hours['days']> = (value, field, found) => {
  const given = fieldsOf(value);
  if (!given) return found.add(field, 'type', {});
  if (Object.keys(given).length > settingsLimits.days) return found.add(field, 'too_many', {});
  return Object.fromEntries(
    Object.entries(given).map(([date, day]) => [
      date,
      spans(day, /^\d{4}-\d\d-\d\d$/.test(date) ? `${field}.${date}` : field, found),
    ]),
  );
};

const hours: Check<Hours> = (value, field, found) => {
  const before = found.all.length;
  const given = record<Hours>({ zone: line(limits.name), week: list(spans, 14), days })(value, field, found);
  if (found.all.length > before) return given;
  for (const { path, code } of problemsOf(given)) {
    // What is not a date is the caller's own text, and not repeated.
    const place =
      code === 'date' || !/^(zone|week|days\.\d{4}-\d\d-\d\d)/.test(path) ? (path.split('.')[0] ?? '') : path;
    found.add(`${field}.${place}`, code, null);
  }
  return given;
};

const team = record<SiteTeam>({ key: teamKey, name: line(limits.name), hours: orNull(hours) });

const teams: Check<readonly SiteTeam[]> = (value, field, found) => {
  const all = list(team, settingsLimits.teams)(value, field, found);
  for (const [at, { key, name }] of all.entries()) {
    const before = all.slice(0, at);
    if (isId(key) && before.some((other) => other.key === key)) found.add(`${field}.${at}.key`, 'duplicate', null);
    // Visitors choose by name.
    if (name && before.some((other) => other.name === name)) found.add(`${field}.${at}.name`, 'duplicate', null);
  }
  return all;
};

const idle: Check<NonNullable<SiteSettings['idle']>> = (value, field, found) => {
  const before = found.all.length;
  const time = whole(...settingsLimits.idleMs);
  const given = record<NonNullable<SiteSettings['idle']>>({ askAfterMs: time, endAfterMs: time })(value, field, found);
  if (found.all.length === before && given.endAfterMs <= given.askAfterMs)
    found.add(`${field}.endAfterMs`, 'order', null);
  return given;
};

const extra: Check<SiteSettings['extra']> = (value, field, found) => {
  const before = found.all.length;
  const percent = whole(0, 100);
  const given = record<SiteSettings['extra']>({ expect: percent, nps: percent, ces: percent })(value, field, found);
  // At most one of them is asked.
  if (found.all.length === before && given.expect + given.nps + given.ces > 100) found.add(field, 'range', null);
  return given;
};

const checks: { readonly [K in keyof SiteSettings]: Check<SiteSettings[K]> } = {
  colour: text(hexOf, 'colour'),
  side: choice('end', 'start'),
  label: orNull(line(settingsLimits.label)),
  contact: orNull(contact),
  langs: words(language, settingsLimits.langs),
  lang: orNull(language),
  texts: siteTexts,
  hours: orNull(hours),
  promise: flag,
  survey: flag,
  guess: whole(0, 100),
  extra,
  teams,
  capacity: whole(1, settingsLimits.capacity),
  acceptWithinMs: whole(...settingsLimits.acceptWithinMs),
  overflow: orNull(record({ team: teamKey, afterMs: whole(...settingsLimits.overflowAfterMs) })),
  idle: orNull(idle),
  leadButton: choice('later', 'always'),
  files: record<SiteSettings['files']>({
    on: flag,
    maxBytes: whole(...settingsLimits.fileBytes),
    keepDays: orNull(whole(...settingsLimits.keepDays)),
  }),
};

/** As for a site: languages and capacity of one agent. */
export const agentChecks: {
  readonly langs: Check<readonly string[]>;
  readonly capacity: Check<number | null>;
  readonly teams: Check<readonly string[]>;
} = {
  langs: checks.langs,
  capacity: orNull(checks.capacity),
  teams: words(teamKey, settingsLimits.teams),
};
