// What a screen shows, computed from a thread and the outbox. Pure; it sends nothing and remembers nothing.
import type { ActorId, Ev, Invite, Rating, Seq } from '@rapport/protocol';
import type { Entry, Outbox } from './outbox.ts';
import { isPending } from './outbox.ts';
import { stateIn } from './thread.ts';
import type { Thread } from './thread.ts';
import { lowest } from './timeline.ts';
import type { ChatEvent, ConversationState, Item, Message, RatingView, SendStatus, Timeline } from './types.ts';

/** Who looks, and what only the client knows. */
export interface Eye {
  readonly role: 'v' | 'a';
  readonly me: ActorId;
  readonly now: number;
  readonly box: Outbox;
  readonly invites: ReadonlyMap<string, Invite>;
  readonly loadingOlder?: boolean;
}

export const inviteKey = (conv: string, n: number): string => `${conv}/${n}`;

export const textOf = (d: unknown): string => {
  const text = (d as { text?: unknown } | null)?.text;
  return typeof text === 'string' ? text : '';
};

export const chatEvent = ({ s, k, a, at, m, d }: Ev): ChatEvent => ({ seq: s, kind: k, author: a, at, ...(m && { key: m }), data: d });

/** O8: from the marks of the other side: for a visitor everybody else, for staff the visitor. */
export function statusAt(t: Thread, eye: Eye, seq: Seq): SendStatus {
  const visitor = stateIn(t)?.visitor;
  let status: SendStatus = 'sent';
  for (const [who, mark] of Object.entries(t.marks)) {
    if (who === eye.me || (eye.role === 'a' && who !== visitor)) continue;
    if (mark.r >= seq) return 'read';
    if (mark.d >= seq) status = 'delivered';
  }
  return status;
}

/** Written by the side that is not mine. */
export function isTheirs(t: Thread, eye: Pick<Eye, 'role' | 'me'>, e: Ev): boolean {
  return e.k === 'message' && (eye.role === 'a' ? e.a === stateIn(t)?.visitor : e.a !== eye.me);
}

export function unreadIn(t: Thread, eye: Eye): number {
  const read = t.marks[eye.me]?.r ?? 0;
  if (t.w.main.cursor > 0) return t.w.main.events.filter((e) => e.s > read && isTheirs(t, eye, e)).length;
  return t.sum && t.sum.h > read ? t.sum.unread : 0;
}

export function timelineOf(t: Thread, eye: Eye): Timeline {
  const { events, cursor, head } = t.w.main;
  const from = lowest(t.w.main);
  const item = (e: Ev, type: 'message' | 'note'): Item => {
    const mine = e.a === eye.me;
    // Another's id is no key here: it was not made by us, so it might equal one that was.
    const key = (mine && e.m) || type + e.s;
    const status = mine ? (type === 'note' ? 'sent' : statusAt(t, eye, e.s)) : 'sent';
    return { type, key, message: { key, seq: e.s, author: e.a, mine, at: e.at, text: textOf(e.d), status } };
  };
  // S2: a note stands after the message it followed; notes of one place by their own seq.
  const notes = t.w.notes.events.filter((e) => from < 2 || (e.p ?? 0) >= from - 1);
  const items: Item[] = [];
  let n = 0;
  const notesUpTo = (seq: Seq): void => {
    for (let e = notes[n]; e && (e.p ?? 0) <= seq; e = notes[++n]) items.push(item(e, 'note'));
  };
  notesUpTo(from - 1);
  for (const e of events) {
    items.push(e.k === 'message' ? item(e, 'message') : { type: 'event', key: `event${e.s}`, event: chatEvent(e) });
    notesUpTo(e.s);
  }
  notesUpTo(Infinity);
  for (const e of eye.box) if (e.c === t.id && textOf(e.d)) items.push(pendingItem(e, eye.me));
  return { items, from, head: Math.max(head, 0), hasOlder: cursor > 0 && from > 1, loadingOlder: eye.loadingOlder ?? false };
}

function pendingItem(e: Entry, author: ActorId): Item {
  const message: Message = { key: e.i, seq: e.s ?? null, author, mine: true, at: e.at, text: textOf(e.d), status: e.st };
  return { type: e.k === 'note' ? 'note' : 'message', key: e.i, message: e.error ? { ...message, error: e.error } : message };
}

export function ratingOf(t: Thread, eye: Eye): RatingView | null {
  const rates = stateIn(t)?.rate ?? {};
  const session = Math.max(...Object.keys(rates).map(Number));
  const known = rates[session];
  if (!known) return null;
  const mayRate = eye.invites.has(inviteKey(t.id, session)) && known.until > eye.now;
  const entry = eye.box.findLast((e) => e.c === t.id && e.k === 'rate' && e.d.n === session);
  const { n, secret, ...given } = (entry?.d ?? {}) as Record<string, unknown>;
  return {
    session,
    state: !entry ? known.state : entry.st === 'failed' ? 'failed' : 'saving',
    given: entry ? (given as unknown as Rating) : (known.rating ?? null),
    until: mayRate ? known.until : null,
    ...(entry?.error && { error: entry.error }),
  };
}

export function stateOf(t: Thread, eye: Eye): ConversationState {
  const s = stateIn(t);
  const agent = eye.role === 'a';
  const phase = s?.st ?? 'draft';
  const open = !!s && phase !== 'closed';
  const rating = ratingOf(t, eye);
  return {
    id: t.id,
    site: s?.site ?? '',
    phase,
    mode: s?.mode ?? 'live',
    session: s?.n ?? 0,
    visitor: s?.visitor ?? (agent ? '' : eye.me),
    assignee: s?.as ?? null,
    participants: Object.values(s?.who ?? {}).map(({ in: present, ...person }) => ({
      ...person,
      present: !!present,
      readUpTo: t.marks[person.id]?.r ?? 0,
      deliveredUpTo: t.marks[person.id]?.d ?? 0,
    })),
    openedAt: s?.openedAt ?? 0,
    takenAt: s?.takenAt ?? null,
    closedAt: s?.closedAt ?? null,
    waitingSince: s?.waitingSince ?? null,
    rating,
    unread: unreadIn(t, eye),
    typing: Object.keys(t.typing).filter((who) => who !== eye.me && (t.typing[who] ?? 0) > eye.now),
    can: {
      send: !agent || open,
      close: open || (!agent && eye.box.some((e) => e.c === t.id && isPending(e))),
      rate: !agent && phase === 'closed' && !!rating?.until && rating.state !== 'superseded',
      accept: agent && phase === 'queued',
      note: agent && !!s,
    },
  };
}
