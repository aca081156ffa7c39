// What an agent's list shows, and what is worth telling of a change in it. Pure.
import type { ActorId, Rating, Sum } from '@rapport/protocol';
import type { AgentEvents, Inbox, InboxRow } from './agent-types.ts';
import type { Thread } from './thread.ts';
import type { ConversationState, Item, Timeline } from './types.ts';
import type { Eye } from './view.ts';
import { confirmed, stateOf, textOf, timelineOf } from './view.ts';

/** A conversation as staff see it. */
export function staffStateOf(t: Thread, eye: Eye, now: number): ConversationState {
  const state = stateOf(t, eye, now);
  const { phase } = state;
  const isOpen = phase !== 'draft' && phase !== 'closed';
  const can = { send: isOpen, close: isOpen, rate: false, accept: phase === 'queued', note: phase !== 'draft' };
  return { ...state, can };
}

/** S2: notes stand after the event that was the newest when they were written, by their own seq. */
export function withNotes(t: Thread, eye: Eye): Timeline {
  const timeline = timelineOf(t, eye);
  const { from, items } = timeline;
  const { events } = t.w.main;
  // Of a window that begins later, those before it belong to the history; what is not there yet comes after all.
  const noted = (t.w.notes?.events ?? []).map((e) => {
    const { key, ...message } = confirmed(t, eye, e);
    const own = message.mine && e.m ? e.m : `note${e.s}`;
    const item: Item = { type: 'note', key: own, message: { key: own, ...message, status: 'sent' } };
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

export function rowOf(t: Thread, sum: Sum, eye: Eye, now: number): InboxRow {
  const { last } = sum;
  return {
    id: sum.c,
    state: staffStateOf(t, eye, now),
    visitor: sum.v ?? {},
    last: last ? { text: textOf(last.d), mine: last.a === eye.me, author: last.a, at: last.at } : null,
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
  const since = ({ state }: InboxRow): number => state.waitingSince ?? state.openedAt;
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
}

export type News = {
  readonly [K in 'waiting' | 'message' | 'rated']: { readonly type: K; readonly value: AgentEvents[K] };
}['waiting' | 'message' | 'rated'];

/** S5: lists are level-triggered, so what is new is the difference from what was heard before. */
export function newsOf(
  was: Heard | undefined,
  { c: conversation, st, last, at }: Sum,
  me: ActorId,
): { heard: Heard; news: readonly News[] } {
  const news: News[] = [];
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
  if (s > (was?.s ?? 0) && st.as === me) news.push({ type: 'message', value: { conversation, text: textOf(last?.d) } });
  // Of a conversation not heard of before, only what has just happened is news.
  if (rate && (was ? rated !== was.rated : rate.at === at)) {
    news.push({ type: 'rated', value: { conversation, session, rating: rate.rating as Rating } });
  }
  return { heard: { n: st.n, s, rated }, news };
}
