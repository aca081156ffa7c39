// A relay over a store in memory, on a clock that stands still, with one site and two agents; and clients to talk to it.
import type { ClientFrame, CommandData, Hello, ServerFrame, Stream, Welcome } from '@rapport/protocol';
import type { Bus, ConnectionPort, Log, UpgradeInfo } from '../core/ports.ts';
import type { RelayLimits } from '../core/relay-limits.ts';
import { sha256hex } from '../core/secret.ts';
import { createRelay, type Relay, type RelayOptions } from '../relay.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { AgentRow, SiteRow, Store } from '../store/store.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeSocket, type FakeSocket } from './fake-socket.ts';

export const secret = 'a secret of a test, 32 bytes or more';
export const ownOrigin = 'http://127.0.0.1:7420';
export const shopOrigin = 'https://shop.example';

export interface World {
  readonly relay: Relay;
  readonly store: Store;
  readonly clock: FakeClock;
  /** What was logged, with all its fields, as text. */
  readonly logged: string[];
  connect(o?: { origin?: string | null; address?: string; isStaff?: boolean }): Client;
  /** Says hello as a new visitor, or with `tok` as a known one. */
  visitor(o?: Partial<Hello> & { origin?: string | null }): Promise<Client>;
  /** Says hello with a fresh ticket. */
  agent(id?: string, o?: Partial<Hello>): Promise<Client>;
  ticket(id?: string, session?: string | null): Promise<string>;
}

export type FrameOf<T extends ServerFrame['t']> = Extract<ServerFrame, { t: T }>;

export interface Client {
  readonly socket: FakeSocket;
  readonly port: ConnectionPort;
  readonly frames: readonly ServerFrame[];
  readonly welcome: Welcome;
  send(frame: ClientFrame): void;
  raw(text: string): void;
  /** All frames of this kind so far. */
  all<T extends ServerFrame['t']>(t: T): FrameOf<T>[];
  /** The first frame of this kind, from the `skip`-th frame on, that is come or comes. */
  until<T extends ServerFrame['t']>(t: T, is?: (frame: FrameOf<T>) => boolean): Promise<FrameOf<T>>;
  /** Sends a command under an id of its own and waits for its answer. */
  ask<K extends keyof CommandData>(
    c: string,
    k: K,
    d: CommandData[K],
    more?: { i?: string; if?: object },
  ): Promise<FrameOf<'ack'> | FrameOf<'err'>>;
  /** Seqs of the events of a stream in the order in which they came. */
  seqs(stream: Stream): number[];
  ended(): Promise<{ code: number; reason: string }>;
  /** The network is gone, without a word. */
  drop(): void;
}

export const site: SiteRow = { key: 'shop', name: 'Shop', origins: [shopOrigin], native: true, disabled: false };
export const agentRow = (id: string, name: string): AgentRow => ({
  id,
  email: `${id}@shop.example`,
  name,
  role: 'agent',
  passwordHash: '',
  presence: 'available',
  disabled: false,
});

