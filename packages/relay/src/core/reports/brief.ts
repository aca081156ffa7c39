// Report 7.9: what came in since the last shift: whom it went badly with, in their words, one suggestion, one praise, what is still open.
// Counts only. A rating is news when it is given, also of a session that ended before.
import type { Report } from '@rapport/protocol';
import { plainFigure, timeFigure } from './figure.ts';
import { type Picked, select } from './pick.ts';
import type { Ask, Page } from './report.ts';
import { promises, type Sessions } from './sessions.ts';
import { countOf, has, isDissatisfied, isSatisfied, newest, resolvedOf } from './told.ts';
import { waitsOf } from './waits.ts';

const mostLines = 10;
/** As long as a session may be rated after its end, and changed. */
const lateMs = 96 * 3_600_000;

export function brief(s: Sessions, picked: Picked, ask: Ask): ReturnType<Page> {
  const { from, to } = ask;
  const isNews = (i: number): boolean => (s.ratedAt[i] ?? 0) >= from && (s.ratedAt[i] ?? 0) < to;
  const rated = [...select(s, { ...ask, from: from - lateMs }).rows].filter(isNews);
  const unhappy = rated.filter((i) => isDissatisfied(s, i) || resolvedOf(s, i) === 'no');
  const worded = rated.filter((i) => has(s, i, 'comment'));
  const broken = [...picked.rows].filter((i) => isBroken(s, i));
  const open = countOf(select(s, { ...ask, from: 0 }).rows, (i) => s.caseAt[i] !== 0 && s.contactedAt[i] === 0);
  const read = waitsOf(
    Float64Array.from(rated, (i) => (s.readAt[i] ? Math.max(0, s.readAt[i] - (s.firstRatedAt[i] ?? 0)) : -1)),
    [...rated.keys()],
  );
  const n = picked.rows.length;
  const list = (id: string, of: readonly number[], most: number): Report['lists'][number] => ({
    id,
    lines: ask.look(newest(s, of, most)),
  });
  return {
    figures: [
      plainFigure('sessions', 'F9', 'count', { value: n, n }),
      plainFigure('rated', 'F9', 'count', { value: rated.length, n: rated.length }),
      plainFigure('unhappy', 'F20', 'count', { value: unhappy.length, n: rated.length }),
      plainFigure('open_cases', 'F20', 'count', { value: open, n: open }),
      timeFigure('read_p50', 'F14', { value: read.at(50), n: read.n }),
    ],
    tables: [],
    lists: [
      list('unhappy', unhappy, mostLines),
      list('promised', broken, mostLines),
      list(
        'suggestion',
        worded.filter((i) => !isSatisfied(s, i)),
        1,
      ),
      list(
        'praise',
        worded.filter((i) => isSatisfied(s, i)),
        1,
      ),
    ],
    findings: [],
  };
}

const isBroken = (s: Sessions, i: number): boolean => ['late', 'never'].includes(promises[s.promise[i] ?? 0] ?? '');
