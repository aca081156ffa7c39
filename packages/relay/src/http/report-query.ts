// What a report is asked about, as it stands in an address: local dates or moments, a zone, and which sessions.
import {
  type Static,
  type TLiteral,
  type TObject,
  type TOptional,
  type TString,
  type TUnion,
  Type,
} from '@fastify/type-provider-typebox';
import type { ReportName } from '@rapport/protocol';
import { isZone } from '../core/queue/hours.ts';
import { quarterStart } from '../core/reports/assessment.ts';
import { createCalendar, dateStart } from '../core/reports/calendar.ts';
import { type Asked, pages } from '../core/reports/report.ts';
import { settingsOf } from '../core/settings/site-settings.ts';
import type { AgentRow } from '../store/store.ts';
import type { Context } from './context.ts';
import { HttpError } from './errors.ts';
import { agentOf, sinceRead } from './own-report.ts';

const moment = '^(\\d{4}-\\d{2}-\\d{2}|\\d{1,15})$';
const Moment = (description: string): TString => Type.String({ pattern: moment, description });
const Word = Type.String({ minLength: 1, maxLength: 200 });

type QueryShape = TObject<
  { [K in 'from' | 'to' | 'zone' | 'site' | 'team' | 'page' | 'lang' | 'agent']: TOptional<TString> } & {
    visitors: TOptional<TUnion<[TLiteral<'new'>, TLiteral<'returning'>]>>;
    compare: TOptional<TUnion<[TLiteral<'1'>, TLiteral<'true'>]>>;
    sample: TOptional<TUnion<[TLiteral<'1'>, TLiteral<'true'>]>>;
  }
>;

export const Query: QueryShape = Type.Object(
  {
    from: Type.Optional(Moment('A local date as 2026-10-25, or milliseconds since 1970; 28 days if left out')),
    to: Type.Optional(Moment('Exclusive; the end of today if left out')),
    zone: Type.Optional(Type.String({ maxLength: 64, description: 'IANA zone; that of the site, or UTC' })),
    site: Type.Optional(Word),
    team: Type.Optional(Word),
    page: Type.Optional(Word),
    lang: Type.Optional(Word),
    visitors: Type.Optional(Type.Union([Type.Literal('new'), Type.Literal('returning')])),
    agent: Type.Optional(Word),
    compare: Type.Optional(Type.Union([Type.Literal('1'), Type.Literal('true')])),
    sample: Type.Optional(
      Type.Union([Type.Literal('1'), Type.Literal('true')], {
        description: 'Of sample data and of nothing real; only where RAPPORT_DEMO is 1',
      }),
    ),
  },
  { additionalProperties: false },
);

/** Today among them. */
const presetDays = 28;

export const reportNames = Object.keys(pages) as readonly ReportName[];

/** Throws `not_found`, `forbidden`, `invalid_field`. */
export async function askedOf(
  name: string,
  q: Static<typeof Query>,
  reader: AgentRow,
  { store, now, demo }: Pick<Context, 'store' | 'now' | 'demo'>,
): Promise<{ readonly name: ReportName; readonly asked: Asked; readonly isTeamKnown: boolean }> {
  const report = reportNames.find((known) => known === name);
  if (!report) throw new HttpError('not_found');
  if (q.sample !== undefined && !demo) throw new HttpError('invalid_field', { field: 'sample' });
  // Nobody reads how somebody else is rated, but who leads him.
  if (reader.role === 'agent' && q.agent !== undefined && q.agent !== reader.id) throw new HttpError('forbidden');
  const sites = await store.sites();
  const site = sites.find(({ key }) => key === q.site);
  if (q.site !== undefined && !site) throw new HttpError('not_found');
  if (q.agent !== undefined && !(await store.agent(q.agent))) throw new HttpError('not_found');
  const hours = Object.fromEntries(
    sites.flatMap((one) => {
      const its = settingsOf(one).hours;
      return its ? [[one.key, its]] : [];
    }),
  );
  const zone = q.zone ?? (site && hours[site.key]?.zone) ?? 'UTC';
  if (!isZone(zone)) throw new HttpError('invalid_field', { field: 'zone' });
  const { team, page, lang, visitors } = q;
  const agent = agentOf(report, q.agent, reader);
  const isSinceRead = report === 'brief' && q.from === undefined && q.to === undefined;
  const period = isSinceRead ? await sinceRead(store, reader, now()) : periodOf(q, zone, now());
  const isAssessed = report === 'gap' && q.sample === undefined;
  const asked: Asked = {
    ...period,
    zone,
    now: now(),
    hours,
    reader: reader.id,
    isOwnOnly: reader.role === 'agent',
    // An answer is of its whole quarter.
    ...(isAssessed ? { assessments: await store.assessments({ ...period, from: quarterStart(period.from) }) } : {}),
    targets: await targetsOf(store, q.site, now()),
    ...(q.site === undefined ? {} : { site: q.site }),
    ...(team === undefined ? {} : { team }),
    ...(page === undefined ? {} : { page }),
    ...(lang === undefined ? {} : { lang }),
    ...(visitors === undefined ? {} : { visitors }),
    ...(agent === undefined ? {} : { agent }),
    ...(q.compare !== undefined ? { compare: true } : {}),
    ...(q.sample !== undefined ? { sample: true } : {}),
  };
  const teams = (site ? [site] : sites).flatMap((one) => settingsOf(one).teams);
  return { name: report, asked, isTeamKnown: team === undefined || teams.some(({ key }) => key === team) };
}

function periodOf(q: Static<typeof Query>, zone: string, now: number): { readonly from: number; readonly to: number } {
  const calendar = createCalendar(zone);
  const today = calendar.day(now);
  const to = q.to === undefined ? calendar.startOf(today + 1) : momentOf('to', q.to, zone);
  const from = q.from === undefined ? calendar.startOf(calendar.day(to) - presetDays) : momentOf('from', q.from, zone);
  if (from >= to) throw new HttpError('invalid_field', { field: 'from' });
  return { from, to };
}

const lastMoment = 8_640_000_000_000_000 / 2;

function momentOf(field: 'from' | 'to', text: string, zone: string): number {
  const at = text.includes('-') ? dateStart(text, zone) : Number(text);
  if (at === null || at < 0 || at > lastMoment) throw new HttpError('invalid_field', { field });
  return at;
}

/** Of the site and, where it has none, of all sites. */
async function targetsOf(
  store: Context['store'],
  site: string | undefined,
  now: number,
): Promise<Record<string, number>> {
  const valid = (await store.targets()).filter(({ validUntil }) => validUntil > now);
  const of = (where: string | null): Record<string, number> =>
    Object.fromEntries(valid.filter((one) => one.site === where).map(({ metric, value }) => [metric, value]));
  return { ...of(null), ...(site === undefined ? {} : of(site)) };
}
