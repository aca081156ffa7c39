// What a screen shows, computed from a thread and the outbox. Pure; it sends nothing and remembers nothing.

import type { ActorId, ConvId, Ev, Invite, Role, Seq } from '@rapport/protocol';
import { foldMain } from '@rapport/protocol';
import type { Entry } from './outbox.ts';
import { isPending, isSaid } from './outbox.ts';
import type { RatingView } from './rating-types.ts';
import type { Thread } from './thread.ts';
import { meIn, stateIn, unmarked } from './thread.ts';
import { lowest } from './timeline.ts';
import type { ChatEvent, Item, Message, SendStatus, Timeline } from './types.ts';
import type { VisitorState } from './visitor-types.ts';

/** Who looks, and what only the client knows. */
export interface Eye {
  readonly role: Role;
  readonly me: ActorId;
  readonly box: readonly Entry[];
  readonly invites: ReadonlyMap<string, Invite>;
  /** Loaded with the first that there is to know of a rating. */
  readonly ratings?: { ratingOf(t: Thread, eye: Eye, now: number): RatingView | null } | null | undefined;
}

/** A visitor may hold the right to rate a session beside that to a second score of an earlier one. */
export const inviteKey = (c: ConvId, n: number): string => `${c} ${n}`;

/** The state of a conversation of which nothing has happened. */
const blank = foldMain(null, { k: '' } as Ev);

export const textOf = (d: unknown): string => String((d as { text?: unknown } | null)?.text ?? '');

const filesOf = (d: unknown): Pick<Message, 'files'> => {
  const { files } = (d ?? {}) as Pick<Message, 'files'>;
  return files ? { files } : {};
};

/** For one line: files alone are called by their names. */
export const lineOf = (d: unknown): string => textOf(d) || (filesOf(d).files ?? []).map(({ name }) => name).join(', ');

export const chatEvent = ({ s, k, a, at, m, d }: Ev): ChatEvent => ({
  seq: s,
  kind: k,
  author: a,
  at,
  ...(m && { key: m }),
  data: d,
});

/** Whether `who` is of the other side: for a visitor everybody else, for staff the visitor. */
const isOther = (t: Thread, eye: Pick<Eye, 'role' | 'me'>, who: ActorId): boolean =>
  eye.role === 'a' ? who === stateIn(t)?.visitor : who !== meIn(t, eye);

/** O8: from the marks of the other side. */
export function statusAt(t: Thread, eye: Pick<Eye, 'role' | 'me'>, seq: Seq): SendStatus {
  let status: SendStatus = 'sent';
  for (const who in t.marks) {
    const { r, d } = t.marks[who] ?? unmarked;
    if (!isOther(t, eye, who)) continue;
    if (r >= seq) return 'read';
    if (d >= seq) status = 'delivered';
  }
  return status;
}

/** A message of the side that is not mine. */
export const isTheirs = (t: Thread, eye: Pick<Eye, 'role' | 'me'>, { k, a }: Ev): boolean =>
  k === 'message' && isOther(t, eye, a);

export function unreadIn(t: Thread, eye: Pick<Eye, 'role' | 'me'>): number {
  const { r } = t.marks[meIn(t, eye)] ?? unmarked;
  if (t.w.main.cursor > 0) return t.w.main.events.filter((e) => e.s > r && isTheirs(t, eye, e)).length;
  return t.sum && t.sum.h > r ? t.sum.unread : 0;
}

/** A confirmed message. Another's id is no key here: it was not made by us, so it might equal one that was. */
export function confirmed(t: Thread, eye: Eye, { s: seq, a: author, at, m, d }: Ev): Message {
  const mine = author === meIn(t, eye);
  const status = mine ? statusAt(t, eye, seq) : 'sent';
  return { key: (mine && m) || `message${seq}`, seq, author, mine, at, text: textOf(d), ...filesOf(d), status };
}

const itemOf = (message: Message): Item => ({ type: 'message', key: message.key, message });

export function timelineOf(t: Thread, eye: Eye): Timeline {
  const { events, cursor } = t.w.main;
  const from = lowest(t.w.main);
  return {
    items: [
      ...events.map(
        (e): Item =>
          e.k === 'message' ? itemOf(confirmed(t, eye, e)) : { type: 'event', key: `event${e.s}`, event: chatEvent(e) },
      ),
      ...eye.box
        .filter((e) => e.c === t.id && isSaid(e))
        .map(({ i: key, d, at, st: status, error, s: seq = null }) =>
          itemOf({
            key,
            seq,
            author: eye.me,
            mine: true,
            at,
            text: textOf(d),
            ...filesOf(d),
            status,
            ...(error && { error }),
          }),
        ),
    ],
    from,
    // What is not there yet is not told of.
    head: cursor < 0 ? 0 : t.w.main.head,
    hasOlder: cursor > 0 && from > 1,
    loadingOlder: t.isLoading,
  };
}

/** As a visitor sees it. */
export function stateOf(t: Thread, eye: Eye, now: number): VisitorState {
  const s = stateIn(t);
  const { st, as: assignee, n: session, who, rate, fromVisitor, fromStaff, notes, ...same } = s ?? blank;
  const isOpen = !!s && st !== 'closed';
  const rating = eye.ratings?.ratingOf(t, eye, now) ?? null;
  return {
    ...same,
    id: t.id,
    phase: s ? st : 'draft',
    session,
    assignee,
    participants: Object.values(who).map(({ in: present, ...person }) => {
      const { r, d } = t.marks[person.id] ?? unmarked;
      return { ...person, present: !!present, readUpTo: r, deliveredUpTo: d };
    }),
    rating,
    place: st === 'queued' ? t.place : null,
    unread: unreadIn(t, eye),
    typing: Object.keys(t.typing).filter((id) => id !== eye.me && (t.typing[id] ?? 0) > now),
    can: {
      send: true,
      close: isOpen || eye.box.some((e) => e.c === t.id && isPending(e)),
      rate: st === 'closed' && !!rating?.until && rating.state !== 'superseded',
      accept: false,
      note: false,
      leave: isOpen && st === 'queued' && !fromStaff,
      stay: isOpen && !!s.askedAt,
      askForLead: isOpen && !s.lead,
      complain: !!s,
    },
  };
}
