// One report from the columns of all sessions. Pure: when it is asked, and what only the store knows, are parameters.
import type { ActorId, Report, ReportName, ReportQuery, SessionLine } from '@rapport/protocol';
import type { Hours } from '../queue/hours.ts';
import type { Assessment } from './assessment.ts';
import { brief } from './brief.ts';
import { createCalendar } from './calendar.ts';
import { card } from './card.ts';
import type { Ends } from './case-ends.ts';
import { coaching } from './coaching.ts';
import { ofOnePerson } from './figure.ts';
import { gap } from './gap.ts';
import { hasPart, type Picked, pick } from './pick.ts';
import { promise } from './promise.ts';
import { quality } from './quality.ts';
import { reasons } from './reasons.ts';
import { recovery } from './recovery.ts';
import { withoutRemainders } from './remainder.ts';
import { runaround } from './runaround.ts';
import type { Sessions } from './sessions.ts';
import { times } from './times.ts';
import { trend } from './trend.ts';
import { volume } from './volume.ts';
import { type Indexes, where } from './walks.ts';

export interface Asked extends ReportQuery {
  readonly now: number;
  /** Opening hours by site; a site that is not in it has none. */
  readonly hours?: Readonly<Record<string, Hours>>;
  /** What is aimed at, by the id of a figure (F25). */
  readonly targets?: Readonly<Record<string, number>>;
  /** What the staff think visitors hold against them; of a sample there is none. @default none */
  readonly assessments?: readonly Assessment[];
  /** Who will read it: what he has not guessed yet is not in it (R7). */
  readonly reader?: ActorId;
  /** The reader is told nothing of his colleagues one by one: only leads are. */
  readonly isOwnOnly?: boolean;
}

/** Lines of sessions by their row, in the order asked for. */
export type Look = (rows: readonly number[]) => readonly SessionLine[];

/**
 * A list of some of these sessions: `choose` says which, by their rows. Of those alone that the reader may read one by one, and there is
 * no other way to a line, so that no report can forget it.
 */
export type List = (id: string, of: Indexes, choose: (of: Indexes) => readonly number[]) => Report['lists'][number];

export interface Ask extends Asked {
  readonly list: List;
  readonly ends: Ends;
}

export type Page = (s: Sessions, picked: Picked, ask: Ask) => Pick<Report, 'figures' | 'tables' | 'lists' | 'findings'>;

export const pages: Readonly<Partial<Record<ReportName, Page>>> = {
  card,
  gap,
  promise,
  quality,
  reasons,
  recovery,
  runaround,
  times,
  trend,
  volume,
  brief,
  coaching,
};

/** Ratings of sessions may come for so long after their end, and be changed. */
const openMs = 72 * 3_600_000;

/**
 * @param ends where no case was ever closed, as in a sample, there are none. @default none
 * @throws RangeError when there is no such report
 */
export function reportOf(name: ReportName, s: Sessions, asked: Asked, look: Look, ends: Ends = () => []): Report {
  const page = pages[name];
  if (!page) throw new RangeError(`There is no report ${name}.`);
  const picked = pick(s, asked);
  const told = page(s, picked, { ...asked, ...bounded(asked), list: listing(s, asked, look), ends });
  const {
    now,
    hours: _hours,
    targets: _targets,
    assessments: _assessments,
    reader: _reader,
    isOwnOnly: _isOwnOnly,
    ...query
  } = asked;
  return {
    name,
    asked: query,
    sessions: picked.rows.length,
    voided: picked.voided,
    spam: picked.spam.length,
    openFrom: now - openMs,
    ...(asked.agent !== undefined ? personal(told) : asked.isOwnOnly === true ? withoutRemainders(told) : told),
  };
}

const longestYears = 10;
const yearMs = 366 * 86_400_000;

/** Of what is told day by day: nothing of days that are still to come, and of ten years at most, whatever was asked for. */
function bounded({ from, to, zone, now }: Asked): { readonly from: number; readonly to: number } {
  const calendar = createCalendar(zone);
  const end = Math.min(to, calendar.startOf(calendar.day(now) + 2));
  return { from: Math.max(from, end - longestYears * yearMs), to: Math.max(end, from) };
}

type Told = ReturnType<Page>;

/** Also what stands in a table: every figure that a report of one person has. */
const personal = ({ figures, tables, ...rest }: Told): Told => ({
  ...rest,
  figures: figures.map(ofOnePerson),
  tables: tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => row.map((cell) => (typeof cell === 'object' && cell ? ofOnePerson(cell) : cell))),
  })),
});

function listing(s: Sessions, { isOwnOnly, reader }: Asked, look: Look): List {
  const own = reader === undefined ? -1 : s.names.agent.indexOf(reader);
  return (id, of, choose) => ({
    id,
    lines: look(choose(isOwnOnly === true ? where(of, (i) => hasPart(s, i, own)) : of)),
  });
}
