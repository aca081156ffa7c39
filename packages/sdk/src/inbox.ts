// What an agent's list shows, and what is worth telling of a change in it. Pure.
import type { ActorId, ConvState, Rating, Sum } from '@rapport/protocol';
import type { AgentDesk } from './agent-desk.ts';
import type { AgentEvents, Complaint, Inbox, InboxRow, StaffCan, StaffState } from './agent-types.ts';
import type { Thread } from './thread.ts';
import { stateIn } from './thread.ts';
import type { Item, Timeline } from './types.ts';
import type { Eye } from './view.ts';
import { chatEvent, confirmed, lineOf, stateOf, textOf, timelineOf } from './view.ts';

/** What only the desk knows of a conversation. */
export type Around = Pick<AgentDesk, 'local' | 'isLead' | 'offers' | 'watching'>;

/** A conversation as staff see it. */
export function staffStateOf(t: Thread, eye: Eye, now: number, desk: Around): StaffState {
  const { can: _, ...state } = stateOf(t, eye, now);
  const s = stateIn(t);
  const { hand, guess, rate = {} } = s ?? {};
  // What was said stays in the list, though a later session was none to ask about.
  const said = Object.keys(rate).findLast((n) => rate[Number(n)]?.rating);
  const given = rate[Number(said)]?.rating;
  const offeredUntil = desk.offers().find(({ conversation }) => conversation === t.id)?.until ?? null;
  return {
    ...state,
    rating: state.rating ?? (given ? { session: Number(said), state: 'rated', given, until: null } : null),
    ...(hand && { hand: { ...hand, until: desk.local(hand.until) } }),
    ...(guess && { guess: { ...guess, until: desk.local(guess.until) } }),
    watching: desk.watching(t.id),
    offeredUntil,
    can: canOf(s, eye.me, desk.isLead(), offeredUntil !== null),
  };
}

function canOf(s: ConvState | null, me: ActorId, isLead: boolean, isOffered: boolean): StaffCan {
  const isOpen = !!s && s.st !== 'closed';
  const { as, hand } = s ?? {};
  const isMine = isOpen && as === me;
  const isForMe = hand?.to === me;
  return {
    send: isOpen,
    close: isOpen,
    rate: false,
    note: !!s,
    accept: s?.st === 'queued' || isForMe,
    decline: isOffered || isForMe,
    withdraw: !!hand && (hand.from === me || isMine),
    transfer: isOpen && !hand && (isMine || isLead),
    consult: isOpen && (isMine || isLead),
    join: s?.st === 'active' && !s.who[me]?.in,
    takeover: s?.st === 'active' && !isMine && isLead,
    escalate: isOpen && !s.lead,
    block: !!s && !s.blocked,
    unblock: !!s?.blocked,
  };
}

/** S2: notes stand after the event that was the newest when they were written, by their own seq. */
export function withNotes(t: Thread, eye: Eye): Timeline {
  const timeline = timelineOf(t, eye);
  const { from, items } = timeline;
  const { events } = t.w.main;
  // Of a window that begins later, those before it belong to the history; what is not there yet comes after all.
  const noted = (t.w.notes?.events ?? []).map((e) => {
    const { key: _, ...message } = confirmed(t, eye, e);
    const key = message.mine && e.m ? e.m : `note${e.s}`;
    const { to } = e.d as { to?: ActorId };
    const item: Item =
      e.k === 'note'
        ? { type: 'note', key, message: { key, ...message, status: 'sent' }, ...(to && { to }) }
        : { type: 'event', key, event: chatEvent(e) };
    return { at: Math.min((e.p ?? 0) - from + 1, events.length), item };
  });
  const notesAt = (at: number): Item[] => noted.filter((note) => note.at === at).map(({ item }) => item);
  return {
    ...timeline,
    // The first items are the events, one each; what is left of the outbox comes after all notes.
    items: [
      ...notesAt(0),
      ...items.slice(0, events.length).flatMap((item, n) => [item, ...notesAt(n + 1)]),
      ...items
        .slice(events.length)
        .map(
          (item): Item =>
            item.type === 'message' && eye.box.some((e) => e.i === item.key && e.k === 'note')
              ? { ...item, type: 'note' }
              : item,
        ),
    ],
  };
}

