// Everything a client holds of one conversation, and what the relay's frames do to it. What a screen shows of it is view.ts.
// No I/O and no clock; asking the relay for more is reading.ts.

import type {
  ActorId,
  Audience,
  ConvId,
  ConvState,
  Ev,
  Mark,
  Role,
  Seq,
  ServerFrame,
  StreamFold,
  Sum,
} from '@rapport/protocol';
import { adopt } from '@rapport/protocol';
import type { Window } from './timeline.ts';
import { advance, ahead, replaceWith, windowFrom } from './timeline.ts';

/** How a stream changes the state. What is missing is loaded with the first event of its stream (reading.ts). */
export type Folds = { [A in Audience]?: StreamFold };

export interface Thread {
  readonly id: ConvId;
  readonly folds: Folds;
  /** Fold of what was applied. */
  st: ConvState | null;
  /** The windows of those streams that this client may hear (S1): `notes` is for staff alone. */
  readonly w: Readonly<Record<Exclude<Audience, 'notes'>, Window> & { notes?: Window }>;
  readonly marks: Record<ActorId, Mark>;
  /** What the relay said last of its place in the queue. */
  place: number | null;
  /** Until when each is typing, local milliseconds (E1). */
  readonly typing: Record<ActorId, number>;
  /** The newest list row, which is all there is while `w.main` is unknown. */
  sum: Sum | null;
  /** The relay has it: streams can be subscribed. */
  there: boolean;
  /** Head of `main` when this was begun, or at the last `welcome`: until then it is catching up. */
  goal: Seq;

  /* What this client does about it. */

  /** Takers that have not disposed it; it is followed while there is one. */
  takers: number;
  isLoading: boolean;
  /** The mark the relay was told last, and when. */
  told: Mark;
  toldAt: number;
  typedAt: number;
}

export const unmarked: Mark = { r: 0, d: 0 };

/** `there`: known to the relay, to be read from its tail. Otherwise begun here. */
export const createThread = (
  { role, folds }: { readonly role: Role; readonly folds: Folds },
  id: ConvId,
  there: boolean,
): Thread => ({
  id,
  folds,
  st: null,
  w: {
    main: windowFrom(there ? -1 : 0, id),
    rating: windowFrom(0, id, 'rating'),
    ...(role === 'a' && { notes: windowFrom(0, id, 'notes') }),
  },
  marks: {},
  place: null,
  typing: {},
  sum: null,
  there,
  goal: -1,
  takers: 0,
  isLoading: false,
  told: unmarked,
  toldAt: 0,
  typedAt: 0,
});

/** State of the conversation: the fold, or the list's until the log has come. */
export const stateIn = (t: Thread): ConvState | null => (t.w.main.cursor > 0 ? t.st : (t.sum?.st ?? null));

/** I5: a visitor stands in a conversation under the author that it was begun by, which may be the same person's other device. */
export const meIn = (t: Thread, { role, me }: { readonly role: Role; readonly me: ActorId }): ActorId =>
  (role === 'v' && stateIn(t)?.visitor) || me;

export function onEvents(t: Thread, w: Window, events: readonly Ev[], head: Seq): ReturnType<typeof advance> {
  const result = advance(w, events, head);
  for (const e of result.fresh) {
    t.st = t.folds[w.audience]?.(t.st, e) ?? t.st;
    delete t.typing[e.a]; // E1: who has written is not typing any more
  }
  return result;
}

export function onSnap(t: Thread, w: Window, snap: Extract<ServerFrame, { t: 'snap' }>): ReturnType<typeof advance> {
  for (const who in snap.mk) onMark(t, who, snap.mk[who] as Mark);
  // A window that is being followed is only ever continued, unless the relay says that it cannot be (D6).
  if (!snap.reset && w.cursor >= 0) return onEvents(t, w, snap.e, snap.h);
  replaceWith(w, snap.e, snap.h);
  t.st = adopt(t.st, w.audience, snap.st);
  return { fresh: snap.e, gap: false };
}

/** M1: forward only. */
export function onMark(t: Thread, who: ActorId, { r, d }: Mark): void {
  const old = t.marks[who] ?? unmarked;
  r = Math.max(old.r, r);
  t.marks[who] = { r, d: Math.max(old.d, d, r) };
}

export function onSum(t: Thread, sum: Sum): void {
  ahead(t.w.main, sum.h);
  if (t.w.notes) ahead(t.w.notes, sum.hn ?? 0);
  t.sum = sum;
  t.there = true;
}
