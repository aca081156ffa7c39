// What a visitor and an agent have in common: one link, what is sent on it and what is read from it, joined into stores and events.
import type { Welcome } from '@rapport/protocol';
import type { Core, Part } from './core.ts';
import type { Emitter } from './emitter.ts';
import { createEmitter } from './emitter.ts';
import { ChatError, errorOf } from './error.ts';
import { keep } from './keeping.ts';
import { later } from './later.ts';
import { createLink } from './link.ts';
import type { Entry } from './outbox.ts';
import { type Surroundings, surroundings } from './platform/browser.ts';
import { forwardOnly } from './platform/forward.ts';
import type { Platform } from './platform/platform.ts';
import { sturdy } from './platform/sturdy.ts';
import { cursors, follow, onRow, read, readDue } from './reading.ts';
import { answer, isQuiet, sendDue, stir } from './sending.ts';
import { createSource, share } from './store.ts';
import { stateIn } from './thread.ts';
import type { Client, ConnectOptions, Events, Status } from './types.ts';
import { inviteKey } from './view.ts';

export interface Made<E extends Events> extends Core {
  readonly client: Client<E>;
  readonly emit: Emitter<E>['emit'];
  /** Id of this page load, for logs and storage. */
  readonly load: string;
  /** O6 */
  adopt(): void;
  forget(): void;
}

const files = (): Promise<typeof import('./files.ts')> => later(import('./files.ts'));

/** Nothing of `part` is called before this has returned. */
export function createClient<E extends Events>(o: ConnectOptions, part: Part): Made<E> {
  const { on, emit, report } = createEmitter<E>();
  const found: Surroundings = { ...surroundings(), ...o.platform };
  // Told later: who has just made the client has had no time to listen.
  const storage = sturdy(found.storage ?? null, (cause) =>
    queueMicrotask(() => emit('error', new ChatError('storage', { cause }) as E['error'])),
  );
  const steady = found.steady ?? (o.platform?.now ? () => 0 : () => performance.now());
  const p: Platform = { ...found, now: forwardOnly(found.now, steady), storage };
  const alive = (): void => {
    if (isDisposed) throw new ChatError('disposed');
  };
  const source = createSource(p.setTimer, report, alive);
  let welcome: Welcome | null = null;
  let status: Status = { phase: 'idle' };
  let isDisposed = false;

  /** After whatever happened: does what is due, tells, and sets the timer for the rest. */
  const changed = (): void => {
    const now = p.now();
    const nextAt = Math.min(readDue(x, now), sendDue(x, now));
    part.settled();
    const before = status;
    status = share(status, link.status([...x.threads.values()].some((t) => t.takers && t.w.main.cursor < t.goal)));
    source.changed();
    if (status !== before) emit('status', status);
    link.arm(nextAt);
  };

  const welcomed = (w: Welcome): void => {
    part.welcome?.(w);
    x.isNewLog = !!welcome && welcome.ep !== w.ep;
    welcome = w;
    x.me = w.me.id;
    x.invites.clear();
    for (const invite of w.inv ?? []) x.invites.set(inviteKey(invite.c, invite.n), invite);
    for (const sum of w.convs) onRow(x, sum);
    for (const t of x.threads.values()) {
      t.goal = t.w.main.head;
      t.place = null;
      follow(x, t);
    }
  };

  const link = createLink(o, p, {
    hello: (tok) => ({
      t: 'hello',
      v: 1,
      role: part.role,
      dev: x.load,
      cur: cursors(x),
      ...(welcome && { ep: welcome.ep }),
      ...part.hello(tok),
    }),
    get credentials() {
      return part.credentials;
    },
    receive(f) {
      // O6: another tab may have died meanwhile.
      if (/hb|welcome/.test(f.t)) x.adopt();
      if (f.t === 'welcome') welcomed(f);
      else if (f.t === 'sum') for (const sum of f.e) onRow(x, sum);
      else if (f.t === 'inv') x.invites.set(inviteKey(f.c, f.n), f);
      else if (f.t === 'ack' || (f.t === 'err' && f.i)) answer(x, f);
      else if (f.t === 'err') {
        const w = x.streams.get(f.c ?? '');
        // Too much at once: this one again when the relay says. Or there is nothing to ask for.
        if (w) w.dueAt = p.now() + (f.retry ?? Infinity);
        // What was asked of a conversation that nobody follows any more, because somebody else is signed in (I4), is over.
        if (!f.n && !f.retry && (w || !f.c)) x.emit('error', errorOf(f));
      } else read(x, f);
      // Whoever begins to listen now has not heard this one.
      for (const hear of [...x.ears]) hear(f);
    },
    lost() {
      for (const e of x.box) e.flewAt = 0; // O3
      part.lost?.();
    },
    mayRest: () =>
      part.role === 'v' &&
      isQuiet(x) &&
      ![...x.threads.values()].some((t) => /queued|active/.test(stateIn(t)?.st ?? '')),
    settled: changed,
    woken: () => x.adopt(),
  });

  const dispose = (): void => {
    isDisposed = true;
    link.end();
    x.outbox?.leave();
    // Whoever waits looks once more, and finds it over.
    source.changed();
  };

  const x: Made<E> = {
    ...source,
    changed,
    role: part.role,
    p,
    part,
    me: '',
    box: [],
    ears: new Set(),
    threads: new Map(),
    streams: new Map(),
    invites: new Map(),
    isNewLog: false,
    ...link,
    emit,
    alive,
    load: p.id(),
    adopt: () =>
      x.outbox?.adopt((box) => {
        if (isDisposed) return false;
        // O1: what the dead tab had sent, and what came back meanwhile, is settled: it would stand there twice.
        const isSettled = ({ i, c }: Entry): boolean =>
          Object.values(x.threads.get(c)?.w ?? {}).some(({ events }) =>
            events.some(({ a, m }) => m === i && a === x.me),
          );
        keep(x, [...box.filter((e) => !isSettled(e) && !x.box.some((mine) => mine.i === e.i)), ...x.box]);
        stir(x);
        return true;
      }),
    forget() {
      welcome = null;
      x.me = '';
      x.threads.clear();
      x.streams.clear();
      x.invites.clear();
      keep(x, []);
    },
    client: {
      status: source.view(() => status),
      me: source.view(() => welcome && { id: x.me, ...(welcome.me.name && { name: welcome.me.name }) }),
      async connect(call) {
        x.alive();
        link.input({ on: 'connect' });
        await x.when(() => {
          if (status.phase === 'stopped') throw status.error;
          if (status.phase === 'idle') throw new ChatError('aborted');
          return status.phase === 'online';
        }, call);
      },
      async disconnect({ flushMs = 2_000 } = {}) {
        const isDone = (): boolean => isQuiet(x) || /idle|stopped/.test(status.phase);
        // When the time is up, what is left stays in the outbox.
        await x.when(isDone, { timeoutMs: flushMs }).catch(() => {});
        link.send({ t: 'bye' });
        link.input({ on: 'disconnect' });
      },
      limits: source.view(() => welcome?.lim ?? null),
      upload: async (file, call) => (await files()).upload(x, o, file, call),
      mailTranscript: async (id, wish) => (await files()).mailTranscript(x, o, id, wish),
      file: async (id, call) => (await files()).download(x, o, id, call),
      on,
      dispose,
    },
  };

  if (o.signal?.aborted) dispose();
  o.signal?.addEventListener('abort', dispose);
  return x;
}
