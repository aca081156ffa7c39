// Two relay nodes over one store and one bus. Each can be killed at any of its own steps, drained, and have a wrong clock.
import { type Checkpoint, createRelay, type Log, type Relay, type RelayLimits } from '@rapport/relay';
import type { Dice } from '@rapport/relay/sample';
import type { LossyBus } from './bus.ts';
import type { VirtualClock } from './clock.ts';
import type { Disk } from './disk.ts';
import type { Node } from './wire.ts';

export type CrashPoint = Checkpoint | 'step';

export interface Crash {
  readonly at: CrashPoint;
  /** `step`: how many more of its store calls, frames and hints it lives. */
  readonly nth: number;
  readonly downMs: number;
  /** The whole machine: nobody answers for it. */
  readonly silent: boolean;
}

export interface Process extends Node {
  readonly relay: Relay;
  readonly place: Place;
  isDraining: boolean;
}

export interface Place {
  readonly number: number;
  skewMs: number;
  process: Process | null;
  crashAt: Crash | null;
}

export interface Nodes {
  readonly places: readonly Place[];
  /** The node that a new connection comes to; null: none is there. */
  pick(): Process | null;
  crash(place: Place, downMs: number, silent: boolean): void;
  /** X3: SIGTERM, then the next process. */
  drain(place: Place, downMs: number): void;
  /** Whatever is down is up again. */
  boot(): void;
}

export interface NodesOptions {
  readonly clock: VirtualClock;
  readonly dice: Dice;
  readonly disk: Disk;
  readonly bus: LossyBus;
  readonly log: Log;
  readonly faulted: (what: string) => void;
  readonly fail: (invariant: number, what: string) => void;
  /** Its connections learn of its end in the way of `silent`. */
  readonly onCrash: (process: Process, silent: boolean) => void;
  readonly limits?: Partial<RelayLimits>;
  readonly drainBudgetMs?: number;
}

const secret = 'a secret of the model, 32 bytes and more';
const plenty = [{ count: 1_000_000, perMs: 1 }];
/** All of them sit behind one address, and say in a minute what others say in a day. */
const generous: Partial<RelayLimits> = {
  visitorCommands: plenty,
  agentCommands: plenty,
  visitorConversations: plenty,
  addressConversations: plenty,
  newSockets: plenty,
  socketsPerAddress: 1_000,
  // A node knows only of its own sockets: whom it takes for gone may sit at the other one.
  awayAfterMs: 1e9,
  goneAfterMs: 2e9,
};
/** Small, so that what the model says fills them. */
export const modelLimits: Pick<RelayLimits, 'softBufferBytes' | 'hardBufferBytes' | 'batchBytes' | 'inFlight'> = {
  softBufferBytes: 3_000,
  hardBufferBytes: 24_000,
  batchBytes: 2_000,
  inFlight: 4,
};
const drainBudgetMs = 10_000;

export function createNodes(o: NodesOptions): Nodes {
  const { clock, dice, disk, bus } = o;
  const places: readonly Place[] = [0, 1].map((number) => ({ number, skewMs: 0, process: null, crashAt: null }));

  function start(place: Place): void {
    if (place.process) return;
    let isAlive = true;
    // It reads the disk while it is being made already.
    let self: Process | null = null;
    const alive = (): boolean => isAlive && place.process === self;
    function reached(at: CrashPoint): void {
      const armed = place.crashAt;
      if (!self || !alive() || armed?.at !== at) return;
      if (at === 'step' && armed.nth > 0) {
        place.crashAt = { ...armed, nth: armed.nth - 1 };
        return;
      }
      place.crashAt = null;
      o.faulted(`crash ${at === 'step' ? 'at a step' : at}`);
      crash(place, armed.downMs, armed.silent);
    }
    const step = (): void => reached('step');
    const ownBus = bus.of(place.number, alive);
    const relay = createRelay({
      store: disk.mount(alive, reached, step),
      secret,
      ownOrigin: 'http://relay.test',
      bus: {
        publish(hint) {
          step();
          ownBus.publish(hint);
        },
        subscribe: ownBus.subscribe,
      },
      clock: {
        now: () => clock.now() + place.skewMs,
        setTimer: (ms, run) => clock.setTimer(ms, () => void (alive() && run())),
        soon: (run) => clock.soon(() => void (alive() && run())),
      },
      chance: { random: dice.roll, id: dice.id, token: dice.token },
      limits: { ...generous, ...modelLimits, ...o.limits },
      checkpoint: reached,
      log: o.log,
    });
    const process: Process = {
      relay,
      place,
      isDraining: false,
      alive,
      step,
      isMachineUp: () => place.process !== null || !deadMachines.has(place),
      admit: async (info) => relay.admit(info),
      connect: relay.connect,
    };
    self = process;
    place.process = process;
    deadMachines.delete(place);
    ends.set(process, () => {
      isAlive = false;
    });
  }

  const ends = new WeakMap<Process, () => void>();
  const deadMachines = new Set<Place>();

  function end(process: Process): void {
    ends.get(process)?.();
    process.place.process = null;
  }

  function crash(place: Place, downMs: number, silent: boolean): void {
    const { process } = place;
    if (!process) return;
    end(process);
    if (silent) deadMachines.add(place);
    o.onCrash(process, silent);
    clock.setTimer(downMs, () => start(place));
  }

  async function drain(place: Place, downMs: number): Promise<void> {
    const { process } = place;
    if (!process || process.isDraining) return;
    process.isDraining = true;
    o.faulted('drain');
    const startedAt = clock.now();
    await process.relay.stop({ budgetMs: o.drainBudgetMs ?? drainBudgetMs });
    if (!process.alive()) return;
    const tookMs = clock.now() - startedAt;
    if (tookMs > drainBudgetMs) o.fail(24, `node ${place.number} took ${tookMs} ms to drain`);
    // Those that were ended at last are gone in the next moment.
    await new Promise<void>((resolve) => void clock.setTimer(1, resolve));
    if (!process.alive()) return;
    const { sockets } = process.relay.stats();
    end(process);
    o.onCrash(process, false);
    if (sockets > 0) o.fail(24, `node ${place.number} ended with ${sockets} sockets`);
    clock.setTimer(downMs, () => start(place));
  }

  return {
    places,
    pick() {
      const up = places.flatMap(({ process }) => process ?? []);
      return up.length > 0 ? dice.pick(up) : null;
    },
    crash,
    drain: (place, downMs) => void drain(place, downMs),
    boot: () => places.forEach(start),
  };
}
