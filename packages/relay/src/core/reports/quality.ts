// Report 7.11, data quality: whether the other reports may be believed. Who was asked, who answered, what silence may hide (F9, F10),
// and whether a few visitors make the score (F24).
import type { Cell, Figure, Report, ReportTable } from '@rapport/protocol';
import { csat, type Funnel, noAssumptionBounds, raters, respondentTable, type Trait } from '@rapport/ratings';
import { plainFigure, shareFigure } from './figure.ts';
import { funnelOf } from './funnel.ts';
import { type Picked, partition, type Selection } from './pick.ts';
import type { Ask } from './report.ts';
import { enders, flags, invitations, modes, promises, type Sessions } from './sessions.ts';
import { sumsOf } from './sums.ts';

export function quality(
  s: Sessions,
  picked: Picked,
  ask: Ask,
): Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'> {
  const whole = (of: Selection) => {
    const sums = sumsOf(s, of.rows, ask.now);
    return { ...csat(sums.scores), funnel: funnelOf(sums, of.spam.length) };
  };
  const now = whole(picked);
  const before = picked.before && whole(picked.before);
  const share = (id: string, of: 'responseRate' | 'coverage' | 'answerRate' | 'ratedOfEnded'): Figure =>
    shareFigure(id, 'F9', now.funnel[of], { before: before?.funnel[of], target: ask.targets?.[id] });
  const bounds = noAssumptionBounds(now.satisfied, now.n, now.funnel.offered);
  const weights = raters(ratersOf(s, picked.rows));
  const count = (id: string, value: number): Figure => plainFigure(id, 'F0', 'count', { value, n: picked.rows.length });
  const changed = changedIn(s, picked.rows);
  return {
    figures: [
      share('response_rate', 'responseRate'),
      share('coverage', 'coverage'),
      share('answer_rate', 'answerRate'),
      share('rated_of_ended', 'ratedOfEnded'),
      plainFigure('bounds_low', 'F10', 'ratio', { value: bounds.low, n: bounds.offered }),
      plainFigure('bounds_high', 'F10', 'ratio', { value: bounds.high, n: bounds.offered }),
      shareFigure('heaviest', 'F24', weights.heaviest),
      plainFigure('visitor_weighted', 'F24', 'ratio', { value: weights.visitorWeighted, n: weights.visitors }),
      count('voided', picked.voided),
      count('revised', changed.revised),
      count('raised', changed.raised),
      count('locked', changed.locked),
    ],
    tables: [
      funnelTable(now.funnel),
      groups('teams', 'team', s.names.team, partsOf(picked.rows, s.team, s.names.team.length), s, ask.now),
      groups('ended_by', 'code', enders, partsOf(picked.rows, s.endedBy, enders.length), s, ask.now),
      respondents(s, picked.rows),
    ],
    lists: [],
    findings: weights.warn ? [{ code: 'heavy_rater', value: weights.heaviest.count }] : [],
  };
}

/** Every step, and under it why others did not come so far. */
function funnelTable({ ended, eligible, offered, shown, rated, excluded }: Funnel): ReportTable {
  const why = (of: Readonly<Record<string, number>> | undefined): Cell[][] =>
    Object.entries(of ?? {}).map(([...row]) => row);
  return {
    id: 'funnel',
    columns: [
      { id: 'step', kind: 'code' },
      { id: 'sessions', kind: 'count' },
    ],
    rows: [
      ['ended', ended],
      ...why(excluded?.ineligible),
      ['eligible', eligible],
      ...why(excluded?.suppressed),
      ['offered', offered],
      ['shown', shown],
      ['rated', rated],
    ],
  };
}

const partsOf = (rows: Uint32Array, column: ArrayLike<number>, parts: number): readonly Uint32Array[] =>
  partition(rows, parts, (i) => column[i] ?? 0);

