// What is to be found in a drawn year: for each planted fact, whether the reports of the house say it, and in numbers what they say.
import type { ReportQuery } from '@rapport/protocol';
import { avoider, better, mainReasons, shiftWeek, teams, worse } from '@rapport/relay/sample';
import { answersTo } from './alarms.ts';
import { weekOf } from './calendar.ts';
import { figureOf, type Reports, tableOf } from './house.ts';

export interface Truth {
  readonly fact: string;
  readonly found: boolean;
  readonly says: string;
}

export async function truthsOf(reports: Reports): Promise<Truth[]> {
  const truths: Truth[] = [];
  for (const truth of [shift, mix, heavyRater, surveys, mondays, reasons]) truths.push(await truth(reports));
  return truths;
}

const percent = (share: number | string | null | undefined): string =>
  typeof share === 'number' ? `${(share * 100).toFixed(1)} %` : 'none';

interface Signal {
  readonly code: string;
  /** From 0: of the point, or the first of a run. */
  readonly week: number;
}

async function signalsOf(reports: Reports, id: string): Promise<Signal[]> {
  const own = (await reports('trend')).findings.filter(({ value }) => value === id);
  return own.flatMap(({ code, at }) => (at === undefined ? [] : [{ code, week: weekOf(at + 43_200_000) }]));
}

/** A point outside tells its own week; a run may have begun by chance a little before. An alarm of another week is chance (alarm.ts). */
async function shift(reports: Reports): Promise<Truth> {
  const below = (await signalsOf(reports, 'csat')).filter(({ code }) => code.endsWith('below'));
  const isOfShift = ({ code, week }: Signal): boolean =>
    code.startsWith('run') ? Math.abs(week - shiftWeek) <= 3 : week >= shiftWeek && week < shiftWeek + 8;
  const says = below.slice(0, 4).map(({ code, week }) => `${code} from week ${week + 1}`);
  const found = below.some(isOfShift);
  return { fact: 'satisfaction falls in week 31', found, says: says.join(', ') || 'no signal' };
}

/** Raw, what the same cases bring, and team by team: one person at a time, as a lead reads it. */
async function mix(reports: Reports): Promise<Truth> {
  const of = async (agent: string, id: string, query: Partial<ReportQuery> = {}): Promise<number> => {
    const { value } = figureOf(await reports('coaching', { site: 'shop', agent, ...query }), id);
    return typeof value === 'number' ? value : Number.NaN;
  };
  const both = async (id: string, query: Partial<ReportQuery> = {}): Promise<readonly [number, number]> => [
    await of(better, id, query),
    await of(worse, id, query),
  ];
  const [raw, adjusted] = [await both('csat'), await both('adjusted')];
  let isBetter = true;
  for (const team of teams) {
    const [a, b] = await both('csat', { team });
    isBetter &&= a > b;
  }
  const found = isBetter && raw[0] < raw[1] && adjusted[0] > adjusted[1];
  const says = [0, 1].map((at) => `${at === 0 ? 'A' : 'B'} raw ${percent(raw[at])}, adjusted ${percent(adjusted[at])}`);
  return { fact: 'A is better in every team and worse overall', found, says: says.join('; ') };
}

async function heavyRater(reports: Reports): Promise<Truth> {
  const report = await reports('quality', { site: 'partners' });
  const { count = 0, n } = figureOf(report, 'heaviest');
  const found = report.findings.some(({ code }) => code === 'heavy_rater') && Math.abs(count - 40) <= 1;
  const says = `${count} of ${n} ratings; visitors weigh alike: ${percent(figureOf(report, 'visitor_weighted').value)}`;
  return { fact: 'one visitor rates forty times', found, says };
}

async function surveys(reports: Reports): Promise<Truth> {
  const { first, second, verdict } = await answersTo(reports, avoider);
  const says = `${percent(first.share)} of his visitors answer, ${percent(second.share)} of the others'`;
  return { fact: 'one agent avoids surveys', found: verdict === 'lower', says };
}

async function mondays(reports: Reports): Promise<Truth> {
  const report = await reports('promise');
  const days = report.findings.filter(({ code }) => code === 'kept_less_on').map(({ value }) => value);
  const shares = tableOf(report, 'weekdays').rows.map(([day, kept]) =>
    typeof kept === 'object' && kept !== null ? `${day} ${percent(kept.value)}` : '',
  );
  const found = days.length === 1 && days[0] === 'mon';
  return { fact: 'promises are broken on Mondays', found, says: shares.join(', ') };
}

async function reasons(reports: Reports): Promise<Truth> {
  const [first, second] = tableOf(await reports('reasons'), 'negative').rows.map(([code, , , cumulative]) => ({
    code: `${code}`,
    cumulative: typeof cumulative === 'number' ? cumulative : 0,
  }));
  const isMain = (one: typeof first): boolean => (mainReasons as readonly string[]).includes(one?.code ?? '');
  const found = isMain(first) && isMain(second) && Math.abs((second?.cumulative ?? 0) - 0.7) < 0.05;
  const says = `${first?.code}, ${second?.code}: ${percent(second?.cumulative)} of the mentions`;
  return { fact: 'two reasons are 70 % of what the dissatisfied mention', found, says };
}
