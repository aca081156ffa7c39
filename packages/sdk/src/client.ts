// What a visitor and an agent have in common: one link, what is sent on it and what is read from it, joined into stores and events.
import { parseStream } from '@rapport/protocol';
import type { ConvId, Hello, Invite, Query, Role, ServerFrame, Welcome } from '@rapport/protocol';
import { createEmitter } from './emitter.ts';
import type { Emitter } from './emitter.ts';
import { ChatError } from './error.ts';
import { createLink } from './link.ts';
import type { Link, Rider } from './link.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import { isPending } from './outbox.ts';
import { surroundings } from './platform/browser.ts';
import { sturdy } from './platform/memory.ts';
import { createReading } from './reading.ts';
import type { Held, Reading } from './reading.ts';
import { createSending } from './sending.ts';
import type { Sending } from './sending.ts';
import { createCell, createView, share } from './store.ts';
import type { CallOptions, Client, ConnectOptions, Events, Platform, Status, Store } from './types.ts';
import { chatEvent, inviteKey } from './view.ts';
import type { Eye } from './view.ts';
import { waiting } from './waiting.ts';

/** What a role adds. Nothing of it is called before `createClient` has returned. */
export interface Part {
  hello(credentials: string | undefined): Partial<Hello>;
  credentials?: NonNullable<Rider['credentials']>;
  /** Null while it is not known whose outbox it is. */
  outbox(): OutboxStorage | null;
  /** T3: see SendingHost. */
  mayCommand(real: boolean): boolean;
  /** Besides an empty outbox: nothing is going on that a hidden page should hear. */
  mayRest(): boolean;
  /** Before anything is read from it or sent after it. */
  welcomed(frame: Welcome): void;
  receive(frame: ServerFrame): void;
  /** C9: a new conversation's id. */
  moved(): ConvId;
  /** After everything that happened, before the stores tell. */
  settled(): void;
}

export interface Core<E extends Events = Events> {
  readonly client: Client<E>;
  readonly p: Platform;
  readonly emitter: Emitter<E>;
  readonly link: Link;
  readonly sending: Sending;
  readonly reading: Reading;
  readonly invites: Map<string, Invite>;
  /** Id of this page load, for logs and storage. */
  readonly load: string;
  /** Counts changes. */
  readonly version: Store<number>;
  /** `merge: keep` for what has an identity and must not be looked into. */
  view<T>(compute: () => T, merge?: typeof share): Store<T>;
  /** O6 */
  adopt(): void;
  me(): string;
  eye(held?: Held): Eye;
  changed(): void;
  query<T>(q: Omit<Query, 't' | 'n'>, o?: CallOptions): Promise<T>;
  /** Code points of one message, once the relay has said. */
  textLimit(): number | undefined;
  /** Throws `disposed`. */
  alive(): void;
  isDisposed(): boolean;
  /** Nobody is known any more. */
  forget(): void;
}

interface Asked {
  readonly frame: Query;
  readonly done: (value: never) => void;
  readonly fail: (error: unknown) => void;
}