function groups(
  id: string,
  kind: 'team' | 'code',
  names: readonly string[],
  parts: readonly Uint32Array[],
  s: Sessions,
  now: number,
): ReportTable {
  return {
    id,
    columns: [
      { id, kind },
      { id: 'ended', kind: 'count' },
      { id: 'offered', kind: 'count' },
      { id: 'rated', kind: 'count' },
      { id: 'coverage', kind: 'figure' },
      { id: 'response_rate', kind: 'figure' },
    ],
    rows: parts.flatMap((rows, at): Cell[][] => {
      if (rows.length === 0) return [];
      const { ended, offered, rated, coverage, responseRate } = funnelOf(sumsOf(s, rows, now), 0);
      const figures = [shareFigure('coverage', 'F9', coverage), shareFigure('response_rate', 'F9', responseRate)];
      return [[names[at] ?? '', ended, offered, rated, ...figures]];
    }),
  };
}

const longWaitMs = 5 * 60_000;
const longMs = 30 * 60_000;

/** F10b: who rated beside who was asked and did not. */
function respondents(s: Sessions, rows: Uint32Array): ReportTable {
  const traits: Readonly<Record<string, (i: number) => boolean>> = {
    long_wait: (i) => (s.waitMs[i] ?? 0) > longWaitMs,
    late: (i) => s.promise[i] === promises.indexOf('late'),
    handoffs: (i) => (s.handoffs[i] ?? 0) >= 2,
    long_session: (i) => (s.closedAt[i] ?? 0) - (s.openedAt[i] ?? 0) > longMs,
    returning: (i) => ((s.flags[i] ?? 0) & flags.returning) !== 0,
    offline: (i) => s.mode[i] === modes.indexOf('offline'),
  };
  const out = [invitations.indexOf('ineligible'), invitations.indexOf('suppressed')];
  const asked = rows.filter((i) => !out.includes(s.invitation[i] ?? 0));
  const rated = asked.filter((i) => s.score[i] !== 0);
  const silent = asked.filter((i) => s.score[i] === 0);
  const of = (group: Uint32Array, is: (i: number) => boolean) => {
    let count = 0;
    for (const i of group) if (is(i)) count += 1;
    return { count, n: group.length };
  };
  const table = respondentTable(
    Object.entries(traits).map(
      ([trait, is]): Trait => ({
        trait,
        respondents: of(rated, is),
        silent: of(silent, is),
      }),
    ),
  );
  return {
    id: 'respondents',
    columns: [
      { id: 'trait', kind: 'code' },
      { id: 'respondents', kind: 'figure' },
      { id: 'silent', kind: 'figure' },
    ],
    rows: table.map(({ trait, first, second }) => [
      trait,
      shareFigure(trait, 'F10', first, { before: second }),
      shareFigure(trait, 'F10', second),
    ]),
  };
}

function changedIn(s: Sessions, rows: Uint32Array): Record<'revised' | 'raised' | 'locked', number> {
  const changed = { revised: 0, raised: 0, locked: 0 };
  for (const i of rows) {
    if ((s.revisions[i] ?? 0) > 1) changed.revised += 1;
    if (((s.flags[i] ?? 0) & flags.raised) !== 0) changed.raised += 1;
    if (((s.flags[i] ?? 0) & flags.locked) !== 0) changed.locked += 1;
  }
  return changed;
}

/** Ratings by visitor; of those who were erased nobody knows whose they are. */
function ratersOf(s: Sessions, rows: Uint32Array): { count: number; n: number }[] {
  const rated = rows.filter((i) => s.score[i] !== 0 && s.visitor[i] !== 0);
  const most = rated.reduce((max, i) => Math.max(max, s.visitor[i] ?? 0), 0);
  const [n, satisfied] = [new Uint32Array(most + 1), new Uint32Array(most + 1)];
  for (const i of rated) {
    const visitor = s.visitor[i] ?? 0;
    n[visitor] = (n[visitor] ?? 0) + 1;
    if ((s.score[i] ?? 0) >= 4) satisfied[visitor] = (satisfied[visitor] ?? 0) + 1;
  }
  const all: { count: number; n: number }[] = [];
  for (const [visitor, given] of n.entries()) if (given > 0) all.push({ count: satisfied[visitor] ?? 0, n: given });
  return all;
}
