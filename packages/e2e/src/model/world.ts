// A site, its people, two relay nodes and their disk, all in virtual time: everything that a schedule acts upon.
// The relay is the real core, the clients are the real SDK; only clock, wire, bus and disk are made here.

import type { RelayLimits, Unit } from '@rapport/relay';
import { createDice, type Dice } from '@rapport/relay/sample';
import { createLossyBus, type LossyBus } from './bus.ts';
import { createVirtualClock, type VirtualClock } from './clock.ts';
import { team } from './desk-act.ts';
import { createDisk, type Disk } from './disk.ts';
import { createGuard, type Guard } from './guard.ts';
import { describeInvariant } from './invariants.ts';
import { createNodes, type Nodes } from './nodes.ts';
import { createRecord, type LogRecord } from './record.ts';
import { createStaffRoom, type StaffRoom } from './staff-room.ts';
import { createPerson, createTab, type Person, type Tab } from './tab.ts';
import { createTap, type Tap } from './tap.ts';
import { createWire, type Link, type Taps, type Wire } from './wire.ts';

export interface Failure {
  /** Number of the invariant, 0 for what must not happen at all. */
  readonly invariant: number;
  readonly what: string;
  readonly atMs: number;
}

/** Ways in which the world can be made wrong on purpose, to see that the model notices. */
export interface Defects {
  readonly spoilUnit?: (unit: Unit) => Unit;
  /** Hears what reaches the relay before the relay does. */
  readonly answer?: (link: Link, text: string) => void;
  /** At a reload, what was stored goes. */
  readonly forget?: boolean;
  readonly limits?: Partial<RelayLimits>;
  /** What a node is told it may take to go. */
  readonly drainBudgetMs?: number;
  /** Milliseconds of the wish of a client → those that it gets. */
  readonly timerMs?: (ms: number) => number;
  /** After each step. */
  readonly meddle?: (world: World) => void;
}

export interface World {
  readonly clock: VirtualClock;
  readonly dice: Dice;
  readonly record: LogRecord;
  readonly disk: Disk;
  readonly bus: LossyBus;
  readonly nodes: Nodes;
  readonly staffRoom: StaffRoom;
  readonly tap: Tap;
  readonly guard: Guard;
  readonly wire: Wire;
  readonly people: readonly Person[];
  readonly tabs: Set<Tab>;
  readonly failures: Failure[];
  readonly faults: Map<string, number>;
  readonly defects: Defects;
  fail(invariant: number, what: string): void;
  faulted(what: string): void;
  /** `line`: of the tab that it follows. */
  openTab(person: Person, line?: number): Tab;
  linksOf(tab: Tab): readonly Link[];
  pass(ms: number): Promise<void>;
}

const origin = 'https://shop.example';
const startMs = 1_800_000_000_000;
/** What a log line may tell of: a disk that was made to fail. Anything else is a mistake of the relay. */
const expectedWarnings = ['commit failed'];

export interface WorldOptions {
  readonly seed: number;
  readonly defects?: Defects;
  /** Hears every frame as it is sent. */
  readonly trace?: (what: string) => void;
}

