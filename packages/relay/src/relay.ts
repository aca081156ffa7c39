// One relay: the core's parts put together over a store. It opens no port and names no library; listen.ts gives it sockets.
import type { Here, Presence } from '@rapport/protocol';
import { close, type ErrCode } from '@rapport/protocol';
import { assemble, type CoreOptions } from './core/assemble.ts';
import { unblockVisitor } from './core/block-command.ts';
import { Connection, type Household } from './core/connection.ts';
import type { Actor } from './core/decide-context.ts';
import { farewell } from './core/farewell.ts';
import { identitySecret } from './core/identity/keys.ts';
import { identityRevoked } from './core/identity/sign-in.ts';
import { type MailDesk, noMail } from './core/mail/mailer.ts';
import { createPost } from './core/mail/post.ts';
import { onHint } from './core/moves.ts';
import { idsOf, type Peer, selfIn } from './core/peer.ts';
import type { Clock, ConnectionPort, Socket, UpgradeInfo } from './core/ports.ts';
import type { CaseDesk } from './core/recovery/recovery.ts';
import { agentChanged, createWatch, endRevoked } from './core/watch.ts';

export type RelayOptions = CoreOptions;

export interface Refusal {
  readonly status: 429 | 503;
  readonly code: ErrCode;
  readonly retryMs: number;
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
  /** H3: whether any site lists this origin. */
  mayOpen(origin: string | null): Promise<boolean>;
  /** H3, A2: null, or why the upgrade is refused. To be asked right before `connect`, once. */
  admit(info: UpgradeInfo): Refusal | null;
  connect(socket: Socket, info: UpgradeInfo): ConnectionPort;
  /** T7: ends the sockets of an agent, or of what the session with this hash has opened. */
  revoke(who: { readonly agent: string } | { readonly session: string }): void;
  /** A site was saved: what it sets is true from now on. */
  siteChanged(key: string): Promise<void>;
  /** So was an agent. */
  agentChanged(id: string): Promise<void>;
  /** What an agent's live sockets say; away without one, whatever he has chosen. */
  presenceOf(id: string): Presence;
  /** False: there is no such visitor. */
  unblock(visitor: string, by: Actor): Promise<boolean>;
  /** U8, I5: whether a visitor is `visitor`, or is known to be the same person by a socket of his that is here. */
  isPerson(id: string, visitor: string): boolean;
  /** What a site signs identities with (I2). */
  identitySecret(site: string, key: string): string;
  /** A key of a site is gone: whoever it has let in says anew who that is. */
  identityRevoked(site: string): void;
  readonly mail: MailDesk;
  readonly cases: CaseDesk;
  here(): Here;
  stats(): RelayStats;
  /** X3. Resolves when all sockets are gone or the budget is over. @default budgetMs 10_000 */
  stop(o?: { readonly budgetMs?: number }): Promise<void>;
}

/** After which an address may find room again that had none. */
const restMs = 5_000;

