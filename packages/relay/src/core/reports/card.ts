// Report 7.1, the report card: twelve lines, each with its target if it has one, and five answers drawn by lot and not by anybody.
import type { Figure, Report } from '@rapport/protocol';
import { balance, csat, noAssumptionBounds, promiseReport, runaround, shareOf } from '@rapport/ratings';
import { complaintsOf } from './complaints.ts';
import { drawn } from './draw.ts';
import { extraFigures } from './extra.ts';
import { boundFigures, plainFigure, shareFigure, waitFigures } from './figure.ts';
import { funnelOf } from './funnel.ts';
import type { Picked, Selection } from './pick.ts';
import { recoveryOf } from './recovery.ts';
import type { Ask } from './report.ts';
import type { Sessions } from './sessions.ts';
import { answersOf, passedOf, promisesOf, visitorsOf } from './sums.ts';
import { flagged } from './told.ts';
import { type Waits, waitsOf } from './waits.ts';
import type { Indexes } from './walks.ts';

/** Until somebody sets a target. */
const presetTargets: Readonly<Record<string, number>> = { csat: 0.8 };
const answers = 5;

export function card(s: Sessions, picked: Picked, ask: Ask): Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'> {
  const now = measure(s, picked, ask.now);
  const before = picked.before && measure(s, picked.before, ask.now);
  const targets = { ...presetTargets, ...ask.targets };
  const share = (id: keyof Measured['shares'], formula: string): Figure =>
    shareFigure(id, formula, now.shares[id], { before: before?.shares[id], target: targets[id] });
  return {
    figures: [
      share('csat', 'F1'),
      share('top_box', 'F1'),
      share('dissatisfied', 'F1'),
      plainFigure('balance', 'F16', 'ratio', now.balance, before?.balance),
      share('resolved', 'F1'),
      share('kept', 'F21'),
      ...waitFigures('', now.waits, before?.waits),
      share('one_stop', 'F19'),
      share('runaround', 'F19'),
      share('within_due', 'F20'),
      share('complaints', 'F17'),
      share('returning', 'F2'),
      ...[share('response_rate', 'F9'), share('coverage', 'F9'), ...boundFigures(now.bounds, before?.bounds)],
      ...extraFigures(s, picked.rows, picked.before?.rows),
    ],
    tables: [],
    lists: [ask.list('suggestions', worded(s, picked), drawnAnswers(s, ask))],
    findings: [],
  };
}

interface Measured {
  readonly shares: Readonly<
    Record<
      | 'csat'
      | 'top_box'
      | 'dissatisfied'
      | 'resolved'
      | 'kept'
      | 'one_stop'
      | 'runaround'
      | 'within_due'
      | 'complaints'
      | 'returning'
      | 'response_rate'
      | 'coverage',
      { readonly count: number; readonly n: number }
    >
  >;
  readonly balance: { readonly value: number | null; readonly n: number };
  readonly waits: Waits;
  readonly bounds: ReturnType<typeof noAssumptionBounds>;
}

function measure(s: Sessions, { rows, spam }: Selection, now: number): Measured {
  const told = answersOf(s, rows);
  const score = csat(told.scores);
  const { coverage, responseRate, offered } = funnelOf(told, spam.length);
  const { satisfied, dissatisfied, n } = score;
  const { byHandoffs, bounced, settled, oneStop } = passedOf(s, rows, now);
  const { visitors, returning } = visitorsOf(s, rows);
  return {
    shares: {
      csat: { count: satisfied, n },
      top_box: { count: told.scores[5], n },
      dissatisfied: { count: dissatisfied, n },
      resolved: shareOf(told.resolved.yes, told.resolved.answered),
      kept: promiseReport(promisesOf(s, rows)).kept,
      // Of those that ended so long ago that it is known.
      one_stop: shareOf(oneStop, settled),
      runaround: runaround({ byHandoffs, bounced, oneStop: 0 }).runaroundRate,
      within_due: recoveryOf(s, rows, now).withinDue,
      complaints: complaintsOf(s, rows).rate,
      returning: shareOf(returning, visitors),
      response_rate: responseRate,
      coverage,
    },
    balance: { value: balance(satisfied, dissatisfied, n).ratio, n },
    waits: waitsOf(rows, s.waitMs),
    bounds: noAssumptionBounds(satisfied, n, offered),
  };
}

const worded = (s: Sessions, { rows }: Selection): Indexes => flagged(s, rows, 'comment');

const drawnAnswers =
  (s: Sessions, { from }: Ask) =>
  (of: Indexes): readonly number[] =>
    drawn(
      of.map((i) => s.row[i] ?? 0),
      answers,
      from,
    );
