// One running client: a visitor's tab or an agent's, the real SDK on a platform made of virtual things.
// When it dies nothing of it can act any more, wherever its code was at that moment.
import type { ConvId } from '@rapport/protocol';
import type { Dice } from '@rapport/relay/sample';
import {
  type Agent,
  type AgentConversation,
  type ChatErrorLike,
  type ConnectOptions,
  createAgent,
  createVisitor,
  type Platform,
  type Visitor,
  type VisitorConversation,
} from '@rapport/sdk';
import type { VirtualClock } from './clock.ts';
import { createPage, createProfile, locksOf, type Page, type Profile, storageOf, type TabLife } from './profile.ts';
import type { Seat, Wire } from './wire.ts';

export interface Person {
  readonly name: string;
  readonly role: 'v' | 'a';
  readonly profile: Profile;
  /** Agents: makes a ticket. */
  readonly ticket?: () => Promise<string>;
  skewMs: number;
  /** When its clock was last set, in the time of the world. */
  skewedAt: number;
  offline: boolean;
}

export interface Tab extends Seat, TabLife {
  readonly person: Person;
  /** Tabs that followed one another in one place: their messages keep their order. */
  readonly line: number;
  readonly page: Page;
  readonly visitor: Visitor | null;
  readonly agent: Agent | null;
  /** Every conversation that this tab has opened. */
  readonly opened: Map<ConvId, VisitorConversation | AgentConversation>;
  open(conv: ConvId): VisitorConversation | AgentConversation;
  /** Makes it take note of a conversation that it got otherwise. */
  took<T extends VisitorConversation | AgentConversation>(conversation: T): T;
  die(): void;
}

export function createPerson(name: string, role: 'v' | 'a', ticket?: () => Promise<string>): Person {
  return {
    name,
    role,
    profile: createProfile(),
    ...(ticket && { ticket }),
    skewMs: 0,
    skewedAt: -Infinity,
    offline: false,
  };
}

export interface TabOptions {
  readonly person: Person;
  readonly clock: VirtualClock;
  readonly dice: Dice;
  readonly wire: Wire;
  readonly origin: string;
  readonly line: number;
  readonly name: string;
  /** Hears what the SDK could not make sense of: nobody sends it such a thing here. */
  readonly onPassedOver: (error: unknown) => void;
  /** Hears what leaves it in other ways than frames: addresses, lines of log, errors. */
  readonly onWord: (text: string, where: string) => void;
  /** Agents who were signed out: signed in again. */
  readonly mayComeBack: () => boolean;
  readonly timerMs: (ms: number) => number;
}

/** So long an agent who was sent away waits before looking whether the sign-in is done. */
const comeBackMs = 500;

export function createTab(o: TabOptions): Tab {
  const { person, clock, dice, wire, origin, line, name } = o;
  let alive = true;
  const onDeath: (() => void)[] = [];
  const life: TabLife = { alive: () => alive, onDeath: (run) => void onDeath.push(run) };
  const page = createPage(life);
  const opened: Tab['opened'] = new Map();

  const platform: Platform = {
    socket(url) {
      o.onWord(url, 'an address');
      return wire.connect(tab);
    },
    storage: storageOf(person.profile.stored, life),
    lifecycle: page.lifecycle,
    locks: locksOf(person.profile.locks, life),
    now: () => clock.now() + person.skewMs,
    steady: () => clock.now(),
    random: dice.roll,
    id: dice.id,
    setTimer: (ms, run) => clock.setTimer(o.timerMs(ms), () => void (alive && run())),
  };
  const options: ConnectOptions = { url: 'ws://relay.test/v1/ws', platform, onLog };

  function onLog({ msg, data }: { readonly msg: string; readonly data?: unknown }): void {
    o.onWord(`${msg} ${String(data)}`, `a line of log of ${name}`);
    o.onPassedOver(data);
  }

  function took<T extends VisitorConversation | AgentConversation>(conversation: T): T {
    if (!opened.has(conversation.id)) opened.set(conversation.id, conversation);
    return conversation;
  }

  const tab: { -readonly [K in keyof Tab]: Tab[K] } = {
    name,
    role: person.role,
    person,
    line,
    page,
    origin: person.role === 'v' ? origin : null,
    address: '127.0.0.0',
    alive: life.alive,
    onDeath: life.onDeath,
    offline: () => person.offline,
    opened,
    visitor: null,
    agent: null,
    took,
    open: (conv) =>
      opened.get(conv) ??
      took((tab.visitor?.open(conv) ?? tab.agent?.conversation(conv)) as VisitorConversation | AgentConversation),
    die() {
      if (!alive) return;
      alive = false;
      for (const run of onDeath) run();
    },
  };
  /** Signed out: `connect()` again once signed in. */
  function comeBack(agent: Agent): void {
    clock.setTimer(comeBackMs, () => {
      if (!alive || agent.status.getSnapshot().phase !== 'stopped') return;
      if (o.mayComeBack()) void agent.connect().catch(() => {});
      else comeBack(agent);
    });
  }
  const onError = ({ code, message, details }: ChatErrorLike): void =>
    o.onWord(`${code} ${message} ${JSON.stringify(details) ?? ''}`, `an error of ${name}`);
  if (person.role === 'v') {
    const visitor = createVisitor({ ...options, site: 'shop' });
    tab.visitor = visitor;
    visitor.on('error', onError);
    void visitor.connect().catch(() => {});
  } else {
    const agent = createAgent({ ...options, token: () => (person.ticket as () => Promise<string>)() });
    tab.agent = agent;
    agent.on('error', onError);
    agent.status.subscribe(({ phase }) => void (phase === 'stopped' && comeBack(agent)));
    void agent.connect().catch(() => {});
  }
  return tab;
}
