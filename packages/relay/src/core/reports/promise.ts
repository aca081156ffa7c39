// Report 7.3: the wait that was promised, beside what came of it and how it felt (F21, F8).
import type { Report, ReportTable } from '@rapport/protocol';
import { compare, expectationGap, promiseReport } from '@rapport/ratings';
import { netFigure, shareFigure, waitFigures } from './figure.ts';
import { type Picked, partition, type Selection } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { promises, type Sessions } from './sessions.ts';
import { promisesOf } from './sums.ts';
import { byTeam, csatOf, type Indexes, isBroken, newest, where } from './told.ts';
import { waitsOf } from './waits.ts';
import { keptByWeekday, weekdaysTable, worseWeekdays } from './weekdays.ts';

const mostLines = 50;
const none = promises.indexOf('none');

export function promise(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const now = feltOf(s, picked.rows);
  const before = picked.before && feltOf(s, picked.before.rows);
  const expected = expectationOf(s, picked.rows);
  const days = keptByWeekday(s, picked.rows, ask.zone);
  const broken = where(picked.rows, (i) => isBroken(s, i));
  const waits = ({ rows }: Selection) => waitsOf(rows, (i) => s.waitMs[i] ?? -1);
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
    tables: [byOutcome(s, picked.rows), teams(s, picked.rows), weekdaysTable(days)],
    lists: [ask.list('promised', broken, newest(s, mostLines))],
    findings: [...matters(s, picked.rows), ...worseWeekdays(days)],
  };
}

function feltOf(s: Sessions, of: Indexes) {
  const counts = promisesOf(s, of);
  const lateAndFine = { count: counts.ratedLate - counts.slowAmongLate, n: counts.ratedLate };
  return { ...promiseReport(counts), lateAndFine };
}

function expectationOf(s: Sessions, of: Indexes) {
  const counts = new Uint32Array(5);
  for (let at = 0; at < of.length; at += 1) {
    const place = (s.expect[of[at] ?? 0] ?? 0) + 2;
    if (place < counts.length) counts[place] = (counts[place] ?? 0) + 1;
  }
  const given = (answer: number): number => counts[answer + 2] ?? 0;
  return expectationGap({ '-2': given(-2), '-1': given(-1), 0: given(0), 1: given(1), 2: given(2) });
}

/** Those of each outcome. */
const outcomes = (s: Sessions, of: Indexes): ((code: (typeof promises)[number]) => Indexes) => {
  const parts = partition(of, promises.length, (i) => s.promise[i] ?? 0);
  return (code) => parts[promises.indexOf(code)] ?? new Uint32Array();
};

function byOutcome(s: Sessions, of: Indexes): ReportTable {
  const groups = outcomes(s, of);
  return {
    id: 'promises',
    columns: [
      { id: 'promise', kind: 'code' },
      { id: 'sessions', kind: 'count' },
      { id: 'csat', kind: 'figure' },
    ],
    rows: (['kept', 'late', 'never', 'none'] as const).map((code) => {
      const own = groups(code);
      return [code === 'none' ? 'no_promise' : code, own.length, shareFigure('csat', 'F1', csatOf(s, own))];
    }),
  };
}

function teams(s: Sessions, of: Indexes): ReportTable {
  const promised = where(of, (i) => s.promise[i] !== none);
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
function matters(s: Sessions, of: Indexes): Report['findings'] {
  const groups = outcomes(s, of);
  const { verdict, show } = compare(csatOf(s, groups('kept')), csatOf(s, groups('late')));
  if (!show || verdict === null) return [];
  const said = {
    higher: 'kept_more_satisfied',
    lower: 'kept_less_satisfied',
    'not distinguishable': 'kept_no_difference',
  };
  return [{ code: said[verdict] }];
}
