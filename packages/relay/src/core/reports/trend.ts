// Report 7.8, the trend: week by week, around a baseline that stays (F13). Signal or noise, and nothing between.
import type { Cell, Figure, Report, ReportTable } from '@rapport/protocol';
import { type Counted, compareFrom, csat, type PChart, pChart, ratingsPerPoint, rolling } from '@rapport/ratings';
import { type Calendar, createCalendar, mondayOf } from './calendar.ts';
import { shareFigure } from './figure.ts';
import { funnelOf } from './funnel.ts';
import { type Picked, type Selection, select } from './pick.ts';
import type { Ask } from './report.ts';
import { invitations, type Sessions } from './sessions.ts';
import { answersOf } from './sums.ts';
import { ratedAmong } from './told.ts';

/** Who was not asked has this code, or the one before. */
const suppressed = invitations.indexOf('suppressed');
const baselineWeeks = 26;
const leastWeeks = 8;

export function trend(
  s: Sessions,
  picked: Picked,
  ask: Ask,
): Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'> {
  const calendar = createCalendar(ask.zone);
  // The baseline is of the first weeks that there are, whatever part of them is looked at.
  const daily = dailyOf(s, select(s, { ...ask, from: 0 }).rows, calendar, ask);
  const weeks = weeksOf(daily);
  const charts = (['csat', 'dissatisfied'] as const).map((id) => ({
    id,
    chart: chartOf(weeks.counted[id], weeks.full),
  }));
  const shown = (monday: number): boolean => monday + 7 > calendar.day(ask.from);
  const now = totalsOf(s, picked);
  const before = picked.before && totalsOf(s, picked.before);
  const share = (id: keyof typeof now, formula: string): Figure =>
    shareFigure(id, formula, now[id], { before: before?.[id], target: ask.targets?.[id] });
  return {
    figures: [share('csat', 'F1'), share('dissatisfied', 'F1'), share('response_rate', 'F9')],
    tables: [
      ...charts.map(({ id, chart }) => chartTable(id, chart, weeks.first, calendar, shown)),
      rollingTable(daily, calendar, ask),
      responseTable(weeks, calendar, shown),
    ],
    lists: [],
    findings: charts.flatMap(({ id, chart }) => findingsOf(id, chart, weeks.first, calendar, shown)),
  };
}

function totalsOf(s: Sessions, { rows, spam }: Selection) {
  const answers = answersOf(s, rows);
  const { satisfied, dissatisfied, n } = csat(answers.scores);
  const response_rate: Counted = funnelOf(answers, spam.length).responseRate;
  return { csat: { count: satisfied, n }, dissatisfied: { count: dissatisfied, n }, response_rate };
}

interface Days {
  readonly count: Uint32Array;
  readonly n: Uint32Array;
}

interface Daily {
  /** The day with index 0, a Monday. */
  readonly first: number;
  readonly length: number;
  readonly csat: Days;
  readonly dissatisfied: Days;
  readonly response: Days;
}

