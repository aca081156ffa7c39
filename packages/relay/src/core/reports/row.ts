// The row of an ended session from its facts. Pure: what the log does not know is given.
import type { ActorId, ConvId, SessionLine } from '@rapport/protocol';
import { handoffsOf } from '@rapport/ratings';
import { type Hours, openMsBetween } from '../queue/hours.ts';
import type { SessionFacts } from '../service/facts.ts';
import { columnsOf, type Flag, type SessionRow } from './columns.ts';
import { countedOf } from './counted.ts';
import { select } from './pick.ts';
import type { Asked } from './report.ts';
import { excuses } from './sessions.ts';

/** Of a session that has ended. */
export type EndedFacts = SessionFacts & { readonly closedAt: number };

/** Beside the log. */
export interface Given {
  readonly id: number;
  readonly conv: ConvId;
  readonly visitor: ActorId;
  readonly visitorNo: number;
  /** The visitor had an earlier session. */
  readonly isReturning: boolean;
  /** Opening hours of the site; null: none. */
  readonly hours: Hours | null;
  readonly readAt: number | null;
  readonly caseAt: number | null;
  readonly contactedAt: number | null;
  readonly caseClosedAt: number | null;
}

/** With what is only read when somebody looks. null: none, or erased. */
export interface ReportRow extends SessionRow {
  readonly name: string | null;
  readonly comment: string | null;
}

export interface ReportRows {
  /** Share of the log that is counted so far; absent: all of it. */
  readonly counted?: number;
  readonly rows: readonly ReportRow[];
  /** Where to go on; null: there are no more. */
  readonly after: number | null;
}

/** Of the next so many rows of the period, those that were asked for. */
export function rowsFor(
  asked: Asked,
  next: readonly SessionRow[],
  limit: number,
  words: (row: SessionRow) => ReportRow,
): ReportRows {
  const rows = [...select(columnsOf(next), asked).rows].flatMap((i) => next[i] ?? []).map((row) => saidOf(words(row)));
  return { rows, after: next.length < limit ? null : (next.at(-1)?.id ?? null) };
}

/** Of a void rating the words count as little as the score. */
const saidOf = (row: ReportRow): ReportRow => (row.flags.includes('void') ? { ...countedOf(row), comment: null } : row);

export function isEnded(facts: SessionFacts): facts is EndedFacts {
  return facts.closedAt !== null;
}

export function sessionRow(facts: EndedFacts, given: Given): SessionRow {
  const { id, conv, visitor, visitorNo, readAt, caseAt, contactedAt, caseClosedAt } = given;
  const { rating, guess, openedAt } = facts;
  // A clock that was put back ends no session before it began.
  const closedAt = Math.max(openedAt, facts.closedAt);
  const repliedAt = facts.repliedAt === null ? null : Math.max(openedAt, facts.repliedAt);
  const waitOpenMs =
    repliedAt === null ? null : given.hours ? openMsBetween(given.hours, openedAt, repliedAt) : repliedAt - openedAt;
  const { handoffs, bounced } = handoffsOf(facts.owners);
  return {
    ...{
      id,
      conv,
      visitor,
      visitorNo,
      readAt,
      caseAt,
      contactedAt,
      caseClosedAt,
      waitOpenMs,
      repliedAt,
      openedAt,
      handoffs,
    },
    n: facts.n,
    site: facts.site,
    team: facts.team,
    page: facts.page,
    locale: facts.locale,
    owner: facts.owner,
    speakers: facts.speakers,
    closedAt,
    nextAt: facts.nextAt,
    mode: facts.mode,
    endedBy: endingOf(facts),
    promise: facts.promise ?? 'none',
    ...invitationOf(facts),
    score: rating?.score ?? null,
    resolved: rating?.resolved ?? 'none',
    outcome: facts.outcome ?? 'none',
    extra: facts.extra ?? 'none',
    nps: rating?.nps ?? null,
    ces: rating?.ces ?? null,
    expect: rating?.expect ?? null,
    reasons: rating?.reasons ?? [],
    guess: guess?.is ?? null,
    guesser: guess?.of ?? '',
    guessUntil: guess?.until ?? null,
    firstRatedAt: facts.firstRatedAt,
    ratedAt: facts.ratedAt,
    revisions: facts.revisions,
    actedAt: facts.actedAt,
    // A second score is one of a recovery.
    second: caseAt === null ? null : facts.second,
    visitorMessages: facts.visitorMessages,
    flags: flagsOf(facts, given.isReturning, bounced),
    happened: facts.happened,
  };
}

function endingOf({ closedBy, closedWhy }: SessionFacts): SessionRow['endedBy'] {
  if (closedWhy === 'spam') return 'spam';
  if (closedWhy === 'left') return 'left';
  return closedBy === 'visitor' || closedBy === 'agent' ? closedBy : 'idle';
}

/** A log from before it was written down says it by what is missing: only who had got an answer was asked. */
function invitationOf({
  invitation,
  excuse,
  closedWhy,
  repliedAt,
}: EndedFacts): Pick<SessionRow, 'invitation' | 'excuse'> {
  if (invitation !== null) return { invitation, excuse: excuses.find((known) => known === excuse) ?? 'none' };
  if (closedWhy === 'spam') return { invitation: 'suppressed', excuse: 'spam' };
  return repliedAt === null
    ? { invitation: 'ineligible', excuse: 'no_human_reply' }
    : { invitation: 'suppressed', excuse: 'survey_off' };
}

function flagsOf(facts: EndedFacts, isReturning: boolean, isBounced: boolean): readonly Flag[] {
  const all: Readonly<Partial<Record<Flag, boolean>>> = {
    bounced: isBounced,
    returning: isReturning,
    sole: facts.speakers.length === 1,
    comment: Boolean(facts.rating?.comment),
    wish: facts.rating?.contact?.wish === true,
    complaint: facts.happened.includes('complaints'),
    void: facts.isVoid,
    visitorLast: facts.isVisitorLast,
    reminded: facts.isReminded,
    locked: facts.isLocked,
    reopened: facts.isReopened,
    raised: facts.isRaised,
    shown: facts.isShown,
    staffAddress: facts.isFromStaffAddress,
  };
  return (Object.keys(all) as Flag[]).filter((flag) => all[flag]);
}

/** What a list shows of it. */
export function lineOf(given: ReportRow): SessionLine {
  const row = saidOf(given);
  return {
    conv: row.conv,
    n: row.n,
    endedAt: row.closedAt,
    visitor: row.visitor,
    name: row.name,
    score: row.score,
    resolved: row.resolved === 'none' ? null : row.resolved,
    reasons: row.reasons,
    comment: row.comment,
    agents: row.speakers,
    team: row.team,
    page: row.page,
    marks: row.flags.includes('staffAddress') ? ['staff_address'] : [],
  };
}
