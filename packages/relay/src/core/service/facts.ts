// What became of each session of one visitor, from the log alone: who answered when, what was promised, through whose hands it went.
// Pure. What these facts add up to is the reports' matter.
import type { ActorId, Audience, ConvState, Ev, EventData, Open, Seq } from '@rapport/protocol';
import { fold } from '@rapport/protocol';
import type { Owner } from '@rapport/ratings';
import { system } from '../decide-context.ts';
import { type RatingFacts, ratingFactsOf, staffActsOf } from './rating-facts.ts';

/** One conversation: its streams in order. Texts are not needed. */
export type ConvLog = Readonly<Record<Audience, readonly Ev[]>>;

/** What may happen in a session besides talk, and is counted. */
export const occurrences = [
  'requeued',
  'missed',
  'consulted',
  'handed',
  'handAccepted',
  'handDeclined',
  'handWithdrawn',
  'handTimedOut',
  'handGone',
  'givenToTeam',
  'takeovers',
  'escalatedByVisitor',
  'escalatedByAgent',
  'complaints',
  'blocked',
  'unblocked',
] as const;

export type Occurrence = (typeof occurrences)[number];

export interface SessionFacts extends RatingFacts {
  readonly n: number;
  readonly site: string;
  /** Path of the page it was begun on; '': not told. So with the language. */
  readonly page: string;
  readonly locale: string;
  /** At its end; '': any. */
  readonly team: string;
  /** Who has it, or had it at its end; '': nobody. */
  readonly owner: ActorId;
  readonly mode: 'live' | 'offline';
  readonly openedAt: number;
  /** Null: it has not ended. */
  readonly closedAt: number | null;
  readonly closedBy: 'visitor' | 'agent' | 'system' | null;
  readonly closedWhy: Open<'left' | 'idle' | 'spam'> | null;
  /** First message of a person; null: none. What the relay says by itself does not stop the clock (F14). */
  readonly repliedAt: number | null;
  /** Q8: of a promise with an end that was shown; null: there was none, or it is open. */
  readonly promise: 'kept' | 'late' | 'never' | null;
  /** From whoever replied first (F19). */
  readonly owners: readonly Owner[];
  /** Who of the staff wrote in public, by their first word. */
  readonly speakers: readonly ActorId[];
  readonly visitorMessages: number;
  /** Whether the last word was the visitor's. */
  readonly isVisitorLast: boolean;
  /** It began as the reopening of a conversation. */
  readonly isReopened: boolean;
  /** When this visitor's next session began. */
  readonly nextAt: number | null;
  readonly happened: readonly Occurrence[];
}

/** All sessions of one visitor, by when they began. `convs`: all his conversations. */
export function factsOf(convs: readonly ConvLog[]): readonly SessionFacts[] {
  const sessions = convs.flatMap(factsOfOne).sort((a, b) => a.openedAt - b.openedAt);
  return sessions.map((facts, at) => ({
    ...facts,
    nextAt: sessions.slice(at + 1).find(({ openedAt }) => openedAt > facts.openedAt)?.openedAt ?? null,
  }));
}

interface Session {
  readonly main: Ev[];
  readonly from: Seq;
  readonly n: number;
}

function factsOfOne(log: ConvLog): Omit<SessionFacts, 'nextAt'>[] {
  const { main, notes, rating } = log;
  const sessions: Session[] = [];
  for (const ev of main) {
    if (ev.k === 'opened' || ev.k === 'reopened') sessions.push({ main: [], from: ev.s, n: sessions.length + 1 });
    const session = sessions.at(-1);
    // What came of it is settled at its end.
    if (session?.main.at(-1)?.k !== 'closed') session?.main.push(ev);
  }
  const visitor = (main.find(({ k }) => k === 'opened')?.d as EventData['opened'] | undefined)?.who.id ?? '';
  const acts = staffActsOf(log, visitor);
  let state: ConvState | null = null;
  return sessions.map((session, at) => {
    const story = storyOf(session, state);
    state = story.state;
    const end = sessions[at + 1]?.from ?? Number.POSITIVE_INFINITY;
    const ownNotes = notes.filter(({ p = 0 }) => p >= session.from && p < end);
    const ownRating = rating.filter(({ d }) => (d as { n?: number }).n === session.n);
    return {
      ...story.facts,
      ...ratingFactsOf(session.n, log, acts),
      happened: [...session.main, ...ownNotes, ...ownRating].flatMap((ev) => occurrenceOf(ev) ?? []),
    };
  });
}