export function createRelay(o: RelayOptions): Relay {
  if (Buffer.byteLength(o.secret) < 32)
    throw new RangeError('secret must have at least 32 bytes; make one with `openssl rand -base64 48`.');
  const core = assemble(o);
  const connections = new Set<Connection>();
  const byAddress = new Map<string, number>();
  const silent = new Set<Connection>();
  const watch = createWatch(core, (who) => endRevoked(core, who));
  const unsubscribe = core.bus.subscribe((hint) => onHint(core, hint));
  core.desk.start();
  const post =
    o.mail === undefined
      ? null
      : createPost(core, { transport: o.mail, ownOrigin: o.ownOrigin, checkpoint: o.checkpoint ?? (() => {}) });
  core.recovery.start(post?.desk);
  let onEmpty: (() => void) | null = null;
  const moved = (peer: Peer): void => {
    for (const id of idsOf(peer.who)) core.desk.visitorMoved(id);
  };

  const household: Household = {
    joined: (peer, presence) => {
      const most = peer.who.role === 'a' ? core.limits.socketsPerAgent : core.limits.socketsPerVisitor;
      for (const surplus of core.hub.join(peer, presence, most))
        surplus.wire.close(close.tooManySockets, 'too_many_sockets'); // B4
      if (peer.who.role === 'v') return moved(peer);
      core.leases.came(peer.who.id);
      core.staff.changed();
      core.desk.agentMoved(peer.who.id);
      watch.start();
    },
    left: (peer) => {
      core.hub.leave(peer);
      if (peer.who.role === 'v') {
        for (const id of idsOf(peer.who)) post?.left(id);
        return moved(peer);
      }
      const { id } = peer.who;
      core.staff.changed();
      if (core.hub.agent(id)) return;
      core.leases.went(id, peer.revoked, peer.who.session);
      core.desk.agentMoved(id);
    },
    spoke: (connection) => void silent.delete(connection),
    gone: (connection) => {
      silent.delete(connection);
      if (!connections.delete(connection)) return;
      const left = (byAddress.get(connection.address) ?? 1) - 1;
      if (left > 0) byAddress.set(connection.address, left);
      else byAddress.delete(connection.address);
      if (connections.size === 0) onEmpty?.();
    },
  };

  return {
    mayOpen: (origin) => core.origins.mayOpen(origin),
    admit: ({ address, isOwnMachine }) => {
      const { limits } = core;
      if (core.draining || connections.size >= limits.sockets || silent.size >= limits.silentSockets)
        return { status: 503, code: 'unavailable', retryMs: restMs };
      if ((byAddress.get(address) ?? 0) >= limits.socketsPerAddress)
        return { status: 429, code: 'rate_limited', retryMs: restMs };
      const retryMs = isOwnMachine ? 0 : core.quotas.newSocket(address, core.clock.now());
      return retryMs > 0 ? { status: 429, code: 'rate_limited', retryMs } : null;
    },
    connect: (socket, info) => {
      const connection = new Connection(core, socket, info, household);
      connections.add(connection);
      silent.add(connection);
      byAddress.set(info.address, (byAddress.get(info.address) ?? 0) + 1);
      return connection;
    },
    revoke: (who) => endRevoked(core, who),
    siteChanged: (key) => core.sites.refresh(key),
    agentChanged: (id) => agentChanged(core, id),
    presenceOf: (id) => core.hub.agent(id)?.presence ?? 'away',
    unblock: (visitor, by) => unblockVisitor(core, visitor, by),
    isPerson: (id, visitor) =>
      id === visitor || [...core.hub.peersOf(id)].some(({ who }) => who.id === id && selfIn(who, visitor) === visitor),
    identitySecret: (site, key) => identitySecret(core.secret, site, key),
    identityRevoked: (site) => identityRevoked(core, site),
    mail: post?.desk ?? noMail,
    cases: core.recovery.desk,
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
      core.desk.stop();
      core.recovery.stop();
      const isOver = after(core.clock, budgetMs);
      const posted = post?.stop();
      await Promise.race([isOver.passed, farewell(core, connections, budgetMs / 2)]);
      if (connections.size > 0)
        await Promise.race([isOver.passed, new Promise<void>((resolve) => (onEmpty = resolve))]);
      for (const connection of [...connections]) connection.terminate();
      // What is cut off here is tried again after the next start, under the same Message-ID.
      await Promise.race([isOver.passed, posted]);
      isOver.cancel();
      // The last socket of each agent has only just gone.
      core.leases.stop();
      core.staff.stop();
      core.holdBack.stop();
      unsubscribe();
    },
  };
}

function after(clock: Clock, ms: number): { readonly passed: Promise<void>; cancel(): void } {
  let cancel = (): void => {};
  const passed = new Promise<void>((resolve) => {
    cancel = clock.setTimer(ms, resolve);
  });
  return { passed, cancel };
}
