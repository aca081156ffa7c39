// Report 7.7: one person at a time, praise first, and nobody beside him. Scored is what he did alone and what is not about the product
// (F15, F23); what he shared with others is listed. There is no rank in it, and with few ratings there are counts only (F26).
import type { Figure, Reason, Report, ReportTable } from '@rapport/protocol';
import { type Cell, caseMix, funnelDot, overdispersionOf, pareto, priorOf, shrink } from '@rapport/ratings';
import { createCalendar, hourOfWeek } from './calendar.ts';
import { plainFigure, shareFigure, showOf, waitFigures } from './figure.ts';
import { type Picked, select } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { promises, reasonBit, type Sessions } from './sessions.ts';
import { csatOf, flagged, has, isRated, isSatisfied, mentionsOf, names, newest, ratedAmong } from './told.ts';
import { waitsOf } from './waits.ts';
import { countOf, type Indexes, partition, where, withBit } from './walks.ts';

const mostLines = 20;
const toRead = 3;

export function coaching(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const { agent, ...everybody } = ask;
  if (agent === undefined) return { figures: [], tables: [], lists: [], findings: [{ code: 'choose_person' }] };
  const own = s.names.agent.indexOf(agent);
  const alone = where(picked.rows, (i) => soleOf(s, i) === own);
  const rated = ratedAmong(s, picked.rows);
  const scored = where(alone, (i) => isScored(s, i));
  const aloneBefore = picked.before && where(picked.before.rows, (i) => soleOf(s, i) === own);
  const earlier = aloneBefore && where(aloneBefore, (i) => isScored(s, i));
  const praise = where(scored, (i) => isSatisfied(s, i));
  const low = where(scored, (i) => !isSatisfied(s, i));
  const shared = where(rated, (i) => !(soleOf(s, i) === own && isScored(s, i)));
  const list = (id: string, of: Indexes, most: number) => ask.list(id, of, newest(s, most));
  const spoken = where(praise, (i) => has(s, i, 'comment') || s.reasons[i] !== 0);
  const mix = mixOf(cellsOf(s, select(s, everybody).rows, ask.zone), agent);
  return {
    figures: [
      ...timesOf(s, alone, aloneBefore),
      shareFigure('kept', 'F21', keptOf(s, alone), { before: aloneBefore ? keptOf(s, aloneBefore) : undefined }),
      shareFigure('csat', 'F1', csatOf(s, scored), { before: earlier ? csatOf(s, earlier) : undefined }),
      ...mix.figures,
      plainFigure('shared', 'F1', 'count', { value: shared.length, n: rated.length }),
    ],
    tables: [named(s, 'positive', praise), named(s, 'negative', low), topics(s, low, scored), ...mix.tables],
    lists: [
      list('praise', spoken, mostLines),
      list('to_read', low.some((i) => has(s, i, 'comment')) ? where(low, (i) => has(s, i, 'comment')) : low, toRead),
      list('shared', shared, mostLines),
    ],
    findings: mix.findings,
  };
}

/** Who alone spoke in it, as index of the agents; 0: more than one, or nobody. */
function soleOf(s: Sessions, i: number): number {
  return has(s, i, 'sole') ? (s.speaker[s.speakerFrom[i] ?? 0] ?? 0) : 0;
}

const isScored = (s: Sessions, i: number): boolean => isRated(s, i) && !names(s, i, 'about_product');

/** From the opening to his first word. */
function timesOf(s: Sessions, alone: Indexes, before: Indexes | null): Figure[] {
  const waits = (of: Indexes) => waitsOf(of, s.waitMs);
  return waitFigures('first_reply', waits(alone), before && waits(before));
}

function keptOf(s: Sessions, alone: Indexes): { count: number; n: number } {
  const [none, kept] = [promises.indexOf('none'), promises.indexOf('kept')];
  const promised = where(alone, (i) => s.promise[i] !== none);
  return { count: countOf(promised, (i) => s.promise[i] === kept), n: promised.length };
}

/** F18, as counts: of one person there are too few for more. */
function named(s: Sessions, id: string, of: Indexes): ReportTable {
  return {
    id,
    columns: [
      { id: 'reason', kind: 'code' },
      { id: 'mentions', kind: 'count' },
    ],
    rows: pareto<Reason>(mentionsOf(s, of), of.length).reasons.map(({ code, mentions }) => [code, mentions]),
  };
}

