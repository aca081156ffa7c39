// Opening hours as somebody types them: texts that may not be times yet. Pure. Whether the times make sense, the relay says.
import type { Hours, Span } from './house.ts';

export interface SpanDraft {
  readonly from: string;
  readonly to: string;
}

export interface HoursDraft {
  readonly zone: string;
  /** Seven days, Monday first. */
  readonly week: readonly (readonly SpanDraft[])[];
  /** By date, in order. */
  readonly days: readonly { readonly date: string; readonly spans: readonly SpanDraft[] }[];
}

/** Where something is wrong, as `week.0.1` or `days.2026-12-25.0`, with `.from` or `.to` if it is one field. */
export type Places = Readonly<Record<string, string>>;

const office: readonly SpanDraft[] = [{ from: '9:00', to: '17:00' }];
export const emptySpan: SpanDraft = { from: '', to: '' };

export function freshDraft(zone: string): HoursDraft {
  return { zone, week: [office, office, office, office, office, [], []], days: [] };
}

export function draftOf({ zone, week, days }: Hours): HoursDraft {
  const texts = (spans: readonly Span[]): SpanDraft[] =>
    spans.map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) }));
  return {
    zone,
    week: Array.from({ length: 7 }, (_, day) => texts(week[day] ?? [])),
    days: Object.entries(days)
      .map(([date, spans]) => ({ date, spans: texts(spans) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

/** In the order of the day, so that what overlaps stands one below the other. What is no time stays where it is, at the end. */
export function inOrder(draft: HoursDraft): HoursDraft {
  const sorted = (spans: readonly SpanDraft[]): readonly SpanDraft[] =>
    [...spans].sort((a, b) => (minutesOf(a.from) ?? 1441) - (minutesOf(b.from) ?? 1441));
  return {
    ...draft,
    week: draft.week.map(sorted),
    days: draft.days.map(({ date, spans }) => ({ date, spans: sorted(spans) })),
  };
}

/** The hours, or every field that is not a time (code `time`). */
export function read(draft: HoursDraft): { readonly hours: Hours; readonly wrong: Places } {
  const wrong: Record<string, string> = {};
  const spansOf = (spans: readonly SpanDraft[], place: string): Span[] =>
    spans.map(({ from, to }, n): Span => {
      const [begin, end] = [minutesOf(from), minutesOf(to)];
      if (begin === null || begin === 1440) wrong[`${place}.${n}.from`] = 'time';
      if (end === null) wrong[`${place}.${n}.to`] = 'time';
      // Nobody closes at the first minute of a day: 0:00 at the end is the night after.
      return [begin ?? 0, end === 0 ? 1440 : (end ?? 0)];
    });
  const week = draft.week.map((spans, day) => spansOf(spans, `week.${day}`));
  const days = Object.fromEntries(draft.days.map(({ date, spans }) => [date, spansOf(spans, `days.${date}`)]));
  return { hours: { zone: draft.zone, week, days }, wrong };
}

/** `9`, `9:30`, `09.30`, `0930` or `24:00` as minutes after midnight; null: no time. */
export function minutesOf(text: string): number | null {
  const [, hours = '', minutes = '0'] = /^(\d{1,2})(?:[:.]?([0-5]\d))?$/.exec(text.trim()) ?? [];
  if (hours === '') return null;
  const all = Number(hours) * 60 + Number(minutes);
  return all <= 1440 ? all : null;
}

export const timeOf = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

export const isSame = (a: HoursDraft | null, b: HoursDraft | null): boolean => JSON.stringify(a) === JSON.stringify(b);
