// Report C15, response times: how long until a person answered, by the clock and while open, and how long sessions took (F14, F21).
import type { Cell, Figure, Report, ReportTable } from '@rapport/protocol';
import { promiseReport } from '@rapport/ratings';
import { createCalendar, hourOfWeek } from './calendar.ts';
import { shareFigure, timeFigure } from './figure.ts';
import type { Picked, Selection } from './pick.ts';
import type { Ask } from './report.ts';
import { modes, type Sessions } from './sessions.ts';
import { promisesOf } from './sums.ts';
import { answeredAmong } from './told.ts';
import { type Waits, waitsBetween, waitsOf } from './waits.ts';
import { partition, within } from './walks.ts';

export function times(
  s: Sessions,
  picked: Picked,
  ask: Ask,
): Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'> {
  const now = measure(s, picked);
  const before = picked.before && measure(s, picked.before);
  const two = (name: keyof typeof now): Figure[] =>
    ([50, 90] as const).map((q) =>
      timeFigure(
        `${name}_p${q}`,
        'F14',
        { value: now[name].at(q), n: now[name].n },
        before ? { value: before[name].at(q), n: before[name].n } : undefined,
      ),
    );
  const kept = (of: Selection) => promiseReport(promisesOf(s, of.rows)).kept;
  return {
    figures: [
      ...two('first_reply'),
      ...two('offline_reply'),
      ...two('offline_reply_open'),
      ...two('length'),
      shareFigure('kept', 'F21', kept(picked), {
        before: picked.before ? kept(picked.before) : undefined,
        target: ask.targets?.['kept'],
      }),
    ],
    tables: [byHour(s, picked, ask)],
    lists: [],
    findings: [],
  };
}

function measure(
  s: Sessions,
  { rows }: Selection,
): Record<'first_reply' | 'offline_reply' | 'offline_reply_open' | 'length', Waits> {
  const [live, offline] = partition(rows, s.mode, modes.length) as readonly [Uint32Array, Uint32Array];
  const answered = answeredAmong(s, rows);
  return {
    first_reply: waitsOf(live, s.waitMs),
    offline_reply: waitsOf(offline, s.waitMs),
    offline_reply_open: waitsOf(offline, s.waitOpenMs),
    length: waitsBetween(answered, s.openedAt, s.closedAt),
  };
}

/** Of chats, by the local hour at which the visitor came. */
function byHour(s: Sessions, { rows }: Selection, { zone }: Ask): ReportTable {
  const live = modes.indexOf('live');
  const chats = within(rows, s.mode, live, live);
  const hours = createCalendar(zone).hours(chats, s.openedAt);
  const hourOfDay = new Uint8Array(s.size);
  for (let at = 0; at < chats.length; at += 1) {
    const i = chats[at] ?? 0;
    hourOfDay[i] = hourOfWeek(hours[i] ?? 0) % 24;
  }
  const groups = partition(chats, hourOfDay, 24);
  return {
    id: 'hours',
    columns: [
      { id: 'hour', kind: 'hour' },
      { id: 'sessions', kind: 'count' },
      { id: 'unanswered', kind: 'count' },
      { id: 'p50', kind: 'time' },
      { id: 'p90', kind: 'time' },
    ],
    rows: groups.map((group, hour): Cell[] => {
      const waits = waitsOf(group, s.waitMs);
      return [hour, waits.n, waits.never, waits.at(50), waits.at(90)];
    }),
  };
}