export async function createWorld(
  o: {
    limits?: Partial<RelayLimits>;
    store?: Store;
    bus?: Bus;
    clock?: FakeClock;
    checkpoint?: RelayOptions['checkpoint'];
    mail?: RelayOptions['mail'];
  } = {},
): Promise<World> {
  const clock = o.clock ?? createFakeClock();
  const store = o.store ?? createMemoryStore();
  const logged: string[] = [];
  const line = (what: string, fields?: object): void => void logged.push(`${what} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { info: line, warn: line, error: line };
  if (!(await store.site(site.key))) {
    await store.putSite(site);
    await store.putSite({ ...site, key: 'other', name: 'Other', origins: ['https://other.example'], native: false });
    await store.putAgent(agentRow('maria', 'Maria'));
    await store.putAgent(agentRow('ben', 'Ben'));
  }
  const relay = createRelay({
    store,
    secret,
    ownOrigin,
    clock,
    log,
    ...(o.bus ? { bus: o.bus } : {}),
    ...(o.limits ? { limits: o.limits } : {}),
    ...(o.checkpoint ? { checkpoint: o.checkpoint } : {}),
    ...(o.mail === undefined ? {} : { mail: o.mail }),
  });
  let count = 0;

  async function ticket(id = 'maria', session: string | null = null): Promise<string> {
    count += 1;
    const token = `ticket-${count}-${Math.random()}`;
    const now = clock.now();
    await store.putSecret({
      hash: sha256hex(token),
      kind: 'ticket',
      agent: id,
      parent: session,
      createdAt: now,
      expiresAt: now + 30_000,
    });
    return token;
  }

  const world: World = {
    relay,
    store,
    clock,
    logged,
    ticket,
    connect: ({ origin = shopOrigin, address = '192.0.2.0', isStaff = false } = {}) =>
      createClient(relay, { origin, address, isStaff }),
    visitor: async ({ origin = shopOrigin, ...hello } = {}) => {
      const client = world.connect({ origin });
      client.send({ t: 'hello', v: 1, role: 'v', k: site.key, dev: 'tab', cur: {}, ...hello });
      await client.until('welcome');
      return client;
    },
    agent: async (id = 'maria', hello = {}) => {
      const client = world.connect({ origin: ownOrigin, address: '198.51.100.0' });
      client.send({ t: 'hello', v: 1, role: 'a', tok: await ticket(id), dev: 'tab', cur: {}, ...hello });
      await client.until('welcome');
      return client;
    },
  };
  return world;
}

function createClient(relay: Relay, info: UpgradeInfo): Client {
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const run of woken) run();
  };
  const socket = createFakeSocket({
    onFrame: wake,
    onPing: () => port.pong(),
    onEnd: () => {
      wake();
      queueMicrotask(() => port.closed());
    },
  });
  const port: ConnectionPort = relay.connect(socket, info);
  const { frames } = socket;

  const client: Client = {
    socket,
    port,
    frames,
    get welcome() {
      const found = frames.find((f) => f.t === 'welcome');
      if (!found) throw new Error('not welcome yet');
      return found as Welcome;
    },
    send: (frame) => port.receive(JSON.stringify(frame)),
    raw: (text) => port.receive(text),
    all: (t) => frames.filter((f) => f.t === t) as FrameOf<typeof t>[],
    until: async <T extends ServerFrame['t']>(t: T, is: (frame: FrameOf<T>) => boolean = () => true) => {
      for (;;) {
        const found = frames.find((f) => f.t === t && is(f as FrameOf<T>));
        if (found) return found as FrameOf<T>;
        if (socket.ended) throw new Error(`closed with ${socket.ended.code} while waiting for ${t}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    ask: async (c, k, d, { i = `c-${Math.random().toString(36).slice(2)}`, ...more } = {}) => {
      const from = frames.length;
      client.send({ t: 'cmd', i, c, k, d, ...more });
      for (;;) {
        const answer = frames
          .slice(from)
          .find((f): f is FrameOf<'ack'> | FrameOf<'err'> => (f.t === 'ack' || f.t === 'err') && f.i === i);
        if (answer) return answer;
        if (socket.ended) throw new Error(`closed with ${socket.ended.code} while waiting for the answer`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    seqs: (stream) => frames.flatMap((f) => (f.t === 'ev' && f.c === stream ? f.e.map((ev) => ev.s) : [])),
    ended: async () => {
      while (!socket.ended) await new Promise<void>((resolve) => waiting.push(resolve));
      return socket.ended;
    },
    drop: () => socket.drop(),
  };
  return client;
}

/** A conversation under way: opened by the visitor, taken by the agent, heard by both. */
export async function chat(world: World, c = 'conv1'): Promise<{ visitor: Client; agent: Client }> {
  const agent = await world.agent();
  const visitor = await world.visitor();
  await visitor.ask(c, 'open', { text: 'Hello' });
  for (const stream of [c, `${c}/n`, `${c}/r`]) agent.send({ t: 'sub', c: stream, s: 0 });
  await agent.ask(c, 'accept', {});
  await agent.until('ev', (f) => f.c === c && f.e.some((ev) => ev.k === 'joined'));
  await world.clock.settle();
  return { visitor, agent };
}
