// When a site or a team is open: a week in one zone, and the days that differ. Pure; every moment is a parameter.
// Clock changes are the calendar's matter (Temporal): a wall time that a change skips means the moment after it, one that comes
// twice means the first.
import { Temporal } from 'temporal-polyfill';

/** Minutes after midnight: from (0–1439) up to, and not including, to (1–1440). */
export type Span = readonly [from: number, to: number];

export interface Hours {
  /** IANA time zone, as `Europe/Athens`. */
  readonly zone: string;
  /** Seven days, Monday first; each with its spans in order. A night is two spans: until 1440, and from 0. */
  readonly week: readonly (readonly Span[])[];
  /** Dates (`YYYY-MM-DD`) that differ from their weekday; none of a holiday's spans: `[]`. */
  readonly days: Readonly<Record<string, readonly Span[]>>;
}

/** What is wrong with one part of the hours; `path` as `week.0.1` or `days.2026-12-25`. */
export interface HoursProblem {
  readonly path: string;
  readonly code: 'zone' | 'week' | 'date' | 'span' | 'overlap';
}

/** How far ahead an opening is looked for. After a year of holidays, nobody knows. */
const searchDays = 370;

/** Everything that is wrong, so that a form can show it all at once; [] if the hours can be used. */
export function problemsOf(hours: Hours): readonly HoursProblem[] {
  const problems: HoursProblem[] = [];
  if (!isZone(hours.zone)) problems.push({ path: 'zone', code: 'zone' });
  if (hours.week.length !== 7) problems.push({ path: 'week', code: 'week' });
  for (const [day, spans] of hours.week.entries()) problems.push(...problemsIn(spans, `week.${day}`));
  for (const [date, spans] of Object.entries(hours.days)) {
    if (!isDate(date)) problems.push({ path: `days.${date}`, code: 'date' });
    problems.push(...problemsIn(spans, `days.${date}`));
  }
  return problems;
}

export function isOpen(hours: Hours, at: number): boolean {
  return [...openings(hours, at, 0)].some(([from, to]) => from <= at && at < to);
}

/** When it opens next after `at`; `at` itself while it is open; null if not within a year. Milliseconds since 1970. */
export function opensAt(hours: Hours, at: number): number | null {
  for (const [from, to] of openings(hours, at, searchDays)) if (to > at) return Math.max(from, at);
  return null;
}

/** When it closes next, for an `at` when it is open; null if it is closed, or does not close within a year. */
export function closesAt(hours: Hours, at: number): number | null {
  let end: number | null = null;
  for (const [from, to] of openings(hours, at, searchDays)) {
    if (end === null ? from <= at && at < to : from === end) end = to;
    else if (end !== null && from > end) return end;
  }
  return null;
}

/** Milliseconds of opening hours between two moments: the second clock of every waiting time (F14). */
export function openMsBetween(hours: Hours, from: number, to: number): number {
  const days = Math.ceil((to - from) / 86_400_000) + 1;
  let sum = 0;
  for (const [opens, closes] of openings(hours, from, days))
    sum += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
  return sum;
}

/** The openings that begin on the day of `at` or the `days` after it, in order, as moments. */
function* openings(hours: Hours, at: number, days: number): Generator<readonly [from: number, to: number]> {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.zone).toPlainDate();
  for (let n = 0; n <= days; n++) {
    const date = today.add({ days: n });
    for (const [from, to] of hours.days[date.toString()] ?? hours.week[date.dayOfWeek - 1] ?? []) {
      const opens = moment(date, from, hours.zone);
      const closes = moment(date, to, hours.zone);
      // A span that a clock change has swallowed whole does not open.
      if (closes > opens) yield [opens, closes];
    }
  }
}

function moment(date: Temporal.PlainDate, minutes: number, zone: string): number {
  const day = minutes === 1440 ? date.add({ days: 1 }) : date;
  const time = new Temporal.PlainTime(Math.floor(minutes / 60) % 24, minutes % 60);
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

function problemsIn(spans: readonly Span[], path: string): HoursProblem[] {
  return spans.flatMap(([from, to], n): HoursProblem[] => {
    const isSpan = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= 1440;
    if (!isSpan) return [{ path: `${path}.${n}`, code: 'span' }];
    return n > 0 && from < (spans[n - 1]?.[1] ?? 0) ? [{ path: `${path}.${n}`, code: 'overlap' }] : [];
  });
}

export function isZone(zone: string): boolean {
  try {
    // Offsets are zones to Temporal, but they know no summer.
    return /^[A-Za-z]/.test(zone) && !!Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    return false;
  }
}

function isDate(date: string): boolean {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString() === date;
  } catch {
    return false;
  }
}
