// A visitor without a relay: its stores are set by the test, and what is asked of it is written down.

import type { FileRef, Here, Limits, Rating } from '@rapport/protocol';
import type {
  ChatErrorLike,
  ChatEvent,
  Item,
  Message,
  Outgoing,
  SendStatus,
  Status,
  Store,
  Timeline,
  Visitor,
  VisitorConversation,
  VisitorState,
} from '@rapport/sdk';

export interface Settable<T> extends Store<T> {
  set(value: T): void;
}

export function settable<T>(first: T): Settable<T> {
  let value = first;
  const runs = new Set<(value: T) => void>();
  return {
    getSnapshot: () => value,
    subscribe(run) {
      runs.add(run);
      run(value);
      return () => runs.delete(run);
    },
    set(next) {
      value = next;
      for (const run of runs) run(next);
    },
  };
}

export interface FakeConversation extends VisitorConversation {
  readonly state: Settable<VisitorState>;
  readonly timeline: Settable<Timeline>;
  /** The staff writes. */
  hear(text: string, files?: readonly FileRef[]): void;
  happen(kind: string, data: unknown): void;
  /** The visitor's message gets on. */
  mark(key: string, status: SendStatus): void;
}

/** An upload that has begun; the test says what becomes of it. */
export interface FakeUpload {
  readonly file: File;
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
  done(more?: Partial<FileRef>): void;
  fail(code: string, details?: unknown, retryAfterMs?: number): void;
}

export interface FakeVisitor extends Visitor {
  readonly limits: Settable<Limits | null>;
  readonly uploads: FakeUpload[];
  /** The bytes of each file that is asked for; null: they do not come. */
  bytes: Blob | null;
  readonly status: Settable<Status>;
  readonly current: Settable<FakeConversation | null>;
  readonly here: Settable<Here | null>;
  readonly site: Settable<ReturnType<Visitor['site']['getSnapshot']>>;
  /** The SDK reports an error. */
  fail(error: ChatErrorLike): void;
  /** Every call, in order. */
  readonly calls: [name: string, ...args: unknown[]][];
}

export const visitorId = 'v1';
export const agent = { id: 'a1', role: 'agent', name: 'Maria', present: true, readUpTo: 0, deliveredUpTo: 0 } as const;

export function createFakeVisitor(): FakeVisitor {
  const calls: FakeVisitor['calls'] = [];
  const failed: ((error: ChatErrorLike) => void)[] = [];
  const current = settable<FakeConversation | null>(null);
  const open = (): FakeConversation => {
    const made = createFakeConversation(calls);
    current.set(made);
    return made;
  };
  const made: FakeVisitor = {
    calls,
    current,
    status: settable<Status>({ phase: 'online', since: 0, catchingUp: false }),
    here: settable<Here | null>({ n: 3, names: ['Maria', 'Jon', 'Kim'] }),
    site: settable<ReturnType<Visitor['site']['getSnapshot']>>({ key: 'demo', name: 'Acme' }),
    me: settable(null),
    limits: settable<Limits | null>({ text: 4_000, comment: 2_000, frame: 65_536, cur: 200, file: 10_485_760 }),
    uploads: [],
    bytes: new Blob(['bytes']),
    upload(file, { onProgress = () => {}, signal } = {}) {
      return new Promise((resolve, reject) => {
        const { name, size, type } = file as File;
        made.uploads.push({
          file: file as File,
          progress: onProgress,
          signal: signal as AbortSignal,
          done: (more) => resolve({ id: `file-${name}`, name, size, type, ...more }),
          fail: (code, details, retryAfterMs) =>
            reject(Object.assign(new Error(code), { code, details, retryAfterMs })),
        });
      });
    },
    mailTranscript: async (id, wish) => {
      calls.push(['mailTranscript', id, wish]);
      return { to: wish.to, state: 'sent' };
    },
    async file(id) {
      calls.push(['file', id]);
      if (!made.bytes) throw Object.assign(new Error('gone'), { code: 'not_found' });
      return made.bytes;
    },
    conversations: settable([]),
    known: false,
    connect: async () => void calls.push(['connect']),
    disconnect: async () => undefined,
    on(type, run) {
      if (type === 'error') failed.push(run as (error: ChatErrorLike) => void);
      return () => undefined;
    },
    fail: (error) => {
      for (const run of failed) run(error);
    },
    dispose: () => undefined,
    start(input) {
      calls.push(['start', input]);
      const conv = open();
      if (input?.message) conv.send(input.message);
      return conv;
    },
    open,
    update: (profile) => void calls.push(['update', profile]),
    page: (url, title) => void calls.push(['page', url, title]),
    forget: async () => void calls.push(['forget']),
    identify: (ask) => void calls.push(['identify', ask]),
  };
  return made;
}

