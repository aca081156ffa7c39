// Times as the person's language writes them. Nothing here is made by hand.
import { lang } from './words.ts';

let made: Intl.DateTimeFormat;
let madeFor = '';

// Making one costs more than using it a hundred times.
const clock = () => {
  if (madeFor !== lang) made = new Intl.DateTimeFormat((madeFor = lang), { timeStyle: 'short' });
  return made;
};

/** "12:34". */
export function timeOf(at: number): string {
  return clock().format(at);
}

/** "Today", "Yesterday", "Sunday, 22 November". */
export function dayOf(at: number, now: number): string {
  const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / 86_400_000);
  const text =
    days === 0 || days === -1
      ? new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
  return text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);
}
