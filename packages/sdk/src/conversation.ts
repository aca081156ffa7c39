// One conversation as an application handles it: stores to show, and what a person can do in it.

import type { CommandKind, ConvId, Seq } from '@rapport/protocol';
import { limits } from '@rapport/protocol';
import type { Made } from './client.ts';
import { ChatError } from './error.ts';
import type { MessageInput } from './file-types.ts';
import { later } from './later.ts';
import type { Entry } from './outbox.ts';
import { isPending } from './outbox.ts';
import { hold, release } from './reading.ts';
import { committed, discard, push, retry } from './sending.ts';
import type { Thread } from './thread.ts';
import { meIn, onMark } from './thread.ts';
import type { CallOptions, Conversation, Events, Outgoing, Receipt } from './types.ts';
import { stateOf, statusAt, timelineOf } from './view.ts';
import type { VisitorConversation } from './visitor-types.ts';

export interface Talk {
  readonly thread: Thread;
  readonly conversation: Conversation & Pick<VisitorConversation, 'state'>;
  /** Puts a command into the outbox, and gives the handle of it. */
  put(k: CommandKind, d: Entry['d']): Outgoing;
  /** The same, waiting for its end. */
  call(k: CommandKind, d: Entry['d'], o?: CallOptions): Promise<Receipt>;
  /** The same with words, and what goes beside them. Throws `empty`, `too_large`. */
  say(k: CommandKind, words: MessageInput, beside?: Entry['d']): Outgoing;
}

/** Not with the rest: most chats are short. */
const history = (): Promise<typeof import('./history.ts')> => later(import('./history.ts'));

export function createConversation<E extends Events>(
  x: Made<E>,
  id: ConvId,
  isThere: boolean,
  textLimit: number,
  disposed: () => void,
  /** What goes with the command that opens it. */
  wish: Entry['d'] = {},
): Talk {
  const t = hold(x, id, isThere);

  const find = (key: string): Entry | undefined => x.box.find((e) => e.i === key);

  /** The first words in a conversation that the relay does not have open it; what was to open it may come second by now. */
  const opening = (k: CommandKind): CommandKind => {
    if (k !== 'message' && k !== 'open') return k;
    return t.there || x.box.some((e) => e.c === id && e.k === 'open' && isPending(e)) ? 'message' : 'open';
  };

  const send = (kind: CommandKind, d: Entry['d']): Entry => {
    const k = opening(kind);
    return push(x, id, k, k === 'open' ? { ...d, ...wish } : d);
  };

  const sendAgain = (e: Entry | undefined): void => {
    x.alive();
    if (!e) return;
    e.k = opening(e.k);
    retry(x, e);
  };

  const put: Talk['put'] = (k, d) => {
    const e = send(k, d);
    return {
      get key() {
        return e.i;
      },
      status: x.view(() =>
        e.st === 'sent' && e.in?.audience === 'main' ? statusAt(x.threads.get(e.c) ?? t, x, e.s as Seq) : e.st,
      ),
      committed: (o) => committed(x, e, o),
      retry: () => sendAgain(e),
      discard: () => discard(x, e),
    };
  };
  const call: Talk['call'] = async (k, d, o) => committed(x, send(k, d), o);

  const say: Talk['say'] = (k, words, beside) => {
    const { text = '', files } = typeof words === 'string' ? { text: words } : words;
    if (!text.trim() && !files?.[0]) throw new ChatError('empty');
    if ([...text].length > textLimit) throw new ChatError('too_large');
    t.typedAt = 0;
    return put(k, { text, ...(files && { files }), ...beside });
  };

  const conversation: Talk['conversation'] = {
    id,
    state: x.view(() => stateOf(t, x, x.p.now())),
    timeline: x.view(() => timelineOf(t, x)),
    send: (words) => say('message', words),
    retry: (key) => sendAgain(find(key)),
    discard(key) {
      const e = find(key);
      return !!e && discard(x, e);
    },
    async older({ limit = limits.snapEvents, ...o } = {}) {
      if (t.isLoading) return { done: false };
      t.isLoading = true;
      x.changed();
      try {
        return await (await history()).older(x, t, limit, o);
      } finally {
        t.isLoading = false;
        x.changed();
      }
    },
    read(upTo = Infinity) {
      onMark(t, meIn(t, x), { r: Math.min(upTo, Math.max(0, t.w.main.cursor)), d: 0 });
      x.changed();
    },
    typing(on) {
      const now = x.p.now();
      // E1: at most every 3 s; an end is told only of what was begun.
      if (on ? now - t.typedAt < limits.typingEveryMs : !t.typedAt) return;
      if (x.send({ t: 'eph', c: id, k: 'typing', on: on ? 1 : 0 })) t.typedAt = on ? now : 0;
    },
    end: ({ outcome, ...o } = {}) => call('close', outcome ? { outcome } : {}, o),
    async *events({ after = 0, signal } = {}) {
      yield* (await history()).events(x, t, after, limits.historyEvents, {
        timeoutMs: Infinity,
        ...(signal && { signal }),
      });
    },
    dispose() {
      if (release(x, t)) disposed();
      x.changed();
    },
  };
  return { thread: t, conversation, put, call, say };
}
