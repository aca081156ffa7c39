// A site, its people, one relay and its disk, all in virtual time: everything that a schedule acts upon.
// The relay is the real core, the clients are the real SDK; only clock, wire and disk are made here.

import { createHash } from 'node:crypto';
import { type Bus, type Checkpoint, createRelay, type Hint, type Relay, type Unit } from '@rapport/relay';
import { createVirtualClock, type VirtualClock } from './clock.ts';
import { createDice, type Dice } from './dice.ts';
import { createDisk, type Disk } from './disk.ts';
import { createRecord, type LogRecord } from './record.ts';
import { createPerson, createTab, type Person, type Tab } from './tab.ts';
import { createTap, type Tap } from './tap.ts';
import { createWire, type Link, type Node, type Wire } from './wire.ts';

export interface Failure {
  /** Number of the invariant (1–21), 0 for what must not happen at all. */
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
}

export interface World {
  readonly clock: VirtualClock;
  readonly dice: Dice;
  readonly record: LogRecord;
  readonly disk: Disk;
  readonly tap: Tap;
  readonly wire: Wire;
  readonly people: readonly Person[];
  readonly tabs: Set<Tab>;
  readonly failures: Failure[];
  readonly faults: Map<string, number>;
  readonly defects: Defects;
  /** Fate of the next hint on the bus. */
  nextHint: 'lost' | 'twice' | 'late' | null;
  crashAt: { readonly at: Checkpoint; readonly downMs: number; readonly silent: boolean } | null;
  fail(invariant: number, what: string): void;
  faulted(what: string): void;
  /** `line`: of the tab that it follows. */
  openTab(person: Person, line?: number): Tab;
  crash(downMs: number, silent: boolean): void;
  /** Brings the relay back now if it is down. */
  boot(): void;
  linksOf(tab: Tab): readonly Link[];
  pass(ms: number): Promise<void>;
}

const sha256hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const origin = 'https://shop.example';
const startMs = 1_800_000_000_000;
const secret = 'a secret of the model, 32 bytes and more';
const plenty = [{ count: 1_000_000, perMs: 1 }];

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
  const fail = (invariant: number, what: string): void =>
    void failures.push({ invariant, what, atMs: clock.now() - startMs });
  const threw = (error: unknown): void =>
    fail(0, error instanceof Error ? (error.stack ?? error.message) : String(error));
  const faulted = (what: string): void => {
    faults.set(what, (faults.get(what) ?? 0) + 1);
    trace?.(`!!! ${what}`);
  };
  const clock = createVirtualClock(startMs, threw);
  const record = createRecord(fail);
  const disk = createDisk({ clock, record, faulted, ...(defects.spoilUnit && { spoil: defects.spoilUnit }) });
  const tap = createTap(record, fail, trace && ((what) => trace(`${clock.now() - startMs} ${what}`)));
  let node: (Node & { readonly relay: Relay; kill(): void }) | null = null;
  const wire = createWire(clock, dice, () => node, {
    ...tap,
    faulted,
    threw,
    heardByRelay: (link, text) => defects.answer?.(link, text),
  });
  let lines = 0;

  function lossyBus(): Bus {
    const listeners = new Set<(hint: Hint) => void>();
    const tell = (hint: Hint): void => {
      for (const run of listeners) run(hint);
    };
    return {
      publish(hint) {
        const fate = world.nextHint;
        world.nextHint = null;
        if (fate) faulted(`hint ${fate}`);
        if (fate === 'lost') return;
        if (fate === 'late') return void clock.setTimer(2_000, () => tell(hint));
        tell(hint);
        if (fate === 'twice') tell(hint);
      },
      subscribe(run) {
        listeners.add(run);
        return () => void listeners.delete(run);
      },
    };
  }

  function boot(): void {
    if (node) return;
    let alive = true;
    function checkpoint(at: Checkpoint): void {
      const armed = world.crashAt;
      if (!alive || armed?.at !== at) return;
      world.crashAt = null;
      faulted(`crash ${at}`);
      world.crash(armed.downMs, armed.silent);
    }
    const relay = createRelay({
      store: disk.mount(() => alive, checkpoint),
      secret,
      ownOrigin: 'http://relay.test',
      bus: lossyBus(),
      clock: {
        now: clock.now,
        setTimer: (ms, run) => clock.setTimer(ms, () => void (alive && run())),
        soon: (run) => clock.soon(() => void (alive && run())),
      },
      chance: { random: dice.roll, id: dice.id, token: dice.token },
      limits: { visitorCommands: plenty, agentCommands: plenty, socketsPerAddress: 1_000 },
      checkpoint,
    });
    node = {
      relay,
      alive: () => alive,
      admit: relay.admit,
      connect: relay.connect,
      kill: () => {
        alive = false;
      },
    };
  }

  const ticketFor = (agent: string) => async (): Promise<string> => {
    if (!node) throw new Error('the relay does not answer');
    const token = dice.token();
    const now = clock.now();
    await disk.kept.putSecret({
      hash: sha256hex(token),
      kind: 'ticket',
      agent,
      parent: sha256hex(`session of ${agent}`),
      createdAt: now,
      expiresAt: now + 30_000,
    });
    return token;
  };

  const world: World = {
    clock,
    dice,
    record,
    disk,
    tap,
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
    nextHint: null,
    crashAt: null,
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
      });
      world.tabs.add(tab);
      tab.onDeath(() => void world.tabs.delete(tab));
      return tab;
    },
    crash(downMs, silent) {
      if (!node) return;
      node.kill();
      node = null;
      // A killed process resets its connections; a dead machine says nothing until it is back.
      if (!silent) for (const link of [...wire.links]) dice.happens(0.5) ? link.reset() : link.refuse();
      clock.setTimer(downMs, boot);
    },
    boot,
    linksOf: (tab) => [...wire.links].filter((link) => link.seat === tab),
    pass: (ms) => clock.pass(ms),
  };

  await disk.kept.putSite({ key: 'shop', name: 'Shop', origins: [origin], native: false, disabled: false });
  for (const id of ['A1', 'A2']) {
    await disk.kept.putAgent({
      id,
      email: `${id}@shop.example`,
      name: id,
      role: 'agent',
      passwordHash: '',
      presence: 'available',
      disabled: false,
    });
    await disk.kept.putSecret({
      hash: sha256hex(`session of ${id}`),
      kind: 'session',
      agent: id,
      parent: null,
      createdAt: startMs,
      expiresAt: startMs + 1e12,
    });
  }
  boot();
  return world;
}
