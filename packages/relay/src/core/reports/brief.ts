// Report 7.9: what came in since the last shift: whom it went badly with, in their words, one suggestion, one praise, what is still open.
// Counts only. A rating is news when it is given, also of a session that ended before.
import type { Report } from '@rapport/protocol';
import { countFigure, plainFigure } from './figure.ts';
import { type Picked, select } from './pick.ts';
import { readingOf, readingTimes } from './reading.ts';
import type { Ask, Page } from './report.ts';
import type { Sessions } from './sessions.ts';
import { brokenAmong, has, isDissatisfied, isSatisfied, newest, resolvedOf } from './told.ts';
import { countOf, type Indexes, where } from './walks.ts';

const mostLines = 10;
/** As long as a session may be rated after its end, and changed. */
const lateMs = 96 * 3_600_000;

/** Until it is closed, also once somebody got in touch. Of who was erased nobody can tell any more. */
const isOpen = (s: Sessions, i: number): boolean => s.caseAt[i] !== 0 && s.caseClosedAt[i] === 0 && s.visitor[i] !== 0;

export function brief(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const { from, to } = ask;
  const isNews = (i: number): boolean => (s.ratedAt[i] ?? 0) >= from && (s.ratedAt[i] ?? 0) < to;
  const rated = where(select(s, { ...ask, from: from - lateMs }).rows, isNews);
  const unhappy = where(rated, (i) => isDissatisfied(s, i) || resolvedOf(s, i) === 'no');
  const worded = where(rated, (i) => has(s, i, 'comment'));
  const broken = brokenAmong(s, picked.rows);
  const open = countOf(select(s, { ...ask, from: 0 }).rows, (i) => isOpen(s, i));
  const reading = readingOf(s, rated, ask.now);
  const n = picked.rows.length;
  const list = (id: string, of: Indexes, most: number) => ask.list(id, of, newest(s, most));
  return {
    figures: [
      plainFigure('sessions', 'F9', 'count', { value: n, n }),
      plainFigure('rated', 'F9', 'count', { value: rated.length, n: rated.length }),
      plainFigure('unhappy', 'F20', 'count', { value: unhappy.length, n: rated.length }),
      countFigure('open_cases', 'F20', open),
      ...readingTimes(reading, null),
    ],
    tables: [],
    lists: onceEach([
      list('unhappy', unhappy, mostLines),
      list('promised', broken, mostLines),
      list(
        'suggestion',
        where(worded, (i) => !isSatisfied(s, i)),
        1,
      ),
      list(
        'praise',
        where(worded, (i) => isSatisfied(s, i)),
        1,
      ),
    ]),
    findings: [],
  };
}

/** A chat stands in the first list that has it, marked with every list that it belongs to: nobody reads it twice. */
function onceEach(lists: Report['lists']): Report['lists'] {
  const idsOf = new Map<string, string[]>();
  for (const { id, lines } of lists)
    for (const line of lines) {
      const key = JSON.stringify(line);
      idsOf.set(key, [...(idsOf.get(key) ?? []), id]);
    }
  return lists.map(({ id, lines }) => ({
    id,
    lines: lines.flatMap((line) => {
      const ids = idsOf.get(JSON.stringify(line)) ?? [];
      if (ids[0] !== id) return [];
      return [ids.length === 1 ? line : { ...line, marks: [...line.marks, ...ids] }];
    }),
  }));
}
