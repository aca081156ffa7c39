// A relay in memory, small enough to be seen through: it keeps logs, acknowledges, and loses what a test tells it to lose.

import type {
  ActorId,
  Audience,
  ClientFrame,
  Command,
  ConvId,
  ConvState,
  Ev,
  FileRef,
  Mark,
  Stream,
  Sum,
} from '@rapport/protocol';
import { fold, parseStream, streamOf } from '@rapport/protocol';
import type { SocketLike } from '../platform/platform.ts';
import { deskSteps } from './fake-desk.ts';
import { answerTo } from './fake-queries.ts';
import type { FakeSocket, Weather } from './fake-socket.ts';
import { createFakeSocket } from './fake-socket.ts';
import { createSubjects } from './fake-subjects.ts';

interface Conv {
  st: ConvState | null;
  readonly log: Record<Audience, Ev[]>;
  readonly marks: Record<ActorId, Mark>;
}

export interface FakeRelay extends Weather {
  socket(url: string, protocol: string): SocketLike;
  readonly sockets: FakeSocket[];
  last(): FakeSocket;
  /** Answers a command instead of carrying it out. */
  refuse: (cmd: Command) => { code: string; retry?: number; d?: unknown } | null;
  epoch: string;
  /** How many conversations a `welcome` holds; the others come after it (A7). */
  room: number;
  readonly convs: Map<ConvId, Conv>;
  readonly tokens: Map<string, ActorId>;
  /** Who is signed in, by visitor token. */
  readonly subjects: Map<string, string>;
  readonly profiles: unknown[];
  /** What was uploaded, by id. */
  readonly files: Map<string, FileRef>;
  log(conv: ConvId, audience?: Audience): readonly Ev[];
  texts(conv: ConvId): string[];
  /** Somebody else does something. */
  append(conv: ConvId, audience: Audience, event: Pick<Ev, 'k' | 'a' | 'd'> & { m?: string }): Ev;
  sum(conv: ConvId): Sum;
}

export const staff = 'agent-1';

/** What is asked for with the secret of an invitation, and what it appends. */
const ratingKinds = { rate: 'rated', dismiss: 'dismissed', shown: 'shown', rerate: 'rerated' } as const;

