// Report C16, volume: when the sessions that ended in the period were begun, by weekday and hour and by day, and which stayed unanswered.
import type { Cell, Report, ReportTable } from '@rapport/protocol';
import { shareOf } from '@rapport/ratings';
import { occurrences } from '../service/facts.ts';
import { createCalendar, hourOfWeek } from './calendar.ts';
import { plainFigure, shareFigure } from './figure.ts';
import type { Picked, Selection } from './pick.ts';
import type { Ask } from './report.ts';
import { promises, type Sessions } from './sessions.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const what = ['sessions', 'waiting', 'unanswered', 'missed'] as const;
type What = (typeof what)[number];
const hoursOfWeek = 7 * 24;

interface Volume {
  /** By hour of the local week. */
  readonly byHour: Readonly<Record<What, Uint32Array>>;
  /** Sessions begun, answered and not, by local day. */
  readonly byDay: ReadonlyMap<number, { begun: number; unanswered: number }>;
}

export function volume(
  s: Sessions,
  picked: Picked,
  ask: Ask,
): Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'> {
  const now = count(s, picked, ask);
  const before = picked.before && count(s, picked.before, ask);
  const answered = (of: Volume) =>
    shareOf(sum(of.byHour.sessions) - sum(of.byHour.unanswered), sum(of.byHour.sessions));
  const counted = (of: Volume, name: What) => ({ value: sum(of.byHour[name]), n: sum(of.byHour.sessions) });
  return {
    figures: [
      ...what.map((name) =>
        plainFigure(name, 'F0', 'count', counted(now, name), before ? counted(before, name) : undefined),
      ),
      shareFigure('answered', 'F2', answered(now), { before: before ? answered(before) : undefined }),
    ],
    tables: [...what.map((name) => heatMap(name, now.byHour[name])), byDay(now, ask)],
    lists: [],
    findings: [],
  };
}

/** `waiting`: longer than was promised. `unanswered`: no person ever came. `missed`: offers that an agent let pass. */
function count(s: Sessions, { rows }: Selection, { zone }: Ask): Volume {
  const hours = createCalendar(zone).hours(rows, s.openedAt);
  const { promise, waitMs, happened } = s;
  const empty = (): Uint32Array => new Uint32Array(hoursOfWeek);
  const byHour = { sessions: empty(), waiting: empty(), unanswered: empty(), missed: empty() };
  const byDay = new Map<number, { begun: number; unanswered: number }>();
  let [day, one] = [Number.NaN, { begun: 0, unanswered: 0 }];
  const late = promises.indexOf('late');
  const missed = occurrences.indexOf('missed');
  for (let at = 0; at < rows.length; at += 1) {
    const i = rows[at] ?? 0;
    const hour = hourOfWeek(hours[i] ?? 0);
    const unanswered = Number((waitMs[i] ?? -1) < 0);
    add(byHour.sessions, hour, 1);
    add(byHour.waiting, hour, Number(promise[i] === late));
    add(byHour.unanswered, hour, unanswered);
    add(byHour.missed, hour, happened[i * occurrences.length + missed] ?? 0);
    // Most began on the day of the one before.
    const own = Math.floor((hours[i] ?? 0) / 24);
    if (own !== day) {
      day = own;
      one = byDay.get(day) ?? { begun: 0, unanswered: 0 };
      byDay.set(day, one);
    }
    one.begun += 1;
    one.unanswered += unanswered;
  }
  return { byHour, byDay };
}

function add(counts: Uint32Array, at: number, more: number): void {
  counts[at] = (counts[at] ?? 0) + more;
}

const sum = (counts: Uint32Array): number => counts.reduce((all, one) => all + one, 0);

function heatMap(name: What, counts: Uint32Array): ReportTable {
  return {
    id: name === 'sessions' ? 'hours' : `hours_${name}`,
    columns: [
      { id: 'day', kind: 'code' },
      ...Array.from({ length: 24 }, (_, hour) => ({ id: `${hour}`, kind: 'count' as const })),
    ],
    rows: weekdays.map((day, at): Cell[] => [day, ...counts.slice(at * 24, at * 24 + 24)]),
  };
}

/** Every day of the period, also those on which nobody came. */
function byDay({ byDay: days }: Volume, { from, to, zone }: Ask): ReportTable {
  const calendar = createCalendar(zone);
  const rows: Cell[][] = [];
  if (to > from)
    for (let day = calendar.day(from); day <= calendar.day(to - 1); day += 1) {
      const { begun, unanswered } = days.get(day) ?? { begun: 0, unanswered: 0 };
      rows.push([calendar.startOf(day), begun, unanswered]);
    }
  return {
    id: 'days',
    columns: [
      { id: 'day', kind: 'day' },
      { id: 'sessions', kind: 'count' },
      { id: 'unanswered', kind: 'count' },
    ],
    rows,
  };
}
