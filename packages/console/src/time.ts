// Times as people read them. Pure: `now` and the locale are parameters.
import { words } from './words.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** First reply expected within this, until a site can say otherwise. */
export const replyTargetMs = 120_000;

const two = (n: number): string => String(n).padStart(2, '0');

/** `0:21`, `4:12`, `1:02:05`, `3 days`: a wait that ticks. A clock that runs behind gives `0:00`. */
export function waitText(ms: number): string {
  const t = Math.max(0, ms);
  if (t >= day) return words.age.days(Math.floor(t / day));
  const h = Math.floor(t / hour);
  const m = Math.floor((t % hour) / minute);
  const s = Math.floor((t % minute) / second);
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Below half of the target, above it, over the target. */
export function waitKind(ms: number, targetMs: number = replyTargetMs): 'ok' | 'soon' | 'late' {
  if (ms > targetMs) return 'late';
  return ms >= targetMs / 2 ? 'soon' : 'ok';
}

/** `now`, `2m`, `3h`, `12 Nov`: how long ago something was, in a list. */
export function ageText(at: number, now: number, locale: string): string {
  const ms = Math.max(0, now - at);
  if (ms < minute) return words.age.now;
  if (ms < hour) return words.age.minutes(Math.floor(ms / minute));
  if (ms < day) return words.age.hours(Math.floor(ms / hour));
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(at);
}

/** `8 s`, `1 min 12 s`, `2 h 5 min`, `3 days`: a length that is over. */
export function lengthText(ms: number): string {
  const t = Math.max(0, ms);
  if (t < minute) return words.age.seconds(Math.floor(t / second));
  if (t < hour) return words.age.minSec(Math.floor(t / minute), Math.floor((t % minute) / second));
  if (t < day) return words.age.hourMin(Math.floor(t / hour), Math.floor((t % hour) / minute));
  return words.age.days(Math.floor(t / day));
}

export function clockText(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}

/** The clock for what was today, the date for what was before. */
export function shortText(at: number, now: number, locale: string): string {
  if (dayKey(at) === dayKey(now)) return clockText(at, locale);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(at);
}

export function fullText(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** Equal for two times of the same local day. */
export function dayKey(at: number): string {
  const d = new Date(at);
  return `${d.getFullYear()}-${d.getMonth()}-${d.getDate()}`;
}

export function dayText(at: number, now: number, locale: string): string {
  if (dayKey(at) === dayKey(now)) return words.age.today;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayKey(at) === dayKey(yesterday.getTime())) return words.age.yesterday;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** The person's own English if there is one, for its clock; otherwise British, which has 24 hours. */
export function englishOf(languages: readonly string[]): string {
  return languages.find((l) => /^en\b/i.test(l)) ?? 'en-GB';
}