export function createFakeRelay(now: () => number): FakeRelay {
  const subs = new Map<FakeSocket, Map<Stream, number>>();
  const seen = new Map<FakeSocket, ActorId>();

  const conv = (id: ConvId): Conv => {
    let c = relay.convs.get(id);
    if (!c) relay.convs.set(id, (c = { st: null, log: { main: [], notes: [], rating: [] }, marks: {} }));
    return c;
  };

  const pump = (stream: Stream): void => {
    const at = parseStream(stream);
    if (!at) return;
    const log = conv(at.conv).log[at.audience];
    for (const [socket, positions] of subs) {
      const pos = positions.get(stream);
      if (pos === undefined || pos >= log.length) continue;
      positions.set(stream, log.length);
      socket.say({ t: 'ev', c: stream, e: log.slice(pos), h: log.length });
    }
  };

  const subscribe = (socket: FakeSocket, stream: Stream, pos: number, sameLog = true): void => {
    const at = parseStream(stream);
    const c = at && relay.convs.get(at.conv);
    const mayRead = c?.st && (socket.who() === staff || subjects.mayRead(socket.who(), c.st.visitor));
    if (!at || !c?.st || !mayRead) return socket.say({ t: 'err', c: stream, code: 'not_found' });
    const log = c.log[at.audience];
    const isUseless = pos > log.length || log.length - pos > 500 || !sameLog;
    if (pos < 0 || isUseless) {
      const e = log.slice(-30);
      socket.say({
        t: 'snap',
        c: stream,
        st: c.st,
        mk: c.marks,
        lo: log.length - e.length + 1,
        h: log.length,
        e,
        ...(pos < 0 ? {} : { reset: 1 as const }),
      });
    }
    subs.get(socket)?.set(stream, pos < 0 || isUseless ? log.length : pos);
    pump(stream);
  };

  const secret = (id: ConvId, n: number): string => `secret-${id}-${n}`;
  const inviteOf = (id: ConvId, n: number): { c: ConvId; n: number; secret: string; until: number } => ({
    c: id,
    n,
    secret: secret(id, n),
    until: now() + 1e8,
  });

  const execute = (socket: FakeSocket, cmd: Command): void => {
    const a = socket.who();
    const say = (code: string, d?: unknown, retry?: number): void =>
      socket.say({ t: 'err', i: cmd.i, c: cmd.c, code, ...(d ? { d } : {}), ...(retry ? { retry } : {}) });
    const no = relay.refuse(cmd);
    if (no) return say(no.code, no.d, no.retry);
    if (cmd.k === 'profile') relay.profiles.push(cmd.d);
    if (cmd.k === 'profile' || cmd.k === 'presence')
      return socket.say({ t: 'ack', i: cmd.i, c: cmd.c, s: 0, at: now() });
    const c = relay.convs.get(cmd.c);
    for (const audience of ['main', 'notes', 'rating'] as const) {
      const before = c?.log[audience].find((e) => e.m === cmd.i && e.a === a);
      if (before) return socket.say({ t: 'ack', i: cmd.i, c: streamOf(cmd.c, audience), s: before.s, at: before.at });
    }
    const d = { ...(cmd.d as Record<string, unknown>) };
    if (d.files) d.files = (d.files as string[]).map((id) => relay.files.get(id));
    const done: Ev[] = [];
    const add = (audience: Audience, k: string, data: unknown, m?: string): void => {
      const log = conv(cmd.c).log[audience];
      const e: Ev = {
        s: log.length + 1,
        k,
        a,
        at: now(),
        d: data,
        ...(m ? { m } : {}),
        ...(audience === 'notes' ? { p: conv(cmd.c).log.main.length } : {}),
      };
      log.push(e);
      conv(cmd.c).st = fold(conv(cmd.c).st, audience, e);
      if (m) done.push(e);
    };
    let audience: Audience = 'main';
    if (cmd.k === 'open') {
      add(
        'main',
        'opened',
        { mode: 'live', site: 'demo', who: { id: a, role: 'visitor' } },
        d.text || d.files ? undefined : cmd.i,
      );
      if (d.text || d.files) add('main', 'message', d, cmd.i);
      for (const side of ['main', 'rating'] as const) subs.get(socket)?.set(streamOf(cmd.c, side), 0);
    } else if (!c?.st) return say('not_found');
    else if (cmd.k === 'message') {
      if (c.st.st === 'closed') add('main', 'reopened', { n: c.st.n + 1, mode: 'live' });
      add('main', 'message', d, cmd.i);
    } else if (cmd.k === 'note') {
      audience = 'notes';
      add('notes', 'note', d, cmd.i);
    } else if (cmd.k === 'accept') {
      const isHanded = c.st.hand?.to === a;
      if (c.st.st !== 'queued' && !isHanded) return say('taken', { as: c.st.as });
      if (isHanded) add('main', 'transferred', { from: c.st.as, to: a }, cmd.i);
      else add('main', 'assigned', { to: a }, cmd.i);
      if (isHanded) add('notes', 'handed', { to: a });
    } else if (cmd.k === 'close') {
      if (c.st.st === 'closed') return say('closed');
      add('main', 'closed', { n: c.st.n, by: 'agent' }, cmd.i);
      add('rating', 'invited', { n: c.st.n, until: now() + 1e8 });
    } else if (cmd.k in ratingKinds) {
      audience = 'rating';
      const { secret: key, ...given } = d;
      if (key !== secret(cmd.c, d.n as number)) return say('forbidden');
      const more = cmd.k === 'rate' && { rev: 1, until: now() + 1e8 };
      add('rating', ratingKinds[cmd.k as keyof typeof ratingKinds], { ...given, ...more }, cmd.i);
    } else {
      const steps = deskSteps(cmd, c.st, a, now());
      if (!steps) return say('unsupported');
      for (const [n, { to, k, d: data }] of steps.entries()) add(to, k, data, n ? undefined : cmd.i);
      audience = steps[0].to;
    }
    const [e] = done;
    if (e) socket.say({ t: 'ack', i: cmd.i, c: streamOf(cmd.c, audience), s: e.s, at: e.at });
    for (const side of ['main', 'notes', 'rating'] as const) pump(streamOf(cmd.c, side));
    if (cmd.k === 'close') {
      const visitor = conv(cmd.c).st?.visitor;
      for (const [other, id] of seen) if (id === visitor) other.say({ t: 'inv', ...inviteOf(cmd.c, c?.st?.n ?? 1) });
    }
  };

  const receive = (socket: FakeSocket, f: ClientFrame): void => {
    if (f.t === 'hello') {
      const tok = f.role === 'a' ? undefined : subjects.tokenOf(f);
      if (f.tok && f.role === 'v' && !relay.tokens.has(f.tok)) return socket.end(4503);
      if (tok && !relay.tokens.has(tok)) relay.tokens.set(tok, `visitor-${subjects.count()}`);
      const id = f.role === 'a' ? staff : (relay.tokens.get(tok as string) as ActorId);
      seen.set(socket, id);
      subs.set(socket, new Map());
      const mine = [...relay.convs]
        .filter(([, c]) => (f.role === 'a' ? c.st?.st !== 'closed' : c.st?.visitor === id))
        .map(([c]) => c);
      const sums = mine.map((c) => relay.sum(c)).reverse();
      socket.say({
        t: 'welcome',
        v: 1,
        sid: 's',
        ep: relay.epoch,
        me: { id, role: f.role },
        ...(f.tok === tok || !tok ? {} : { tok }),
        now: now(),
        hb: 25_000,
        lim: { frame: 65_536, text: 4_000, comment: 2_000, cur: 200 },
        caps: [],
        convs: sums.slice(0, relay.room),
        ...(sums.length > relay.room ? { more: 1 as const } : {}),
        here: { n: 1, names: ['Maria'] },
        ...(f.role === 'a' ? { presence: 'available' as const } : { site: { key: 'demo', name: 'Acme' } }),
        inv:
          f.role === 'a'
            ? []
            : mine.flatMap((c) => Object.keys(conv(c).st?.rate ?? {}).map((n) => inviteOf(c, Number(n)))),
      });
      if (sums.length > relay.room) socket.say({ t: 'sum', e: sums.slice(relay.room), all: 1 });
      for (const [stream, pos] of Object.entries(f.cur)) subscribe(socket, stream, pos, !f.ep || f.ep === relay.epoch);
    } else if (f.t === 'cmd') execute(socket, f);
    else if (f.t === 'sub') subscribe(socket, f.c, f.s);
    else if (f.t === 'unsub') subs.get(socket)?.delete(f.c);
    else if (f.t === 'ping') socket.say({ t: 'pong', n: f.n });
    else if (f.t === 'q') socket.say(answerTo(relay, f));
  };

  const relay: FakeRelay = {
    sockets: [],
    last: () => relay.sockets.at(-1) as FakeSocket,
    unreachable: false,
    halfOpen: false,
    toRelay: () => true,
    toClient: () => true,
    refuse: () => null,
    epoch: 'epoch-1',
    room: Infinity,
    convs: new Map(),
    tokens: new Map(),
    profiles: [],
    subjects: new Map(),
    files: new Map(),
    log: (id, audience = 'main') => conv(id).log[audience],
    texts: (id) =>
      conv(id)
        .log.main.filter((e) => e.k === 'message')
        .map((e) => (e.d as { text: string }).text),
    append(id, audience, event) {
      const log = conv(id).log[audience];
      const e: Ev = {
        s: log.length + 1,
        at: now(),
        ...event,
        ...(audience === 'notes' ? { p: conv(id).log.main.length } : {}),
      };
      log.push(e);
      conv(id).st = fold(conv(id).st, audience, e);
      pump(streamOf(id, audience));
      return e;
    },
    sum(id) {
      const { st, log } = conv(id);
      const last = log.main.findLast((e) => e.k === 'message');
      return {
        c: id,
        site: 'demo',
        h: log.main.length,
        hn: log.notes.length,
        st: st as ConvState,
        ...(last ? { last } : {}),
        unread: 0,
        at: log.main.at(-1)?.at ?? 0,
        v: { name: 'Vera' },
      };
    },
    socket() {
      const socket = createFakeSocket(relay, seen, receive, () => {
        subs.delete(socket);
        seen.delete(socket);
      });
      relay.sockets.push(socket);
      return socket;
    },
  };
  const subjects = createSubjects(relay.tokens, relay.subjects);
  return relay;
}
