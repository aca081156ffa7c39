// Report 7.1, the report card: twelve lines, each with its target if it has one, and five answers drawn by lot and not by anybody.
import type { Figure, Report } from '@rapport/protocol';
import { balance, complaintRate, csat, noAssumptionBounds, promiseReport, runaround, shareOf } from '@rapport/ratings';
import { drawn } from './draw.ts';
import { plainFigure, shareFigure, showOf, timeFigure } from './figure.ts';
import { funnelOf } from './funnel.ts';
import type { Picked, Selection } from './pick.ts';
import type { Ask } from './report.ts';
import { flags, type Sessions } from './sessions.ts';
import { type Sums, sumsOf } from './sums.ts';
import { type Waits, waitsOf } from './waits.ts';

/** Until somebody sets a target. */
const presetTargets: Readonly<Record<string, number>> = { csat: 0.8 };
const answers = 5;

export function card(s: Sessions, picked: Picked, ask: Ask): Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'> {
  const now = measure(s, picked, ask.now);
  const before = picked.before && measure(s, picked.before, ask.now);
  const targets = { ...presetTargets, ...ask.targets };
  const share = (id: keyof Measured['shares'], formula: string): Figure =>
    shareFigure(id, formula, now.shares[id], { before: before?.shares[id], target: targets[id] });
  const time = (id: 'p50' | 'p90', q: number): Figure =>
    timeFigure(
      id,
      'F14',
      { value: now.waits.at(q), n: now.waits.n },
      before ? { value: before.waits.at(q), n: before.waits.n } : undefined,
    );
  return {
    figures: [
      share('csat', 'F1'),
      share('dissatisfied', 'F1'),
      plainFigure('balance', 'F16', 'ratio', now.balance, before?.balance),
      share('resolved', 'F1'),
      share('kept', 'F21'),
      ...[time('p50', 50), time('p90', 90)],
      share('one_stop', 'F19'),
      share('runaround', 'F19'),
      share('within_due', 'F20'),
      share('complaints', 'F17'),
      share('returning', 'F2'),
      ...[share('response_rate', 'F9'), share('coverage', 'F9'), ...boundsOf(now.bounds)],
    ],
    tables: [],
    lists: [{ id: 'suggestions', lines: ask.look(drawnAnswers(s, picked, ask)) }],
    findings: [],
  };
}

interface Measured {
  readonly shares: Readonly<
    Record<
      | 'csat'
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

function measure(s: Sessions, selection: Selection, now: number): Measured {
  const sums = sumsOf(s, selection.rows, now);
  const score = csat(sums.scores);
  const { coverage, responseRate, offered } = funnelOf(sums, selection.spam.length);
  const { satisfied, dissatisfied, n } = score;
  return {
    shares: {
      csat: { count: satisfied, n },
      dissatisfied: { count: dissatisfied, n },
      resolved: shareOf(sums.resolved.yes, sums.resolved.answered),
      kept: promiseReport(sums.promises).kept,
      ...passedAround(sums),
      within_due: shareOf(sums.contactedInTime, sums.cases),
      complaints: complaintRate(sums.complained, sums.visitors),
      returning: shareOf(sums.returning, sums.visitors),
      response_rate: responseRate,
      coverage,
    },
    balance: { value: balance(satisfied, dissatisfied, n).ratio, n },
    waits: waitsOf(s.waitMs, selection.rows),
    bounds: noAssumptionBounds(satisfied, n, offered),
  };
}

/** One-stop: of those that ended so long ago that it is known. */
function passedAround({
  byHandoffs,
  bounced,
  settled,
  oneStop,
}: Sums): Pick<Measured['shares'], 'one_stop' | 'runaround'> {
  return {
    one_stop: runaround({ byHandoffs: [settled], bounced: 0, oneStop }).oneStop,
    runaround: runaround({ byHandoffs, bounced, oneStop: 0 }).runaroundRate,
  };
}

/** F10: no interval, for nothing is assumed. */
function boundsOf({ satisfied, rated, offered, low, high }: Measured['bounds']): readonly Figure[] {
  const bound = (id: string, value: number | null, count: number): Figure => ({
    ...{ id, formula: 'F10', kind: 'share', value, count, n: offered, interval: null, show: showOf(offered) },
  });
  return [bound('bounds_low', low, satisfied), bound('bounds_high', high, satisfied + offered - rated)];
}

function drawnAnswers(s: Sessions, { rows }: Selection, ask: Ask): readonly number[] {
  const told: number[] = [];
  for (const i of rows) if (((s.flags[i] ?? 0) & flags.comment) !== 0) told.push(s.row[i] ?? 0);
  return drawn(told, answers, ask.from);
}