type Story = Omit<SessionFacts, keyof RatingFacts | 'nextAt' | 'happened'>;

/** The main stream of one session, from the state that the one before it has left. */
function storyOf({ main, n }: Session, before: ConvState | null): { facts: Story; state: ConvState } {
  let state = before as ConvState;
  let repliedAt: number | null = null;
  const owners: Owner[] = [];
  const promise = createPromise();
  for (const ev of main) {
    // Messages move nobody; there are many, so only the first reply is looked at.
    if (ev.k !== 'message') state = fold(state, 'main', ev);
    else if (repliedAt !== null || ev.a === state.visitor || ev.a === system) continue;
    else repliedAt = ev.at;
    if (repliedAt === null) promise.hear(ev);
    // The way from the queue to whoever replies first is no handoff; every change after it is (F19).
    else if (state.as !== null && !isLast(owners, state)) owners.push({ agent: state.as, team: state.team ?? '' });
  }
  const closed = main.findLast(({ k }) => k === 'closed');
  const { by, why } = (closed?.d ?? {}) as Partial<EventData['closed']>;
  const { page = '', locale = '' } = (main[0]?.d ?? {}) as Partial<EventData['opened' | 'reopened']>;
  const talk = main.filter(({ k, a }) => k === 'message' && a !== system).map(({ a }) => a);
  const facts: Story = {
    n,
    site: state.site,
    page,
    locale,
    team: state.team ?? '',
    owner: state.as ?? '',
    mode: state.mode,
    openedAt: state.openedAt,
    closedAt: closed?.at ?? null,
    closedBy: by ?? null,
    closedWhy: why ?? null,
    repliedAt,
    promise: promise.outcome(repliedAt, closed !== undefined),
    owners,
    speakers: [...new Set(talk.filter((a) => a !== state.visitor))],
    visitorMessages: talk.filter((a) => a === state.visitor).length,
    isVisitorLast: talk.at(-1) === state.visitor,
    isReopened: main[0]?.k === 'reopened',
  };
  return { facts, state };
}

function isLast(owners: readonly Owner[], { as, team = '' }: ConvState): boolean {
  const last = owners.at(-1);
  return last?.agent === as && last.team === team;
}

/** Q8: a promise counts from its event. A shorter one takes the place of the one before it; a broken one stays broken. */
function createPromise() {
  let dueAt = Number.POSITIVE_INFINITY;
  let isBroken = false;
  return {
    hear({ k, d, at }: Ev): void {
      if (k === 'late') isBroken = true;
      if (k !== 'promised' || isBroken) return;
      isBroken = at > dueAt;
      const { toMs } = d as EventData['promised'];
      if (toMs !== null) dueAt = Math.min(dueAt, at + toMs);
    },
    outcome(repliedAt: number | null, isOver: boolean): SessionFacts['promise'] {
      if (dueAt === Number.POSITIVE_INFINITY) return null;
      if (repliedAt === null) return isOver ? 'never' : null;
      return isBroken || repliedAt > dueAt ? 'late' : 'kept';
    },
  };
}

const returned: Readonly<Record<string, Occurrence>> = {
  declined: 'handDeclined',
  withdrawn: 'handWithdrawn',
  timeout: 'handTimedOut',
  gone: 'handGone',
};

const plain: Readonly<Record<string, Occurrence>> = {
  requeued: 'requeued',
  missed: 'missed',
  consulted: 'consulted',
  handed: 'handAccepted',
  complained: 'complaints',
  blocked: 'blocked',
  unblocked: 'unblocked',
};

function occurrenceOf({ k, d }: Ev): Occurrence | undefined {
  const { to, why, by } = d as { to?: ActorId; why?: string; by?: string };
  if (k === 'escalated') return by === 'visitor' ? 'escalatedByVisitor' : 'escalatedByAgent';
  if (k === 'transferred') return why === 'takeover' ? 'takeovers' : to === undefined ? 'givenToTeam' : undefined;
  // To a team, it is counted as what the visitor was told.
  if (k === 'handing') return to === undefined ? undefined : 'handed';
  return k === 'returned' ? returned[why ?? ''] : Object.hasOwn(plain, k) ? plain[k] : undefined;
}
