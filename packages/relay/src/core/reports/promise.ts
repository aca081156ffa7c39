// Report 7.3: the wait that was promised, beside what came of it and how it felt (F21, F8).
import type { Report, ReportTable } from '@rapport/protocol';
import { compare, expectationGap, promiseReport } from '@rapport/ratings';
import { netFigure, shareFigure } from './figure.ts';
import type { Picked } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { promises, type Sessions } from './sessions.ts';
import { countOf, csatOf, groupBy, type Indexes, isRated, isSatisfied, names, newest, teamOf } from './told.ts';
import { keptByWeekday, weekdaysTable, worseWeekdays } from './weekdays.ts';

const mostLines = 50;

export function promise(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const now = feltOf(s, picked.rows);
  const before = picked.before && feltOf(s, picked.before.rows);
  const expected = expectationOf(s, picked.rows);
  const days = keptByWeekday(s, picked.rows, ask.zone);
  const broken = [...picked.rows].filter((i) => ['late', 'never'].includes(promiseOf(s, i)));
  return {
    figures: [
      shareFigure('kept', 'F21', now.kept, { before: before?.kept }),
      shareFigure('late', 'F21', now.late, { before: before?.late }),
      shareFigure('never', 'F21', now.never, { before: before?.never }),
      shareFigure('felt_slow', 'F21', now.keptButFeltSlow, { before: before?.keptButFeltSlow }),
      shareFigure('late_fine', 'F21', now.lateAndFine, { before: before?.lateAndFine }),
      netFigure('expect', 'F8', expected),
    ],
    tables: [byOutcome(s, picked.rows), byTeam(s, picked.rows), weekdaysTable(days)],
    lists: [{ id: 'promised', lines: ask.look(newest(s, broken, mostLines)) }],
    findings: [...matters(s, picked.rows), ...worseWeekdays(days)],
  };
}

const promiseOf = (s: Sessions, i: number): (typeof promises)[number] => promises[s.promise[i] ?? 0] ?? 'none';

/** A satisfied visitor who names waiting says that there was none. */
const feltSlow = (s: Sessions, i: number): boolean =>
  !isSatisfied(s, i) && (names(s, i, 'availability') || names(s, i, 'lost_time'));

function feltOf(s: Sessions, of: Indexes) {
  const count = (is: (i: number) => boolean): number => countOf(of, is);
  const isRatedAs = (code: string) => (i: number) => promiseOf(s, i) === code && isRated(s, i);
  const [ratedKept, ratedLate] = [isRatedAs('kept'), isRatedAs('late')];
  const report = promiseReport({
    kept: count((i) => promiseOf(s, i) === 'kept'),
    late: count((i) => promiseOf(s, i) === 'late'),
    never: count((i) => promiseOf(s, i) === 'never'),
    ratedKept: count(ratedKept),
    slowAmongKept: count((i) => ratedKept(i) && feltSlow(s, i)),
  });
  return { ...report, lateAndFine: { count: count((i) => ratedLate(i) && !feltSlow(s, i)), n: count(ratedLate) } };
}

function expectationOf(s: Sessions, of: Indexes) {
  const asked = [...of].map((i) => s.expect[i] ?? 9).filter((answer) => answer !== 9);
  const given = (answer: number): number => asked.filter((one) => one === answer).length;
  return expectationGap({ '-2': given(-2), '-1': given(-1), 0: given(0), 1: given(1), 2: given(2) });
}

function byOutcome(s: Sessions, of: Indexes): ReportTable {
  const groups = groupBy(of, (i) => promiseOf(s, i));
  return {
    id: 'promises',
    columns: [
      { id: 'promise', kind: 'code' },
      { id: 'sessions', kind: 'count' },
      { id: 'csat', kind: 'figure' },
    ],
    rows: (['kept', 'late', 'never', 'none'] as const).map((code) => {
      const own = groups.get(code) ?? [];
      return [code === 'none' ? 'no_promise' : code, own.length, shareFigure('csat', 'F1', csatOf(s, own))];
    }),
  };
}

function byTeam(s: Sessions, of: Indexes): ReportTable {
  const promised = [...of].filter((i) => promiseOf(s, i) !== 'none');
  return {
    id: 'teams',
    columns: [
      { id: 'team', kind: 'team' },
      { id: 'kept', kind: 'figure' },
      { id: 'felt_slow', kind: 'figure' },
    ],
    rows: [...groupBy(promised, (i) => teamOf(s, i))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([team, own]) => {
        const { kept, keptButFeltSlow } = feltOf(s, own);
        return [team, shareFigure('kept', 'F21', kept), shareFigure('felt_slow', 'F21', keptButFeltSlow)];
      }),
  };
}

/** F4: whether visitors whose wait was kept are more satisfied than those whose wait was not; nothing is said of fewer than 30. */
function matters(s: Sessions, of: Indexes): Report['findings'] {
  const csat = (code: string) =>
    csatOf(
      s,
      [...of].filter((i) => promiseOf(s, i) === code),
    );
  const { verdict, show } = compare(csat('kept'), csat('late'));
  if (!show || verdict === null) return [];
  const said = {
    higher: 'kept_more_satisfied',
    lower: 'kept_less_satisfied',
    'not distinguishable': 'kept_no_difference',
  };
  return [{ code: said[verdict] }];
}
