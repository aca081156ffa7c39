// Since when an agent is not here any more, and what that means. A wish makes nobody present: only a live socket does, whose
// heartbeat was answered (P1). A reload is no absence; a closed browser is one a minute later; signing out is one at once.
import type { ActorId } from '@rapport/protocol';
import type { Clock } from './ports.ts';
import type { RelayLimits } from './relay-limits.ts';

export interface Leases {
  came(id: ActorId): void;
  /** His last socket is gone, which `session` had opened. `isForGood`: he has signed out, or may not be here. */
  went(id: ActorId, isForGood: boolean, session?: string | null): void;
  /** He has signed out, or may not be here, and left the page before: nobody waits for him to come back. */
  ended(who: { readonly agent: ActorId } | { readonly session: string }): void;
  /** `away`: nothing is kept for him. `gone`: what he has goes back into the queue. */
  of(id: ActorId): 'here' | 'grace' | 'away' | 'gone';
  stop(): void;
}

type Standing = 'grace' | 'away' | 'gone';

/**
 * `changed` is called when somebody has become `away` or `gone`; null: all who have not come since this relay began. They have
 * as long as any other, because it may have been the relay that was away.
 */
export function createLeases(
  clock: Clock,
  limits: Pick<RelayLimits, 'awayAfterMs' | 'goneAfterMs'>,
  changed: (id: ActorId | null) => void,
): Leases {
  const here = new Set<ActorId>();
  const absent = new Map<ActorId, { standing: Standing; cancel: () => void; session: string | null }>();
  let strangers: Standing = 'grace';
  const cancelStrangers = clock.setTimer(limits.goneAfterMs, () => {
    strangers = 'gone';
    changed(null);
  });

  function fall(id: ActorId, standing: 'away' | 'gone'): void {
    const lease = absent.get(id);
    if (!lease) return;
    lease.standing = standing;
    lease.cancel =
      standing === 'away' ? clock.setTimer(limits.goneAfterMs - limits.awayAfterMs, () => fall(id, 'gone')) : () => {};
    changed(id);
  }

  return {
    came: (id) => {
      here.add(id);
      absent.get(id)?.cancel();
      absent.delete(id);
    },
    went: (id, isForGood, session = null) => {
      here.delete(id);
      absent.get(id)?.cancel();
      const lease = { standing: 'grace' as Standing, cancel: () => {}, session };
      absent.set(id, lease);
      if (isForGood) fall(id, 'gone');
      else lease.cancel = clock.setTimer(limits.awayAfterMs, () => fall(id, 'away'));
    },
    ended: (who) => {
      for (const [id, lease] of absent) {
        if (lease.standing === 'gone' || ('agent' in who ? who.agent !== id : who.session !== lease.session)) continue;
        lease.cancel();
        fall(id, 'gone');
      }
    },
    of: (id) => (here.has(id) ? 'here' : (absent.get(id)?.standing ?? strangers)),
    stop: () => {
      cancelStrangers();
      for (const { cancel } of absent.values()) cancel();
    },
  };
}
