// What is to be found in a drawn year: for each planted fact, whether the methods of the house say it, and in numbers what they say.
// Of a year with nothing in it the same methods say how often they raised an alarm all the same.
import { type Counted, caseMix, compare, pareto, pChart, raters } from '@rapport/ratings';
import type { SessionRow } from '@rapport/relay';
import { baselineWeeks } from './alarm.ts';
import { weekdayOf, weekOf, weeks } from './calendar.ts';
import { avoider, better, mainReasons, monday, shiftWeek, shopAgents, teams, worse } from './plan.ts';

export interface Truth {
  readonly fact: string;
  readonly found: boolean;
  readonly says: string;
}

/** Of a method that alarms by chance: how often it could, and did. */
export interface Alarms {
  readonly method: 'trend' | 'surveys' | 'mondays';
  readonly tries: number;
  readonly raised: number;
}

const percent = (share: number | null): string => (share === null ? 'none' : `${(share * 100).toFixed(1)} %`);
const isRated = ({ score, flags }: SessionRow): boolean => score !== null && !flags.includes('void');
const isOffered = ({ invitation }: SessionRow): boolean => invitation !== 'ineligible' && invitation !== 'suppressed';
const isSatisfied = ({ score }: SessionRow): boolean => (score ?? 0) >= 4;

export function truthsOf(rows: readonly SessionRow[]): Truth[] {
  return [shift(rows), mix(rows), heavyRater(rows), surveys(rows), mondays(rows), reasons(rows)];
}

export function alarmsOf(rows: readonly SessionRow[]): Alarms[] {
  const lower = shopAgents.filter((agent) => surveysOf(rows, agent).verdict !== 'not distinguishable');
  const weekday = mondaysOf(rows).verdict !== 'not distinguishable';
  return [
    { method: 'trend', tries: 1, raised: trendOf(rows).signals.length > 0 ? 1 : 0 },
    { method: 'surveys', tries: shopAgents.length, raised: lower.length },
    { method: 'mondays', tries: 1, raised: weekday ? 1 : 0 },
  ];
}

/** `part` of those of `rows` that are `of`. */
function share(rows: readonly SessionRow[], part: (row: SessionRow) => boolean): Counted {
  return { count: rows.filter(part).length, n: rows.length };
}

function trendOf(rows: readonly SessionRow[]): ReturnType<typeof pChart> {
  const byWeek = Array.from({ length: weeks }, () => ({ count: 0, n: 0 }));
  for (const row of rows) {
    const week = byWeek[weekOf(row.closedAt)];
    if (!week || !isRated(row)) continue;
    week.n++;
    if (isSatisfied(row)) week.count++;
  }
  return pChart(byWeek, baselineWeeks);
}

function shift(rows: readonly SessionRow[]): Truth {
  const { signals, centre } = trendOf(rows);
  const below = signals.filter(({ side }) => side === 'below');
  const first = below[0];
  const found = first !== undefined && first.at >= shiftWeek && first.at < shiftWeek + 8;
  const says = below.map(({ rule, at }) => `${rule} below in week ${at + 1}`).join(', ');
  return { fact: 'satisfaction falls in week 31', found, says: `centre ${percent(centre)}; ${says || 'no signal'}` };
}

function mix(rows: readonly SessionRow[]): Truth {
  const sole = rows.filter((row) => isRated(row) && row.flags.includes('sole') && row.site === 'shop');
  const cells = shopAgents.flatMap((unit) =>
    teams.map((team) => {
      const own = sole.filter((row) => row.owner === unit && row.team === team);
      return { unit, stratum: [team] as [string], ...share(own, isSatisfied) };
    }),
  );
  const { units } = caseMix(cells);
  const of = (agent: string) => units.find(({ unit }) => unit === agent);
  const [a, b] = [of(better), of(worse)];
  const found = (a?.share ?? 1) < (b?.share ?? 0) && (a?.z ?? 0) > 1.96 && (b?.z ?? 0) < -1.96;
  const says = [a, b].map((unit) => `raw ${percent(unit?.share ?? null)}, z ${unit?.z?.toFixed(1)}`).join('; ');
  return { fact: 'A is better in every team and worse overall', found, says };
}

function heavyRater(rows: readonly SessionRow[]): Truth {
  const byVisitor = new Map<number, { count: number; n: number }>();
  for (const row of rows) {
    if (row.site !== 'partners' || !isRated(row)) continue;
    const visitor = byVisitor.get(row.visitorNo) ?? { count: 0, n: 0 };
    byVisitor.set(row.visitorNo, { count: visitor.count + (isSatisfied(row) ? 1 : 0), n: visitor.n + 1 });
  }
  const { warn, heaviest, chatWeighted, visitorWeighted } = raters([...byVisitor.values()]);
  const says = `${heaviest.count} of ${heaviest.n}; by chats ${percent(chatWeighted.share)}, by visitors ${percent(visitorWeighted)}`;
  return { fact: 'one visitor rates forty times', found: warn && heaviest.count >= 35, says };
}

function surveysOf(rows: readonly SessionRow[], agent: string): ReturnType<typeof compare> {
  const offered = rows.filter((row) => isOffered(row) && row.site === 'shop');
  const [own, others] = [
    offered.filter(({ owner }) => owner === agent),
    offered.filter(({ owner }) => owner !== agent),
  ];
  return compare(share(own, isRated), share(others, isRated));
}

function surveys(rows: readonly SessionRow[]): Truth {
  const lower = shopAgents.filter((agent) => surveysOf(rows, agent).verdict === 'lower');
  const { first, second } = surveysOf(rows, avoider);
  const says = `lower: ${lower.join(', ') || 'nobody'}; ${percent(first.share)} beside ${percent(second.share)}`;
  return { fact: 'one agent avoids surveys', found: lower.includes(avoider), says };
}

function mondaysOf(rows: readonly SessionRow[]): ReturnType<typeof compare> {
  const promised = rows.filter(({ promise }) => promise !== 'none');
  const isMonday = ({ closedAt }: SessionRow): boolean => weekdayOf(closedAt) === monday;
  const isKept = ({ promise }: SessionRow): boolean => promise === 'kept';
  return compare(
    share(promised.filter(isMonday), isKept),
    share(
      promised.filter((row) => !isMonday(row)),
      isKept,
    ),
  );
}

function mondays(rows: readonly SessionRow[]): Truth {
  const { first, second, verdict } = mondaysOf(rows);
  const says = `kept on Mondays ${percent(first.share)}, else ${percent(second.share)}`;
  return { fact: 'promises are broken on Mondays', found: verdict === 'lower', says };
}

function reasons(rows: readonly SessionRow[]): Truth {
  const low = rows.filter((row) => isRated(row) && (row.score ?? 5) <= 2);
  const mentions: Record<string, number> = {};
  for (const row of low) for (const reason of row.reasons) mentions[reason] = (mentions[reason] ?? 0) + 1;
  const [first, second] = pareto(mentions, low.length).reasons;
  const cumulative = second?.cumulative ?? 0;
  const isMain = (code = ''): boolean => (mainReasons as readonly string[]).includes(code);
  const found = isMain(first?.code) && isMain(second?.code) && Math.abs(cumulative - 0.7) < 0.05;
  const says = `${first?.code}, ${second?.code}: ${percent(cumulative)}`;
  return { fact: 'two reasons are 70 % of what the dissatisfied mention', found, says };
}
