// The sessions of one year as the store holds them, drawn by a plan: the same seed draws the same year. Knows no report.
import type { ActorId } from '@rapport/protocol';
import type { Flag, SessionRow } from '../reports/columns.ts';
import { dayMs, openForMs, openFromMs, weekdayOf, weekOf, weeks } from './calendar.ts';
import { createDice, type Dice } from './dice.ts';
import { type Plan, partnerAgents, shopAgents, teams } from './plan.ts';
import { type Asked, guessOf, ratingOf, resolvedBy, unrated } from './rating.ts';

/** Visitor of `plan.heavyRatings`; all others are from 2. */
export const heavyVisitor = 1;

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Share of the partners' site: so small that one visitor can weigh in it. */
const partnersShare = 0.03;
/** Monday first. */
const dayShares = [0.19, 0.18, 0.18, 0.17, 0.16, 0.07, 0.05];
const pages = ['/', '/prices', '/help', '/account', '/cart'];
const locales = ['sq', 'en', 'el', 'ar'];

interface Start {
  readonly at: number;
  readonly heavy: boolean;
}

/** `count` sessions of the 52 weeks from `monday`, in the order of their beginning; ids from 1. */
export function yearOf(seed: number, plan: Plan, count: number, monday: number): SessionRow[] {
  const dice = createDice(seed);
  const rows: SessionRow[] = [];
  const lastOf = new Map<number, number>();
  const ratedAtOf = new Map<number, number>();
  const numbers: number[] = [];
  let visitors = heavyVisitor;
  for (const { at, heavy } of startsOf(dice, plan, count, monday)) {
    const drawn = dice.happens(0.7) || numbers.length === 0 ? null : dice.pick(numbers);
    // Nobody is in two at once.
    const isFree = drawn !== null && (rows[lastOf.get(drawn) ?? -1]?.closedAt ?? 0) < at;
    const visitor = heavy ? heavyVisitor : isFree ? drawn : ++visitors;
    if (!heavy) remember(numbers, visitor);
    const before = lastOf.get(visitor);
    if (before !== undefined) rows[before] = { ...(rows[before] as SessionRow), nextAt: at };
    const row = session(dice, plan, {
      at,
      heavy,
      monday,
      visitor,
      returning: before !== undefined,
      ratedAt: ratedAtOf.get(visitor) ?? 0,
    });
    if (row.ratedAt !== null) ratedAtOf.set(visitor, row.ratedAt);
    lastOf.set(visitor, rows.push({ ...row, id: rows.length + 1 }) - 1);
  }
  return rows;
}

/** Who came in the last weeks comes back sooner than others. */
function remember(numbers: number[], visitor: number): void {
  numbers.push(visitor);
  if (numbers.length > 3_000) numbers.shift();
}

function startsOf(dice: Dice, plan: Plan, count: number, monday: number): Start[] {
  // The one who never stops comes on days that are far enough apart to be asked each time.
  const heavy = Array.from({ length: plan.heavyRatings }, (_, at) => ({
    at:
      monday +
      Math.floor((at * weeks * 7) / plan.heavyRatings) * dayMs +
      openFromMs +
      dice.between(0, openForMs - 2 * hourMs),
    heavy: true,
  }));
  const others = Array.from({ length: count - heavy.length }, () => {
    const day = dice.between(0, weeks - 1) * 7 + weekdayBy(dice.roll());
    return { at: monday + day * dayMs + openFromMs + dice.between(0, openForMs), heavy: false };
  });
  return [...heavy, ...others].sort((a, b) => a.at - b.at);
}

function weekdayBy(roll: number): number {
  let left = roll;
  const day = dayShares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return Math.max(0, day);
}

interface Beginning extends Start {
  /** Of the year. */
  readonly monday: number;
  readonly visitor: number;
  readonly returning: boolean;
  /** When this visitor has rated last; 0: never. */
  readonly ratedAt: number;
}