function dailyOf(s: Sessions, rows: Uint32Array, calendar: Calendar, { from, to }: Ask): Daily {
  const { closedAt, score, invitation } = s;
  const rated = ratedAmong(s, rows);
  let firstRated = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rated.length; at += 1) firstRated = Math.min(firstRated, closedAt[rated[at] ?? 0] ?? 0);
  const first = mondayOf(calendar.day(Math.min(firstRated, from)));
  const length = Math.max(0, calendar.day(Math.max(from, to - 1)) + 1 - first);
  const hours = calendar.hours(rows, closedAt);
  // By the day, whether it was asked, and the score.
  const counts = new Uint32Array(length * 16);
  for (let at = 0; at < rows.length; at += 1) {
    const i = rows[at] ?? 0;
    const day = Math.floor((hours[i] ?? 0) / 24) - first;
    if (day < 0) continue;
    const cell = day * 16 + Number((invitation[i] ?? 0) > suppressed) * 8 + (score[i] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const days = (from: number, to: number): Uint32Array =>
    Uint32Array.from({ length }, (_, day) => {
      const [unasked, asked] = [day * 16, day * 16 + 8];
      return sumOf(counts, unasked + from, unasked + to) + sumOf(counts, asked + from, asked + to);
    });
  const askedDays = (from: number): Uint32Array =>
    Uint32Array.from({ length }, (_, day) => sumOf(counts, day * 16 + 8 + from, day * 16 + 16));
  const n = days(1, 6);
  return {
    ...{ first, length },
    csat: { count: days(4, 6), n },
    dissatisfied: { count: days(1, 3), n },
    response: { count: askedDays(1), n: askedDays(0) },
  };
}

const sumOf = (days: Uint32Array, from: number, to: number): number =>
  days.subarray(Math.max(0, from), to).reduce((sum, one) => sum + one, 0);

interface Weeks {
  readonly first: number;
  /** How many of them are over. */
  readonly full: number;
  readonly counted: Readonly<Record<'csat' | 'dissatisfied' | 'response', readonly Counted[]>>;
}

function weeksOf({ first, length, csat, dissatisfied, response }: Daily): Weeks {
  const weekly = ({ count, n }: Days): Counted[] =>
    Array.from({ length: Math.ceil(length / 7) }, (_, at) => ({
      count: sumOf(count, at * 7, at * 7 + 7),
      n: sumOf(n, at * 7, at * 7 + 7),
    }));
  const counted = { csat: weekly(csat), dissatisfied: weekly(dissatisfied), response: weekly(response) };
  return { first, full: Math.floor(length / 7), counted };
}

interface Chart extends PChart {
  /** Weeks before its first. */
  readonly skipped: number;
}

/** Of the baselines that F13 allows, the one with the finest points; of those, the longest. A start with hardly any ratings is left out. */
function chartOf(weeks: readonly Counted[], full: number): Chart {
  const busy = Math.max(
    0,
    weeks.findIndex(({ n }) => n >= ratingsPerPoint),
  );
  let best: Chart = { ...pChart(weeks, 0), skipped: 0 };
  for (const skipped of busy === 0 ? [0] : [0, busy]) {
    for (let length = Math.min(baselineWeeks, full - skipped); length >= leastWeeks; length -= 1) {
      const chart = pChart(weeks.slice(skipped), length);
      if ((chart.weeksPerPoint ?? 9) < (best.weeksPerPoint ?? 9)) best = { ...chart, skipped };
    }
  }
  return best;
}

type Shown = (monday: number) => boolean;

function chartTable(id: string, chart: Chart, first: number, calendar: Calendar, shown: Shown): ReportTable {
  const lastDay = (week: number, weeks: number): number => first + (chart.skipped + week + weeks - 1) * 7;
  return {
    id: id === 'csat' ? 'weeks' : `weeks_${id}`,
    columns: [
      { id: 'week', kind: 'day' },
      { id: 'n', kind: 'count' },
      { id, kind: 'figure' },
      { id: 'centre', kind: 'share' },
      { id: 'lower', kind: 'share' },
      { id: 'upper', kind: 'share' },
    ],
    rows: chart.points
      .filter(({ week, weeks }) => shown(lastDay(week, weeks)))
      .map(({ week, count, n, limits }): Cell[] => [
        calendar.startOf(first + (chart.skipped + week) * 7),
        n,
        shareFigure(id, 'F13', { count, n }),
        chart.centre,
        limits?.[0] ?? null,
        limits?.[1] ?? null,
      ]),
  };
}

function findingsOf(id: string, chart: Chart, first: number, calendar: Calendar, shown: Shown): Report['findings'] {
  if (chart.weeksPerPoint === null) return [{ code: 'too_few', value: id }];
  const mondayAt = (at: number): number => first + (chart.skipped + (chart.points[at]?.week ?? 0)) * 7;
  const found = chart.signals
    .map((signal) => ({
      code: `${signal.rule}_${signal.side}`,
      begin: mondayAt(signal.rule === 'run' ? signal.from : signal.at),
      end: mondayAt(signal.rule === 'run' ? signal.to : signal.at),
    }))
    .filter(({ end }) => shown(end));
  if (found.length === 0) return [{ code: 'no_signal', value: id }];
  return found.map(({ code, begin }) => ({ code, at: calendar.startOf(begin), value: id }));
}

/** For reading; never tested. */
function rollingTable({ first, csat, length }: Daily, calendar: Calendar, ask: Ask): ReportTable {
  const from = calendar.day(ask.from);
  // RATINGS 8: of one person, from thirty ratings on.
  const least = ask.agent === undefined ? 0 : compareFrom;
  const days = Array.from({ length }, (_, at) => ({ count: csat.count[at] ?? 0, n: csat.n[at] ?? 0 }));
  const window = 28;
  return {
    id: 'rolling',
    columns: [
      { id: 'day', kind: 'day' },
      { id: 'n', kind: 'count' },
      { id: 'csat', kind: 'share' },
    ],
    rows: rolling(days, window)
      .map(({ share, n }, at) => ({ day: first + at + window - 1, share, n }))
      .filter(({ day }) => day >= from)
      .map(({ day, share, n }): Cell[] => [calendar.startOf(day), n, n < least ? null : share]),
  };
}

function responseTable({ first, counted }: Weeks, calendar: Calendar, shown: Shown): ReportTable {
  return {
    id: 'response',
    columns: [
      { id: 'week', kind: 'day' },
      { id: 'offered', kind: 'count' },
      { id: 'response_rate', kind: 'figure' },
    ],
    rows: counted.response
      .map((week, at) => ({ week, monday: first + at * 7 }))
      .filter(({ monday }) => shown(monday))
      .map(({ week, monday }): Cell[] => [calendar.startOf(monday), week.n, shareFigure('response_rate', 'F9', week)]),
  };
}
