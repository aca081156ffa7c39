// One relay: the core's parts put together over a store. It opens no port and names no library; listen.ts gives it sockets.
import type { Here } from '@rapport/protocol';
import { close, type ErrCode } from '@rapport/protocol';
import { createCommitter } from './core/committer.ts';
import { Connection, type Household } from './core/connection.ts';
import type { Core } from './core/core.ts';
import { createCryptoChance } from './core/crypto-chance.ts';
import { createHub } from './core/hub.ts';
import { createMemoryBus } from './core/memory-bus.ts';
import { onHint } from './core/moves.ts';
import { createOrigins } from './core/origins.ts';
import type { Bus, Chance, Checkpoint, Clock, ConnectionPort, Log, Socket, UpgradeInfo } from './core/ports.ts';
import { createPump } from './core/pump.ts';
import { createQuotas } from './core/quotas.ts';
import { defaultLimits, type RelayLimits } from './core/relay-limits.ts';
import { createRows } from './core/rows.ts';
import { createStaff } from './core/staff.ts';
import { createSums } from './core/sums.ts';
import { createSystemClock } from './core/system-clock.ts';
import { createWatch, endRevoked } from './core/watch.ts';
import type { Store } from './store/store.ts';

export interface RelayOptions {
  readonly store: Store;
  /** At least 32 bytes. Ratings' secrets are made from it. */
  readonly secret: string;
  /** For example `http://127.0.0.1:7420`. */
  readonly ownOrigin: string;
  /** @default a bus in memory: this relay runs alone */
  readonly bus?: Bus;
  readonly clock?: Clock;
  readonly chance?: Chance;
  /** @default silent */
  readonly log?: Log;
  readonly limits?: Partial<RelayLimits>;
  /** Tests only. */
  readonly checkpoint?: (at: Checkpoint) => void;
}

export interface RelayStats {
  readonly sockets: number;
  readonly visitors: number;
  readonly agents: number;
  readonly commits: number;
  readonly commands: number;
  readonly bufferedBytes: number;
}

export interface Relay {
  /** H3: null, or why the upgrade is refused. */
  admit(info: UpgradeInfo): Promise<{ readonly status: 403 | 429 | 503; readonly code: ErrCode } | null>;
  connect(socket: Socket, info: UpgradeInfo): ConnectionPort;
  /** T7: ends the sockets of an agent, or of what the session with this hash has opened. */
  revoke(who: { readonly agent: string } | { readonly session: string }): void;
  here(): Here;
  stats(): RelayStats;
  /** X3. Resolves when all sockets are gone or the budget is over. @default budgetMs 10_000 */
  stop(o?: { readonly budgetMs?: number }): Promise<void>;
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

export function createRelay(o: RelayOptions): Relay {
  if (Buffer.byteLength(o.secret) < 32)
    throw new RangeError('secret must have at least 32 bytes; make one with `openssl rand -base64 48`.');
  const core = assemble(o);
  const connections = new Set<Connection>();
  const byAddress = new Map<string, number>();
  const watch = createWatch(core, (who) => endRevoked(core, who));
  const unsubscribe = core.bus.subscribe((hint) => onHint(core, hint));
  let onEmpty: (() => void) | null = null;

  const household: Household = {
    joined: (peer, presence) => {
      const most = peer.who.role === 'a' ? core.limits.socketsPerAgent : core.limits.socketsPerVisitor;
      for (const surplus of core.hub.join(peer, presence, most))
        surplus.wire.close(close.tooManySockets, 'too_many_sockets'); // B4
      if (peer.who.role === 'v') return;
      core.staff.changed();
      watch.start();
    },
    left: (peer) => {
      core.hub.leave(peer);
      if (peer.who.role === 'a') core.staff.changed();
    },
    gone: (connection) => {
      if (!connections.delete(connection)) return;
      const left = (byAddress.get(connection.address) ?? 1) - 1;
      if (left > 0) byAddress.set(connection.address, left);
      else byAddress.delete(connection.address);
      if (connections.size === 0) onEmpty?.();
    },
  };

  return {
    admit: async ({ origin, address }) => {
      if (core.draining) return { status: 503, code: 'unavailable' };
      if ((byAddress.get(address) ?? 0) >= core.limits.socketsPerAddress) return { status: 429, code: 'rate_limited' };
      return (await core.origins.mayOpen(origin)) ? null : { status: 403, code: 'origin_denied' };
    },
    connect: (socket, info) => {
      const connection = new Connection(core, socket, info, household);
      connections.add(connection);
      byAddress.set(info.address, (byAddress.get(info.address) ?? 0) + 1);
      return connection;
    },
    revoke: (who) => endRevoked(core, who),
    here: () => core.staff.here(),
    stats: () => ({
      sockets: connections.size,
      visitors: core.hub.visitors,
      agents: [...core.hub.agents()].length,
      commits: core.committer.commits,
      commands: core.commands,
      bufferedBytes: [...connections].reduce((sum, connection) => sum + connection.bufferedBytes, 0),
    }),
    stop: async ({ budgetMs = 10_000 } = {}) => {
      core.draining = true;
      watch.stop();
      const isOver = after(core.clock, budgetMs);
      await Promise.race([isOver.passed, farewell(core, connections)]);
      if (connections.size > 0)
        await Promise.race([isOver.passed, new Promise<void>((resolve) => (onEmpty = resolve))]);
      for (const connection of [...connections]) connection.terminate();
      isOver.cancel();
      unsubscribe();
    },
  };
}

function assemble(o: RelayOptions): Core {
  const {
    store,
    secret,
    log = silent,
    clock = createSystemClock(),
    chance = createCryptoChance(),
    bus = createMemoryBus(),
  } = o;
  const limits = { ...defaultLimits, ...o.limits };
  const hub = createHub();
  const rows = createRows(store);
  return {
    store,
    bus,
    clock,
    chance,
    log,
    limits,
    secret,
    hub,
    rows,
    committer: createCommitter({ store, bus, clock, log, checkpoint: o.checkpoint ?? (() => {}) }),
    pump: createPump(store, limits, log),
    sums: createSums(hub, rows, clock, limits.sumEveryMs, log),
    staff: createStaff(hub),
    origins: createOrigins(store, clock, o.ownOrigin, limits.recheckMs),
    quotas: createQuotas(limits),
    revocations: 0,
    draining: false,
    commands: 0,
  };
}

/** X3: says so, finishes what was begun, then closes. Each client is given its own moment to come back. */
async function farewell(core: Core, connections: ReadonlySet<Connection>): Promise<void> {
  const spreadMs = Math.max(2_000, (connections.size / 250) * 1_000);
  const retries = new Map(
    [...connections].map((connection) => [connection, Math.floor(core.chance.random() * spreadMs)]),
  );
  for (const [connection, retry] of retries) connection.frame({ t: 'bye', why: 'restart', after: retry, retry });
  do {
    await core.committer.idle();
    await new Promise<void>((resolve) => core.clock.soon(resolve));
  } while ([...connections].some((connection) => connection.isBusy));
  for (const connection of [...connections])
    connection.close(close.restart, `restart;retry=${retries.get(connection) ?? 0}`);
}

function after(clock: Clock, ms: number): { readonly passed: Promise<void>; cancel(): void } {
  let cancel = (): void => {};
  const passed = new Promise<void>((resolve) => {
    cancel = clock.setTimer(ms, resolve);
  });
  return { passed, cancel };
}
