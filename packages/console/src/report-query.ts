// What a report is asked for: a period by local days, its filters, and the address that asks for it. Pure.
import type { ReportName } from '@rapport/protocol';

export type Preset = 'today' | 'week' | 'month' | 'quarter' | 'year' | 'thisMonth' | 'lastMonth' | 'custom';

export interface Asked {
  /** null: what suits the page. */
  readonly preset: Preset | null;
  /** `YYYY-MM-DD`, both inclusive; of `custom`. */
  readonly from: string;
  readonly to: string;
  /** Empty: all. */
  readonly site: string;
  readonly team: string;
  readonly page: string;
  readonly lang: string;
  readonly visitors: '' | 'new' | 'returning';
  /** Of the page about one person. */
  readonly agent: string;
  readonly compare: boolean;
  /** Of sample data, and of nothing real. */
  readonly sample: boolean;
}

export const nothingAsked: Asked = {
  preset: null,
  from: '',
  to: '',
  site: '',
  team: '',
  page: '',
  lang: '',
  visitors: '',
  agent: '',
  compare: true,
  sample: false,
};

const presets: readonly Preset[] = ['today', 'week', 'month', 'quarter', 'year', 'thisMonth', 'lastMonth', 'custom'];
const texts = ['from', 'to', 'site', 'team', 'page', 'lang', 'agent'] as const;

/** What the address of a page asks for; what it does not know is left out. */
export function askedOf(address: string): Asked {
  const query = new URLSearchParams(address);
  const visitors = query.get('visitors');
  return {
    ...nothingAsked,
    ...Object.fromEntries(texts.map((key) => [key, query.get(key) ?? ''])),
    preset: presets.find((it) => it === query.get('period')) ?? null,
    visitors: visitors === 'new' || visitors === 'returning' ? visitors : '',
    compare: query.get('compare') !== 'no',
    sample: query.get('sample') === 'yes',
  };
}

/** Read by `askedOf`. */
export function addressOf({ preset, compare, sample, visitors, ...asked }: Asked): string {
  const query = new URLSearchParams();
  if (preset !== null) query.set('period', preset);
  for (const key of texts) {
    const isDate = key === 'from' || key === 'to';
    if (asked[key] !== '' && (!isDate || preset === 'custom')) query.set(key, asked[key]);
  }
  if (visitors !== '') query.set('visitors', visitors);
  if (!compare) query.set('compare', 'no');
  if (sample) query.set('sample', 'yes');
  return query.toString();
}

/** A control chart needs its weeks; the others a month. */
export const presetOf = (name: ReportName, { preset }: Pick<Asked, 'preset'>): Preset =>
  preset ?? (name === 'trend' ? 'year' : 'month');

const dayMs = 86_400_000;

/** The day that it is there: `2026-11-23`. */
export const dayIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

export const addDays = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + n * dayMs).toISOString().slice(0, 10);

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));

/** `to` exclusive; null: the dates make no period. Days, so that the relay finds the midnights of the zone (a day may have 25 hours). */
export function periodOf(
  preset: Preset,
  { from, to }: Pick<Asked, 'from' | 'to'>,
  today: string,
): { readonly from: string; readonly to: string } | null {
  const tomorrow = addDays(today, 1);
  const lastDays = (n: number): { from: string; to: string } => ({ from: addDays(tomorrow, -n), to: tomorrow });
  const month = `${today.slice(0, 8)}01`;
  switch (preset) {
    case 'today':
      return lastDays(1);
    case 'week':
      return lastDays(7);
    case 'month':
      return lastDays(30);
    case 'quarter':
      return lastDays(90);
    case 'year':
      return lastDays(364);
    case 'thisMonth':
      return { from: month, to: tomorrow };
    case 'lastMonth':
      return { from: `${addDays(month, -1).slice(0, 8)}01`, to: month };
    case 'custom':
      return isDay(from) && isDay(to) && from <= to ? { from, to: addDays(to, 1) } : null;
  }
}

/** First and last day of what is asked for; null: the dates make no period. */
export function daysOf(
  name: ReportName,
  asked: Asked,
  zone: string,
  now: number,
): { readonly from: string; readonly to: string } | null {
  const period = periodOf(presetOf(name, asked), asked, dayIn(zone, now));
  return period && { from: period.from, to: addDays(period.to, -1) };
}

/** What stands after the name of the report; null: the dates make no period. */
export function queryOf(name: ReportName, asked: Asked, zone: string, now: number): string | null {
  const period = periodOf(presetOf(name, asked), asked, dayIn(zone, now));
  if (period === null) return null;
  const query = new URLSearchParams({ ...period, zone });
  for (const key of ['site', 'team', 'page', 'lang', 'visitors'] as const)
    if (asked[key].trim() !== '') query.set(key, asked[key].trim());
  if (name === 'coaching' && asked.agent !== '') query.set('agent', asked.agent);
  if (asked.compare) query.set('compare', 'true');
  if (asked.sample) query.set('sample', 'true');
  return `?${query}`;
}