export const complaintsOf = (t: Thread): Complaint[] =>
  t.w.rating.events.flatMap(({ k, d, at }) =>
    k === 'complained' ? { session: (d as { n: number }).n, text: textOf(d), at } : [],
  );

export function rowOf(t: Thread, sum: Sum, eye: Eye, now: number, desk: Around): InboxRow {
  const { last } = sum;
  return {
    id: sum.c,
    state: staffStateOf(t, eye, now, desk),
    visitor: sum.v ?? {},
    last: last ? { text: lineOf(last.d), mine: last.a === eye.me, author: last.a, at: last.at } : null,
    updatedAt: sum.at,
  };
}

export function inboxOf(rows: readonly InboxRow[], me: ActorId, complete: boolean): Inbox {
  const inbox = {
    waiting: [] as InboxRow[],
    mine: [] as InboxRow[],
    others: [] as InboxRow[],
    ended: [] as InboxRow[],
    complete,
  };
  for (const row of rows) {
    const { phase, assignee } = row.state;
    inbox[phase === 'closed' ? 'ended' : phase === 'queued' ? 'waiting' : assignee === me ? 'mine' : 'others'].push(
      row,
    );
  }
  const since = ({ state }: InboxRow): number => state.queuedAt ?? state.openedAt;
  const latest = (a: InboxRow, b: InboxRow): number => b.updatedAt - a.updatedAt;
  const needy = ({ state }: InboxRow): number => Number(state.waitingSince === null);
  inbox.waiting.sort((a, b) => since(a) - since(b));
  inbox.mine.sort((a, b) => needy(a) - needy(b) || latest(a, b));
  inbox.others.sort(latest);
  inbox.ended.sort(latest);
  return inbox;
}

/** What was last heard of a conversation, as far as something is told of it. */
export interface Heard {
  /** Session. */
  readonly n: number;
  /** Seq of the visitor's last message. */
  readonly s: number;
  /** Session and revision of the newest rating. */
  readonly rated: string;
  /** Until when it is handed to me; 0: it is not. */
  readonly hand: number;
  /** Session in which I was asked to help. */
  readonly helps: number;
  readonly lead: number;
}

type Told = 'waiting' | 'message' | 'rated' | 'handing' | 'consulted' | 'escalated';
export type News = { readonly [K in Told]: { readonly type: K; readonly value: AgentEvents[K] } }[Told];

/** S5: lists are level-triggered, so what is new is the difference from what was heard before. */
export function newsOf(
  was: Heard | undefined,
  { c: conversation, st, last, at }: Sum,
  me: ActorId,
  local: (at: number) => number,
): { heard: Heard; news: readonly News[] } {
  const news: News[] = [];
  const hand = st.hand?.to === me ? st.hand.until : 0;
  const helps = st.helpers?.[me] ?? 0;
  const lead = st.lead ?? 0;
  const s = last?.k === 'message' && last.a === st.visitor ? last.s : (was?.s ?? 0);
  const session = Math.max(
    0,
    ...Object.keys(st.rate)
      .map(Number)
      .filter((n) => st.rate[n]?.rating),
  );
  const rate = st.rate[session];
  const rated = rate ? `${session}/${rate.rev}` : '';
  if (st.st === 'queued' && st.n !== was?.n) news.push({ type: 'waiting', value: { conversation } });
  if (s > (was?.s ?? 0) && st.as === me) news.push({ type: 'message', value: { conversation, text: lineOf(last?.d) } });
  // Of a conversation not heard of before, only what has just happened is news.
  if (rate && (was ? rated !== was.rated : rate.at === at)) {
    news.push({ type: 'rated', value: { conversation, session, rating: rate.rating as Rating } });
  }
  if (st.hand && hand && hand !== was?.hand)
    news.push({ type: 'handing', value: { conversation, from: st.hand.from, until: local(hand) } });
  if (helps > (was?.helps ?? 0) && helps === st.n) news.push({ type: 'consulted', value: { conversation } });
  if (lead > (was?.lead ?? 0)) news.push({ type: 'escalated', value: { conversation } });
  return { heard: { n: st.n, s, rated, hand, helps, lead }, news };
}
