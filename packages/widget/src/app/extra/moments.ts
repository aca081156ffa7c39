// Waits and hours in words: ranges as they were promised, and when the site is back, absolute and relative, in the visitor's own zone.
import type { Wait } from '@rapport/protocol';
import { timeOf } from '../time.ts';
import { lang, t } from '../words.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "under 1 minute", "2–4 minutes", "more than 15 minutes". */
export function waitOf({ fromMs, toMs }: Wait): string {
  const from = Math.round(fromMs / minuteMs);
  if (toMs === null) return t('wait.over', { n: from });
  const n = Math.ceil(toMs / minuteMs);
  return from ? t('wait.range', { from, n }) : t('wait.under', { n });
}

/** "We’re back at 09:00 (in 11 hours)."; with its weekday if it is further than a day, with its date further than a week. */
export function backOf(at: number, now: number): string {
  const ms = Math.max(at - now, minuteMs);
  const [count, unit] =
    ms < 1.5 * hourMs
      ? ([Math.ceil(ms / minuteMs), 'minute'] as const)
      : ms < 2 * dayMs
        ? ([Math.round(ms / hourMs), 'hour'] as const)
        : ([Math.round(ms / dayMs), 'day'] as const);
  const within = new Intl.RelativeTimeFormat(lang).format(count, unit);
  if (ms < dayMs) return t('offline.back_at', { time: timeOf(at), in: within });
  const day = { weekday: 'long', hour: 'numeric', minute: '2-digit' } as const;
  const date = ms > 6 * dayMs ? ({ day: 'numeric', month: 'long' } as const) : {};
  return t('offline.back_on', { time: new Intl.DateTimeFormat(lang, { ...day, ...date }).format(at), in: within });
}
