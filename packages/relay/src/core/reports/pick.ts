// Which sessions a report is about: one walk over the columns. Knows nothing of what is counted of them.
import { periodBefore } from './calendar.ts';
import type { Asked } from './report.ts';
import { enders, flags, type Sessions } from './sessions.ts';
import { type Codes, countBits, type Indexes, roomFor, where, withBit, within } from './walks.ts';

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
  const ended = endedIn(s, asked);
  const [rows, spam] = [narrow(s, ended.rows, asked), narrow(s, ended.spam, asked)];
  return { rows, voided: countBits(rows, s.flags, flags.void) + countBits(spam, s.flags, flags.void), spam };
}

const spamCode = enders.indexOf('spam');

function endedIn(s: Sessions, { from, to, sample }: Asked): { readonly rows: Indexes; readonly spam: Indexes } {
  const { closedAt, endedBy, flags: flagsOf } = s;
  const bit = sample === true ? flags.sample : 0;
  const all = roomFor(s.size);
  const last = s.size - 1;
  let [size, spam] = [0, 0];
  for (let i = 0; i <= last; i += 1) {
    const at = closedAt[i] ?? 0;
    const isIn = Number(at >= from) & Number(at < to) & Number(((flagsOf[i] ?? 0) & flags.sample) === bit);
    const isSpam = isIn & Number(endedBy[i] === spamCode);
    all[size] = i;
    // From the end: there is room for all of them.
    all[last - spam] = i;
    size += isIn - isSpam;
    spam += isSpam;
  }
  return { rows: all.slice(0, size), spam: all.slice(last + 1 - spam, last + 1) };
}

/** What was not asked about is not looked at. */
function narrow(s: Sessions, all: Indexes, q: Asked): Indexes {
  const { site, team, page, locale, agent } = s.names;
  let of = all;
  const only = (column: Codes, names: readonly string[], name: string | undefined): void => {
    if (name === undefined) return;
    const code = names.indexOf(name);
    of = within(of, column, code, code);
  };
  only(s.site, site, q.site);
  only(s.team, team, q.team);
  only(s.page, page, q.page);
  only(s.locale, locale, q.lang);
  if (q.visitors !== undefined) {
    const bit = q.visitors === 'returning' ? flags.returning : 0;
    of = withBit(of, s.flags, flags.returning, bit);
  }
  if (q.agent !== undefined) {
    const id = agent.indexOf(q.agent);
    of = where(of, (i) => hasPart(s, i, id));
  }
  const reader = q.reader === undefined ? -1 : agent.indexOf(q.reader);
  if (reader <= 0) return of;
  // R7: what he is still to guess, he does not read in what is counted either.
  const guessable = (i: number): boolean => q.now < (s.closedAt[i] ?? 0) + guessMs;
  return where(of, (i) => !(s.guess[i] === unanswered && s.guesser[i] === reader && guessable(i)));
}

/** He had it at its end, or spoke in it. */
export function hasPart(s: Sessions, i: number, id: number): boolean {
  if (id < 0) return false;
  if (s.owner[i] === id) return true;
  for (let at = s.speakerFrom[i] ?? 0; at < (s.speakerFrom[i + 1] ?? 0); at += 1) if (s.speaker[at] === id) return true;
  return false;
}
