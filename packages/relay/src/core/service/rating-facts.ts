// What was said of one session, by its visitor, by whoever had it, and by whoever judged what was said. From the log alone; pure.
import type { ActorId, Ev, EventData, Excuse, Extra, Rating, RatingState, Resolved, Score } from '@rapport/protocol';
import { system } from '../decide-context.ts';
import type { ConvLog } from './facts.ts';

export interface RatingFacts {
  /** As the log says; null: it does not, because nobody wrote it down then. */
  readonly invitation: RatingState['state'] | null;
  /** Of an excused session. */
  readonly excuse: Excuse['why'] | null;
  readonly extra: Extra | null;
  /** Whoever rated or dismissed it has seen it, too; a later session takes the place of the question, and not that it was seen. */
  readonly isShown: boolean;
  readonly isReminded: boolean;
  /** The last revision. */
  readonly rating: Rating | null;
  readonly firstRatedAt: number | null;
  readonly ratedAt: number | null;
  readonly revisions: number;
  readonly isLocked: boolean;
  /** First note or message of a person of the staff after the first rating, or the contact itself. */
  readonly actedAt: number | null;
  /** The last score is higher than the first, and between them the staff wrote to the visitor. */
  readonly isRaised: boolean;
  readonly second: Score | null;
  readonly outcome: Resolved | null;
  /** Null: not asked. */
  readonly guess: {
    readonly of: ActorId;
    readonly until: number;
    readonly is: Score | 'declined' | 'unanswered';
  } | null;
  readonly isVoid: boolean;
  /** R12 */
  readonly isFromStaffAddress: boolean;
}

/** What the staff did, by when: once for all sessions of a conversation. */
export interface StaffActs {
  readonly notes: readonly number[];
  readonly messages: readonly number[];
}

export function staffActsOf({ main, notes }: ConvLog, visitor: ActorId): StaffActs {
  const isOfStaff = ({ a }: Ev): boolean => a !== visitor && a !== system;
  return {
    notes: notes.filter((ev) => ev.k === 'note' && isOfStaff(ev)).map(({ at }) => at),
    messages: main.filter((ev) => ev.k === 'message' && isOfStaff(ev)).map(({ at }) => at),
  };
}

export function ratingFactsOf(n: number, { notes, rating }: ConvLog, acts: StaffActs): RatingFacts {
  const isOwn = ({ d }: Ev): boolean => (d as { n?: number }).n === n;
  const said = rating.filter(isOwn);
  const judged = notes.filter(isOwn);
  const rated = said.filter(({ k }) => k === 'rated') as readonly Ev<'rated', EventData['rated']>[];
  const [first, last] = [rated[0], rated.at(-1)];
  const locked = said.find(({ k }) => k === 'locked');
  const excused = dataOf(said, 'excused');
  const after = (times: readonly number[]): number =>
    times.find((at) => at > (first?.at ?? Number.POSITIVE_INFINITY)) ?? Number.POSITIVE_INFINITY;
  const wroteAt = Math.min(after(acts.messages), locked && first ? locked.at : Number.POSITIVE_INFINITY);
  const actedAt = Math.min(wroteAt, after(acts.notes));
  return {
    invitation: excused?.state ?? invitationOf(said),
    excuse: excused?.why ?? null,
    extra: dataOf(said, 'invited')?.extra ?? null,
    isShown: said.some(({ k }) => k === 'shown' || k === 'dismissed' || k === 'rated'),
    isReminded: said.some(({ k, d }) => k === 'shown' && (d as EventData['shown']).again === 1),
    rating: last ? ratingOf(last.d) : null,
    firstRatedAt: first?.at ?? null,
    ratedAt: last?.at ?? null,
    revisions: rated.length,
    isLocked: locked !== undefined,
    actedAt: Number.isFinite(actedAt) ? actedAt : null,
    isRaised: first !== undefined && last !== undefined && last.d.score > first.d.score && wroteAt < last.at,
    second: dataOf(said, 'rerated')?.score ?? null,
    outcome: dataOf(judged, 'outcome')?.resolved ?? null,
    guess: guessOf(judged),
    isFromStaffAddress: dataOf(judged, 'insider')?.by === 'address',
    isVoid: judged.findLast(({ k }) => k === 'voided' || k === 'unvoided')?.k === 'voided',
  };
}

/** Of the last event of its kind. */
function dataOf<K extends keyof EventData>(events: readonly Ev[], kind: K): EventData[K] | undefined {
  return events.findLast(({ k }) => k === kind)?.d as EventData[K] | undefined;
}

const steps: Readonly<Record<string, NonNullable<RatingFacts['invitation']>>> = {
  invited: 'offered',
  shown: 'shown',
  dismissed: 'dismissed',
  superseded: 'superseded',
  rated: 'rated',
};

/** As `fold` has it: what was seen once is not seen for the first time again. */
function invitationOf(said: readonly Ev[]): RatingFacts['invitation'] {
  let is: RatingFacts['invitation'] = null;
  for (const { k } of said) if (Object.hasOwn(steps, k) && (k !== 'shown' || is === 'offered')) is = steps[k] ?? is;
  return is;
}

function ratingOf({ n: _, rev: __, until: ___, ...rating }: EventData['rated']): Rating {
  return rating;
}

function guessOf(judged: readonly Ev[]): RatingFacts['guess'] {
  const asked = dataOf(judged, 'guessing');
  if (!asked) return null;
  const given = dataOf(judged, 'guessed');
  return { of: asked.of, until: asked.until, is: given ? (given.score ?? 'declined') : 'unanswered' };
}
