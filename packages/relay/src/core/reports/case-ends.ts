// How recovery cases ended: what came of them, what was done, and what the cause was found to be, as counts (F20). And what visitors said
// of it, and whether they came again: kept apart from the ratings, which stay as they were given (RATINGS R4).
import type { Report, ReportTable } from '@rapport/protocol';
import {
  type CaseAction,
  type CaseCause,
  type CaseOutcome,
  caseActions,
  caseCauses,
  caseOutcomes,
} from '../recovery/case-words.ts';
import { shareFigure } from './figure.ts';
import type { Sessions } from './sessions.ts';
import { countOf, type Indexes, isDissatisfied, isRated, isSatisfied, where } from './told.ts';

export interface CaseEnd {
  readonly outcome: CaseOutcome;
  readonly actions: readonly CaseAction[];
  readonly cause: CaseCause | null;
}

/** Of the sessions with these rows, the cases that are closed. */
export type Ends = (rows: Indexes) => readonly CaseEnd[];

export function caseEnds(s: Sessions, of: Indexes, ends: Ends): Pick<Report, 'figures' | 'tables'> {
  const cases = where(of, (i) => (s.caseAt[i] ?? 0) > 0);
  const closed = ends(cases.map((i) => s.row[i] ?? 0));
  const how = (is: (end: CaseEnd) => boolean): number => closed.filter(is).length;
  const open = cases.length - closed.length;
  return {
    figures: [shareFigure('closed', 'F20', { count: closed.length, n: cases.length })],
    tables: [
      counts('case_outcomes', 'outcome', [
        ...caseOutcomes.map((code) => [code, how(({ outcome }) => outcome === code)] as const),
        ['not_closed', open],
      ]),
      counts(
        'case_actions',
        'action',
        named(caseActions, (code) => how(({ actions }) => actions.includes(code))),
      ),
      counts(
        'case_causes',
        'cause',
        named(caseCauses, (code) => how(({ cause }) => cause === code)),
      ),
    ],
  };
}

type Counts = readonly (readonly [code: string, cases: number])[];

const counts = (id: string, what: string, rows: Counts): ReportTable => ({
  id,
  columns: [
    { id: what, kind: 'code' },
    { id: 'cases', kind: 'count' },
  ],
  rows,
});

/** What occurs, the most often first. */
const named = <T extends string>(codes: readonly T[], count: (code: T) => number): Counts =>
  codes
    .map((code) => [code, count(code)] as const)
    .filter(([, cases]) => cases > 0)
    .sort(([, a], [, b]) => b - a);

/** What they said of how it was handled; beside, and never in place of, what they had said before. */
export function secondScores(s: Sessions, of: Indexes): ReportTable {
  const again = where(of, (i) => (s.second[i] ?? 0) > 0);
  return {
    id: 'second_scores',
    columns: [
      { id: 'second_score', kind: 'name' },
      { id: 'sessions', kind: 'count' },
    ],
    rows: [5, 4, 3, 2, 1].map((score) => [`${score}`, countOf(again, (i) => s.second[i] === score)]),
  };
}

const backWithinMs = 90 * 86_400_000;

/** F2: whether they came again within 90 days. Only of those who ended so long ago, and of whom it is known who they were. */
export function cameAgain(s: Sessions, of: Indexes, now: number): ReportTable {
  const settled = where(of, (i) => s.visitor[i] !== 0 && now >= (s.closedAt[i] ?? 0) + backWithinMs);
  const isBack = (i: number): boolean =>
    (s.nextAt[i] ?? 0) > 0 && (s.nextAt[i] ?? 0) <= (s.closedAt[i] ?? 0) + backWithinMs;
  const groups: Readonly<Record<string, (i: number) => boolean>> = {
    satisfied: (i) => isSatisfied(s, i),
    neutral: (i) => s.score[i] === 3,
    dissatisfied: (i) => isDissatisfied(s, i),
    not_rated: (i) => !isRated(s, i),
  };
  return {
    id: 'came_again',
    columns: [
      { id: 'score', kind: 'code' },
      { id: 'came_again', kind: 'figure' },
    ],
    rows: Object.entries(groups).map(([group, is]) => {
      const own = where(settled, is);
      return [group, shareFigure('came_again', 'F2', { count: countOf(own, isBack), n: own.length })];
    }),
  };
}
