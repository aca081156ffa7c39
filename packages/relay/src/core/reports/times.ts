// Report C15, response times: how long until a person answered, by the clock and while open, and how long sessions took (F14, F21).
import type { Cell, Figure, Report, ReportTable } from '@rapport/protocol';
import { promiseReport } from '@rapport/ratings';
import { createCalendar } from './calendar.ts';
import { shareFigure, timeFigure } from './figure.ts';
import { type Picked, partition, type Selection } from './pick.ts';
import type { Ask } from './report.ts';
import { modes, type Sessions } from './sessions.ts';
import { sumsOf } from './sums.ts';
import { type Waits, waitsOf } from './waits.ts';

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
  const kept = (of: Selection) => promiseReport(sumsOf(s, of.rows, ask.now).promises).kept;
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
  const live = rows.filter((i) => s.mode[i] === modes.indexOf('live'));
  const offline = rows.filter((i) => s.mode[i] === modes.indexOf('offline'));
  const answered = rows.filter((i) => (s.waitMs[i] ?? -1) >= 0);
  const lengths = new Float64Array(answered.length);
  for (let at = 0; at < answered.length; at += 1) {
    const i = answered[at] ?? 0;
    lengths[at] = (s.closedAt[i] ?? 0) - (s.openedAt[i] ?? 0);
  }
  return {
    first_reply: waitsOf(s.waitMs, live),
    offline_reply: waitsOf(s.waitMs, offline),
    offline_reply_open: waitsOf(s.waitOpenMs, offline),
    length: waitsOf(
      lengths,
      answered.map((_, at) => at),
    ),
  };
}

/** Of chats, by the local hour at which the visitor came. */
function byHour(s: Sessions, { rows }: Selection, { zone }: Ask): ReportTable {
  const calendar = createCalendar(zone);
  const live = modes.indexOf('live');
  const groups = partition(rows, 24, (i) => (s.mode[i] === live ? calendar.hour(s.openedAt[i] ?? 0) : 24));
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
      const waits = waitsOf(s.waitMs, group);
      return [hour, waits.n, waits.never, waits.at(50), waits.at(90)];
    }),
  };
}