/** What to learn about: pages on which wrong or unclear information was named, in the order of F12. */
function topics(s: Sessions, low: Indexes, scored: Indexes): ReportTable {
  const pages = s.names.page.length;
  const told = partition(
    where(low, (i) => names(s, i, 'bad_info')),
    s.page,
    pages,
  );
  const groups = partition(scored, s.page, pages)
    .map((of, page) => ({ page, count: told[page]?.length ?? 0, n: of.length }))
    .filter(({ n }) => n > 0);
  const prior = priorOf(groups);
  return {
    id: 'topics',
    columns: [
      { id: 'page', kind: 'name' },
      { id: 'mentions', kind: 'count' },
      { id: 'ratings', kind: 'count' },
    ],
    rows: groups
      .filter(({ count }) => count > 0)
      .sort((a, b) => (shrink(b, prior) ?? 0) - (shrink(a, prior) ?? 0) || a.page - b.page)
      .map(({ page, count, n }) => [s.names.page[page] ?? '', count, n]),
  };
}

/** Of the local day on which they came. */
const hoursInBand = 6;
const bands = 24 / hoursInBand;

/** The ratings of everybody who was alone in it, by team, language and part of the day: as fine as there are ratings enough for (F15). */
function cellsOf(s: Sessions, rows: Indexes, zone: string): Cell[] {
  const scored = withBit(flagged(s, ratedAmong(s, rows), 'sole'), s.reasons, reasonBit('about_product'), 0);
  const hours = createCalendar(zone).hours(scored, s.openedAt);
  const { speaker, speakerFrom, team, locale, score } = s;
  const [teams, languages] = [s.names.team.length, s.names.locale.length];
  const counted = new Map<number, { count: number; n: number }>();
  for (let at = 0; at < scored.length; at += 1) {
    const i = scored[at] ?? 0;
    const unit = speaker[speakerFrom[i] ?? 0] ?? 0;
    if (unit === 0) continue;
    const band = Math.floor((hourOfWeek(hours[i] ?? 0) % 24) / hoursInBand);
    const key = ((unit * teams + (team[i] ?? 0)) * languages + (locale[i] ?? 0)) * bands + band;
    let cell = counted.get(key);
    if (!cell) counted.set(key, (cell = { count: 0, n: 0 }));
    cell.n += 1;
    cell.count += Number((score[i] ?? 0) >= 4);
  }
  return [...counted].map(([key, { count, n }]) => {
    const language = Math.floor(key / bands);
    const team = Math.floor(language / languages);
    const stratum = [s.names.team[team % teams], s.names.locale[language % languages], `${key % bands}`] as const;
    const unit = s.names.agent[Math.floor(team / teams)] ?? '';
    return { unit, stratum: [stratum[0] ?? '', stratum[1] ?? '', stratum[2]], count, n };
  });
}

/** F15 and F23: his ratings beside what the same mix of sessions brings on average. Of others nothing leaves this function. */
function mixOf(cells: readonly Cell[], agent: string): Pick<Report, 'figures' | 'tables' | 'findings'> {
  const { units } = caseMix(cells);
  const own = units.find(({ unit }) => unit === agent);
  if (!own || showOf(own.n) === 'counts') return { figures: [], tables: [], findings: [] };
  const { n, expected, adjusted } = own;
  const figures: Figure[] = [
    {
      id: 'expected',
      formula: 'F15',
      kind: 'share',
      value: expected === null ? null : expected / n,
      n,
      show: showOf(n),
    },
    { id: 'adjusted', formula: 'F15', kind: 'share', value: adjusted, n, show: showOf(n) },
  ];
  const dot = funnelDot(own, overdispersionOf(units));
  if (!dot) return { figures, tables: [], findings: [] };
  const columns = ['csat', 'look_lower', 'look_upper', 'talk_lower', 'talk_upper'];
  const table: ReportTable = {
    id: 'funnel_dot',
    columns: columns.map((id) => ({ id, kind: 'share' as const })),
    rows: [[own.share, ...dot.look, ...dot.talk]],
  };
  const code = dot.verdict === 'inside' ? 'dot_inside' : `dot_${dot.verdict}_${dot.side}`;
  return { figures, tables: [table], findings: [{ code }] };
}
