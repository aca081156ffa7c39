// On which weekdays promises are broken (F21): the kept ones by the local day on which they were made. No other count.
import type { Cell, Report, ReportTable } from '@rapport/protocol';
import { type Counted, compareFrom, funnelLimits, shareOf } from '@rapport/ratings';
import { createCalendar, hourOfWeek } from './calendar.ts';
import { shareFigure } from './figure.ts';
import { promises, type Sessions } from './sessions.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const [none, kept] = [promises.indexOf('none'), promises.indexOf('kept')];

/** Monday first. */
export function keptByWeekday(s: Sessions, rows: Uint32Array, zone: string): readonly Counted[] {
  const hours = createCalendar(zone).hours(rows, s.openedAt);
  const promised = s.promise;
  const counts = new Uint32Array(weekdays.length * promises.length);
  for (let at = 0; at < rows.length; at += 1) {
    const i = rows[at] ?? 0;
    const day = Math.floor(hourOfWeek(hours[i] ?? 0) / 24);
    const cell = day * promises.length + (promised[i] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return weekdays.map((_, at) => {
    const own = counts.subarray(at * promises.length, (at + 1) * promises.length);
    return { count: own[kept] ?? 0, n: own.reduce((sum, n) => sum + n, 0) - (own[none] ?? 0) };
  });
}

export function weekdaysTable(days: readonly Counted[]): ReportTable {
  return {
    id: 'weekdays',
    columns: [
      { id: 'day', kind: 'code' },
      { id: 'kept', kind: 'figure' },
    ],
    rows: days.map((kept, at): Cell[] => [weekdays[at] ?? '', shareFigure('kept', 'F21', kept)]),
  };
}

/** Days further below the whole than 99.8 % (F23's limits) let chance take them: about one in seventy reports says so of nothing. */
export function worseWeekdays(days: readonly Counted[]): Report['findings'] {
  const all = shareOf(
    days.reduce((sum, { count }) => sum + count, 0),
    days.reduce((sum, { n }) => sum + n, 0),
  );
  return days.flatMap(({ count, n }, at) => {
    const limits = all.share === null || n < compareFrom ? null : funnelLimits(all.share, n);
    return limits && count / n < limits.talk[0] ? [{ code: 'kept_less_on', value: weekdays[at] ?? '' }] : [];
  });
}
