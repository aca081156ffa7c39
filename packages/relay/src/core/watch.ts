// What the relay looks after by itself while agents are here: credentials taken back elsewhere (T7), conversations that moved unheard (D9).
import { type ConvId, close } from '@rapport/protocol';
import type { Core } from './core.ts';
import { closeCodeOf, standingOf } from './hello.ts';
import { setPresence } from './presence-command.ts';

export interface Watch {
  /** To be called when an agent has come. */
  start(): void;
  stop(): void;
}

export function createWatch(core: Core, revoke: (who: { agent: string } | { session: string }) => void): Watch {
  let cancel: (() => void) | null = null;
  let sweptAt = -Infinity;

  function start(): void {
    cancel ??= core.clock.setTimer(core.limits.recheckMs, () => {
      look()
        .catch((error: unknown) =>
          core.log.warn('watch failed', { error: error instanceof Error ? error.name : 'unknown' }),
        )
        .finally(() => {
          if (cancel === null) return;
          cancel = null;
          if (!core.hub.agents()[Symbol.iterator]().next().done) start();
        });
    });
  }

  async function look(): Promise<void> {
    for (const { id, peers } of [...core.hub.agents()]) {
      for (const { who, wire } of [...peers]) {
        if (who.role !== 'a') continue;
        const standing = await standingOf(core, who);
        if (standing === 'expired') wire.close(...closeCodeOf.expired);
        if (standing === 'revoked') revoke(who.session === null ? { agent: id } : { session: who.session });
      }
      const row = await core.store.agent(id);
      if (!row) continue;
      core.roster.offer(row);
      setPresence(core, id, row.presence);
    }
    await core.sites.refresh();
    const now = core.clock.now();
    if (Math.abs(now - sweptAt) < core.limits.heartbeatMs) return;
    sweptAt = now;
    await core.roster.refresh();
    await sweep();
  }

  /** Lists are told again of what moved without a hint. */
  async function sweep(): Promise<void> {
    const open = new Set<ConvId>();
    for (let after: ConvId | undefined; ; ) {
      const page = await core.store.openConversations(core.limits.sums, after);
      for (const row of page) {
        open.add(row.conv);
        if (core.rows.offer(row)) core.sums.changed(row.conv, row.state.visitor);
        core.desk.saw(row);
      }
      after = page.at(-1)?.conv;
      if (after === undefined) break;
      // However many there are, nobody waits for all of them.
      await new Promise<void>((resolve) => core.clock.soon(resolve));
    }
    for (const conv of core.rows.open()) {
      if (open.has(conv)) continue;
      const known = await core.rows.refresh(conv);
      if (!known) {
        core.desk.erased(conv);
        continue;
      }
      core.sums.changed(conv, known.row.state.visitor);
      core.desk.saw(known.row);
    }
  }

  return {
    start,
    stop: () => {
      cancel?.();
      cancel = null;
    },
  };
}

/** An agent was saved. With another role or name, what he has open begins anew. */
export async function agentChanged(core: Core, id: string): Promise<void> {
  await core.roster.refresh(id);
  const row = core.roster.get(id);
  for (const { who, wire } of [...(core.hub.agent(id)?.peers ?? [])])
    if (row && who.role === 'a' && (who.agentRole !== row.role || who.name !== row.name))
      wire.close(...closeCodeOf.expired);
}

/** Ends every socket of an agent or of a session at once: nothing is executed or delivered on it afterwards (T7). */
export function endRevoked(core: Core, who: { agent: string } | { session: string }): void {
  core.revocations += 1;
  for (const peer of [...core.hub.agentPeers()]) {
    if (peer.who.role !== 'a') continue;
    const isMeant = 'agent' in who ? peer.who.id === who.agent : peer.who.session === who.session;
    if (!isMeant) continue;
    peer.revoked = true;
    peer.wire.close(close.revoked, 'revoked');
  }
  core.leases.ended(who);
}
