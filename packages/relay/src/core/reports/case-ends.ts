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
import { casesAmong } from './told.ts';
import { countWithin, type Indexes, within } from './walks.ts';

export interface CaseEnd {
  readonly outcome: CaseOutcome;
  readonly actions: readonly CaseAction[];
  readonly cause: CaseCause | null;
}

/** Of the sessions with these rows, the cases that are closed. */
export type Ends = (rows: Indexes) => readonly CaseEnd[];

export function caseEnds(s: Sessions, of: Indexes, ends: Ends): Pick<Report, 'figures' | 'tables'> {
  const cases = casesAmong(s, of);
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
  const again = within(of, s.second, 1, 5);
  return {
    id: 'second_scores',
    columns: [
      { id: 'second_score', kind: 'name' },
      { id: 'sessions', kind: 'count' },
    ],
    rows: [5, 4, 3, 2, 1].map((score) => [`${score}`, countWithin(again, s.second, score, score)]),
  };
}

const backWithinMs = 90 * 86_400_000;
/** By the score, from none to 5: the place of its group. */
const groupOfScore = [3, 2, 2, 1, 0, 0];

/** F2: whether they came again within 90 days. Only of those who ended so long ago, and of whom it is known who they were. */
export function cameAgain(s: Sessions, of: Indexes, now: number): ReportTable {
  const { closedAt, nextAt, visitor, score } = s;
  // By the score, and whether they did.
  const counts = new Uint32Array(groupOfScore.length * 2);
  for (let at = 0; at < of.length; at += 1) {
    const i = of[at] ?? 0;
    const until = (closedAt[i] ?? 0) + backWithinMs;
    if (now < until || visitor[i] === 0) continue;
    const next = nextAt[i] ?? 0;
    const cell = (score[i] ?? 0) * 2 + (Number(next > 0) & Number(next <= until));
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const groups = ['satisfied', 'neutral', 'dissatisfied', 'not_rated'].map((group) => ({ group, count: 0, n: 0 }));
  for (const [score, place] of groupOfScore.entries()) {
    const [group, back = 0, not = 0] = [groups[place], counts[score * 2 + 1], counts[score * 2]];
    if (!group) continue;
    group.count += back;
    group.n += back + not;
  }
  return {
    id: 'came_again',
    columns: [
      { id: 'score', kind: 'code' },
      { id: 'came_again', kind: 'figure' },
    ],
    rows: groups.map(({ group, ...back }) => [group, shareFigure('came_again', 'F2', back)]),
  };
}
