// What a visitor says of a session, what is done about it, and what its agent believed, drawn by a plan. Knows no year and no report.
import type { ActorId, Extra, Reason, Resolved, Score } from '@rapport/protocol';
import { reasons } from '@rapport/protocol';
import type { Flag, SessionRow } from '../reports/columns.ts';
import { dayMs } from './calendar.ts';
import type { Dice } from './dice.ts';
import type { Plan } from './plan.ts';

const minuteMs = 60_000;

export type Asked = Pick<SessionRow, 'endedBy' | 'invitation' | 'excuse' | 'extra'>;

export interface Ended {
  readonly team: string;
  readonly agent: ActorId;
  readonly closedAt: number;
  /** In which week of the year, from 0. */
  readonly week: number;
  readonly asked: Asked;
  /** By the one who never stops: he is never satisfied. */
  readonly heavy: boolean;
}

type Given = Pick<
  SessionRow,
  | 'score'
  | 'resolved'
  | 'nps'
  | 'ces'
  | 'expect'
  | 'reasons'
  | 'firstRatedAt'
  | 'ratedAt'
  | 'revisions'
  | 'readAt'
  | 'actedAt'
  | 'caseAt'
  | 'contactedAt'
  | 'caseClosedAt'
  | 'second'
  | 'flags'
  | 'happened'
>;

const unanswered = { nps: null, ces: null, expect: null };
const unread = { readAt: null, actedAt: null, caseAt: null, contactedAt: null, caseClosedAt: null, second: null };
export const unrated: Given = {
  ...{
    score: null,
    resolved: 'none',
    reasons: [],
    firstRatedAt: null,
    ratedAt: null,
    revisions: 0,
    flags: [],
    happened: [],
  },
  ...unanswered,
  ...unread,
};

export function ratingOf(dice: Dice, plan: Plan, { heavy, team, agent, closedAt, week, asked }: Ended): Given {
  const isSatisfied = !heavy && dice.happens(plan.satisfied({ team, agent, week }));
  const score = scoreBy(dice, isSatisfied, heavy);
  const ratedAt = closedAt + dice.between(5, 600) * 1_000;
  const revisions = dice.happens(0.05) ? 2 : 1;
  const flags: Flag[] = [];
  if (dice.happens(0.2)) flags.push('comment');
  if (score <= 2 && dice.happens(0.2)) flags.push('wish');
  if (score === 1 && dice.happens(0.1)) flags.push('complaint');
  if (dice.happens(0.001)) flags.push('void');
  return {
    score,
    resolved: dice.happens(0.2) ? 'none' : resolvedBy(dice, isSatisfied),
    reasons: reasonsOf(dice, score <= 2 ? plan.reasons : {}),
    ratedAt: ratedAt + (revisions - 1) * minuteMs,
    firstRatedAt: ratedAt,
    revisions,
    ...answerOf(dice, asked.extra, isSatisfied),
    ...(score <= 2 ? recoveryOf(dice, ratedAt) : unread),
    flags,
    happened: flags.includes('complaint') ? ['complaints'] : [],
  };
}

function scoreBy(dice: Dice, isSatisfied: boolean, heavy: boolean): Score {
  if (heavy) return 1;
  const roll = dice.roll();
  if (isSatisfied) return roll < 0.6 ? 5 : 4;
  return roll < 0.35 ? 3 : roll < 0.65 ? 2 : 1;
}

export function resolvedBy(dice: Dice, isWell: boolean): Resolved {
  const roll = dice.roll();
  if (isWell) return roll < 0.85 ? 'yes' : roll < 0.93 ? 'partly' : roll < 0.96 ? 'no' : 'unknown';
  return roll < 0.15 ? 'yes' : roll < 0.45 ? 'partly' : roll < 0.9 ? 'no' : 'unknown';
}

/** Most name one, some two, some none. */
function reasonsOf(dice: Dice, shares: Plan['reasons']): Reason[] {
  const named = new Set<Reason>();
  const count = dice.happens(0.2) ? 0 : dice.happens(0.2) ? 2 : 1;
  for (let at = 0; at < count; at++) named.add(reasonBy(dice, shares));
  return [...named];
}

function reasonBy(dice: Dice, shares: Plan['reasons']): Reason {
  let left = dice.roll();
  for (const [reason, share] of Object.entries(shares) as [Reason, number][]) if ((left -= share) < 0) return reason;
  return dice.pick(reasons.filter((reason) => shares[reason] === undefined));
}

function answerOf(dice: Dice, extra: Extra | 'none', isWell: boolean): Pick<SessionRow, 'nps' | 'ces' | 'expect'> {
  if (extra === 'none' || dice.happens(0.3)) return unanswered;
  if (extra === 'nps') return { ...unanswered, nps: isWell ? dice.between(7, 10) : dice.between(0, 8) };
  if (extra === 'ces') return { ...unanswered, ces: isWell ? dice.between(4, 7) : dice.between(1, 5) };
  return { ...unanswered, expect: isWell ? dice.between(-1, 2) : dice.between(-2, 1) };
}

/** Everybody dissatisfied has a case; four of five are spoken to, most of them within the day; of nine in ten of these it is closed. */
function recoveryOf(dice: Dice, ratedAt: number): typeof unread | Recovery {
  const readAfter = dice.between(1, 180);
  const contactAfter = dice.happens(0.8) ? dice.between(10, 30 * 60) : null;
  const second = contactAfter !== null && dice.happens(0.3) ? (dice.between(1, 5) as Score) : null;
  // Of the others one in three, a day later: nobody could be reached.
  const closedAfter =
    contactAfter === null ? (readAfter % 3 === 0 ? 24 * 60 : null) : contactAfter % 10 === 0 ? null : contactAfter + 60;
  const at = (minutes: number | null): number | null => (minutes === null ? null : ratedAt + minutes * minuteMs);
  const contactedAt = at(contactAfter);
  return {
    ...{ readAt: at(readAfter), actedAt: contactedAt, caseAt: ratedAt + minuteMs, contactedAt },
    ...{ caseClosedAt: at(closedAfter), second },
  };
}

type Recovery = { [K in keyof typeof unread]: SessionRow[K] };

/** One in five. He calls as many of his sessions satisfied as his visitors do, but knows nothing of which. */
export function guessOf(
  dice: Dice,
  plan: Plan,
  { team, agent, closedAt, week, asked }: Ended,
): Pick<SessionRow, 'guess' | 'guesser' | 'guessUntil'> {
  const isAsked = asked.excuse === 'none' && dice.happens(0.2);
  if (!isAsked) return { guess: null, guesser: '', guessUntil: null };
  const roll = dice.roll();
  const guess = roll < 0.1 ? 'declined' : roll < 0.2 ? 'unanswered' : null;
  const isSatisfied = dice.happens(plan.satisfied({ team, agent, week }));
  return { guess: guess ?? scoreBy(dice, isSatisfied, false), guesser: agent, guessUntil: closedAt + dayMs };
}
