// Report 7.7: one person at a time, praise first, and nobody beside him. Scored is what he did alone and what is not about the product
// (F15, F23); what he shared with others is listed. There is no rank in it, and with few ratings there are counts only (F26).
import type { Figure, Reason, Report, ReportTable } from '@rapport/protocol';
import { type Cell, caseMix, funnelDot, overdispersionOf, pareto, priorOf, shrink } from '@rapport/ratings';
import { plainFigure, shareFigure, showOf, timeFigure } from './figure.ts';
import { type Picked, select } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { promises, type Sessions } from './sessions.ts';
import { countOf, csatOf, groupBy, has, isRated, isSatisfied, mentionsOf, names, newest, teamOf } from './told.ts';
import { waitsOf } from './waits.ts';

const mostLines = 20;
const toRead = 3;

export function coaching(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const { agent, ...everybody } = ask;
  if (agent === undefined) return { figures: [], tables: [], lists: [], findings: [{ code: 'choose_person' }] };
  const alone = [...picked.rows].filter((i) => soleOf(s, i) === agent);
  const rated = [...picked.rows].filter((i) => isRated(s, i));
  const scored = alone.filter((i) => isScored(s, i));
  const earlier = picked.before && [...picked.before.rows].filter((i) => soleOf(s, i) === agent && isScored(s, i));
  const praise = scored.filter((i) => isSatisfied(s, i));
  const low = scored.filter((i) => !isSatisfied(s, i));
  const isOwn = new Set(scored);
  const shared = rated.filter((i) => !isOwn.has(i));
  const list = (id: string, of: readonly number[], most: number) => ({ id, lines: ask.look(newest(s, of, most)) });
  const spoken = praise.filter((i) => has(s, i, 'comment') || s.reasons[i] !== 0);
  const mix = mixOf(s, select(s, everybody).rows, agent);
  return {
    figures: [
      ...timesOf(s, alone),
      shareFigure('kept', 'F21', keptOf(s, alone)),
      shareFigure('csat', 'F1', csatOf(s, scored), { before: earlier ? csatOf(s, earlier) : undefined }),
      ...mix.figures,
      plainFigure('shared', 'F1', 'count', { value: shared.length, n: rated.length }),
    ],
    tables: [named(s, 'positive', praise), named(s, 'negative', low), topics(s, low, scored), ...mix.tables],
    lists: [
      list('praise', spoken, mostLines),
      list('to_read', low.some((i) => has(s, i, 'comment')) ? low.filter((i) => has(s, i, 'comment')) : low, toRead),
      list('shared', shared, mostLines),
    ],
    findings: mix.findings,
  };
}

/** Who alone spoke in it; '': more than one, or nobody. */
function soleOf(s: Sessions, i: number): string {
  return has(s, i, 'sole') ? (s.names.agent[s.speaker[s.speakerFrom[i] ?? 0] ?? 0] ?? '') : '';
}

const isScored = (s: Sessions, i: number): boolean => isRated(s, i) && !names(s, i, 'about_product');

/** From the opening to his first word. */
function timesOf(s: Sessions, alone: readonly number[]): Figure[] {
  const waits = waitsOf(s.waitMs, alone);
  const { n } = waits;
  return [
    timeFigure('first_reply_p50', 'F14', { value: waits.at(50), n }),
    timeFigure('first_reply_p90', 'F14', { value: waits.at(90), n }),
  ];
}

function keptOf(s: Sessions, alone: readonly number[]): { count: number; n: number } {
  const [none, kept] = [promises.indexOf('none'), promises.indexOf('kept')];
  const promised = alone.filter((i) => s.promise[i] !== none);
  return { count: countOf(promised, (i) => s.promise[i] === kept), n: promised.length };
}

/** F18, as counts: of one person there are too few for more. */
function named(s: Sessions, id: string, of: readonly number[]): ReportTable {
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
function topics(s: Sessions, low: readonly number[], scored: readonly number[]): ReportTable {
  const asked = groupBy(scored, (i) => s.page[i] ?? 0);
  const told = groupBy(
    low.filter((i) => names(s, i, 'bad_info')),
    (i) => s.page[i] ?? 0,
  );
  const groups = [...asked].map(([page, of]) => ({ page, count: told.get(page)?.length ?? 0, n: of.length }));
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

/** F15 and F23: his ratings beside what the same teams' sessions bring on average. Of others nothing leaves this function. */
function mixOf(s: Sessions, rows: Iterable<number>, agent: string): Pick<Report, 'figures' | 'tables' | 'findings'> {
  const cells = new Map<string, Cell>();
  for (const i of rows) {
    const unit = soleOf(s, i);
    if (unit === '' || !isScored(s, i)) continue;
    const key = JSON.stringify([unit, teamOf(s, i)]);
    const { count, n } = cells.get(key) ?? { count: 0, n: 0 };
    cells.set(key, { unit, stratum: [teamOf(s, i)], count: count + Number(isSatisfied(s, i)), n: n + 1 });
  }
  const { units } = caseMix([...cells.values()]);
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
