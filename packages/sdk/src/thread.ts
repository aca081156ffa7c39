// Everything a client holds of one conversation, as a pure reducer over the relay's frames. What a screen shows of it is view.ts.
import { adopt, fold } from '@rapport/protocol';
import type { ActorId, Audience, ConvId, ConvState, Ev, Mark, Seq, ServerFrame, Sum } from '@rapport/protocol';
import { advance, ahead, emptyWindow, prepend, replaceWith } from './timeline.ts';
import type { Window } from './timeline.ts';

export interface Thread {
  readonly id: ConvId;
  /** Fold of what was applied. */
  readonly st: ConvState | null;
  readonly w: Readonly<Record<Audience, Window>>;
  readonly marks: Readonly<Record<ActorId, Mark>>;
  /** Until when each is typing, local milliseconds (E1). */
  readonly typing: Readonly<Record<ActorId, number>>;
  /** The newest list row, which is all there is while `w.main` is unknown. */
  readonly sum: Sum | null;
  /** The relay has it: streams can be subscribed. */
  readonly there: boolean;
}

/** `there`: known to the relay, to be read from its tail. Otherwise begun here. */
export function createThread(id: ConvId, there: boolean): Thread {
  const side = emptyWindow(0);
  return { id, st: null, w: { main: emptyWindow(there ? -1 : 0), notes: side, rating: side }, marks: {}, typing: {}, sum: null, there };
}

/** State of the conversation: the fold, or the list's until the log has come. */
export const stateIn = (t: Thread): ConvState | null => (t.w.main.cursor > 0 ? t.st : (t.sum?.st ?? null));

const within = (t: Thread, audience: Audience, window: Window): Thread => ({ ...t, w: { ...t.w, [audience]: window } });

export interface Applied {
  readonly thread: Thread;
  readonly fresh: readonly Ev[];
  readonly gap: boolean;
}

export function onEvents(t: Thread, audience: Audience, events: readonly Ev[], head: Seq): Applied {
  const { window, fresh, gap } = advance(t.w[audience], events, head);
  const typing = { ...t.typing };
  let { st } = t;
  for (const e of fresh) {
    st = fold(st, audience, e);
    delete typing[e.a]; // E1: who has written is not typing any more
  }
  return { thread: { ...within(t, audience, window), st, typing, there: true }, fresh, gap };
}

export function onSnap(t: Thread, audience: Audience, snap: Extract<ServerFrame, { t: 'snap' }>): Applied {
  const base = Object.entries(snap.mk).reduce((thread, [who, mark]) => onMark(thread, who, mark), t);
  // A window that is being followed is only ever continued, unless the relay says that it cannot be (D6).
  if (!snap.reset && t.w[audience].cursor >= 0) return onEvents(base, audience, snap.e, snap.h);
  const thread = { ...within(base, audience, replaceWith(snap.e, snap.h)), st: adopt(t.st, audience, snap.st), there: true };
  return { thread, fresh: snap.e, gap: false };
}

/** M1: forward only. */
export function onMark(t: Thread, who: ActorId, { r, d }: Mark): Thread {
  const old = t.marks[who] ?? { r: 0, d: 0 };
  const read = Math.max(old.r, r);
  return { ...t, marks: { ...t.marks, [who]: { r: read, d: Math.max(old.d, d, read) } } };
}

export function onTyping(t: Thread, who: ActorId, until: number): Thread {
  return { ...t, typing: { ...t.typing, [who]: until } };
}

export function onHead(t: Thread, audience: Audience, head: Seq): Thread {
  return within(t, audience, ahead(t.w[audience], head));
}

export function onSum(t: Thread, sum: Sum): Thread {
  return { ...onHead(onHead(t, 'main', sum.h), 'notes', sum.hn ?? 0), sum, there: true };
}

export function onOlder(t: Thread, page: readonly Ev[]): Thread {
  return within(t, 'main', prepend(t.w.main, page));
}
