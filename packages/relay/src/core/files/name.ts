// What an upload may be called (U5). Pure.
import { limits } from '@rapport/protocol';
import { cleanLine } from '../text.ts';

/** What paths are made of, and what some systems let no name have. */
const foreign = /[<>:"|?*]/g;

/** With what comes after the last point: lower case, without the point; '' if there is none. */
export function endOf(name: string): string {
  return /\.([^.]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The last part of what might be a path, as one line of at most 120 code points that still ends as it did. Null: nothing is left. */
export function cleanName(given: string): string | null {
  const last = given.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const cleaned = cleanLine(last, Infinity);
  if (!cleaned.ok) return null;
  // Nothing that is hidden, and no end that some systems take off again.
  const name = cleaned.text.replace(foreign, '_').replace(/^\.+|[. ]+$/g, '');
  const end = endOf(name);
  const tail = end === '' ? '' : name.slice(-end.length - 1);
  const stem = [...name.slice(0, name.length - tail.length)].slice(0, limits.fileName - [...tail].length).join('');
  return stem.trim() === '' ? null : `${stem}${tail}`;
}
