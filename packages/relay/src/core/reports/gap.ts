// Report 7.2: what we believed beside what they said, of the same sessions (F11). A blind guess is never held against one person:
// asked of one person, it lists the sessions to read and counts nothing.
import type { Cell, ReportTable } from '@rapport/protocol';
import { type DeliveryGap, deliveryGap, type GuessedAndRated } from '@rapport/ratings';
import { assessment } from './assessment.ts';
import { createCalendar, mondayOf } from './calendar.ts';
import { netFigure, shareFigure } from './figure.ts';
import type { Picked } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { resolutions, type Sessions } from './sessions.ts';
import { byTeam, isSatisfied, newest, ratedAmong } from './told.ts';
import { crossed, type Indexes, partition, where, within } from './walks.ts';

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
  const ours = assessment(s, picked.rows, ask.assessments ?? []);
  const tooFew = { code: 'too_few_pairs', value: found.n };
  if (!found.show) return { figures: [], tables: ours.tables, lists, findings: [tooFew, ...ours.findings] };
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
    tables: [matrix(found), overTime(s, pairs, ask), teams(s, pairs), outcomes(s, picked.rows), ...ours.tables],
    lists,
    findings: [...findings, ...ours.findings],
  };
}

/** Sessions with both a guess and a rating. */
const pairsOf = (s: Sessions, of: Indexes): Indexes => ratedAmong(s, within(of, s.guess, 1, 5));

const believed = (s: Sessions, i: number): boolean => (s.guess[i] ?? 0) >= 4;

function tableOf(s: Sessions, pairs: Indexes): GuessedAndRated {
  const counts = crossed(pairs, s.guess, 6, s.score, 6);
  const count = (isIn: (guess: number, score: number) => boolean): number =>
    counts.reduce((sum, one, cell) => (isIn(Math.floor(cell / 6), cell % 6) ? sum + one : sum), 0);
  return {
    both: count((guess, score) => guess >= 4 && score >= 4),
    staffOnly: count((guess, score) => guess >= 4 && score < 4),
    customerOnly: count((guess, score) => guess < 4 && score >= 4),
    neither: count((guess, score) => guess < 4 && score < 4),
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
  const hours = calendar.hours(pairs, s.closedAt);
  const partOf = new Uint32Array(s.size);
  for (const i of pairs) partOf[i] = Math.floor((Math.floor((hours[i] ?? 0) / 24) - first) / length);
  return {
    id: 'gap_over_time',
    columns: [{ id: 'week', kind: 'day' }, ...gapColumns],
    rows: partition(pairs, partOf, parts).map((own, at) => [
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
  const counts = crossed(of, s.outcome, resolutions.length, s.resolved, resolutions.length);
  const codeOf = (answer: (typeof answers)[number]): number => resolutions.indexOf(answer);
  return {
    id: 'outcomes',
    columns: [{ id: 'we_said', kind: 'code' }, ...answers.map((id) => ({ id, kind: 'count' as const }))],
    rows: answers.map((we) => [
      we,
      ...answers.map((they) => counts[codeOf(we) * resolutions.length + codeOf(they)] ?? 0),
    ]),
  };
}
