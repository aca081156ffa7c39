// Report 7.3: the wait that was promised, beside what came of it and how it felt (F21, F8).
import type { Report, ReportTable } from '@rapport/protocol';
import { type Counted, compare, expectationGap, promiseReport } from '@rapport/ratings';
import { netFigure, shareFigure, waitFigures } from './figure.ts';
import type { Picked, Selection } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { promises, type Sessions } from './sessions.ts';
import { promisesOf } from './sums.ts';
import { brokenAmong, byTeam, newest } from './told.ts';
import { waitsOf } from './waits.ts';
import { crossed, type Indexes, within } from './walks.ts';
import { keptByWeekday, weekdaysTable, worseWeekdays } from './weekdays.ts';

const mostLines = 50;
/** The first. */
const none = promises.indexOf('none');
/** From none to 5. */
const scores = 6;

export function promise(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const now = feltOf(s, picked.rows);
  const before = picked.before && feltOf(s, picked.before.rows);
  const expected = expectationOf(s, picked.rows);
  const days = keptByWeekday(s, picked.rows, ask.zone);
  const broken = brokenAmong(s, picked.rows);
  const waits = ({ rows }: Selection) => waitsOf(rows, s.waitMs);
  const outcomes = outcomesOf(s, picked.rows);
  return {
    figures: [
      shareFigure('kept', 'F21', now.kept, { before: before?.kept }),
      shareFigure('late', 'F21', now.late, { before: before?.late }),
      shareFigure('never', 'F21', now.never, { before: before?.never }),
      shareFigure('felt_slow', 'F21', now.keptButFeltSlow, { before: before?.keptButFeltSlow }),
      shareFigure('late_fine', 'F21', now.lateAndFine, { before: before?.lateAndFine }),
      netFigure('expect', 'F8', expected, picked.before ? expectationOf(s, picked.before.rows) : undefined),
      // A promise that is always kept may be a loose one: how long they waited stands beside it.
      ...waitFigures('', waits(picked), picked.before && waits(picked.before)),
    ],
    tables: [byOutcome(outcomes), teams(s, picked.rows), weekdaysTable(days)],
    lists: [ask.list('promised', broken, newest(s, mostLines))],
    findings: [...matters(outcomes), ...worseWeekdays(days)],
  };
}

function feltOf(s: Sessions, of: Indexes) {
  const counts = promisesOf(s, of);
  const lateAndFine = { count: counts.ratedLate - counts.slowAmongLate, n: counts.ratedLate };
  return { ...promiseReport(counts), lateAndFine };
}

function expectationOf(s: Sessions, of: Indexes) {
  // With room for those who were not asked.
  const counts = new Uint32Array(12);
  for (let at = 0; at < of.length; at += 1) {
    const place = (s.expect[of[at] ?? 0] ?? 0) + 2;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const given = (answer: number): number => counts[answer + 2] ?? 0;
  return expectationGap({ '-2': given(-2), '-1': given(-1), 0: given(0), 1: given(1), 2: given(2) });
}

type Outcomes = (code: (typeof promises)[number]) => { readonly sessions: number; readonly csat: Counted };

function outcomesOf(s: Sessions, of: Indexes): Outcomes {
  const counts = crossed(of, s.promise, promises.length, s.score, scores);
  return (code) => {
    const [none = 0, one = 0, two = 0, three = 0, four = 0, five = 0] = counts.subarray(
      promises.indexOf(code) * scores,
    );
    const satisfied = four + five;
    const rated = satisfied + one + two + three;
    return { sessions: rated + none, csat: { count: satisfied, n: rated } };
  };
}

function byOutcome(outcomes: Outcomes): ReportTable {
  return {
    id: 'promises',
    columns: [
      { id: 'promise', kind: 'code' },
      { id: 'sessions', kind: 'count' },
      { id: 'csat', kind: 'figure' },
    ],
    rows: (['kept', 'late', 'never', 'none'] as const).map((code) => {
      const { sessions, csat } = outcomes(code);
      return [code === 'none' ? 'no_promise' : code, sessions, shareFigure('csat', 'F1', csat)];
    }),
  };
}

function teams(s: Sessions, of: Indexes): ReportTable {
  const promised = within(of, s.promise, none + 1, promises.length);
  return {
    id: 'teams',
    columns: [
      { id: 'team', kind: 'team' },
      { id: 'kept', kind: 'figure' },
      { id: 'felt_slow', kind: 'figure' },
    ],
    rows: byTeam(s, promised).map(([team, own]) => {
      const { kept, keptButFeltSlow } = feltOf(s, own);
      return [team, shareFigure('kept', 'F21', kept), shareFigure('felt_slow', 'F21', keptButFeltSlow)];
    }),
  };
}

/** F4: whether visitors whose wait was kept are more satisfied than those whose wait was not; nothing is said of fewer than 30. */
function matters(outcomes: Outcomes): Report['findings'] {
  const { verdict, show } = compare(outcomes('kept').csat, outcomes('late').csat);
  if (!show || verdict === null) return [];
  const said = {
    higher: 'kept_more_satisfied',
    lower: 'kept_less_satisfied',
    'not distinguishable': 'kept_no_difference',
  };
  return [{ code: said[verdict] }];
}
