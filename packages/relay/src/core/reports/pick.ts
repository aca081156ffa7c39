// Which sessions a report is about: one walk over the columns. Knows nothing of what is counted of them.
import type { ReportQuery } from '@rapport/protocol';
import { periodBefore } from './calendar.ts';
import type { Asked } from './report.ts';
import { enders, flags, type Sessions } from './sessions.ts';

/** Indexes of sessions. Spam is in none of them; samples in none but those that were asked of them alone. */
export interface Selection {
  readonly rows: Uint32Array;
  /** Those among them whose rating is void: the session stays, what was said of it does not count. */
  readonly voided: number;
  /** Those that ended as spam: in the funnel, and in no other figure. */
  readonly spam: Uint32Array;
}

export interface Picked extends Selection {
  /** The period before; null: it was not asked for. */
  readonly before: Selection | null;
}

export function pick(s: Sessions, asked: Asked): Picked {
  const before = asked.compare === true ? periodBefore(asked.from, asked.to, asked.zone) : null;
  return { ...select(s, asked), before: before && select(s, { ...asked, ...before }) };
}

/** A guess may be made for so long after the end. */
const guessMs = 24 * 3_600_000;
const unanswered = 7;

/** Of all that ended in [from, to). */
export function select(s: Sessions, asked: Asked): Selection {
  const { from, to, now } = asked;
  const wanted = wantedOf(s, asked);
  const isSample = asked.sample === true;
  const rows = new Uint32Array(s.size);
  const spamCode = enders.indexOf('spam');
  const reader = asked.reader === undefined ? -1 : s.names.agent.indexOf(asked.reader);
  let [size, voided, spam] = [0, 0, 0];
  for (let i = 0; i < s.size; i += 1) {
    const closedAt = s.closedAt[i] ?? 0;
    if (closedAt < from || closedAt >= to) continue;
    const has = s.flags[i] ?? 0;
    if (((has & flags.sample) !== 0) !== isSample || !wanted(i)) continue;
    // R7: what he is still to guess, he does not read in what is counted either.
    if (reader > 0 && s.guess[i] === unanswered && s.guesser[i] === reader && now < closedAt + guessMs) continue;
    if ((has & flags.void) !== 0) voided += 1;
    // From the end of the same array: there is room for all of them.
    if (s.endedBy[i] === spamCode) rows[s.size - ++spam] = i;
    else rows[size++] = i;
  }
  return { rows: rows.slice(0, size), voided, spam: rows.slice(s.size - spam) };
}

type Wanted = (i: number) => boolean;

/** What was not asked about is not looked at. */
function wantedOf(s: Sessions, q: ReportQuery): Wanted {
  const all: Wanted[] = [];
  const { site, team, page, locale, agent } = s.names;
  if (q.site !== undefined) all.push(named(s.site, site, q.site));
  if (q.team !== undefined) all.push(named(s.team, team, q.team));
  if (q.page !== undefined) all.push(named(s.page, page, q.page));
  if (q.lang !== undefined) all.push(named(s.locale, locale, q.lang));
  if (q.visitors !== undefined) {
    const bit = q.visitors === 'returning' ? flags.returning : 0;
    all.push((i) => ((s.flags[i] ?? 0) & flags.returning) === bit);
  }
  if (q.agent !== undefined) {
    const id = agent.indexOf(q.agent);
    all.push((i) => hasPart(s, i, id));
  }
  const [first, ...others] = all;
  if (!first) return () => true;
  return others.length === 0 ? first : (i) => all.every((is) => is(i));
}

function named(column: Uint16Array | Uint32Array, names: readonly string[], name: string): Wanted {
  const code = names.indexOf(name);
  return (i) => column[i] === code;
}

/** He had it at its end, or spoke in it. */
export function hasPart(s: Sessions, i: number, id: number): boolean {
  if (id < 0) return false;
  if (s.owner[i] === id) return true;
  for (let at = s.speakerFrom[i] ?? 0; at < (s.speakerFrom[i + 1] ?? 0); at += 1) if (s.speaker[at] === id) return true;
  return false;
}

/** The rows in so many parts, in their order; those of a part that is not there are left out. */
export function partition(rows: Uint32Array, parts: number, partOf: (i: number) => number): readonly Uint32Array[] {
  const part = new Uint32Array(rows.length);
  const sizes = new Uint32Array(parts);
  for (let at = 0; at < rows.length; at += 1) {
    const to = partOf(rows[at] ?? 0);
    part[at] = to;
    if (to < parts) sizes[to] = (sizes[to] ?? 0) + 1;
  }
  const all = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(parts);
  for (let at = 0; at < rows.length; at += 1) {
    const to = part[at] ?? parts;
    const into = all[to];
    if (!into) continue;
    const place = filled[to] ?? 0;
    into[place] = rows[at] ?? 0;
    filled[to] = place + 1;
  }
  return all;
}