let count = 0;

export function createFakeConversation(calls: FakeVisitor['calls'] = []): FakeConversation {
  const state = settable<VisitorState>({
    id: `c${++count}`,
    site: 'demo',
    phase: 'draft',
    mode: 'live',
    session: 1,
    visitor: visitorId,
    assignee: null,
    participants: [],
    openedAt: 0,
    takenAt: null,
    closedAt: null,
    waitingSince: 0,
    rating: null,
    unread: 0,
    typing: [],
    place: null,
    can: {
      send: true,
      close: true,
      rate: false,
      accept: false,
      note: false,
      leave: false,
      stay: false,
      askForLead: true,
      complain: true,
    },
  });
  const timeline = settable<Timeline>({ items: [], from: 1, head: 0, hasOlder: false, loadingOlder: false });
  const add = (item: (seq: number) => Item) => {
    const { items, head } = timeline.getSnapshot();
    timeline.set({ ...timeline.getSnapshot(), items: [...items, item(head + 1)], head: head + 1 });
  };
  const say = (text: string, mine: boolean, status: SendStatus, files?: readonly FileRef[]) => {
    const key = `m${++count}`;
    add((seq) => ({
      type: 'message',
      key,
      message: {
        key,
        seq,
        author: mine ? visitorId : agent.id,
        mine,
        at: Date.now(),
        text,
        status,
        ...(files && { files }),
      },
    }));
    return key;
  };
  const outgoing = (key: string): Outgoing => ({
    key,
    status: settable<SendStatus>('sent'),
    committed: async () => ({ key, seq: 1, at: 0 }),
    retry: () => undefined,
    discard: () => true,
  });
  const edit = (key: string, part: Partial<Message>) =>
    timeline.set({
      ...timeline.getSnapshot(),
      items: timeline
        .getSnapshot()
        .items.map((item) =>
          item.type === 'message' && item.key === key ? { ...item, message: { ...item.message, ...part } } : item,
        ),
    });
  return {
    id: state.getSnapshot().id,
    state,
    timeline,
    send(input) {
      calls.push(['send', input]);
      const { text = '', files } = typeof input === 'string' ? { text: input } : input;
      return outgoing(say(text, true, 'sent', files));
    },
    retry: (key) => void calls.push(['retry', key]),
    discard(key) {
      calls.push(['discard', key]);
      return true;
    },
    older: async () => ({ done: true }),
    read: () => void calls.push(['read']),
    typing: (on) => void calls.push(['typing', on]),
    end: async () => {
      calls.push(['end']);
      return { key: '', seq: 0, at: 0 };
    },
    // All that is there; then it waits for more, which never comes.
    async *events(): AsyncGenerator<ChatEvent> {
      for (const item of timeline.getSnapshot().items) {
        if (item.type === 'event') yield item.event;
        if (item.type !== 'message') continue;
        const { key, author, at, text, files, seq } = item.message;
        yield { kind: 'message', seq: seq ?? 0, key, author, at, data: { text, ...(files && { files }) } };
      }
      await new Promise(() => undefined);
    },
    dispose: () => undefined,
    rate(rating: Rating) {
      calls.push(['rate', rating]);
      const now = state.getSnapshot();
      if (now.rating) state.set({ ...now, rating: { ...now.rating, state: 'rated', given: rating } });
      return outgoing('r');
    },
    escalate: async () => {
      calls.push(['escalate']);
      return { key: '', seq: 0, at: 0 };
    },
    complain: async (text) => {
      calls.push(['complain', text]);
      return { key: '', seq: 0, at: 0 };
    },
    stay: async () => {
      calls.push(['stay']);
      return { key: '', seq: 0, at: 0 };
    },
    dismiss() {
      calls.push(['dismiss']);
      return outgoing('d');
    },
    shown: (o) => void calls.push(o ? ['shown', o] : ['shown']),
    rerate(score) {
      calls.push(['rerate', score]);
      return outgoing('s');
    },
    hear: (text, files) => void say(text, false, 'sent', files),
    happen: (kind, data) =>
      add((seq) => ({ type: 'event', key: `e${seq}`, event: { seq, kind, author: agent.id, at: Date.now(), data } })),
    mark: (key, status) => edit(key, { status }),
  };
}
