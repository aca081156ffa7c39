// Report 7.2: what we believed beside what they said, of the same sessions (F11). A blind guess is never held against one person:
// asked of one person, it lists the sessions to read and counts nothing.
import type { Cell, ReportTable } from '@rapport/protocol';
import { type DeliveryGap, deliveryGap, type GuessedAndRated } from '@rapport/ratings';
import { createCalendar, mondayOf } from './calendar.ts';
import { netFigure, shareFigure } from './figure.ts';
import { type Picked, partition } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { resolutions, type Sessions } from './sessions.ts';
import { byTeam, countOf, type Indexes, isRated, isSatisfied, newest, resolvedOf, where } from './told.ts';

const mostLines = 50;
const answers = resolutions.filter((code) => code !== 'none');

export function gap(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const pairs = pairsOf(s, picked.rows);
  const list = (id: string, is: (i: number) => boolean) => ask.list(id, where(pairs, is), newest(s, mostLines));
  const lists = [
    list('blind_spots', (i) => believed(s, i) && !isSatisfied(s, i)),
    list('hidden_wins', (i) => !believed(s, i) && isSatisfied(s, i)),
  ];
  const found = deliveryGap(tableOf(s, pairs));
  if (ask.agent !== undefined) return { figures: [], tables: [], lists, findings: [] };
  if (!found.show) return { figures: [], tables: [], lists, findings: [{ code: 'too_few_pairs', value: found.n }] };
  const before = picked.before && deliveryGap(tableOf(s, pairsOf(s, picked.before.rows)));
  const figures = [
    shareFigure('believed', 'F11', found.believed, { before: before?.believed }),
    shareFigure('perceived', 'F11', found.perceived, { before: before?.perceived }),
    netFigure('gap', 'F11', netOf(found), before ? netOf(before) : undefined),
    shareFigure('blind_spot', 'F11', found.blindSpot, { before: before?.blindSpot }),
    shareFigure('hidden_wins', 'F11', found.hiddenWins, { before: before?.hiddenWins }),
  ];
  const findings = found.verdict === null ? [] : [{ code: found.verdict.replaceAll(' ', '_') }];
  return {
    figures,
    tables: [matrix(found), overTime(s, pairs, ask), teams(s, pairs), outcomes(s, picked.rows)],
    lists,
    findings,
  };
}

/** Sessions with both a guess and a rating. */
const pairsOf = (s: Sessions, of: Indexes): Indexes =>
  where(of, (i) => isRated(s, i) && (s.guess[i] ?? 0) >= 1 && (s.guess[i] ?? 0) <= 5);

const believed = (s: Sessions, i: number): boolean => (s.guess[i] ?? 0) >= 4;

function tableOf(s: Sessions, pairs: Indexes): GuessedAndRated {
  return {
    both: countOf(pairs, (i) => believed(s, i) && isSatisfied(s, i)),
    staffOnly: countOf(pairs, (i) => believed(s, i) && !isSatisfied(s, i)),
    customerOnly: countOf(pairs, (i) => !believed(s, i) && isSatisfied(s, i)),
    neither: countOf(pairs, (i) => !believed(s, i) && !isSatisfied(s, i)),
  };
}

function matrix({ both, staffOnly, customerOnly, neither }: GuessedAndRated): ReportTable {
  return {
    id: 'matrix',
    columns: [
      { id: 'believed', kind: 'code' },
      { id: 'they_satisfied', kind: 'count' },
      { id: 'they_not', kind: 'count' },
    ],
    rows: [
      ['we_satisfied', both, staffOnly],
      ['we_not', customerOnly, neither],
    ],
  };
}

const netOf = ({ n, gap: net, interval }: DeliveryGap) => ({ n, net, interval });

/** Of fewer than 30 pairs nothing is said but how many they are. */
function gapCells(s: Sessions, pairs: Indexes): readonly Cell[] {
  const found = deliveryGap(tableOf(s, pairs));
  if (!found.show) return [found.n, null, null, null];
  const [we, they] = [shareFigure('believed', 'F11', found.believed), shareFigure('perceived', 'F11', found.perceived)];
  return [found.n, we, they, netFigure('gap', 'F11', netOf(found))];
}

const gapColumns: ReportTable['columns'] = [
  { id: 'pairs', kind: 'count' },
  { id: 'believed', kind: 'figure' },
  { id: 'perceived', kind: 'figure' },
  { id: 'gap', kind: 'figure' },
];

/** From Monday to Monday, so many at once that there are pairs enough to say anything. */
const weeksAtOnce = 4;

function overTime(s: Sessions, pairs: Indexes, { from, to, zone }: Ask): ReportTable {
  const calendar = createCalendar(zone);
  const first = mondayOf(calendar.day(from));
  const length = weeksAtOnce * 7;
  const parts = Math.ceil((calendar.day(Math.max(from, to - 1)) + 1 - first) / length);
  const partOf = (i: number): number => Math.floor((calendar.day(s.closedAt[i] ?? 0) - first) / length);
  return {
    id: 'gap_over_time',
    columns: [{ id: 'week', kind: 'day' }, ...gapColumns],
    rows: partition(pairs, parts, partOf).map((own, at) => [
      calendar.startOf(first + at * length),
      ...gapCells(s, own),
    ]),
  };
}

const teams = (s: Sessions, pairs: Indexes): ReportTable => ({
  id: 'teams',
  columns: [{ id: 'team', kind: 'team' }, ...gapColumns],
  rows: byTeam(s, pairs).map(([team, own]) => [team, ...gapCells(s, own)]),
});

/** What the agent noted of it when it ended, beside what the visitor said: counts only. */
function outcomes(s: Sessions, of: Indexes): ReportTable {
  const both = where(of, (i) => (s.outcome[i] ?? 0) > 0 && (s.resolved[i] ?? 0) > 0);
  return {
    id: 'outcomes',
    columns: [{ id: 'we_said', kind: 'code' }, ...answers.map((id) => ({ id, kind: 'count' as const }))],
    rows: answers.map((we) => [
      we,
      ...answers.map((they) =>
        countOf(both, (i) => resolutions[s.outcome[i] ?? 0] === we && resolvedOf(s, i) === they),
      ),
    ]),
  };
}
