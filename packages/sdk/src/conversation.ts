// One conversation as an application handles it: stores to show, and what a person can do in it.
import { limits } from '@rapport/protocol';
import type { CommandKind, ConvId, HistoryPage, Seq } from '@rapport/protocol';
import type { Core } from './client.ts';
import { ChatError } from './error.ts';
import { isPending } from './outbox.ts';
import type { Held } from './reading.ts';
import type { Fate } from './sending.ts';
import { onMark, onOlder } from './thread.ts';
import { lowest } from './timeline.ts';
import type { CallOptions, ChatEvent, Conversation, Outgoing, SendStatus, Store } from './types.ts';
import { chatEvent, stateOf, statusAt, timelineOf } from './view.ts';

export interface Made {
  readonly held: Held;
  readonly conversation: Conversation;
  /** Puts a command into the outbox, and gives the handle of it. */
  put(k: CommandKind, d: Readonly<Record<string, unknown>>): Outgoing;
  /** The same, waiting for its end. */
  call(k: CommandKind, d: Readonly<Record<string, unknown>>, o?: CallOptions): ReturnType<Conversation['end']>;
  say(k: CommandKind, text: string): Outgoing;
}

export function createConversation(core: Core, id: ConvId, there: boolean, textLimit: number, released: () => void): Made {
  const { p, sending, reading } = core;
  const held = reading.hold(id, there);
  let olderPage: Promise<{ done: boolean }> | null = null;

  /** The first words in a conversation that the relay does not have open it. */
  const opening = (k: CommandKind): CommandKind =>
    k === 'message' && !held.thread.there && !sending.box().some((e) => e.c === id && e.k === 'open' && isPending(e)) ? 'open' : k;

  const statusOf = ({ key, receipt, error }: Fate): SendStatus => {
    const entry = sending.box().find((e) => e.i === key);
    if (entry) return entry.st;
    const seq = held.thread.w.main.events.findLast((e) => e.m === key && e.a === core.me())?.s ?? 0;
    return seq ? statusAt(held.thread, core.eye(), seq) : error && !receipt ? 'failed' : 'sent';
  };

  const outgoing = (fate: Store<Fate>): Outgoing => ({
    get key() {
      return fate.getSnapshot().key;
    },
    status: core.view(() => statusOf(fate.getSnapshot())),
    committed: (o) => sending.committed(fate, o),
    retry: () => conversation.retry(fate.getSnapshot().key),
    discard: () => sending.discard(fate.getSnapshot().key),
  });

  const send = (k: CommandKind, d: Readonly<Record<string, unknown>>): Store<Fate> => {
    core.alive();
    return sending.push(id, opening(k), d);
  };
  const put: Made['put'] = (k, d) => outgoing(send(k, d));
  const call: Made['call'] = async (k, d, o) => sending.committed(send(k, d), o);

  const say: Made['say'] = (k, text) => {
    if (!text.trim()) throw new ChatError('empty', 'there is nothing but white space in it');
    if ([...text].length > (core.textLimit() ?? textLimit)) throw new ChatError('too_large', 'the text is too long');
    held.typedAt = 0;
    return put(k, { text });
  };

  const loadOlder = async (limit: number, o: CallOptions): Promise<{ done: boolean }> => {
    held.loadingOlder = true;
    core.changed();
    try {
      const page = await core.query<HistoryPage>({ k: 'hist', c: id, before: lowest(held.thread.w.main), lim: limit }, o);
      held.thread = onOlder(held.thread, page.e);
      return { done: !page.more };
    } finally {
      held.loadingOlder = false;
      olderPage = null;
      core.changed();
    }
  };

  async function* events(after: Seq, o: CallOptions): AsyncGenerator<ChatEvent> {
    const isOver = (): boolean => core.isDisposed() || reading.held.get(id) !== held || !!o.signal?.aborted;
    let seq = after;
    while (!isOver()) {
      const w = held.thread.w.main;
      // D6: after a reset to a shorter log, what comes is new.
      if (w.cursor >= 0) seq = Math.min(seq, w.cursor);
      if (seq >= w.cursor) {
        await changeOf(o.signal);
        continue;
      }
      const from = lowest(w);
      const batch =
        seq + 1 >= from
          ? w.events.slice(seq + 1 - from)
          : (await core.query<HistoryPage>({ k: 'hist', c: id, before: Math.min(from, seq + 1 + limits.historyEvents), lim: limits.historyEvents }, o)).e;
      for (const e of batch) {
        if (isOver()) return;
        if (e.s <= seq) continue;
        seq = e.s;
        yield chatEvent(e);
      }
    }
  }

  const changeOf = (signal: CallOptions['signal']): Promise<void> =>
    new Promise((resolve) => {
      let isFirst = true;
      const done = (): void => {
        off();
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const off = core.version.subscribe(() => {
        if (!isFirst) done();
        isFirst = false;
      });
      signal?.addEventListener('abort', done);
    });

  const conversation: Conversation = {
    id,
    state: core.view(() => stateOf(held.thread, core.eye())),
    timeline: core.view(() => timelineOf(held.thread, core.eye(held))),
    send: (text) => say('message', text),
    retry(key) {
      core.alive();
      sending.retry(key, opening(sending.box().find((e) => e.i === key)?.k ?? ''));
    },
    discard: (key) => sending.discard(key),
    async older({ limit = limits.snapEvents, ...o } = {}) {
      if (lowest(held.thread.w.main) < 2) return { done: true };
      olderPage ??= loadOlder(limit, o);
      return olderPage;
    },
    read(upTo = Infinity) {
      const r = Math.min(upTo, Math.max(0, held.thread.w.main.cursor));
      if (r <= (held.thread.marks[core.me()]?.r ?? 0)) return;
      held.thread = onMark(held.thread, core.me(), { r, d: r });
      reading.mark(held);
      core.changed();
      core.link.arm();
    },
    typing(on) {
      const now = p.now();
      // E1: at most every 3 s; an end is told only of what was begun.
      if (on ? now - held.typedAt < limits.typingEveryMs : !held.typedAt) return;
      if (core.link.send({ t: 'eph', c: id, k: 'typing', on: on ? 1 : 0 })) held.typedAt = on ? now : 0;
    },
    end: ({ outcome, ...o } = {}) => call('close', outcome ? { outcome } : {}, o),
    events: ({ after = 0, signal } = {}) => events(after, signal ? { signal } : {}),
    dispose() {
      if (--held.takers > 0) return;
      reading.release(id);
      released();
      core.changed();
    },
  };
  return { held, conversation, put, call, say };
}