function session(dice: Dice, plan: Plan, start: Beginning): Omit<SessionRow, 'id'> {
  const partners = start.heavy || dice.happens(partnersShare);
  const team = partners ? 'partners' : dice.pick(teams);
  const agent = partners ? dice.pick(partnerAgents) : agentBy(dice, plan, team);
  const wait = waitOf(dice, plan, start);
  const talk = talkOf(dice, agent, wait.repliedAt, partners);
  const closedAt = (wait.repliedAt ?? start.at) + dice.between(2, 45) * minuteMs;
  const asked = askedOf(dice, plan, { ...start, agent, closedAt, answered: wait.repliedAt !== null });
  const ended = { team, agent, closedAt, week: weekOf(closedAt, start.monday), asked, heavy: start.heavy };
  const given = asked.invitation === 'rated' ? ratingOf(dice, plan, ended) : unrated;
  const flags: Flag[] = [...talk.flags, ...given.flags];
  if (start.returning) flags.push('returning');
  return {
    conv: dice.id(),
    n: 1,
    visitor: `v${start.visitor}`,
    visitorNo: start.visitor,
    site: partners ? 'partners' : 'shop',
    team,
    page: dice.pick(pages),
    locale: dice.pick(locales),
    owner: talk.speakers.at(-1) ?? '',
    openedAt: start.at,
    closedAt,
    nextAt: null,
    ...wait,
    ...talk,
    ...asked,
    outcome: wait.repliedAt === null ? 'none' : resolvedBy(dice, dice.happens(0.85)),
    visitorMessages: dice.between(1, 20),
    ...given,
    ...guessOf(dice, plan, ended),
    happened: [...talk.happened, ...given.happened],
    flags,
  };
}

function agentBy(dice: Dice, plan: Plan, team: string): ActorId {
  const shares = shopAgents.map((agent) => plan.share(team, agent));
  let left = dice.roll() * shares.reduce((sum, share) => sum + share, 0);
  return shopAgents.find((_, at) => (left -= shares[at] ?? 0) < 0) ?? (shopAgents[0] as string);
}

type Wait = Pick<SessionRow, 'mode' | 'promise' | 'repliedAt' | 'waitOpenMs'>;

/** Two of three are promised an answer within two minutes. */
function waitOf(dice: Dice, plan: Plan, { at, heavy }: Start): Wait {
  const mode = dice.happens(0.95) ? 'live' : 'offline';
  const isPromised = dice.happens(0.66);
  const isKept = heavy || !isPromised || dice.happens(plan.kept(weekdayOf(at)));
  const promise = !isPromised ? 'none' : isKept ? 'kept' : dice.happens(0.75) ? 'late' : 'never';
  const answered = promise === 'never' ? false : isPromised || heavy || dice.happens(0.97);
  const waitMs = promise === 'late' ? dice.between(121, 900) * 1_000 : dice.between(3, 120) * 1_000;
  return { mode, promise, repliedAt: answered ? at + waitMs : null, waitOpenMs: answered ? waitMs : null };
}

type Talk = Pick<SessionRow, 'speakers' | 'handoffs' | 'happened' | 'flags'>;

/** `agent` has it at the end and most often alone; who speaks before him is another. */
function talkOf(dice: Dice, agent: ActorId, repliedAt: number | null, partners: boolean): Talk {
  if (repliedAt === null) return { speakers: [], handoffs: 0, happened: [], flags: ['visitorLast'] };
  const roll = dice.roll();
  const handoffs = roll < 0.86 ? 0 : roll < 0.96 ? 1 : roll < 0.99 ? 2 : 3;
  const flags: Flag[] = [];
  if (handoffs === 0) flags.push('sole');
  if (handoffs > 1 && dice.happens(0.4)) flags.push('bounced');
  if (dice.happens(0.3)) flags.push('visitorLast');
  const others = (partners ? partnerAgents : shopAgents).filter((name) => name !== agent);
  const speakers = handoffs === 0 ? [agent] : [dice.pick(others), agent];
  return { speakers, handoffs, happened: Array.from({ length: handoffs }, () => 'handAccepted'), flags };
}

interface Asking extends Beginning {
  readonly agent: ActorId;
  readonly closedAt: number;
  readonly answered: boolean;
}

function askedOf(dice: Dice, plan: Plan, { agent, closedAt, answered, heavy, ratedAt }: Asking): Asked {
  if (!answered) return { endedBy: 'left', invitation: 'ineligible', excuse: 'no_human_reply', extra: 'none' };
  if (!heavy && dice.happens(plan.spam(agent)))
    return { endedBy: 'spam', invitation: 'suppressed', excuse: 'spam', extra: 'none' };
  const endedBy = dice.pick(['visitor', 'agent', 'agent', 'idle'] as const);
  if (!heavy && dice.happens(0.02))
    return { endedBy, invitation: 'ineligible', excuse: 'no_visitor_message', extra: 'none' };
  if (ratedAt > closedAt - dayMs) return { endedBy, invitation: 'suppressed', excuse: 'throttled', extra: 'none' };
  const extra = dice.happens(0.1) ? dice.pick(['expect', 'nps', 'ces'] as const) : 'none';
  const isShown = heavy || dice.happens(plan.shown(agent));
  if (!isShown) return { endedBy, invitation: 'offered', excuse: 'none', extra };
  const invitation = heavy || dice.happens(0.32) ? 'rated' : dice.happens(0.4) ? 'dismissed' : 'shown';
  return { endedBy, invitation, excuse: 'none', extra };
}
