// What is to be found in a drawn year: for each planted fact, whether the reports of the house say it, and in numbers what they say.
import { compare } from '@rapport/ratings';
import type { SessionRow } from '@rapport/relay';
import { figureOf, type Reports, reportsOver, tableOf } from './ask.ts';
import { weekOf } from './calendar.ts';
import { avoider, better, mainReasons, shiftWeek, shopAgents, teams, worse } from './plan.ts';

export interface Truth {
  readonly fact: string;
  readonly found: boolean;
  readonly says: string;
}

/** Of a method that alarms by chance: how often it could, and did. */
export interface Alarms {
  readonly method: 'trend of the satisfied' | 'trend of the dissatisfied' | 'surveys by agent' | 'promises by weekday';
  readonly tries: number;
  readonly raised: number;
}

export function truthsOf(rows: readonly SessionRow[]): Truth[] {
  const reports = reportsOver(rows);
  return [shift(reports), mix(reports), heavyRater(reports), surveys(reports), mondays(reports), reasons(reports)];
}

/** Every finding of any kind, whatever it is of. */
export function alarmsOf(rows: readonly SessionRow[]): Alarms[] {
  const reports = reportsOver(rows);
  const trend = (id: string): number => (signalsOf(reports, id).length > 0 ? 1 : 0);
  const agents = shopAgents.filter((agent) => answersTo(reports, agent).verdict !== 'not distinguishable');
  return [
    { method: 'trend of the satisfied', tries: 1, raised: trend('csat') },
    { method: 'trend of the dissatisfied', tries: 1, raised: trend('dissatisfied') },
    { method: 'surveys by agent', tries: shopAgents.length, raised: agents.length },
    { method: 'promises by weekday', tries: 7, raised: worseDays(reports).length },
  ];
}

const percent = (share: number | string | null | undefined): string =>
  typeof share === 'number' ? `${(share * 100).toFixed(1)} %` : 'none';

interface Signal {
  readonly code: string;
  /** From 0: of the point, or the first of a run. */
  readonly week: number;
}

function signalsOf(reports: Reports, id: string): Signal[] {
  const own = reports('trend').findings.filter(({ value }) => value === id);
  return own.flatMap(({ code, at }) => (at === undefined ? [] : [{ code, week: weekOf(at + 43_200_000) }]));
}

/** A point outside tells its own week; a run may have begun by chance a little before. */
function shift(reports: Reports): Truth {
  const below = signalsOf(reports, 'csat').filter(({ code }) => code.endsWith('below'));
  const isOfShift = ({ code, week }: Signal): boolean =>
    code.startsWith('run') ? Math.abs(week - shiftWeek) <= 3 : week >= shiftWeek && week < shiftWeek + 8;
  const [first] = below;
  const says = below.slice(0, 4).map(({ code, week }) => `${code} from week ${week + 1}`);
  const found = first !== undefined && isOfShift(first);
  return { fact: 'satisfaction falls in week 31', found, says: says.join(', ') || 'no signal' };
}

/** Raw, what the same cases bring, and team by team: one person at a time, as a lead reads it. */
function mix(reports: Reports): Truth {
  const of = (agent: string, id: string, query = {}): number => {
    const { value } = figureOf(reports('coaching', { site: 'shop', agent, ...query }), id);
    return typeof value === 'number' ? value : Number.NaN;
  };
  const [raw, adjusted] = ['csat', 'adjusted'].map((id) => [of(better, id), of(worse, id)] as const);
  const isBetter = teams.every((team) => of(better, 'csat', { team }) > of(worse, 'csat', { team }));
  const found = isBetter && !!raw && !!adjusted && raw[0] < raw[1] && adjusted[0] > adjusted[1];
  const says = [0, 1].map(
    (at) => `${at === 0 ? 'A' : 'B'} raw ${percent(raw?.[at])}, adjusted ${percent(adjusted?.[at])}`,
  );
  return { fact: 'A is better in every team and worse overall', found, says: says.join('; ') };
}

function heavyRater(reports: Reports): Truth {
  const report = reports('quality', { site: 'partners' });
  const { count = 0, n } = figureOf(report, 'heaviest');
  const found = report.findings.some(({ code }) => code === 'heavy_rater') && Math.abs(count - 40) <= 1;
  const says = `${count} of ${n} ratings; visitors weigh alike: ${percent(figureOf(report, 'visitor_weighted').value)}`;
  return { fact: 'one visitor rates forty times', found, says };
}

/** His response rate beside that of all others (F9, F4). */
function answersTo(reports: Reports, agent: string): ReturnType<typeof compare> {
  const [own, all] = [{ agent }, {}].map((query) =>
    figureOf(reports('quality', { site: 'shop', ...query }), 'response_rate'),
  );
  const [count, n] = [own?.count ?? 0, own?.n ?? 0];
  return compare({ count, n }, { count: (all?.count ?? 0) - count, n: (all?.n ?? 0) - n });
}

function surveys(reports: Reports): Truth {
  const { first, second, verdict } = answersTo(reports, avoider);
  const says = `${percent(first.share)} of his visitors answer, ${percent(second.share)} of the others'`;
  return { fact: 'one agent avoids surveys', found: verdict === 'lower', says };
}

const worseDays = (reports: Reports): unknown[] =>
  reports('promise')
    .findings.filter(({ code }) => code === 'kept_less_on')
    .map(({ value }) => value);

function mondays(reports: Reports): Truth {
  const days = worseDays(reports);
  const shares = tableOf(reports('promise'), 'weekdays').rows.map(([day, kept]) =>
    typeof kept === 'object' && kept !== null ? `${day} ${percent(kept.value)}` : '',
  );
  const found = days.length === 1 && days[0] === 'mon';
  return { fact: 'promises are broken on Mondays', found, says: shares.join(', ') };
}

function reasons(reports: Reports): Truth {
  const [first, second] = tableOf(reports('reasons'), 'negative').rows.map(([code, , , cumulative]) => ({
    code: `${code}`,
    cumulative: typeof cumulative === 'number' ? cumulative : 0,
  }));
  const isMain = (one: typeof first): boolean => (mainReasons as readonly string[]).includes(one?.code ?? '');
  const found = isMain(first) && isMain(second) && Math.abs((second?.cumulative ?? 0) - 0.7) < 0.05;
  const says = `${first?.code}, ${second?.code}: ${percent(second?.cumulative)} of the mentions`;
  return { fact: 'two reasons are 70 % of what the dissatisfied mention', found, says };
}