export function createClient<E extends Events>(o: ConnectOptions, role: Role, part: Part): Core<E> {
  const emitter = createEmitter<E>();
  const emitError = (error: ChatError): void => emitter.emit('error', error as E['error']);
  const found = { ...surroundings(), ...o.platform };
  const storageFailed = (cause: unknown): void => emitError(new ChatError('storage', 'storage failed; going on in memory', { cause }));
  const p: Platform = { ...found, storage: sturdy(found.storage, storageFailed), session: sturdy(found.session, storageFailed) };
  const version = createCell(0, emitter.report);
  const view: Core['view'] = (compute, merge) => createView(version, compute, merge);
  const asked = new Map<number, Asked>();
  const invites = new Map<string, Invite>();
  /** Heads that `welcome` named and that are not reached yet. */
  const catching = new Map<ConvId, number>();
  let questions = 0;
  let welcome: Welcome | null = null;
  let isNewEpoch = false;
  let status: Status = { phase: 'idle' };
  let disposed = false;

  const me = (): string => welcome?.me.id ?? '';
  const isQuiet = (): boolean => !sending.box().some((e) => isPending(e) && !e.brief);

  const changed = (): void => {
    if (disposed) return;
    part.settled();
    for (const [id, head] of catching) if ((reading.held.get(id)?.thread.w.main.cursor ?? head) >= head) catching.delete(id);
    const before = status;
    status = share(status, link.status(catching.size > 0));
    version.set(version.getSnapshot() + 1);
    if (status !== before) emitter.emit('status', status);
  };

  const welcomed = (w: Welcome): void => {
    isNewEpoch = !!welcome && welcome.ep !== w.ep;
    part.welcomed(w);
    welcome = w;
    catching.clear();
    invites.clear();
    for (const invite of w.inv ?? []) invites.set(inviteKey(invite.c, invite.n), invite);
    for (const sum of w.convs) catching.set(sum.c, sum.h);
    reading.welcomed(w.convs);
    for (const { frame } of asked.values()) link.send(frame);
    sending.pump();
  };

  const receive = (f: ServerFrame): void => {
    if (f.t === 'welcome') welcomed(f);
    else if (f.t === 'sum') f.e.forEach(reading.sum);
    else if (f.t === 'inv') invites.set(inviteKey(f.c, f.n), f);
    else if (f.t === 'res' || (f.t === 'err' && f.n !== undefined)) {
      const question = asked.get(f.n as number);
      if (f.t === 'res') question?.done(f.d as never);
      else question?.fail(new ChatError(f.code, undefined, { retryAfterMs: f.retry, details: f.d }));
    } else if (f.t === 'ack' || (f.t === 'err' && f.i)) sending.answer(f);
    else {
      if (f.t === 'err' && !f.retry) emitError(new ChatError(f.code, undefined, { details: f.c }));
      reading.receive(f);
    }
    part.receive(f);
  };

  const reading = createReading({
    role,
    now: p.now,
    me,
    link: () => link,
    applied(h, audience, fresh, live) {
      for (const e of fresh) if (e.m && e.a === me()) sending.echoed(e.m, e.s, e.at);
      sending.covered(h.thread.id, audience, h.thread.w[audience].cursor);
      if (live && audience === 'main') for (const e of fresh) emitter.emit('event', { conversation: h.thread.id, event: chatEvent(e) });
    },
    reset: (conversation) => emitter.emit('discontinuity', { conversation, reason: isNewEpoch ? 'epoch' : 'too_far_behind' }),
  });

  const sending = createSending({
    p,
    link: () => link,
    storage: () => part.outbox(),
    mayCommand: (real) => part.mayCommand(real),
    acked(conv, { c, s }, kind) {
      if (kind === 'open') reading.begun(conv);
      const audience = parseStream(c)?.audience ?? 'main';
      reading.head(conv, audience, s);
      return (reading.held.get(conv)?.thread.w[audience].cursor ?? s) < s;
    },
    moved: () => part.moved(),
    emitError,
    report: emitter.report,
    changed,
  });

  const rider: Rider = {
    hello: (tok) => ({
      t: 'hello',
      v: 1,
      role,
      dev: core.load,
      cur: reading.cursors(),
      vis: p.lifecycle.visible() ? 1 : 0,
      ...(welcome && { ep: welcome.ep }),
      ...part.hello(tok),
    }),
    receive,
    lost: (code) => sending.lost(code),
    mayRest: () => isQuiet() && part.mayRest(),
    nextAt: () => Math.min(sending.nextAt(), reading.nextAt()),
    due(now) {
      reading.due(now);
      sending.due(now);
    },
    settled: changed,
    woken: () => core.adopt(),
  };

  const take: Parameters<OutboxStorage['adopt']>[0] = (box) => {
    const mine = sending.box();
    sending.replace([...box.filter((e) => !mine.some((m) => m.i === e.i)), ...mine]);
    sending.pump();
  };

  const alive = (): void => {
    if (disposed) throw new ChatError('disposed', 'this client was disposed; create another');
  };

  const dispose = (): void => {
    if (disposed) return;
    disposed = true;
    link.end();
    sending.dispose();
    for (const { fail } of [...asked.values()]) fail(new ChatError('disposed'));
    part.outbox()?.release();
    o.signal?.removeEventListener('abort', dispose);
    // Whoever waits on a store looks once more.
    version.set(version.getSnapshot() + 1);
  };

  const client: Client<E> = {
    status: view(() => status),
    me: view(() => welcome && { id: welcome.me.id, ...(welcome.me.name !== undefined && { name: welcome.me.name }) }),
    async connect(call = {}) {
      alive();
      link.input({ on: 'connect' });
      return waiting<void>(call, p.setTimer, (done, fail) =>
        version.subscribe(() => {
          if (disposed) fail(new ChatError('disposed'));
          else if (status.phase === 'online') done();
          else if (status.phase === 'stopped') fail(status.error);
          else if (status.phase === 'idle') fail(new ChatError('aborted', 'disconnected meanwhile'));
        }),
      );
    },
    async disconnect({ flushMs = 2_000 } = {}) {
      await waiting<void>({ timeoutMs: flushMs }, p.setTimer, (done) =>
        version.subscribe(() => {
          if (isQuiet() || disposed || status.phase === 'idle' || status.phase === 'stopped') done();
        }),
      ).catch(() => {}); // Time is up: what is left stays in the outbox.
      link.send({ t: 'bye' });
      link.input({ on: 'disconnect' });
    },
    on: emitter.on,
    dispose,
  };

  const core: Core<E> = {
    client,
    p,
    emitter,
    get link() {
      return link;
    },
    sending,
    reading,
    invites,
    load: p.id(),
    version,
    view,
    me,
    eye: (held) => ({ role, me: me(), now: p.now(), box: sending.box(), invites, loadingOlder: held?.loadingOlder ?? false }),
    changed,
    adopt: () => part.outbox()?.adopt(take),
    query(q, call = {}) {
      const frame: Query = { t: 'q', n: ++questions, ...q };
      return waiting(call, p.setTimer, (done, fail) => {
        asked.set(frame.n, { frame, done, fail });
        link.send(frame);
        return () => {
          asked.delete(frame.n);
        };
      });
    },
    textLimit: () => welcome?.lim.text,
    alive,
    isDisposed: () => disposed,
    forget() {
      welcome = null;
      invites.clear();
      reading.held.clear();
      reading.sums.clear();
      sending.replace([]);
    },
  };

  if (part.credentials) rider.credentials = part.credentials;
  const link = createLink(o, p, rider);
  if (o.signal?.aborted) dispose();
  else o.signal?.addEventListener('abort', dispose);
  return core;
}