export async function createWorld({ seed, defects = {}, trace }: WorldOptions): Promise<World> {
  const dice = createDice(seed);
  const failures: Failure[] = [];
  const faults = new Map<string, number>();
  let isStrange = false;
  let lines = 0;
  const sinceMs = (): number => clock.now() - startMs;
  const fail = (invariant: number, what: string): void =>
    void failures.push({ invariant, what: `${what} [${describeInvariant(invariant)}]`, atMs: sinceMs() });
  const threw = (error: unknown): void =>
    fail(isStrange ? 17 : 0, error instanceof Error ? (error.stack ?? error.message) : String(error));
  const faulted = (what: string): void => {
    faults.set(what, (faults.get(what) ?? 0) + 1);
    trace?.(`!!! ${what}`);
  };
  const clock = createVirtualClock(startMs, threw);
  const record = createRecord(fail);
  const disk = createDisk({ clock, record, faulted, ...(defects.spoilUnit && { spoil: defects.spoilUnit }) });
  const bus = createLossyBus(clock, dice, faulted);
  const staffRoom = createStaffRoom({
    kept: disk.kept,
    now: clock.now,
    token: dice.token,
    onSecret: (secret) => void guard.tokens.add(secret),
  });
  const tap = createTap(record, fail, trace && ((what) => trace(`${sinceMs()} ${what}`)));
  const guard = createGuard({
    fail,
    now: clock.now,
    revokedAt: staffRoom.revokedAt,
    whoIs: tap.whoIs,
    ownerOf: tap.ownerOf,
  });
  record.onUnit(guard.checkAsked);

  function onLogLine(level: 'info' | 'warn' | 'error', what: string, fields?: object): void {
    guard.checkSpilled(`${what} ${JSON.stringify(fields ?? {})}`, 'a log line');
    if (level !== 'info' && !expectedWarnings.includes(what))
      fail(0, `the relay logged: ${what} ${JSON.stringify(fields)}`);
  }
  const nodes = createNodes({
    clock,
    dice,
    disk,
    bus,
    faulted,
    fail,
    log: {
      info: (what, fields) => onLogLine('info', what, fields),
      warn: (what, fields) => onLogLine('warn', what, fields),
      error: (what, fields) => onLogLine('error', what, fields),
    },
    // A killed process resets its connections; a dead machine says nothing until it is back.
    onCrash(process, silent) {
      if (silent) return;
      for (const link of [...wire.links]) if (link.node === process) dice.happens(0.5) ? link.reset() : link.refuse();
    },
    ...(defects.limits && { limits: defects.limits }),
    ...(defects.drainBudgetMs !== undefined && { drainBudgetMs: defects.drainBudgetMs }),
  });
  const taps: Taps = {
    ...tap,
    ...guard,
    faulted,
    threw,
    strangely(run) {
      isStrange = true;
      run();
      isStrange = false;
    },
    sentByRelay(link, text) {
      guard.sentByRelay(link, text);
      tap.sentByRelay(link, text);
    },
    closedByRelay(link, code, reason) {
      trace?.(`${sinceMs()} ${link.seat.name} <- close ${code}`);
      guard.closedByRelay(link, code, reason);
    },
    heardByClient(link, text) {
      guard.heardByClient(link, text);
      tap.heardByClient(link, text);
    },
    sentByClient(link, text) {
      guard.sentByClient(link, text);
      tap.sentByClient(link, text);
    },
    heardByRelay(link, text) {
      guard.heardByRelay(link, text);
      defects.answer?.(link, text);
    },
  };
  const wire = createWire(clock, dice, nodes.pick, taps);

  const ticketFor = (agent: string) => async (): Promise<string> => {
    const at = nodes.pick();
    if (!at) throw new Error('the relay does not answer');
    return staffRoom.ticket(agent, clock.now() + at.place.skewMs);
  };

  const world: World = {
    clock,
    dice,
    record,
    disk,
    bus,
    nodes,
    staffRoom,
    tap,
    guard,
    wire,
    people: [
      createPerson('V1', 'v'),
      createPerson('V2', 'v'),
      createPerson('A1', 'a', ticketFor('A1')),
      createPerson('A2', 'a', ticketFor('A2')),
    ],
    tabs: new Set(),
    failures,
    faults,
    defects,
    fail,
    faulted,
    openTab(person, followed) {
      const line = followed ?? ++lines;
      const tab = createTab({
        person,
        clock,
        dice,
        wire,
        origin,
        line,
        name: `${person.name}.${line}`,
        onPassedOver: threw,
        onWord: guard.checkSpilled,
        mayComeBack: () => staffRoom.isSignedIn(person.name),
        timerMs: defects.timerMs ?? ((ms) => ms),
      });
      world.tabs.add(tab);
      tab.onDeath(() => void world.tabs.delete(tab));
      return tab;
    },
    linksOf: (tab) => [...wire.links].filter((link) => link.seat === tab),
    pass: (ms) => clock.pass(ms),
  };

  await disk.kept.putSite({
    key: 'shop',
    name: 'Shop',
    origins: [origin],
    native: false,
    disabled: false,
    // Often enough that something is kept from somebody.
    settings: { teams: [{ key: team, name: 'Help', hours: null }], guess: 60, extra: { expect: 30, nps: 30, ces: 20 } },
  });
  for (const id of ['A1', 'A2']) {
    await disk.kept.putAgent({
      id,
      email: `${id}@shop.example`,
      name: id,
      // R11: it takes two of those who lead.
      role: id === 'A2' ? 'lead' : 'owner',
      passwordHash: '',
      presence: 'available',
      disabled: false,
      teams: [team],
    });
    await staffRoom.signIn(id);
  }
  nodes.boot();
  return world;
}
