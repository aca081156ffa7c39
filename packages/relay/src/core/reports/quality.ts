// Report 7.11, data quality: whether the other reports may be believed. Who was asked, who answered, what silence may hide (F9, F10),
// whether a few visitors make the score (F24), and whether what they say is read and acted on.
import type { Cell, Figure, Report, ReportTable } from '@rapport/protocol';
import { type Counted, csat, type Funnel, noAssumptionBounds, raters } from '@rapport/ratings';
import { coverageBy, coverageByAgent, reachedIn } from './coverage.ts';
import { boundFigures, plainFigure, shareFigure } from './figure.ts';
import { funnelOf } from './funnel.ts';
import type { Picked, Selection } from './pick.ts';
import { readingOf, readingShares, readingTimes } from './reading.ts';
import type { Ask } from './report.ts';
import { earlyAndLate, respondents } from './respondents.ts';
import { enders, type Sessions } from './sessions.ts';
import { answersOf } from './sums.ts';
import { countFlagged, ratedAmong } from './told.ts';
import { countWithin, type Indexes, mostOf, tally } from './walks.ts';

export function quality(
  s: Sessions,
  picked: Picked,
  ask: Ask,
): Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'> {
  const now = measure(s, picked, ask.now);
  const before = picked.before && measure(s, picked.before, ask.now);
  const share = (id: string, of: 'responseRate' | 'coverage' | 'answerRate' | 'ratedOfEnded'): Figure =>
    shareFigure(id, 'F9', now.funnel[of], { before: before?.funnel[of], target: ask.targets?.[id] });
  const { weights } = now;
  const weighted = (of: typeof weights) => ({ value: of.visitorWeighted, n: of.visitors });
  const count = (id: 'voided' | 'revised' | 'raised' | 'locked' | 'staff_address'): Figure => {
    const of = ({ ended, changed }: Measured) => ({ value: changed[id], n: ended });
    return plainFigure(id, 'F0', 'count', of(now), before ? of(before) : undefined);
  };
  const reached = reachedIn(s, picked);
  const agents = coverageByAgent(s.names.agent, reached.agents, ask.isOwnOnly ? ask.reader : undefined);
  const outside = agents.rows.filter((row) => row.at(-1) === 'below_limits').length;
  return {
    figures: [
      share('response_rate', 'responseRate'),
      share('coverage', 'coverage'),
      share('answer_rate', 'answerRate'),
      share('rated_of_ended', 'ratedOfEnded'),
      ...boundFigures(now.bounds, before?.bounds),
      shareFigure('heaviest', 'F24', weights.heaviest),
      plainFigure('visitor_weighted', 'F24', 'ratio', weighted(weights), before ? weighted(before.weights) : undefined),
      shareFigure('guessed', 'F11', now.guessed, { before: before?.guessed }),
      ...readingTimes(now.reading, before?.reading),
      ...readingShares(now.reading, before?.reading),
      ...(['voided', 'revised', 'raised', 'locked', 'staff_address'] as const).map(count),
    ],
    tables: [
      funnelTable(now.funnel, now.void),
      coverageBy('teams', 'team', s.names.team, reached.teams),
      coverageBy('ended_by', 'code', enders, reached.endedBy),
      agents,
      respondents(s, picked.rows),
      earlyAndLate(s, now.rated),
    ],
    lists: [],
    findings: [
      ...(weights.warn ? [{ code: 'heavy_rater', value: weights.heaviest.count }] : []),
      ...(outside > 0 ? [{ code: 'coverage_below', value: outside }] : []),
    ],
  };
}

type Measured = ReturnType<typeof measure>;

function measure(s: Sessions, selection: Selection, now: number) {
  const { rows, spam, voided } = selection;
  const answers = answersOf(s, rows);
  const rated = ratedAmong(s, rows);
  const { satisfied, n } = csat(answers.scores);
  const funnel = funnelOf(answers, spam.length);
  return {
    ended: rows.length,
    rated,
    funnel,
    void: answers.void,
    bounds: noAssumptionBounds(satisfied, n, funnel.offered),
    weights: raters(ratersOf(s, rated)),
    guessed: guessedOf(s, rows),
    reading: readingOf(s, rated, now),
    changed: { voided, ...changedIn(s, rows) },
  };
}

/** Every step, and under it why others did not come so far; a void rating is none. */
function funnelTable({ ended, eligible, offered, shown, rated, excluded }: Funnel, voided: number): ReportTable {
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
      ...(voided > 0 ? [['void', voided]] : []),
      ['rated', rated],
    ],
  };
}

/** Of those who were asked to guess, how many did: a gap of a few willing ones is not that of all. */
function guessedOf(s: Sessions, of: Indexes): Counted {
  const [, ...asked] = tally(of, s.guess, 8);
  const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
  return { count: sum(asked.slice(0, 5)), n: sum(asked) };
}

const changedIn = (s: Sessions, of: Indexes): Record<'revised' | 'raised' | 'locked' | 'staff_address', number> => ({
  revised: countWithin(of, s.revisions, 2, 255),
  raised: countFlagged(s, of, 'raised'),
  locked: countFlagged(s, of, 'locked'),
  staff_address: countFlagged(s, of, 'staffAddress'),
});

/** Ratings by visitor; of those who were erased nobody knows whose they are. */
function ratersOf(s: Sessions, rated: Indexes): Counted[] {
  const most = mostOf(rated, s.visitor);
  const [n, satisfied] = [new Uint32Array(most + 1), new Uint32Array(most + 1)];
  for (let at = 0; at < rated.length; at += 1) {
    const i = rated[at] ?? 0;
    const visitor = s.visitor[i] ?? 0;
    n[visitor] = (n[visitor] ?? 0) + 1;
    satisfied[visitor] = (satisfied[visitor] ?? 0) + Number((s.score[i] ?? 0) >= 4);
  }
  const all: Counted[] = [];
  // Most visitors have few ratings: one object for all who have as many.
  const known: Counted[][] = [];
  for (let visitor = 1; visitor <= most; visitor += 1) {
    const given = n[visitor] ?? 0;
    if (given === 0) continue;
    const count = satisfied[visitor] ?? 0;
    const alike = (known[given] ??= []);
    all.push((alike[count] ??= { count, n: given }));
  }
  return all;
}
