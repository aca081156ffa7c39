// Who may have gone away unhappy without a word (RATINGS R18): sessions that nobody rated, and that show bad signs. Pure.
import type { SessionLine } from '@rapport/protocol';
import type { Look } from '../reports/report.ts';
import { enders, flags, occurrenceCount, promises, type Sessions } from '../reports/sessions.ts';
import { occurrences } from '../service/facts.ts';

/** Signs, the worst first. */
export const silentSigns = [
  'never_answered',
  'promise_broken',
  'handed_around',
  'came_back',
  'asked_for_lead',
  'left_midway',
] as const;
export type SilentSign = (typeof silentSigns)[number];

export interface SilentQuery {
  /** Who asks, and when. */
  readonly by: string;
  readonly now: number;
  /** By the end of sessions; `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly site?: string;
}

export interface Silent {
  /** Row of the session table. */
  readonly row: number;
  readonly signs: readonly SilentSign[];
}

/** What is handed on so often is a runaround (F19). */
const manyHandoffs = 2;
/** Of the column `guess`: asked and not answered. */
const notGuessed = 7;
const guessWithinMs = 86_400_000;
const leadAsked = occurrences.indexOf('escalatedByVisitor');

/** The newest end first. Who was rated, has a case, said nothing himself or is no real visitor is not in it. */
export function silentIn(s: Sessions, q: SilentQuery, limit: number): readonly Silent[] {
  const { from, to, site } = q;
  const asker = s.names.agent.indexOf(q.by);
  const wanted = site === undefined ? -1 : s.names.site.indexOf(site);
  if (site !== undefined && wanted < 0) return [];
  const found: number[] = [];
  for (let i = 0; i < s.size; i += 1) {
    const at = s.closedAt[i] ?? 0;
    if (at < from || at >= to || (wanted >= 0 && s.site[i] !== wanted)) continue;
    // R7: that it was not rated is something of its rating, too.
    if (s.guess[i] === notGuessed && s.guesser[i] === asker && at > q.now - guessWithinMs) continue;
    if (isOutside(s, i) || signsOf(s, i).length === 0) continue;
    found.push(i);
  }
  found.sort((a, b) => (s.closedAt[b] ?? 0) - (s.closedAt[a] ?? 0) || (s.row[b] ?? 0) - (s.row[a] ?? 0));
  return found.slice(0, limit).map((i) => ({ row: s.row[i] ?? 0, signs: signsOf(s, i) }));
}

/** The same as lines of a list; the signs are their marks. */
export function silentLines(s: Sessions, q: SilentQuery, limit: number, look: Look): readonly SessionLine[] {
  return silentIn(s, q, limit).flatMap(({ row, signs }) => look([row]).map((line) => ({ ...line, marks: signs })));
}

function isOutside(s: Sessions, i: number): boolean {
  const isSpam = enders[s.endedBy[i] ?? 0] === 'spam';
  // Who has rated was not silent, though it is void.
  const isOut = ((s.flags[i] ?? 0) & (flags.sample | flags.void)) !== 0;
  return (s.score[i] ?? 0) > 0 || (s.caseAt[i] ?? 0) > 0 || isSpam || isOut || s.visitorMessages[i] === 0;
}

function signsOf(s: Sessions, i: number): readonly SilentSign[] {
  const has = (flag: keyof typeof flags): boolean => ((s.flags[i] ?? 0) & flags[flag]) !== 0;
  const promise = promises[s.promise[i] ?? 0];
  const isAnswered = (s.waitMs[i] ?? -1) >= 0;
  const shown: Readonly<Record<SilentSign, boolean>> = {
    never_answered: !isAnswered,
    promise_broken: promise === 'late' || promise === 'never',
    handed_around: (s.handoffs[i] ?? 0) >= manyHandoffs,
    came_back: has('reopened'),
    asked_for_lead: (s.happened[i * occurrenceCount + leadAsked] ?? 0) > 0,
    // Went in the middle of it: his was the last word, and the end.
    left_midway: isAnswered && has('visitorLast') && enders[s.endedBy[i] ?? 0] === 'visitor',
  };
  return silentSigns.filter((sign) => shown[sign]);
}
